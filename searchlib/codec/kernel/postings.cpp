#include "postings.hpp"

#include <algorithm>

namespace searchlib {
namespace {

// In eights of bytes: a chunk of room is 1 MiB at least, 16 MiB of them are kept for the next query of a thread.
constexpr size_t kChunk = size_t{1} << 17, kMostSpare = size_t{1} << 21;

}  // namespace

void Frequencies::unpack(size_t block) {
    packet_.freqs(block, packet_.freqs_at(block), room_ + block * kBlock);
    ready_[block] = 1;
}

const uint32_t* Frequencies::all() {
    for (size_t block = 0; block < ready_.size(); ++block) of_block(block);
    return room_;
}

Storage::Storage() { chunks_.swap(spare()); }

Storage::~Storage() {
    size_t kept = 0;
    std::vector<Chunk>& spared = spare();
    spared.clear();
    for (Chunk& chunk : chunks_) {
        if (kept + chunk.size > kMostSpare) continue;
        kept += chunk.size;
        chunk.used = 0;
        spared.push_back(std::move(chunk));
    }
}

std::vector<Storage::Chunk>& Storage::spare() {
    thread_local std::vector<Chunk> chunks;
    return chunks;
}

uint32_t* Storage::room(size_t count) {
    const size_t wanted = count / 2 + 1;
    auto chunk = std::find_if(chunks_.begin(), chunks_.end(), [&](const Chunk& one) { return one.size - one.used >= wanted; });
    if (chunk == chunks_.end()) {
        const size_t size = std::max(wanted, kChunk);
        chunk = chunks_.insert(chunks_.end(), {std::unique_ptr<uint64_t[]>(new uint64_t[size]), size, 0});
    }
    uint64_t* const found = chunk->data.get() + chunk->used;
    chunk->used += wanted;
    return reinterpret_cast<uint32_t*>(found);
}

const uint32_t* Postings::freqs_of(size_t block, uint32_t* buffer) const {
    if (packed) return packed->of_block(block);
    if (numbers) return numbers + block * kBlock;
    const size_t first = block * kBlock, count = std::min(kBlock, size - first);
    for (size_t place = 0; place < count; ++place) buffer[place] = freq(first + place);
    return buffer;
}

uint32_t Postings::escaped(size_t place) const {
    const uint32_t wanted = first + static_cast<uint32_t>(place);
    const uint32_t* found = std::lower_bound(at, at + escapes, wanted);
    return found != at + escapes && *found == wanted ? high[found - at] : kEscape;
}

Postings Postings::unpacked() const {
    Postings list = *this;
    if (packed) {
        list.numbers = packed->all();
        list.packed = nullptr;
    }
    return list;
}

uint64_t Postings::sum(size_t from, size_t to) const {
    if (from == to) return 0;
    uint64_t total = 0;
    if (!bytes) {
        if (!packed && !numbers) return to - from;
        const uint32_t* some = packed ? packed->of_block(from / kBlock) + from % kBlock : numbers + from;
        for (size_t place = 0; place < to - from; ++place) total += some[place];
        return total;
    }
    for (size_t place = from; place < to; ++place) total += bytes[place];
    const uint32_t* end = at + escapes;
    for (const uint32_t* some = std::lower_bound(at, end, first + from); some != end && *some < first + to; ++some) {
        total += uint64_t{high[some - at]} - bytes[*some - first];
    }
    return total;
}

double Postings::bound(size_t block, const uint8_t* lengths, const double* table) const {
    double most = 0;
    if (packed && packed->packet().has_table() && packed->packet().positional()) {
        const uint8_t* pairs = packed->packet().pairs(block);
        for (size_t pair = 0; pair < kPairs; ++pair) {
            if (pairs[2 * pair] == 255) return kUnbounded;
            most = std::max(most, pairs[2 * pair] * table[pairs[2 * pair + 1]]);
        }
        return most;
    }
    const size_t end = std::min(size, (block + 1) * kBlock);
    for (size_t place = block * kBlock; place < end; ++place) most = std::max(most, freq(place) * table[lengths[docs[place]]]);
    return most;
}

}  // namespace searchlib
