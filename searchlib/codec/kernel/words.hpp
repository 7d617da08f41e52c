// Words, patterns and phrases become lists of documents with counts: what the tree is evaluated over.
#pragma once
#include <algorithm>
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "field.hpp"
#include "doc_bits.hpp"
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
    std::vector<uint32_t> forms;  // ascending
    Postings postings;

    bool means(uint32_t form) const { return whole || std::binary_search(forms.begin(), forms.end(), form); }
};

using Sources = std::vector<Source>;

// One part in one segment: documents with counts, and what turns counts into weights.
struct Counted {
    Postings postings;
    const uint8_t* lengths = nullptr;
    const double* table = nullptr;
    DocBits bits;  // of the list, where somebody has needed them

    double weight(size_t place) const { return postings.freq(place) * table[lengths[postings.docs[place]]]; }
};

inline constexpr uint32_t kNowhere = UINT32_MAX;

// Two lists of a word: the one with more documents, and where in it the documents of the other stand.
struct Both {
    size_t many = 0;                  // the part
    const uint32_t* places = nullptr; // of each document of the other part; kNowhere where it has it not
    size_t common = 0;
};

struct Leaf {
    double scale = 0;                                  // idf * (k1 + 1)
    std::vector<std::array<Counted, kParts>> counted;  // one a segment
    double idf = 0;
    std::vector<Both> both;                            // one a segment
    std::vector<double> idfs;                                       // of each word
    std::vector<std::vector<std::array<Sources, kParts>>> sources;  // of each word, one a segment
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
    std::vector<Both> both;
    double idf = 0;
};

// Compare the documents of the two lists of a word.
Both both_of(std::array<Counted, kParts>& lists, uint32_t doc_count, Storage& storage);

// What a pattern stands for in one part and segment: numbers of forms, ascending.
struct FormsIn {
    size_t segment, part;
    const Field* field;
    std::vector<size_t> forms;
};

// Look a pattern up in all dictionaries; of more forms than are used the first in order are taken.
std::vector<FormsIn> forms_of(Word& word, const Group& group, const Statistics& statistics);
// The terms of some forms, without their postings.
Sources sources_of(const Field& field, const std::vector<size_t>& forms);
Found look_up(Word& word, const Group& group, const Statistics& statistics, Storage& storage);
Leaf word_leaf(Word& word, const Group& group, const Statistics& statistics, Storage& storage);
Leaf phrase_leaf(std::vector<Word>& words, uint32_t slop, const Group& group, const Statistics& statistics, Storage& storage);

}  // namespace searchlib
