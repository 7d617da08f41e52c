// The postings of several segments in one: unpacked, numbered anew and packed, term by term.
#include "binding.hpp"
#include "functions.hpp"
#include "numbers.hpp"
#include "packets.hpp"

namespace searchlib {
namespace {

constexpr uint32_t kGone = UINT32_MAX;
constexpr size_t kEnough = size_t{1} << 18;  // bytes that are given back at once

// One field of a segment.
struct Part {
    Section packets;
    Numbers at;          // for each term where its packet begins, and the end
    Numbers documents;   // new numbers, kGone for deleted ones; null where nothing is deleted
    uint32_t base = 0;   // what to add then
    uint32_t doc_count = 0;
    Numbers form_starts;  // for each term where its forms start; null where they are the terms
    Numbers forms;        // the new number of each
};

struct Merge {
    std::vector<Part> parts;
    Numbers starts, places, terms;  // for each new term where its pairs of part and term start
    Numbers form_counts;            // forms of each new term; null where all have one
    const uint8_t* lengths = nullptr;
    size_t doc_count = 0;  // of lengths
};

// The lists of the term that is being put together.
struct Term {
    std::vector<uint32_t> docs, freqs, steps, formed;

    void clear() {
        docs.clear();
        freqs.clear();
        steps.clear();
        formed.clear();
    }
};

// What a term has in one segment is appended block by block; then what belongs to deleted documents is closed up.
class Appending {
  public:
    Appending(const Merge& merge, const Part& part, uint32_t term, bool several, Term& into)
        : merge_(merge), part_(part), term_(term), several_(several), into_(into),
          packet_(part.packets, part.at[term], part.at[size_t{term} + 1], merge.lengths) {}

    void go() {
        if (packet_.size() > part_.doc_count) part_.packets.damaged("documents out of order");
        const size_t first = into_.docs.size(), token = into_.steps.size();
        into_.docs.resize(first + packet_.size());
        if (merge_.lengths) {
            into_.freqs.resize(first + packet_.size());
            into_.steps.resize(token + packet_.tokens());
        }
        for (size_t block = 0; block < packet_.blocks(); ++block) unpack_block(block, first + block * kBlock, token);
        if (several_) append_forms(into_.formed.size());
        if (part_.documents) close_up(first, token);
        else for (size_t place = first; place < into_.docs.size(); ++place) into_.docs[place] += part_.base;
        if (merge_.lengths && into_.docs.size() > first && into_.docs.back() >= merge_.doc_count) throw BadProgram{"a document without a length"};
    }

  private:
    void unpack_block(size_t block, size_t place, size_t token) {
        const uint8_t* rest = packet_.docs(block, part_.doc_count, &into_.docs[place]);
        if (!merge_.lengths) return;
        packet_.freqs(block, rest, &into_.freqs[place]);
        const BitStream steps = packet_.positions(block);
        uint64_t total = 0;
        for (size_t one = 0; one < packet_.count(block); ++one) total += into_.freqs[place + one];
        const uint64_t before = packet_.tokens_before(block);
        if (total != steps.count || before + total > packet_.tokens()) part_.packets.damaged("positions do not fit the frequencies");
        unpack(steps.bits, steps.count, steps.width, &into_.steps[token + before]);
    }

    void append_forms(size_t token) {
        const uint32_t start = part_.form_starts ? part_.form_starts[term_] : term_;
        const uint32_t end = part_.form_starts ? part_.form_starts[size_t{term_} + 1] : term_ + 1;
        const BitStream forms = packet_.forms();
        into_.formed.resize(token + packet_.tokens());
        if (forms.bits) unpack(forms.bits, forms.count, forms.width, &into_.formed[token]);
        for (size_t place = token; place < into_.formed.size(); ++place) {
            const uint64_t form = uint64_t{start} + into_.formed[place];
            if (form >= end) part_.packets.damaged("a form that the term has not");
            into_.formed[place] = part_.forms[form];
        }
    }

    void close_up(size_t place, size_t token) {
        size_t kept = place, kept_token = token;
        for (const size_t end = into_.docs.size(); place < end; ++place) {
            const size_t tokens = merge_.lengths ? into_.freqs[place] : 0;
            const uint32_t doc = part_.documents[into_.docs[place]];
            if (doc != kGone) {
                into_.docs[kept] = doc;
                if (merge_.lengths) into_.freqs[kept] = into_.freqs[place];
                move_down(into_.steps, token, tokens, kept_token);
                if (several_) move_down(into_.formed, token, tokens, kept_token);
                ++kept;
                kept_token += tokens;
            }
            token += tokens;
        }
        into_.docs.resize(kept);
        if (!merge_.lengths) return;
        into_.freqs.resize(kept);
        into_.steps.resize(kept_token);
        if (several_) into_.formed.resize(kept_token);
    }

    static void move_down(std::vector<uint32_t>& numbers, size_t from, size_t count, size_t to) {
        if (from != to) std::copy_n(numbers.begin() + from, count, numbers.begin() + to);
    }

    const Merge& merge_;
    const Part& part_;
    uint32_t term_;
    bool several_;
    Term& into_;
    Packet packet_;
};

void merge_some(const Merge& merge, size_t from, Bytes& packets, std::vector<uint32_t>& ends) {
    Term whole;
    for (size_t term = from; term + 1 < merge.starts.size && packets.size() < kEnough; ++term) {
        whole.clear();
        const bool several = merge.form_counts && merge.form_counts[term] > 1;
        for (size_t pair = merge.starts[term]; pair < merge.starts[term + 1]; ++pair) {
            const size_t place = merge.places[pair];
            if (place >= merge.parts.size()) throw BadProgram{"an unknown segment"};
            Appending(merge, merge.parts[place], merge.terms[pair], several, whole).go();
        }
        TermLists lists;
        lists.docs = whole.docs.data();
        lists.size = whole.docs.size();
        if (!lists.size) throw BadProgram{"a term of no document"};
        for (size_t place = 1; place < lists.size; ++place) {
            if (lists.docs[place - 1] >= lists.docs[place]) throw BadProgram{"documents out of order"};
        }
        if (merge.lengths) {
            lists.freqs = whole.freqs.data();
            lists.steps = whole.steps.data();
            lists.tokens = whole.steps.size();
            if (several) lists.formed = whole.formed.data();
        }
        pack_term(lists, merge.lengths, packets);
        ends.push_back(static_cast<uint32_t>(packets.size()));
    }
}

Part part_of(PyObject* given, Buffers& buffers) {
    Part part;
    if (given == Py_None) return part;
    part.packets = buffers.section(item(given, 0));
    part.at = numbers(item(given, 1), buffers);
    part.documents = numbers(item(given, 2), buffers);
    part.base = small(item(given, 3));
    part.doc_count = small(item(given, 4));
    part.form_starts = numbers(item(given, 5), buffers);
    part.forms = numbers(item(given, 6), buffers);
    return part;
}

// Which terms have a document that is left, and which of their forms such documents use.
void find_used(const Part& part, bool positional, Bytes& terms, Bytes& forms) {
    std::vector<uint32_t> docs(kBlock), freqs(kBlock);
    for (size_t term = 0; term + 1 < part.at.size; ++term) {
        const Packet packet(part.packets, part.at[term], part.at[term + 1], positional);
        const size_t first = part.form_starts ? part.form_starts[term] : 0, end = part.form_starts ? part.form_starts[term + 1] : 0;
        if (part.form_starts && (first > end || end > forms.size())) throw BadProgram{"forms do not fit"};
        const BitStream numbers = end - first > 1 ? packet.forms() : BitStream{};
        uint64_t token = 0;
        for (size_t block = 0; block < packet.blocks(); ++block) {
            const uint8_t* rest = packet.docs(block, part.doc_count, docs.data());
            if (numbers.bits) packet.freqs(block, rest, freqs.data());
            for (size_t place = 0; place < packet.count(block); ++place) {
                const size_t tokens = numbers.bits ? freqs[place] : 0;
                if (part.documents[docs[place]] != kGone) {
                    terms[term] = 1;
                    if (!numbers.bits && first < end) forms[first] = 1;
                    for (uint64_t some = token; some < token + tokens; ++some) {
                        if (numbers[some] >= end - first) part.packets.damaged("a form that the term has not");
                        forms[first + numbers[some]] = 1;
                    }
                }
                token += tokens;
            }
        }
    }
}

}  // namespace

// used_terms(part, whether there are positions, number of forms) -> a byte a term, a byte a form
PyObject* used_terms(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const Part part = part_of(item(arguments, 0), buffers);
        const bool positional = integer(item(arguments, 1)) != 0;
        Bytes terms(part.at.size ? part.at.size - 1 : 0), forms(small(item(arguments, 2)));
        {
            Unlocked unlocked;
            find_used(part, positional, terms, forms);
        }
        return Py_BuildValue("NN", as_bytes(terms), as_bytes(forms));
    });
}

// merge_terms(parts, starts, places, terms, counts of forms, lengths, first term) -> packets, where each ends
PyObject* merge_terms(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        Merge merge;
        PyObject* parts = item(arguments, 0);
        for (size_t place = 0; place < length(parts); ++place) {
            merge.parts.push_back(part_of(item(parts, place), buffers));
        }
        merge.starts = numbers(item(arguments, 1), buffers);
        merge.places = numbers(item(arguments, 2), buffers);
        merge.terms = numbers(item(arguments, 3), buffers);
        merge.form_counts = numbers(item(arguments, 4), buffers);
        if (item(arguments, 5) != Py_None) std::tie(merge.lengths, merge.doc_count) = buffers.hold(item(arguments, 5));
        const size_t first = small(item(arguments, 6));
        Bytes packets;
        std::vector<uint32_t> ends;
        {
            Unlocked unlocked;
            merge_some(merge, first, packets, ends);
        }
        return Py_BuildValue("NN", as_bytes(packets), as_bytes(ends));
    });
}

}  // namespace searchlib
