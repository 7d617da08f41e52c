// Run → its tokens: what a run becomes is asked of Python once and remembered.
#pragma once
#include "runs.hpp"
#include "shapes.hpp"
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
    // The tokens of a run: some that follow each other.
    struct Some {
        uint32_t first, count;
        bool whole;  // one token, from the first character of the run to its last
    };

    Outcomes() = default;
    Outcomes(const Outcomes&) = delete;
    Outcomes& operator=(const Outcomes&) = delete;
    ~Outcomes();

    size_t count() const { return runs_.count(); }
    size_t bytes() const { return runs_.bytes() + tokens_.size() * sizeof(Token) + some_.size() * sizeof(Some); }
    uint32_t find(const Key& run) const { return runs_.find(run); }
    void fetch_for(const Key& run) const { runs_.fetch_for(run); }
    // What a look-up goes on with, once the first that it reads has come.
    void fetch_rest_for(const Key& run) const {
        const uint32_t likely = runs_.likely(run);
        if (likely == Texts::kNone) return;
        runs_.fetch_row(likely);
        fetch(&some_[likely]);
    }
    void add(const Key& run, size_t characters, const std::vector<Token>& tokens);  // a new run

    Some tokens_of(uint32_t run) const { return some_[run]; }
    const Token& token(uint32_t number) const { return tokens_[number]; }
    size_t tokens() const { return tokens_.size(); }

  private:
    Texts runs_;
    std::vector<Some> some_;
    std::vector<Token> tokens_;
};

// The tokens of a text as numbers: what is looked at becomes texts. Destroy it under Python's lock.
class Numbers {
  public:
    static constexpr uint32_t kOwn = uint32_t{1} << 31;  // a number among those that no memo keeps

    std::shared_ptr<const Outcomes> known;
    std::unique_ptr<const Outcomes> own;
    std::vector<uint32_t> numbers;

    const Token& token(uint32_t number) const { return number & kOwn ? own->token(number - kOwn) : known->token(number); }
};

// A word of a run, its form held.
struct Held {
    Owned form;
    uint32_t position, start, end;
};

inline constexpr const char* kMemo = "searchlib.memo";
inline constexpr const char* kNumbers = "searchlib.numbers";
inline constexpr size_t kMostBytes = size_t{64} << 20;

struct Memo {
    Memo(PyObject* words, PyObject* terms, PyObject* kinds, uint64_t seed)
        : signs(kinds), words(Owned::shared(words)), terms(Owned::shared(terms)), seed(seed) {}

    Signs signs;
    Owned words;    // asked what runs become
    Owned terms;    // asked for the terms of forms
    uint64_t seed;  // nobody outside knows it, so that no text can be made whose runs all fall together
    size_t longest = 0;  // characters of a run that is remembered
    size_t most = 0;     // runs; then it starts afresh
    std::shared_ptr<Outcomes> outcomes;

    // Keep what a run becomes, unless it is too long.
    void remember(const Key& run, size_t characters, const std::vector<Token>& tokens);
    // What one run becomes; where it is not known Python may be asked, so other threads may run meanwhile.
    std::vector<Held> outcome(std::string_view run, size_t characters);
};

}  // namespace searchlib
