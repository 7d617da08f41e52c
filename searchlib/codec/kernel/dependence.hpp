// What words add to a score by standing together: defined in searchlib/query/dependence.py.
#pragma once
#include "program.hpp"

namespace searchlib {

// Two words of the program, by the places of their leaves, and the field of both.
struct Pair {
    uint32_t first, second;
};

// What lies above it was looked at for the pages before, which may have been those of another state of the index.
struct Floor {
    double score = 0;
    int64_t day = 0;     // the greater the better
    bool open = false;   // of no document: nothing that scores less could have reached those pages
};

struct Dependence {
    std::vector<Pair> pairs;
    double adjacent = 0, near = 0;  // what they weigh
    double most = 0;                // what all of them may add at most, as a share of a score
    uint32_t reach = 0;             // positions between two words that are near
    size_t pool = 0;                // how many of the best are looked at
    std::optional<Floor> floor;     // or those above it
    size_t most_looked_at = 0;      // of these
};

// Below this share of what the last of a page scores nothing gets onto the page.
inline double least_share(const Dependence& dependence) { return (1 - 1e-9) / (1 + dependence.most); }

// (pairs, adjacent, near, reach, pool, most, most looked at, floor), of which pairs are (group, term, term) and a floor
// is None or (score, day, open).
Dependence read_dependence(PyObject* object, const Program& program);

// Bound what the pairs may add once the words are looked up: words that are asked but once form rows of pairs, in which
// only the inner words count twice.
void tighten(const Program& program, Dependence& dependence);

struct Pool {
    size_t size = 0;              // how many of the best entries were looked at
    std::optional<Entry> behind;  // the best of the others, where it is among the entries
    bool whole = true;            // nothing above the floor was left out
};

// Add what the pairs are worth to the best entries, which come in order, and put them in order again. Of the others
// the first `limit` are right, the rest may lack what they are worth. Where the last of the pool shares its place with the
// next, all that share it are left out.
Pool depend(const Program& program, const Dependence& dependence, const Order& order, size_t limit, std::vector<Entry>& entries);

}  // namespace searchlib
