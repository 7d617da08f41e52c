// The best documents of a query of words alone: all of them, any of them, or one, with ranges of columns if need be.
#pragma once
#include "search.hpp"

namespace searchlib {

struct Shape {
    bool all = false;  // every word must be there
    std::vector<uint32_t> leaves;
    std::vector<uint32_t> rare;  // a word may be the best of several leaves: all but the longest of each
    std::vector<Range> ranges;
};

// Give the best of a segment to `request.top`; gives how many match.
uint64_t best_of_one(const Leaf& leaf, Request& request, size_t segment, const Shape& shape);

// The same for several words.
uint64_t best_of_several(Tree& tree, Request& request, size_t segment, const Shape& shape);

// Give the best of a segment to `request.top` and add up the total; false for a query of another kind. What has a rare leaf
// is left out: its bits are set in `left`.
bool best_of_words(Tree& tree, Request& request, size_t segment, DocSet& left);

}  // namespace searchlib
