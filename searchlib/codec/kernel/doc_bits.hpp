// Documents as bits, and how many of a list stand before each 64 of them.
#pragma once
#include <vector>

#include "postings.hpp"

namespace searchlib {

inline uint32_t ones(uint64_t word) {
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    return static_cast<uint32_t>(((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

// Any documents of a segment, a bit each.
using DocSet = std::vector<uint64_t>;

inline size_t words_for(uint32_t doc_count) { return (size_t{doc_count} + 63) / 64; }

inline void set_doc(uint32_t doc, uint64_t* words) { words[doc / 64] |= uint64_t{1} << (doc % 64); }

// Set the bits of a list in words that are zero. Never reads what it has just written, and goes through four parts of the
// list at once, as each document waits for the one before.
inline void set_docs(const Postings& list, uint64_t* words) {
    constexpr size_t kLanes = 4;
    const size_t size = list.size / kLanes;
    const uint32_t* const docs = list.docs;
    uint64_t bits[kLanes] = {};
    uint32_t last[kLanes] = {};
    for (size_t next = 0; next < size; ++next) {
        for (size_t lane = 0; lane < kLanes; ++lane) {
            const uint32_t doc = docs[lane * size + next], word = doc / 64;
            bits[lane] = (word == last[lane] ? bits[lane] : 0) | uint64_t{1} << (doc % 64);
            words[word] = bits[lane];
            last[lane] = word;
        }
    }
    for (size_t place = kLanes * size; place < list.size; ++place) set_doc(docs[place], words);
    // Where a part ends in the word that the next begins with, one has written over the other.
    for (size_t next = size; size && next < list.size && next <= (kLanes - 1) * size; next += size) {
        const uint32_t before = docs[next - 1], behind = docs[next];
        for (size_t place = next; place && docs[place - 1] / 64 == behind / 64; --place) set_doc(docs[place - 1], words);
        for (size_t place = next; place < list.size && docs[place] / 64 == before / 64; ++place) set_doc(docs[place], words);
    }
}

// The documents of one list: says without searching whether it has one, and at which place.
class DocBits {
  public:
    DocBits() = default;
    DocBits(const Postings& list, uint32_t doc_count, Storage& storage) : size_(words_for(doc_count)) {
        auto* const words = reinterpret_cast<uint64_t*>(storage.room(2 * size_));
        std::memset(words, 0, size_ * sizeof *words);
        set_docs(list, words);
        uint32_t* const before = storage.room(size_);
        uint32_t sum = 0;
        for (size_t word = 0; word < size_; ++word) {
            before[word] = sum;
            sum += ones(words[word]);
        }
        words_ = words;
        before_ = before;
    }

    explicit operator bool() const { return words_; }
    size_t size() const { return size_; }
    const uint64_t* words() const { return words_; }
    bool has(uint32_t doc) const { return words_[doc / 64] >> (doc % 64) & 1; }
    // Of a document that the list has.
    size_t place(uint32_t doc) const {
        const uint64_t below = (uint64_t{1} << (doc % 64)) - 1;
        return before_[doc / 64] + ones(words_[doc / 64] & below);
    }

  private:
    size_t size_ = 0;
    const uint64_t* words_ = nullptr;
    const uint32_t* before_ = nullptr;
};

}  // namespace searchlib
