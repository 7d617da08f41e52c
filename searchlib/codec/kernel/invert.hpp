// The tokens of one field, document after document, become its postings; the definition is codec/invert.py.
#pragma once
#include "memo.hpp"
#include "packing.hpp"

namespace searchlib {

// Texts that were seen as objects of Python: most tokens bring an object that was there before.
class SeenPairs {
  public:
    SeenPairs() : slots_(1024) {}
    SeenPairs(const SeenPairs&) = delete;
    SeenPairs& operator=(const SeenPairs&) = delete;
    ~SeenPairs() { forget(); }

    uint32_t find(PyObject* term, PyObject* form) const;
    void add(PyObject* term, PyObject* form, uint32_t pair);
    void fetch_for(PyObject* term, PyObject* form) const { fetch(&slots_[first(term, form)]); }

  private:
    struct Slot {
        PyObject *term, *form;  // held, so that no other object gets their places
        uint32_t pair;
    };

    size_t first(PyObject* term, PyObject* form) const;
    size_t place(PyObject* term, PyObject* form) const;
    void grow();
    void forget();

    std::vector<Slot> slots_;  // a power of two, at most half full
    size_t count_ = 0;
};

// Two numbers → the number of their pair.
class Pairs {
  public:
    struct Pair {
        uint32_t term, form;
    };

    Pairs() : slots_(64) {}
    uint32_t number(uint32_t term, uint32_t form);
    const std::vector<Pair>& all() const { return pairs_; }
    size_t bytes() const { return pairs_.size() * (sizeof(Pair) + 4 * sizeof(uint32_t)); }

  private:
    size_t place(uint32_t term, uint32_t form) const;

    std::vector<uint32_t> slots_;  // number and 1; 0: free
    std::vector<Pair> pairs_;
};

// The sections of a field.
struct Inverted {
    std::string term_text, form_text;
    std::vector<uint32_t> term_ends, packet_ends;
    Bytes packets;
    std::vector<uint32_t> form_ends, form_terms, form_numbers, term_forms, by_term;  // empty where forms are terms
};

class Inverter {
  public:
    explicit Inverter(uint64_t seed) : seed_(seed) {}

    void add(uint32_t doc, PyObject* terms, PyObject* forms, const std::vector<uint32_t>& positions);
    void add(uint32_t doc, const Numbers& tokens, const std::vector<uint32_t>& positions);
    size_t bytes() const;
    // The length byte of each document is wanted.
    Inverted inverted(const std::vector<uint8_t>& lengths) const;
    const std::vector<uint32_t>& lengths() const { return lengths_; }

  private:
    struct Ranks;
    struct Postings;

    // The pairs of the tokens of a memo, by their numbers; kNone where one has not come yet.
    struct Known {
        std::weak_ptr<const Outcomes> of;  // a memo that has forgotten all is not kept alive
        std::vector<uint32_t> pairs;
    };

    uint32_t pair(const Token& token);
    std::vector<uint32_t>& pairs_of(const std::shared_ptr<const Outcomes>& known);
    void check(uint32_t doc, size_t count, const std::vector<uint32_t>& positions) const;
    void take(uint32_t doc, const std::vector<uint32_t>& numbers, const std::vector<uint32_t>& positions);
    Ranks ranks() const;
    void forms(const Ranks& ranks, Inverted& out) const;
    Postings postings(const Ranks& ranks) const;

    uint64_t seed_;
    SeenPairs seen_;
    std::vector<Known> known_;
    Texts terms_, forms_;
    Pairs pairs_;
    std::vector<uint32_t> numbers_, positions_;  // of each token: its pair, its position
    std::vector<uint32_t> docs_, ends_;          // of each document: its number, the end of its tokens
    std::vector<uint32_t> lengths_;              // distinct positions, by number of the document
};

}  // namespace searchlib
