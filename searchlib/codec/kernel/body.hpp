// The body of an article as it was indexed: clean text, its tokens, its sentences, and the way back to the raw text. The
// definition is searchlib/query/texts.py.
#pragma once
#include "memo.hpp"

#include <utility>
#include <vector>

namespace searchlib {

// As Python's bisect halves, so that lists that are not quite in order give the same.
template <class Test>
size_t bisected(size_t size, Test is_left) {
    size_t low = 0, high = size;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (is_left(middle)) low = middle + 1;
        else high = middle;
    }
    return low;
}

using Stretch = std::pair<int64_t, int64_t>;  // characters, half open

class Body {
  public:
    // A token; what it says is compared by a digest of its form.
    struct Word {
        uint32_t position, start, end;
        uint64_t digest;
        uint32_t form;  // 1 + its place among the forms that are kept, 0: the text in small letters
    };

    // `pieces`: triples of start in the clean text, start in the raw text, and length. Call it under Python's lock.
    Body(PyObject* memo, PyObject* raw, const uint32_t* pieces, size_t piece_count);

    const std::vector<uint32_t>& text() const { return text_; }
    const std::vector<Word>& words() const { return words_; }
    PyObject* form(const Word& word) const;

    // Map a clean span, not empty, to the raw text.
    Stretch raw(Stretch span) const { return {raw(span.first), raw(span.second - 1) + 1}; }
    bool is_word(int64_t place) const { return signs_(text_[static_cast<size_t>(place)]) & kBegins; }
    // The first word that does not begin before a character.
    size_t word_at(int64_t start) const {
        return bisected(words_.size(), [&](size_t place) { return words_[place].start < start; });
    }

  private:
    void put_together(const std::vector<uint32_t>& raw, const uint32_t* pieces);
    void cut(Memo& memo);
    void add_run(Memo& memo, const Runs& runs, std::string_view run);
    int64_t raw(int64_t offset) const;

    Owned kept_;  // the memo, to which the signs belong
    Signs& signs_;
    std::vector<std::pair<uint32_t, uint32_t>> starts_;  // of pieces, in clean and raw text
    std::vector<uint32_t> text_;
    std::vector<Word> words_;
    std::vector<Owned> forms_;
    uint32_t position_ = 0;
};

struct Mark {
    int64_t start, end;
    uint32_t clause;

    bool operator==(const Mark& other) const { return start == other.start && end == other.end && clause == other.clause; }
};

struct Shown {
    Stretch span;
    std::vector<Mark> marks;
};

// The best stretches of a body in the order of the text. The definition is searchlib/query/snippets.py.
std::vector<Shown> stretches(const Body& body, const std::vector<uint32_t>& sentence_starts, const std::vector<Mark>& marks, size_t most);

}  // namespace searchlib
