#include "tree.hpp"

#include <algorithm>

namespace searchlib {
namespace {

// So many times longer must a list be than the candidates are many, that each of them is looked up in it.
constexpr size_t kSparse = 8;

}  // namespace

size_t Bits::count() const {
    size_t total = 0;
    for (uint64_t word : words) {
        word -= word >> 1 & 0x5555555555555555u;
        word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
        total += ((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56;
    }
    return total;
}

Evaluation::Evaluation(const Tree& tree, size_t segment, uint32_t doc_count)
    : tree_(tree), segment_(segment), doc_count_(doc_count), cursors_(tree.leaves.size()) {}

uint32_t Evaluation::next_listed(const Postings& list, size_t place, uint32_t from) const {
    place = gallop(list, place, from);
    return place < list.size ? list.docs[place] : doc_count_;
}

uint32_t Evaluation::next(uint32_t number, uint32_t from) {
    const Node& node = tree_.nodes[number];
    uint32_t found = from;
    switch (node.op) {
        case Op::kLeaf:
            found = doc_count_;
            for (size_t part = 0; part < kParts; ++part) {
                const Postings& list = tree_.leaves[node.leaf].counted[segment_][part].postings;
                found = std::min(found, next_listed(list, cursors_[node.leaf][part].end, from));
            }
            return found;
        case Op::kAnd:
        case Op::kRequire:
        case Op::kStands:
            for (const uint32_t child : node.children) found = std::max(found, next(child, found));
            return found;
        case Op::kOr:
        case Op::kBest:
            found = doc_count_;
            for (const uint32_t child : node.children) found = std::min(found, next(child, from));
            return found;
        case Op::kMaybe:
        case Op::kBoost:
            return next(node.children[0], from);
        case Op::kDocs: {
            const auto& docs = node.docs[segment_];
            const auto place = std::lower_bound(docs.begin(), docs.end(), from);
            return place != docs.end() ? *place : doc_count_;
        }
        case Op::kNothing:
            return doc_count_;
        default:
            return from;
    }
}

void Evaluation::enter(uint32_t base) {
    base_ = base;
    for (auto& [node, inspected] : inspected_) {
        inspected.known.clear();
        inspected.kept.clear();
    }
    width_ = std::min(kWindow, doc_count_ - base);
    for (size_t leaf = 0; leaf < cursors_.size(); ++leaf) {
        for (size_t part = 0; part < kParts; ++part) {
            const Postings& list = tree_.leaves[leaf].counted[segment_][part].postings;
            Cursor& cursor = cursors_[leaf][part];
            cursor.begin = gallop(list, cursor.end, base);
            cursor.end = gallop(list, cursor.begin, base + width_);
        }
    }
}

// What a clause costs to look at in this window: clauses of an AND are asked in this order.
size_t Evaluation::weight(uint32_t number) const {
    const Node& node = tree_.nodes[number];
    if (node.op == Op::kLeaf) {
        const auto& cursors = cursors_[node.leaf];
        return cursors[0].end - cursors[0].begin + cursors[1].end - cursors[1].begin;
    }
    if (node.op == Op::kBoost) return weight(node.children[0]);
    return kWindow + node.children.size();
}

void Evaluation::match(uint32_t number, const Bits& candidates, Bits& out) {
    const Node& node = tree_.nodes[number];
    Bits found;
    switch (node.op) {
        case Op::kLeaf:
            return match_leaf(node.leaf, candidates, out);
        case Op::kAnd:
        case Op::kRequire:
            return match_all(node.children, candidates, out);
        case Op::kStands:
            return match_standing(number, candidates, out);
        case Op::kOr:
        case Op::kBest:
            return match_any(node.children, candidates, out);
        case Op::kNot:
            match(node.children[0], candidates, found);
            for (size_t word = 0; word < Bits::kWords; ++word) out.words[word] = candidates.words[word] & ~found.words[word];
            return;
        case Op::kMaybe:
        case Op::kBoost:
            return match(node.children[0], candidates, out);
        case Op::kRanges:
            return match_ranges(node, candidates, out);
        case Op::kBytes:
            return match_bytes(node, candidates, out);
        case Op::kDocs:
            return match_docs(node, candidates, out);
        case Op::kEvery:
            out = candidates;
            return;
        case Op::kNothing:
            out.clear();
            return;
    }
}

void Evaluation::match_leaf(uint32_t leaf, const Bits& candidates, Bits& out) const {
    Bits found;
    found.clear();
    const size_t wanted = candidates.count();
    for (size_t part = 0; part < kParts; ++part) {
        const Postings& list = tree_.leaves[leaf].counted[segment_][part].postings;
        const Cursor& cursor = cursors_[leaf][part];
        if (cursor.end - cursor.begin > wanted * kSparse) {
            size_t place = cursor.begin;
            candidates.each([&](uint32_t doc) {
                place = gallop(list, place, base_ + doc);
                if (place < cursor.end && list.docs[place] == base_ + doc) found.set(doc);
            });
        } else {
            for (size_t place = cursor.begin; place < cursor.end; ++place) found.set(list.docs[place] - base_);
        }
    }
    for (size_t word = 0; word < Bits::kWords; ++word) out.words[word] = found.words[word] & candidates.words[word];
}

void Evaluation::match_all(const std::vector<uint32_t>& nodes, const Bits& candidates, Bits& out) {
    std::vector<uint32_t> order = nodes;
    std::sort(order.begin(), order.end(), [&](uint32_t one, uint32_t other) {
        const size_t left = weight(one), right = weight(other);
        return left != right ? left < right : one < other;
    });
    out = candidates;
    for (const uint32_t child : order) {
        if (!out.any()) return;
        match(child, out, out);
    }
}

void Evaluation::match_standing(uint32_t number, const Bits& candidates, Bits& out) {
    const Node& node = tree_.nodes[number];
    match_all(node.children, candidates, out);
    Inspected& inspected = inspected_[number];
    out.each([&](uint32_t doc) {
        if (inspected.known.has(doc)) return;
        if (!inspected.inspection || base_ + doc < inspected.next) {
            inspected.inspection = std::make_unique<Inspection>(*node.demand, tree_.leaves, segment_);
        }
        inspected.next = base_ + doc + 1;
        inspected.known.set(doc);
        if (inspected.inspection->holds(base_ + doc)) inspected.kept.set(doc);
    });
    for (size_t word = 0; word < Bits::kWords; ++word) out.words[word] &= inspected.kept.words[word];
}

void Evaluation::match_any(const std::vector<uint32_t>& nodes, const Bits& candidates, Bits& out) {
    Bits all, found;
    all.clear();
    for (const uint32_t child : nodes) {
        match(child, candidates, found);
        for (size_t word = 0; word < Bits::kWords; ++word) all.words[word] |= found.words[word];
    }
    out = all;
}

void Evaluation::match_ranges(const Node& node, const Bits& candidates, Bits& out) const {
    Bits found;
    found.clear();
    candidates.each([&](uint32_t doc) {
        bool inside = true;
        for (const Range& range : node.ranges) {
            inside &= range.holds(segment_, base_ + doc);
        }
        if (inside) found.set(doc);
    });
    out = found;
}

void Evaluation::match_bytes(const Node& node, const Bits& candidates, Bits& out) const {
    Bits found;
    found.clear();
    candidates.each([&](uint32_t doc) {
        for (const uint8_t* column : node.columns[segment_]) {
            if (column[base_ + doc]) found.set(doc);
        }
    });
    out = found;
}

void Evaluation::match_docs(const Node& node, const Bits& candidates, Bits& out) const {
    Bits found;
    found.clear();
    const auto& docs = node.docs[segment_];
    for (auto doc = std::lower_bound(docs.begin(), docs.end(), base_); doc != docs.end() && *doc - base_ < width_; ++doc) {
        found.set(*doc - base_);
    }
    for (size_t word = 0; word < Bits::kWords; ++word) out.words[word] = found.words[word] & candidates.words[word];
}

// ── scores: added in the order of the clauses, each branch by itself, as the definition does ──

double* Evaluation::borrow(const Bits& wanted) {
    if (borrowed_ == buffers_.size()) buffers_.emplace_back(new double[kWindow]);
    double* buffer = buffers_[borrowed_++].get();
    wanted.each([&](uint32_t doc) { buffer[doc] = 0; });
    return buffer;
}

void Evaluation::score(const Bits& matching, double* out) {
    matching.each([&](uint32_t doc) { out[doc] = 0; });
    score(root(), matching, out);
}

// Add the score of a node to documents that all match it; `out` is zero there.
void Evaluation::score(uint32_t number, const Bits& matching, double* out) {
    const Node& node = tree_.nodes[number];
    switch (node.op) {
        case Op::kLeaf:
            return add_leaf(node.leaf, matching, out);
        case Op::kAnd:
        case Op::kStands:
            for (const uint32_t child : node.children) add(child, matching, out);
            return;
        case Op::kOr:
            for (const uint32_t child : node.children) add_some(child, matching, out);
            return;
        case Op::kBest:
            return best_of(node, matching, out);
        case Op::kMaybe: {
            score(node.children[0], matching, out);
            double* more = borrow(matching);
            for (size_t place = 1; place < node.children.size(); ++place) add_some(node.children[place], matching, more);
            matching.each([&](uint32_t doc) { out[doc] += more[doc]; });
            return give_back();
        }
        case Op::kRequire:
            return score(node.children[0], matching, out);
        case Op::kBoost:
            score(node.children[0], matching, out);
            matching.each([&](uint32_t doc) { out[doc] *= node.factor; });
            return;
        case Op::kDocs:
            if (!node.scores.empty()) {
                const auto& docs = node.docs[segment_];
                auto doc = std::lower_bound(docs.begin(), docs.end(), base_);
                for (; doc != docs.end() && *doc - base_ < width_; ++doc) {
                    if (matching.has(*doc - base_)) out[*doc - base_] += node.scores[segment_][doc - docs.begin()];
                }
            }
            return;
        default:
            return;  // conditions score 0
    }
}

// Add the score of a node that all of the documents match.
void Evaluation::add(uint32_t number, const Bits& wanted, double* out) {
    const Node& node = tree_.nodes[number];
    if (node.op == Op::kLeaf) return add_leaf(node.leaf, wanted, out);
    double* buffer = borrow(wanted);
    score(number, wanted, buffer);
    wanted.each([&](uint32_t doc) { out[doc] += buffer[doc]; });
    give_back();
}

// Add the score of a node to those of the documents that match it.
void Evaluation::add_some(uint32_t number, const Bits& wanted, double* out) {
    if (tree_.nodes[number].op == Op::kLeaf) return add_leaf(tree_.nodes[number].leaf, wanted, out);
    Bits matching;
    match(number, wanted, matching);
    add(number, matching, out);
}

void Evaluation::best_of(const Node& node, const Bits& wanted, double* out) {
    bool first = true;
    for (const uint32_t child : node.children) {
        double* buffer = borrow(wanted);
        add_some(child, wanted, buffer);
        wanted.each([&](uint32_t doc) { out[doc] = first || buffer[doc] > out[doc] ? buffer[doc] : out[doc]; });
        give_back();
        first = false;
    }
}

void Evaluation::add_leaf(uint32_t leaf, const Bits& wanted, double* out) const {
    const Leaf& list = tree_.leaves[leaf];
    const auto& parts = list.counted[segment_];
    const auto& cursors = cursors_[leaf];
    size_t begin[kParts] = {cursors[0].begin, cursors[1].begin}, end[kParts] = {cursors[0].end, cursors[1].end};
    if (end[0] - begin[0] + end[1] - begin[1] > wanted.count() * kSparse) {
        wanted.each([&](uint32_t doc) {
            size_t stop[kParts];
            for (size_t part = 0; part < kParts; ++part) {
                const Postings& postings = parts[part].postings;
                begin[part] = gallop(postings, begin[part], base_ + doc);
                stop[part] = begin[part] + (begin[part] < end[part] && postings.docs[begin[part]] == base_ + doc);
            }
            each_weight(parts, begin, stop, [&](uint32_t, auto weight) { out[doc] += saturated(list.scale, weight()); });
        });
        return;
    }
    each_weight(parts, begin, end, [&](uint32_t doc, auto weight) {
        if (wanted.has(doc - base_)) out[doc - base_] += saturated(list.scale, weight());
    });
}

bool Evaluation::any_of(const Bits& visible, Bits& out, double* scores) {
    const Node& top = tree_.nodes[root()];
    if (top.op != Op::kOr) return false;
    for (const uint32_t child : top.children) {
        if (tree_.nodes[child].op != Op::kLeaf) return false;
    }
    out.clear();
    std::memset(scores, 0, width_ * sizeof(double));
    for (const uint32_t child : top.children) {
        const uint32_t number = tree_.nodes[child].leaf;
        const Leaf& leaf = tree_.leaves[number];
        const size_t begin[kParts] = {cursors_[number][0].begin, cursors_[number][1].begin};
        const size_t end[kParts] = {cursors_[number][0].end, cursors_[number][1].end};
        each_weight(leaf.counted[segment_], begin, end, [&](uint32_t doc, auto weight) {
            scores[doc - base_] += saturated(leaf.scale, weight());
            out.set(doc - base_);
        });
    }
    for (size_t word = 0; word < Bits::kWords; ++word) out.words[word] &= visible.words[word];
    return true;
}

}  // namespace searchlib
