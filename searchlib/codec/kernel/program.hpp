// A query as Python writes it: tuples, clauses before their branch. Reading them needs Python's lock, the rest does not.
#pragma once
#include "python.hpp"
#include "search.hpp"

namespace searchlib {

struct OpenField : Field {
    Buffers buffers;
};

struct OpenColumn : Section {
    Buffers buffers;
};

struct OpenLabels : Labels {
    Buffers buffers;
};

struct OpenRows : Rows {
    Buffers buffers;
};

inline constexpr const char* kField = "searchlib.field";
inline constexpr const char* kColumn = "searchlib.column";
inline constexpr const char* kLabels = "searchlib.labels";
inline constexpr const char* kRows = "searchlib.rows";

// A word or a phrase before it is looked up.
struct Asked {
    size_t group;
    bool is_phrase;
    uint32_t slop;
    std::vector<Word> words;
    bool demanded = false;  // something is demanded of where it stands
};

struct Program {
    Statistics statistics;
    std::vector<const uint8_t*> hidden;
    std::vector<Group> groups;
    std::vector<Asked> asked;  // in the order of the tree's leaves
    Tree tree;
};

// From the first four arguments: segments, groups, steps, most forms. Raises ValueError for what is no program; the objects
// must stay alive as long as what is made of them.
void read_program(PyObject* arguments, Program& program);

// For each segment documents, ascending, and their scores.
void read_docs(PyObject* segments, const Statistics& statistics, Node& node);

// The items of a column of 8 bytes each, as many as there are documents.
const int64_t* days_of(PyObject* capsule, uint32_t doc_count);

// Look all words up and make the lists of the tree.
void prepare(Program& program);

}  // namespace searchlib
