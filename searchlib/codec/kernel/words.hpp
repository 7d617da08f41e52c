// Words, patterns and phrases become lists of documents with counts: what the tree is evaluated over.
#pragma once
#include <algorithm>
#include <array>
#include <deque>
#include <optional>
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
    size_t df = 0;         // known once it is looked up
    std::optional<double> given;  // an idf to be used in the place of that of these segments
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
    size_t many = 0;                   // the part
    size_t common = 0;
    const uint32_t* places = nullptr;  // of each document of the other part, kNowhere where it has it not; null until they are compared
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

// A term in one part of a segment.
struct TermAt {
    const Field* field = nullptr;
    uint32_t term = 0;
    size_t size = 0;  // documents; none where the part has it not
};

// A word that is a term, before any of its documents is read.
struct Known {
    std::vector<std::array<TermAt, kParts>> at;  // one a segment
    double idf = 0;
};

// Nothing where a segment does not keep how many documents have a term in both parts.
std::optional<Known> known_of(Word& word, const Group& group, const Statistics& statistics);

// Where all words of a phrase stand side by side in one part of a segment.
Postings side_by_side(const std::vector<TermAt>& terms, uint32_t doc_count, Storage& storage);

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
// As above, of two words or more side by side that are all terms, without their sources: nothing is unpacked that the
// phrase does not ask for. Nothing where that cannot be (see `known_of`).
std::optional<Leaf> phrase_of_terms(std::vector<Word>& words, const Group& group, const Statistics& statistics, Storage& storage);

}  // namespace searchlib
