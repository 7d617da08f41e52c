// All that is kept of one term: documents, frequencies, positions, forms, packed (see searchlib/codec/packets.py).
#pragma once
#include <algorithm>

#include "packing.hpp"
#include "section.hpp"

namespace searchlib {

inline constexpr size_t kBlock = 128;  // documents
inline constexpr size_t kPairs = 4;

// Numbers of one width, in place.
struct BitStream {
    const uint8_t* bits = nullptr;
    unsigned width = 0;
    uint64_t count = 0;

    uint32_t operator[](uint64_t place) const { return packed_at(bits, place, width); }
};

// ── writing ──

// What is to be packed of one term; a field without positions has neither frequencies nor lengths.
struct TermLists {
    const uint32_t* docs = nullptr;
    size_t size = 0;
    const uint32_t* freqs = nullptr;
    const uint32_t* positions = nullptr;
    uint64_t tokens = 0;
    const uint32_t* formed = nullptr;  // the number of the form at each position; null where there is one form
    const uint32_t* steps = nullptr;   // in the place of positions: what `Packet::positions` gives of all blocks
};

// Append the packet of a term; `lengths` has the length byte of each document.
void pack_term(const TermLists& lists, const uint8_t* lengths, Bytes& out);

// ── reading ──

// A packet in a file, read where it lies. What is read is verified first, and nothing outside the packet is touched.
class Packet {
  public:
    Packet(const Section& section, size_t start, size_t end, bool positional);

    size_t size() const { return size_; }          // documents
    bool positional() const { return positional_; }
    uint64_t tokens() const { return tokens_; }
    size_t blocks() const { return blocks_; }
    size_t count(size_t block) const { return block + 1 < blocks_ ? kBlock : size_ - block * kBlock; }
    // A table is there where there are more documents than one block takes.
    bool has_table() const { return size_ > kBlock; }
    // The last document of a block; wants a table.
    uint32_t last(size_t block) const { return load32(entry(block)); }
    // Tokens in the blocks before this one.
    uint64_t tokens_before(size_t block) const { return block ? load32(entry(block - 1) + 8) : 0; }
    uint64_t tokens_of(size_t block) const {
        return (has_table() ? load32(entry(block) + 8) : tokens_) - tokens_before(block);
    }
    // kPairs pairs of a frequency and a length byte, (0, 0) where there are fewer: each document of the block has no
    // greater frequency and no smaller length than one of them. 255 stands for 255 and more. Wants a table, positions.
    const uint8_t* pairs(size_t block) const { return entry(block) + 16; }

    // Read the documents of a block, ascending and below `doc_count`; gives where its frequencies are.
    const uint8_t* docs(size_t block, uint32_t doc_count, uint32_t* out) const;
    // Where the frequencies of a block are.
    const uint8_t* freqs_at(size_t block) const;
    // Read the frequencies of a block; they add up to its tokens.
    void freqs(size_t block, const uint8_t* from, uint32_t* out) const;
    // How many tokens of a block there are up to each of its documents, that one included.
    void token_ends(size_t block, uint32_t* out) const;
    // The first position in each document of a block, and how far each other is from the one before.
    BitStream positions(size_t block) const;
    // The number of the form at each position of the term; without bits where the term has one form.
    BitStream forms() const;

  private:
    struct Span {
        const uint8_t *at, *end;
    };

    const uint8_t* entry(size_t block) const { return table_ + block * entry_size_; }
    Span part(uint64_t from, uint64_t to) const;
    Span docs_of(size_t block) const;
    void expect(size_t block, uint64_t counted) const;
    uint64_t end_of_docs() const;
    uint64_t end_of_positions() const;
    BitStream stream(Span& span, uint64_t count, unsigned widest) const;
    uint64_t varint(Span& span) const;
    [[noreturn]] void cut_off() const { section_->damaged("a packet that is cut off"); }

    const Section* section_;
    size_t start_, end_, size_ = 0, blocks_ = 0, entry_size_;
    uint64_t tokens_ = 0, docs_at_ = 0;
    const uint8_t* table_ = nullptr;
    bool positional_;
};

}  // namespace searchlib
