// Places of clauses in a text become marks. The definition is searchlib/query/marking.py.
#pragma once
#include "written.hpp"

namespace searchlib {

struct Mark {
    int64_t start, end;  // characters
    uint32_t clause;
};

// Which positions of a field a text owns.
struct Owning {
    int64_t base = 0, width = int64_t{1} << 31;
};

// `clauses`: a tuple of (places, chooses); a place is a tuple of positions, and where several words share a position
// chooses(form) says which of them are meant. Marks in order; they do not overlap. Call it under Python's lock.
std::vector<Mark> marks(const Written& written, PyObject* clauses, Owning owning);

}  // namespace searchlib
