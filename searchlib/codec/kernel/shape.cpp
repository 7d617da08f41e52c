// Which queries are of words under one AND or OR, and who answers them (see best.hpp).
#include <algorithm>

#include "best.hpp"

namespace searchlib {
namespace {

constexpr size_t kMostWords = 64;

// Leaves are rare that together have at most one in so many of the documents.
constexpr size_t kRare = 16;

bool only_leaves(const Tree& tree, const std::vector<uint32_t>& nodes) {
    return std::all_of(nodes.begin(), nodes.end(), [&](uint32_t node) { return tree.nodes[node].op == Op::kLeaf; });
}

// A word is a leaf, or the best of several (as it stands in articles of one language and of others).
bool is_word(const Tree& tree, uint32_t number) {
    const Node& node = tree.nodes[number];
    return node.op == Op::kLeaf || (node.op == Op::kBest && only_leaves(tree, node.children));
}

void add_word(const Tree& tree, size_t segment, uint32_t number, Shape& shape) {
    const Node& node = tree.nodes[number];
    if (node.op == Op::kLeaf) return shape.leaves.push_back(node.leaf);
    const auto size = [&](uint32_t child) {
        const auto& lists = tree.leaves[tree.nodes[child].leaf].counted[segment];
        return lists[0].postings.size + lists[1].postings.size;
    };
    const auto longest = std::max_element(node.children.begin(), node.children.end(),
                                          [&](uint32_t one, uint32_t other) { return size(one) < size(other); });
    for (auto child = node.children.begin(); child != node.children.end(); ++child) {
        (child == longest ? shape.leaves : shape.rare).push_back(tree.nodes[*child].leaf);
    }
}

// Read a tree of words under one AND or OR, with ranges beside them; false where it is another.
bool read_shape(const Tree& tree, size_t segment, Shape& shape) {
    const Node& root = tree.nodes.back();
    std::vector<uint32_t> words;
    const Node* either = root.op == Op::kOr ? &root : nullptr;
    if (root.op != Op::kAnd && !either) words.push_back(static_cast<uint32_t>(tree.nodes.size() - 1));
    for (const uint32_t child : root.op == Op::kAnd ? root.children : std::vector<uint32_t>{}) {
        const Node& node = tree.nodes[child];
        if (node.op == Op::kRanges) shape.ranges.insert(shape.ranges.end(), node.ranges.begin(), node.ranges.end());
        else if (node.op == Op::kOr && !either) either = &node;
        else words.push_back(child);
    }
    if (either && !words.empty()) return false;
    if (either) words = either->children;
    if (words.empty() || words.size() > kMostWords) return false;
    if (!std::all_of(words.begin(), words.end(), [&](uint32_t word) { return is_word(tree, word); })) return false;
    for (const uint32_t word : words) add_word(tree, segment, word, shape);
    shape.all = !either;
    return true;
}

// Set the bits of all documents of some leaves in words that are zero; gives how many documents their lists have.
size_t set_all(const Tree& tree, size_t segment, const std::vector<uint32_t>& leaves, DocSet& docs) {
    size_t count = 0;
    for (const uint32_t leaf : leaves) {
        for (const Counted& list : tree.leaves[leaf].counted[segment]) {
            count += list.postings.size;
            for (size_t place = 0; place < list.postings.size; ++place) {
                docs[list.postings.docs[place] / 64] |= uint64_t{1} << (list.postings.docs[place] % 64);
            }
        }
    }
    return count;
}

}  // namespace

bool best_of_words(Tree& tree, Request& request, size_t segment, DocSet& left) {
    Shape shape;
    if (!read_shape(tree, segment, shape)) return false;
    const uint32_t doc_count = request.doc_counts[segment];
    const uint8_t* const hidden = request.hidden[segment];
    DocSet hidden_too;
    if (!shape.rare.empty()) {
        left.assign(words_for(doc_count), 0);
        if (set_all(tree, segment, shape.rare, left) > doc_count / kRare) return false;
        hidden_too = left;
        auto* const bytes = reinterpret_cast<uint8_t*>(hidden_too.data());
        for (size_t byte = 0; hidden && byte < (size_t{doc_count} + 7) / 8; ++byte) bytes[byte] |= hidden[byte];
        request.hidden[segment] = bytes;
    }
    if (shape.leaves.size() == 1) {
        Leaf& leaf = tree.leaves[shape.leaves[0]];
        if (!leaf.both[segment].places) leaf.both[segment] = both_of(leaf.counted[segment], doc_count, tree.storage);
        request.total += best_of_one(leaf, request, segment, shape);
    } else {
        request.total += best_of_several(tree, request, segment, shape);
    }
    request.hidden[segment] = hidden;
    return true;
}

}  // namespace searchlib
