// A text as it was indexed, cut into words. The definition is searchlib/query/texts.py.
#pragma once
#include "memo.hpp"

#include <array>
#include <string>
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

using Letters = std::vector<uint32_t>;  // a text as code points

// Read UTF-8 as Python does with "surrogatepass"; false where it is none.
bool read_letters(std::string_view text, Letters& letters);
// Write letters as UTF-8; surrogates pass.
std::string encoded(const uint32_t* first, const uint32_t* last);

class Written {
  public:
    struct Word {
        uint32_t position, start, end;  // start and end in characters
        uint32_t form;                  // 1 + its place among the forms that are kept, 0: the text in small letters
    };

    // Call it under Python's lock: what a run becomes may be asked of Python.
    Written(PyObject* memo, Letters text);

    const Letters& text() const { return text_; }
    const std::vector<Word>& words() const { return words_; }
    PyObject* form(const Word& word) const;  // a new reference
    bool says_same(const Word& one, const Word& other) const;
    bool is_word(size_t place) const { return signs_(text_[place]) & kBegins; }
    // The first word that does not begin before a character.
    size_t word_at(int64_t start) const {
        return bisected(words_.size(), [&](size_t place) { return words_[place].start < start; });
    }
    // The first word that does not have a position before this one.
    size_t word_of(int64_t position) const {
        return bisected(words_.size(), [&](size_t place) { return words_[place].position < position; });
    }

  private:
    enum class Kind : uint8_t { kOther, kPlain, kGap, kStop };  // of a character; kPlain: a letter or digit of ASCII

    Kind kind(size_t place) const;  // kGap behind the end
    void cut(Memo& memo);
    void cut_between(Memo& memo, size_t start, size_t end);
    void add_run(Memo& memo, std::string_view run, uint32_t start, size_t characters);

    Owned kept_;  // the memo, to which the signs belong
    Signs& signs_;
    std::array<Kind, 0x80> kinds_{};
    Letters text_;
    std::vector<Word> words_;
    std::vector<Owned> forms_;
    uint32_t position_ = 0;
};

}  // namespace searchlib
