// Reading the postings of a term out of its packet.
#include "packets.hpp"

namespace searchlib {
namespace {

constexpr unsigned kWidestGap = 31;
constexpr size_t kLongestHead = 20;  // two numbers

}  // namespace

Packet::Packet(const Section& section, size_t start, size_t end, bool positional)
    : section_(&section), start_(start), end_(end), entry_size_(positional ? 24 : 8), positional_(positional) {
    if (start > end || end > section.size || section.size - end < kSlack) cut_off();
    Span head = part(0, std::min(kLongestHead, end - start));
    const uint8_t* const first = head.at;
    const uint64_t size = varint(head);
    tokens_ = size + (positional ? varint(head) : 0);
    // Each position takes a bit at least where a document has several, so that a few bytes cannot stand for millions.
    const bool too_many = tokens_ > size && tokens_ > 8 * (uint64_t{end} - start);
    if (!size || size > UINT32_MAX || tokens_ > UINT32_MAX || too_many) section.damaged("a packet of too many numbers");
    size_ = static_cast<size_t>(size);
    blocks_ = (size_ + kBlock - 1) / kBlock;
    docs_at_ = static_cast<uint64_t>(head.at - first);
    if (!has_table()) return;
    const uint64_t table = docs_at_;
    docs_at_ += blocks_ * entry_size_;
    table_ = part(table, docs_at_).at;
}

// Bytes of the packet, counted from its start, verified.
Packet::Span Packet::part(uint64_t from, uint64_t to) const {
    if (from > to || to > end_ - start_) cut_off();
    const uint8_t* at = section_->items(start_ + from, start_ + to);
    return {at, at + (to - from)};
}

uint64_t Packet::varint(Span& span) const {
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        if (span.at == span.end) cut_off();
        const uint8_t byte = *span.at++;
        number |= uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return number;
    }
    cut_off();
}

// A width and so many numbers of it.
BitStream Packet::stream(Span& span, uint64_t count, unsigned widest) const {
    if (span.at == span.end) cut_off();
    const unsigned width = *span.at++;
    if (width > widest) cut_off();
    const uint64_t size = packed_size(count, width);
    if (size > static_cast<uint64_t>(span.end - span.at)) cut_off();
    const BitStream found{span.at, width, count};
    span.at += size;
    return found;
}

Packet::Span Packet::docs_of(size_t block) const {
    if (!has_table()) return part(docs_at_, end_ - start_);
    return part(block ? load32(entry(block - 1) + 4) : docs_at_, load32(entry(block) + 4));
}

const uint8_t* Packet::docs(size_t block, uint32_t doc_count, uint32_t* out) const {
    Span span = docs_of(block);
    const size_t wanted = count(block);
    const uint64_t first = (block ? uint64_t{last(block - 1)} + 1 : 0) + varint(span);
    uint64_t end = first;
    out[0] = static_cast<uint32_t>(first);
    if (size_ > 1) {
        const BitStream gaps = stream(span, wanted - 1, kWidestGap);
        end = unpack_rising(gaps.bits, wanted - 1, gaps.width, first, out + 1);
    }
    if (end >= doc_count || (has_table() && end != last(block))) section_->damaged("documents out of order");
    return span.at;
}

const uint8_t* Packet::freqs_at(size_t block) const {
    Span span = docs_of(block);
    varint(span);
    if (size_ > 1) stream(span, count(block) - 1, kWidestGap);
    return span.at;
}

void Packet::freqs(size_t block, const uint8_t* from, uint32_t* out) const {
    const size_t wanted = count(block);
    if (tokens_ == size_ || size_ == 1) {
        std::fill(out, out + wanted, size_ == 1 ? static_cast<uint32_t>(tokens_) : 1u);
        return;
    }
    Span span{from, docs_of(block).end};
    const BitStream packed = stream(span, wanted, kWidestGap);
    unpack(packed.bits, wanted, packed.width, out);
    uint64_t total = wanted;
    for (size_t place = 0; place < wanted; ++place) total += out[place]++;
    expect(block, total);
}

void Packet::token_ends(size_t block, uint32_t* out) const {
    const size_t wanted = count(block);
    if (tokens_ == size_ || size_ == 1) {
        for (size_t place = 0; place < wanted; ++place) out[place] = size_ == 1 ? static_cast<uint32_t>(tokens_) : static_cast<uint32_t>(place) + 1;
        return;
    }
    Span span{freqs_at(block), docs_of(block).end};
    const BitStream packed = stream(span, wanted, kWidestGap);
    expect(block, unpack_rising(packed.bits, wanted, packed.width, 0, out));
}

// A block has as many tokens as its frequencies say.
void Packet::expect(size_t block, uint64_t counted) const {
    if (counted != tokens_of(block) || counted > tokens_) {
        section_->damaged("positions of a term, but " + std::to_string(counted) + " counted");
    }
}

// Where the documents end and the positions begin.
uint64_t Packet::end_of_docs() const {
    if (has_table()) return load32(entry(blocks_ - 1) + 4);
    Span span = docs_of(0);
    const uint8_t* const first = span.at;
    varint(span);
    if (size_ > 1) {
        stream(span, size_ - 1, kWidestGap);
        if (tokens_ != size_) stream(span, size_, kWidestGap);
    }
    return docs_at_ + static_cast<uint64_t>(span.at - first);
}

uint64_t Packet::end_of_positions() const {
    if (has_table()) return load32(entry(blocks_ - 1) + 12);
    const uint64_t start = end_of_docs();
    Span span = part(start, end_ - start_);
    const uint8_t* const first = span.at;
    stream(span, tokens_, kWidest);
    return start + static_cast<uint64_t>(span.at - first);
}

BitStream Packet::positions(size_t block) const {
    if (!positional_) return {};
    const uint64_t start = block ? load32(entry(block - 1) + 12) : end_of_docs();
    Span span = part(start, has_table() ? load32(entry(block) + 12) : end_ - start_);
    const uint64_t upto = has_table() ? load32(entry(block) + 8) : tokens_;
    if (tokens_before(block) > upto || upto > tokens_) section_->damaged("tokens out of order");
    return stream(span, tokens_of(block), kWidest);
}

BitStream Packet::forms() const {
    if (!positional_) return {};
    Span span = part(end_of_positions(), end_ - start_);
    return span.at == span.end ? BitStream{} : stream(span, tokens_, kWidest);
}

}  // namespace searchlib
