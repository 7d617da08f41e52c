// Words, patterns and phrases become lists of documents with counts: what the tree is evaluated over.
#pragma once
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "field.hpp"
#include "patterns.hpp"

namespace searchlib {

inline constexpr size_t kParts = 2;  // title and body: no field asked for is more fields of the index
inline constexpr double kK1 = 1.5;

// One field of the index as a part of the field asked for.
struct Part {
    std::vector<const Field*> fields;  // one a segment, none where the segment has no such field
    std::array<double, 256> table;     // what one occurrence weighs, for each length byte
};

struct Group {
    std::vector<Part> parts;
};

struct Word {
    bool is_pattern = false;
    std::string term;
    Pattern pattern;
    bool cut_off = false;  // the pattern stands for more forms than are used
};

// A term of which all forms are meant, or some.
struct Source {
    const Field* field;
    uint32_t term;
    bool whole;
    std::vector<uint32_t> forms;
    Postings postings;
};

using Sources = std::vector<Source>;

// One part in one segment: documents with counts, and what turns counts into weights.
struct Counted {
    Postings postings;
    const uint8_t* lengths = nullptr;
    const double* table = nullptr;
};

struct Leaf {
    double scale = 0;                                  // idf * (k1 + 1)
    std::vector<std::array<Counted, kParts>> counted;  // one a segment
    double idf = 0;
};

struct Statistics {
    std::vector<uint32_t> doc_counts;  // one a segment
    uint64_t documents = 0;
    size_t most_forms = 0;
};

// A word looked up in all segments: sources[segment][part].
struct Found {
    std::vector<std::array<Sources, kParts>> sources;
    std::vector<std::array<Counted, kParts>> counted;
    double idf = 0;
};

Found look_up(Word& word, const Group& group, const Statistics& statistics, Storage& storage);
Leaf word_leaf(Word& word, const Group& group, const Statistics& statistics, Storage& storage);
Leaf phrase_leaf(std::vector<Word>& words, uint32_t slop, const Group& group, const Statistics& statistics, Storage& storage);

// The first place from `place` on whose document is not below `doc`.
inline size_t gallop(const Postings& list, size_t place, uint32_t doc) {
    size_t stride = 1;
    while (place + stride < list.size && list.docs[place + stride] < doc) {
        place += stride;
        stride *= 2;
    }
    size_t high = place + stride < list.size ? place + stride : list.size;
    while (place < high) {
        const size_t middle = place + (high - place) / 2;
        if (list.docs[middle] < doc) place = middle + 1;
        else high = middle;
    }
    return place;
}

}  // namespace searchlib
