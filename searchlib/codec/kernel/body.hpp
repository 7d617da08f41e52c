// The body of an article as it was indexed: clean text, its words, its sentences, and the way back to the raw text. The
// definition is searchlib/query/texts.py.
#pragma once
#include "marks.hpp"
#include "written.hpp"

#include <utility>

namespace searchlib {

using Stretch = std::pair<int64_t, int64_t>;  // characters, half open

class Body {
  public:
    // `pieces`: triples of start in the clean text, start in the raw text, and length. Call it under Python's lock.
    Body(PyObject* memo, Letters raw, const std::vector<uint32_t>& pieces);

    const Letters& raw_text() const { return raw_; }
    const Written& written() const { return written_; }

    // Map a clean span, not empty, to the raw text.
    Stretch raw(Stretch span) const { return {raw(span.first), raw(span.second - 1) + 1}; }

  private:
    int64_t raw(int64_t offset) const;

    Letters raw_;
    std::vector<std::pair<uint32_t, uint32_t>> starts_;  // of pieces, in clean and raw text
    Written written_;
};

struct Shown {
    Stretch span;
    std::vector<Mark> marks;
};

// The best stretches of a body in the order of the text. The definition is searchlib/query/snippets.py.
std::vector<Shown> stretches(const Body& body, const std::vector<uint32_t>& sentence_starts, const std::vector<Mark>& marks, size_t most);

}  // namespace searchlib
