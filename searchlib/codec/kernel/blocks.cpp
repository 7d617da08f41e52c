#include "blocks.hpp"

#include <algorithm>

namespace searchlib {

Blocks::Blocks(const Field& field, uint32_t term) : field_(&field) {
    if (field.packed()) {
        packet_ = field.packet(term);
        size_ = packet_->size();
    } else {
        Storage unused;  // lists of format 1 are read in place
        plain_ = field.postings(term, unused);
        size_ = plain_.size;
    }
}

bool Blocks::go(size_t block) {
    block_ = std::min(block, blocks());
    return !at_end();
}

uint32_t Blocks::last() const {
    if (!packet_) return plain_.docs[begin() + count() - 1];
    return packet_->has_table() ? packet_->last(block_) : const_cast<Blocks*>(this)->docs()[count() - 1];
}

bool Blocks::seek(uint32_t doc) {
    if (at_end() || doc <= last()) return !at_end();
    if (packet_ && !packet_->has_table()) return go(1);
    const auto last_of = [&](size_t block) {
        if (packet_) return packet_->last(block);
        return plain_.docs[std::min(size_, (block + 1) * kBlock) - 1];
    };
    size_t low = block_, stride = 1;  // the last document of `low` is below
    while (low + stride < blocks() && last_of(low + stride) < doc) {
        low += stride;
        stride *= 2;
    }
    size_t high = std::min(low + stride, blocks());
    for (++low; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (last_of(middle) < doc) low = middle + 1;
        else high = middle;
    }
    return go(low);
}

const uint32_t* Blocks::docs() {
    if (!packet_) return plain_.docs + begin();
    if (docs_of_ != block_) {
        packed_freqs_ = packet_->docs(block_, field_->doc_count, docs_);
        docs_of_ = block_;
    }
    return docs_;
}

const uint32_t* Blocks::freqs() {
    if (freqs_of_ == block_) return freqs_;
    if (!packet_) {
        for (size_t place = 0; place < count(); ++place) freqs_[place] = plain_.freq(begin() + place);
    } else if (field_->positional()) {
        docs();
        packet_->freqs(block_, packed_freqs_, freqs_);
    } else {
        std::fill(freqs_, freqs_ + count(), 1u);
    }
    freqs_of_ = block_;
    return freqs_;
}

}  // namespace searchlib
