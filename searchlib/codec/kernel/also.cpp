// In how many documents of a segment the terms of one field stand in another, too (see searchlib/codec/also.py).
#include "binding.hpp"
#include "field.hpp"
#include "functions.hpp"

namespace searchlib {
namespace {

constexpr uint32_t kGone = UINT32_MAX;

// A field with positions, as it lies in a file or in memory.
struct Terms {
    Dictionary names;
    Section packets, at;

    // The documents of a term; valid until the next call.
    Postings docs(size_t term, uint32_t doc_count, std::vector<uint32_t>& room) const {
        const uint32_t* range = at.words(term, term + 2);
        const Packet packet(packets, range[0], range[1], true);
        if (packet.size() > doc_count) packets.damaged("documents out of order");
        room.resize(packet.size());
        for (size_t block = 0; block < packet.blocks(); ++block) packet.docs(block, doc_count, room.data() + block * kBlock);
        Postings found;
        found.docs = room.data();
        found.size = room.size();
        return found;
    }
};

void read_terms(PyObject* given, Buffers& buffers, Terms& made) {
    made.names.text = buffers.section(item(given, 0));
    made.names.ends = buffers.section(item(given, 1));
    made.packets = buffers.section(item(given, 2));
    made.at = buffers.section(item(given, 3));
    const bool fits = made.names.ends.width == 4 && made.at.width == 4 && made.at.count() == made.names.ends.count();
    if (!fits) throw BadProgram{"terms do not fit"};
}

uint32_t common(const Postings& few, const Postings& many, const uint32_t* numbers) {
    uint32_t count = 0;
    size_t place = 0;
    for (size_t next = 0; next < few.size && place < many.size; ++next) {
        const uint32_t doc = few.docs[next];
        place = gallop(many, place, doc);
        count += place < many.size && many.docs[place] == doc && !(numbers && numbers[doc] == kGone);
    }
    return count;
}

}  // namespace

// also_in(number of documents, terms of one field, of the other, new numbers of the documents or None) -> u32 a term of the one
// The terms of a field are (texts, their ends, packets, where these begin). Documents without a new number are left out.
PyObject* also_in(PyObject*, PyObject* arguments) {
    Buffers buffers;
    Terms one, other;  // live on while it is said what is wrong with them
    return guarded([&] {
        const uint32_t doc_count = small(item(arguments, 0));
        read_terms(item(arguments, 1), buffers, one);
        read_terms(item(arguments, 2), buffers, other);
        const uint32_t* numbers = nullptr;
        if (item(arguments, 3) != Py_None) {
            const auto held = buffers.hold(item(arguments, 3));
            if (held.second / 4 != doc_count) throw BadProgram{"numbers do not fit"};
            numbers = reinterpret_cast<const uint32_t*>(held.first);
        }
        std::vector<uint32_t> counts(one.names.size()), some, others;
        {
            Unlocked unlocked;
            for (size_t term = 0, place = 0; term < counts.size(); ++term) {
                const std::string_view name = one.names[term];
                while (place < other.names.size() && other.names[place] < name) ++place;
                if (place == other.names.size()) break;
                if (other.names[place] != name) continue;
                const Postings mine = one.docs(term, doc_count, some), theirs = other.docs(place, doc_count, others);
                counts[term] = mine.size < theirs.size ? common(mine, theirs, numbers) : common(theirs, mine, numbers);
            }
        }
        return PyBytes_FromStringAndSize(counts.empty() ? "" : reinterpret_cast<const char*>(counts.data()),
                                         static_cast<Py_ssize_t>(4 * counts.size()));
    });
}

}  // namespace searchlib
