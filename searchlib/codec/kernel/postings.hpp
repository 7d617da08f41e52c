// Documents and how often each has a word.
#pragma once
#include <deque>
#include <memory>
#include <vector>

#include "packets.hpp"

namespace searchlib {

inline constexpr uint32_t kEscape = 255;

// Weights of which nobody knows how great they are, are below this.
inline constexpr double kUnbounded = 1e300;

// The frequencies of one packet, a block at a time unpacked when first asked for.
class Frequencies {
  public:
    // `room` takes a number for each document.
    Frequencies(const Packet& packet, uint32_t* room) : packet_(packet), room_(room), ready_(packet.blocks()) {}

    const Packet& packet() const { return packet_; }
    // Those of the block that a place is in.
    const uint32_t* of_block(size_t block) {
        if (!ready_[block]) unpack(block);
        return room_ + block * kBlock;
    }
    uint32_t at(size_t place) { return of_block(place / kBlock)[place % kBlock]; }
    const uint32_t* all();

  private:
    void unpack(size_t block);

    Packet packet_;
    uint32_t* room_;
    std::vector<uint8_t> ready_;
};

// Lists that were unpacked or put together for this query. What they took is kept for the next query of the thread, as far
// as it is not much: memory that is given back and asked for anew costs more than what is written there.
class Storage {
  public:
    Storage();
    ~Storage();
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;

    std::vector<uint32_t>& fresh() { return lists_.emplace_back(); }
    // Room for numbers, whatever stands there; at a multiple of eight bytes.
    uint32_t* room(size_t count);
    Frequencies* frequencies(const Packet& packet) { return &frequencies_.emplace_back(packet, room(packet.size())); }

  private:
    struct Chunk {
        std::unique_ptr<uint64_t[]> data;
        size_t size, used;  // times eight bytes
    };

    static std::vector<Chunk>& spare();

    std::vector<Chunk> chunks_;
    std::deque<std::vector<uint32_t>> lists_;
    std::deque<Frequencies> frequencies_;
};

// Frequencies are unpacked when asked for, or numbers, or in format 1 bytes of the file, of which 255 may stand for
// more (then `at` has the place and `high` the number). All are 1 where there are none of these.
struct Postings {
    const uint32_t* docs = nullptr;
    size_t size = 0;
    Frequencies* packed = nullptr;
    const uint8_t* bytes = nullptr;
    const uint32_t* numbers = nullptr;
    const uint32_t* at = nullptr;
    const uint32_t* high = nullptr;
    size_t escapes = 0;
    uint32_t first = 0;  // what the places in `at` count from

    // A list of documents, each with its frequency.
    static Postings listed(const std::vector<uint32_t>& docs, const std::vector<uint32_t>& counts) {
        Postings list;
        list.docs = docs.data();
        list.size = docs.size();
        list.numbers = counts.data();
        return list;
    }
    uint32_t freq(size_t place) const {
        if (packed) return packed->at(place);
        if (bytes) return bytes[place] != kEscape ? bytes[place] : escaped(place);
        return numbers ? numbers[place] : 1;
    }
    // The frequencies of a block; `buffer` takes them where they are no numbers yet.
    const uint32_t* freqs_of(size_t block, uint32_t* buffer) const;
    // The same list with all frequencies as numbers, if it was packed.
    Postings unpacked() const;
    // Of frequencies; what is packed must lie in one block.
    uint64_t sum(size_t from, size_t to) const;
    size_t blocks() const { return (size + kBlock - 1) / kBlock; }
    // The most that frequency * table[length byte] comes to in a block; `table` does not rise with the length. Not below
    // what any of its documents weighs, to the last bit.
    double bound(size_t block, const uint8_t* lengths, const double* table) const;

  private:
    uint32_t escaped(size_t place) const;
};

// The first place from `place` on whose document is not below `doc`: most often it is near.
inline size_t gallop(const Postings& list, size_t place, uint32_t doc) {
    constexpr size_t kNear = 16;
    size_t stride = kNear;
    for (; place + stride <= list.size && list.docs[place + stride - 1] < doc; stride *= 2) place += stride;
    size_t high = place + stride < list.size ? place + stride : list.size;
    while (high - place > kNear) {
        const size_t middle = place + (high - place) / 2;
        if (list.docs[middle] < doc) place = middle + 1;
        else high = middle;
    }
    const uint32_t* docs = list.docs + place;
    uint32_t below = 0;
    if (place + kNear <= list.size) {  // as many at once as fit into registers
        for (size_t next = 0; next < kNear; ++next) below += docs[next] < doc;
    } else {
        for (size_t next = 0; next < high - place; ++next) below += docs[next] < doc;
    }
    return place + below;
}

}  // namespace searchlib
