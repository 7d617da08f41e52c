// Run → its tokens: what a run becomes is asked of Python once and remembered.
#pragma once
#include "runs.hpp"

#include <memory>
#include <string>
#include <vector>

namespace searchlib {

// A word of a run. Terms and forms are shared: many tokens point to one text.
struct Token {
    PyObject* term;
    PyObject* form;
    uint32_t position, start, end;  // from the beginning of the run; start and end in characters
};

// A run as it is looked up. Up to eight bytes of it are in its head, and need not be compared.
struct Key {
    Key(std::string_view run, uint64_t seed);

    std::string_view run;
    uint64_t head;
    uint32_t hash;
};

// Runs with their tokens; only ever grows. Destroy it under Python's lock.
class Outcomes {
  public:
    static constexpr uint32_t kNone = UINT32_MAX;

    Outcomes() : slots_(64) {}
    Outcomes(const Outcomes&) = delete;
    Outcomes& operator=(const Outcomes&) = delete;
    ~Outcomes();

    size_t count() const { return rows_.size(); }
    size_t bytes() const { return text_.size() + tokens_.size() * sizeof(Token); }
    uint32_t find(const Key& key) const;
    // Keep a new run; the tokens are what Python gave for it.
    uint32_t add(const Key& key, PyObject* tokens);

    const Token* begin(uint32_t row) const { return tokens_.data() + rows_[row].tokens; }
    const Token* end(uint32_t row) const { return tokens_.data() + rows_[row].tokens_end; }

  private:
    struct Slot {
        uint32_t hash, row_and_1;  // 0: free
    };
    struct Row {
        uint64_t head;
        uint32_t text, size, tokens, tokens_end;
    };

    void put(uint32_t hash, uint32_t row);
    void grow();

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::vector<Row> rows_;
    std::string text_;
    std::vector<Token> tokens_;
};

struct Memo {
    Memo(PyObject* define, PyObject* kinds, uint64_t seed) : signs(kinds), define(Owned::shared(define)), seed(seed) {}

    Signs signs;
    Owned define;
    uint64_t seed;  // nobody outside knows it, so that no text can be made whose runs all fall together
    size_t longest = 0;  // characters of a run that is remembered
    size_t most = 0;     // runs; then it starts afresh
    std::shared_ptr<Outcomes> outcomes;
};

}  // namespace searchlib
