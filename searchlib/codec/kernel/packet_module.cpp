// Packing and unpacking the postings of terms for Python (see _kernel.pyi).
#include "binding.hpp"
#include "functions.hpp"
#include "packets.hpp"

namespace searchlib {
namespace {

constexpr const char* kPackets = "searchlib.packets";

struct OpenPackets : Section {
    Buffers buffers;
    bool positional = false;
};

template <class Number>
struct Numbers {
    const Number* data = nullptr;
    size_t size = 0;
    bool present = false;
};

template <class Number>
Numbers<Number> numbers(PyObject* object, Buffers& buffers) {
    if (object == Py_None) return {};
    const auto held = buffers.hold(object);
    if (held.second % sizeof(Number)) throw BadProgram{"numbers do not fit"};
    return {reinterpret_cast<const Number*>(held.first), held.second / sizeof(Number), true};
}

// The postings of many terms, one after the other.
struct Batch {
    Numbers<uint32_t> starts, docs, freqs, positions, formed_starts, formed;
    Numbers<uint8_t> lengths;
};

void check(const Batch& batch) {
    const auto& starts = batch.starts;
    bool fits = starts.size && !starts.data[0] && starts.data[starts.size - 1] == batch.docs.size;
    for (size_t term = 1; fits && term < starts.size; ++term) fits = starts.data[term - 1] < starts.data[term];
    if (batch.freqs.present) {
        fits = fits && batch.freqs.size == batch.docs.size && batch.formed_starts.size == starts.size;
        uint64_t tokens = 0;
        for (size_t place = 0; fits && place < batch.docs.size; ++place) {
            fits = batch.docs.data[place] < batch.lengths.size && batch.freqs.data[place];
            tokens += batch.freqs.data[place];
        }
        fits = fits && tokens == batch.positions.size;
    }
    if (!fits) throw BadProgram{"postings do not fit"};
}

void pack_all(const Batch& batch, Bytes& packets, std::vector<uint32_t>& ends) {
    uint64_t token = 0;
    for (size_t term = 0; term + 1 < batch.starts.size; ++term) {
        const size_t from = batch.starts.data[term], to = batch.starts.data[term + 1];
        TermLists lists;
        lists.docs = batch.docs.data + from;
        lists.size = to - from;
        if (batch.freqs.present) {
            lists.freqs = batch.freqs.data + from;
            lists.positions = batch.positions.data + token;
            for (size_t place = 0; place < lists.size; ++place) lists.tokens += lists.freqs[place];
            token += lists.tokens;
            const size_t first = batch.formed_starts.data[term], last = batch.formed_starts.data[term + 1];
            if (first < last) {
                if (last > batch.formed.size || last - first != lists.tokens) throw BadProgram{"forms do not fit"};
                lists.formed = batch.formed.data + first;
            }
        }
        pack_term(lists, batch.lengths.data, packets);
        if (packets.size() > UINT32_MAX) throw BadProgram{"packets of more than 4 GiB"};
        ends.push_back(static_cast<uint32_t>(packets.size()));
    }
}

std::vector<uint32_t> unpacked_positions(const Packet& packet, const std::vector<uint32_t>& freqs, const Section& section) {
    std::vector<uint32_t> positions;
    positions.reserve(packet.tokens());
    for (size_t block = 0; block < packet.blocks(); ++block) {
        const BitStream steps = packet.positions(block);
        uint64_t place = 0;
        for (size_t doc = block * kBlock; doc < block * kBlock + packet.count(block); ++doc) {
            if (freqs[doc] > steps.count - place) section.damaged("positions do not fit the frequencies");
            uint32_t position = 0;
            for (uint32_t rest = freqs[doc]; rest; --rest) positions.push_back(position += steps[place++]);
        }
    }
    return positions;
}

}  // namespace

// pack_terms(starts, docs, freqs, positions, starts of formed, formed, lengths) -> packets, where each ends
PyObject* pack_terms(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        Batch batch;
        batch.starts = numbers<uint32_t>(item(arguments, 0), buffers);
        batch.docs = numbers<uint32_t>(item(arguments, 1), buffers);
        batch.freqs = numbers<uint32_t>(item(arguments, 2), buffers);
        batch.positions = numbers<uint32_t>(item(arguments, 3), buffers);
        batch.formed_starts = numbers<uint32_t>(item(arguments, 4), buffers);
        batch.formed = numbers<uint32_t>(item(arguments, 5), buffers);
        batch.lengths = numbers<uint8_t>(item(arguments, 6), buffers);
        Bytes packets;
        std::vector<uint32_t> ends;
        {
            Unlocked unlocked;
            check(batch);
            pack_all(batch, packets, ends);
        }
        return Py_BuildValue("NN", as_bytes(packets), as_bytes(ends));
    });
}

// open_packets(section, whether there are positions)
PyObject* open_packets(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto packets = std::make_unique<OpenPackets>();
        static_cast<Section&>(*packets) = packets->buffers.section(item(arguments, 0));
        packets->positional = integer(item(arguments, 1)) != 0;
        return capsule(std::move(packets), kPackets);
    });
}

// unpack_term(packets, start, end, number of documents, what: 0 documents 1 frequencies 2 positions 3 forms) -> u32
PyObject* unpack_term(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto* packets = opened<OpenPackets>(item(arguments, 0), kPackets);
        const Packet packet(*packets, small(item(arguments, 1)), small(item(arguments, 2)), packets->positional);
        const uint32_t doc_count = small(item(arguments, 3)), what = small(item(arguments, 4));
        if (what == 3) {
            const BitStream forms = packet.forms();
            std::vector<uint32_t> found(forms.bits ? forms.count : 0);
            if (forms.bits) unpack(forms.bits, found.size(), forms.width, found.data());
            return as_bytes(found);
        }
        std::vector<uint32_t> docs, freqs;
        for (size_t block = 0; block < packet.blocks(); ++block) {
            docs.resize(docs.size() + packet.count(block));
            const uint8_t* rest = packet.docs(block, doc_count, docs.data() + block * kBlock);
            if (!what) continue;
            freqs.resize(docs.size());
            packet.freqs(block, rest, freqs.data() + block * kBlock);
        }
        return as_bytes(what == 0 ? docs : what == 1 ? freqs : unpacked_positions(packet, freqs, *packets));
    });
}

}  // namespace searchlib
