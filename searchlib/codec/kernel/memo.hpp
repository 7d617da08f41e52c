// Run → its tokens: what a run becomes is asked of Python once and remembered.
#pragma once
#include "runs.hpp"
#include "texts.hpp"

#include <memory>
#include <vector>

namespace searchlib {

// A word of a run. Terms and forms are shared: many tokens point to one text.
struct Token {
    PyObject* term;
    PyObject* form;
    uint32_t position, start, end;  // from the beginning of the run; start and end in characters
};

// Runs with their tokens; only ever grows. Destroy it under Python's lock.
class Outcomes {
  public:
    Outcomes() = default;
    Outcomes(const Outcomes&) = delete;
    Outcomes& operator=(const Outcomes&) = delete;
    ~Outcomes();

    size_t count() const { return runs_.count(); }
    size_t bytes() const { return runs_.bytes() + tokens_.size() * sizeof(Token); }
    uint32_t find(const Key& run) const { return runs_.find(run); }
    void fetch_for(const Key& run) const { runs_.fetch_for(run); }
    // Keep a new run; the tokens are what Python gave for it.
    void add(const Key& run, PyObject* tokens);

    const Token* begin(uint32_t run) const { return tokens_.data() + starts_[run]; }
    const Token* end(uint32_t run) const { return tokens_.data() + starts_[run + 1]; }

  private:
    Texts runs_;
    std::vector<uint32_t> starts_{0};
    std::vector<Token> tokens_;
};

// A word of a run, its form held.
struct Part {
    Owned form;
    uint32_t position, start, end;
};

inline constexpr const char* kMemo = "searchlib.memo";
inline constexpr size_t kMostBytes = size_t{64} << 20;

struct Memo {
    Memo(PyObject* define, PyObject* kinds, uint64_t seed) : signs(kinds), define(Owned::shared(define)), seed(seed) {}

    Signs signs;
    Owned define;
    uint64_t seed;  // nobody outside knows it, so that no text can be made whose runs all fall together
    size_t longest = 0;  // characters of a run that is remembered
    size_t most = 0;     // runs; then it starts afresh
    std::shared_ptr<Outcomes> outcomes;

    // Keep what a run becomes, unless it is too long.
    void remember(const Key& key, size_t characters, PyObject* tokens);
    // What one run becomes; Python is asked where it is not known, so other threads may run meanwhile.
    std::vector<Part> outcome(std::string_view run, size_t characters);
};

}  // namespace searchlib
