// The documents of one term, block by block: what is skipped is not unpacked.
#pragma once
#include "field.hpp"

namespace searchlib {

class Blocks {
  public:
    Blocks(const Field& field, uint32_t term);

    // Of all documents of the term.
    size_t size() const { return size_; }
    size_t blocks() const { return (size_ + kBlock - 1) / kBlock; }
    // The block at which this stands; `blocks()` at the end.
    size_t block() const { return block_; }
    bool at_end() const { return block_ == blocks(); }

    // Go on to the block whose last document is the first that is not below `doc`, never back; false at the end.
    bool seek(uint32_t doc);
    bool next() { return go(block_ + 1); }

    // Of the block at which this stands: how many documents it has, the last of them, where it begins in the list.
    size_t count() const { return block_ + 1 < blocks() ? kBlock : size_ - block_ * kBlock; }
    uint32_t last() const;
    size_t begin() const { return block_ * kBlock; }
    // Its documents, ascending, and their frequencies: unpacked when first asked for, valid until the next move.
    const uint32_t* docs();
    const uint32_t* freqs();

  private:
    bool go(size_t block);

    const Field* field_;
    std::optional<Packet> packet_;
    Postings plain_;  // of format 1
    size_t size_, block_ = 0;
    size_t docs_of_ = SIZE_MAX, freqs_of_ = SIZE_MAX;  // blocks that were unpacked
    const uint8_t* packed_freqs_ = nullptr;
    uint32_t docs_[kBlock], freqs_[kBlock];
};

}  // namespace searchlib
