// Which surface forms of a dictionary a pattern stands for.
#pragma once
#include <string>
#include <vector>

#include "field.hpp"

namespace searchlib {

// A step of a nondeterministic machine (see searchlib/query/automaton.py): a letter in one of the ranges, or in none
// of them where `negated`, leads to `target`.
struct Step {
    uint32_t target;
    bool negated;
    std::vector<std::pair<uint32_t, uint32_t>> ranges;
};

struct Machine {
    std::vector<std::vector<Step>> steps;
    std::vector<std::vector<uint32_t>> moves;
    uint32_t start = 0, end = 0;
};

struct Pattern {
    enum class Kind { kForm, kPrefix, kFuzzy, kMachine };
    Kind kind = Kind::kForm;
    std::string head;               // every form begins so; of a form and a prefix all there is
    std::vector<uint32_t> letters;  // of a fuzzy word
    uint32_t edits = 0;
    Machine machine;
};

// Numbers of forms in the order of the dictionary, of at most `most` different spellings.
std::vector<size_t> expand(const Pattern& pattern, const Field& field, size_t most);

}  // namespace searchlib
