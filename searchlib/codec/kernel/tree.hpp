// A query as a tree over lists, evaluated a window of documents at a time.
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "demand.hpp"

namespace searchlib {

inline constexpr uint32_t kWindow = 4096;

// A set of documents of one window.
struct Bits {
    static constexpr size_t kWords = kWindow / 64;
    uint64_t words[kWords];

    void clear() { std::memset(words, 0, sizeof words); }
    void set(uint32_t doc) { words[doc / 64] |= uint64_t{1} << (doc % 64); }
    bool has(uint32_t doc) const { return words[doc / 64] >> (doc % 64) & 1; }
    bool any() const {
        uint64_t all = 0;
        for (const uint64_t word : words) all |= word;
        return all != 0;
    }
    size_t count() const;
    template <class Visit>
    void each(Visit visit) const;
};

enum class Op { kLeaf, kAnd, kOr, kBest, kNot, kMaybe, kRequire, kBoost, kStands, kRanges, kBytes, kDocs, kEvery, kNothing };

// A column lies between two numbers.
struct Range {
    std::vector<const int64_t*> columns;  // one a segment
    int64_t least, most;

    bool holds(size_t segment, uint32_t doc) const {
        const int64_t value = columns[segment][doc];
        return least <= value && value <= most;
    }
};

struct Node {
    Op op = Op::kNothing;
    std::vector<uint32_t> children;
    uint32_t leaf = 0;
    double factor = 1;
    std::shared_ptr<const Demand> demand;              // an AND of which the documents must keep this, too
    std::vector<Range> ranges;                         // all must hold
    std::vector<std::vector<const uint8_t*>> columns;  // [segment]: one must not be zero
    std::vector<std::vector<uint32_t>> docs;           // [segment]: counted out by the caller, ascending
    std::vector<std::vector<double>> scores;           // of these, or nothing where they score 0
};

struct Tree {
    std::vector<Node> nodes;  // clauses before their branch; the last is the root
    std::vector<Leaf> leaves;
    Storage storage;
};

class Evaluation {
  public:
    Evaluation(const Tree& tree, size_t segment, uint32_t doc_count);

    // The first document not below `from` that may match; doc_count where none does.
    uint32_t next(uint32_t from) { return next(root(), from); }
    // Go to the window that begins at a document, which is a multiple of 64 and above the last one.
    void enter(uint32_t base);
    // Which of the candidates match. Give the same set for both to have it narrowed.
    void match(const Bits& candidates, Bits& out) { match(root(), candidates, out); }
    // What each of these, which all match, scores.
    void score(const Bits& matching, double* out);
    // Match and score an OR of words, or one word, in one go over its lists; false for another tree.
    bool any_of(const Bits& visible, Bits& out, double* scores);

    uint32_t base() const { return base_; }
    uint32_t width() const { return width_; }

  private:
    struct Cursor {
        size_t begin = 0, end = 0;  // places inside the window
    };

    uint32_t root() const { return static_cast<uint32_t>(tree_.nodes.size() - 1); }
    uint32_t next(uint32_t node, uint32_t from);
    uint32_t next_listed(const Postings& list, size_t place, uint32_t from) const;
    void match(uint32_t node, const Bits& candidates, Bits& out);
    void match_leaf(uint32_t leaf, const Bits& candidates, Bits& out) const;
    void match_all(const std::vector<uint32_t>& nodes, const Bits& candidates, Bits& out);
    void match_standing(uint32_t node, const Bits& candidates, Bits& out);
    void match_any(const std::vector<uint32_t>& nodes, const Bits& candidates, Bits& out);
    void match_ranges(const Node& node, const Bits& candidates, Bits& out) const;
    void match_bytes(const Node& node, const Bits& candidates, Bits& out) const;
    void match_docs(const Node& node, const Bits& candidates, Bits& out) const;
    void score(uint32_t node, const Bits& matching, double* out);
    void add(uint32_t node, const Bits& wanted, double* out);
    void add_some(uint32_t node, const Bits& wanted, double* out);
    void add_leaf(uint32_t leaf, const Bits& wanted, double* out) const;
    void best_of(const Node& node, const Bits& wanted, double* out);
    size_t weight(uint32_t node) const;
    double* borrow(const Bits& wanted);
    void give_back() { --borrowed_; }

    // What is known of the documents of the window.
    struct Inspected {
        Bits known{}, kept{};
        uint32_t next = 0;  // no document before it is asked for again
        std::unique_ptr<Inspection> inspection;
    };

    const Tree& tree_;
    size_t segment_;
    uint32_t doc_count_, base_ = 0, width_ = 0;
    std::map<uint32_t, Inspected> inspected_;  // by node
    std::vector<std::array<Cursor, kParts>> cursors_;
    std::vector<std::unique_ptr<double[]>> buffers_;
    size_t borrowed_ = 0;
};

template <class Visit>
void Bits::each(Visit visit) const {
    for (uint32_t word = 0; word < kWords; ++word) {
        for (uint64_t rest = words[word]; rest; rest &= rest - 1) visit(word * 64 + static_cast<uint32_t>(lowest(rest)));
    }
}

// Visit what stands in a window of one or two lists, ascending; the second argument gives the weight when called.
template <class Emit>
inline void each_weight(const std::array<Counted, kParts>& parts, const size_t* begin, const size_t* end, Emit emit) {
    const Counted &one = parts[0], &other = parts[1];
    size_t few = begin[0], many = begin[1];
    const auto weight = [](const Counted& part, size_t place) {
        return part.postings.freq(place) * part.table[part.lengths[part.postings.docs[place]]];
    };
    const auto of_other = [&] { return weight(other, many); };
    for (; few < end[0]; ++few) {
        const uint32_t doc = one.postings.docs[few];
        for (; many < end[1] && other.postings.docs[many] < doc; ++many) emit(other.postings.docs[many], of_other);
        if (many < end[1] && other.postings.docs[many] == doc) {
            emit(doc, [&] { return weight(one, few) + weight(other, many); });
            ++many;
        } else {
            emit(doc, [&] { return weight(one, few); });
        }
    }
    for (; many < end[1]; ++many) emit(other.postings.docs[many], of_other);
}

inline double saturated(double scale, double weight) { return scale * weight / (kK1 + weight); }

}  // namespace searchlib
