// Streams of bits: numbers of a fixed width, least significant bit first (see searchlib/codec/packing.py).
//
// Reading takes eight bytes at a time: seven bytes behind the last number must be readable, whatever they hold.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace searchlib {

using Bytes = std::vector<uint8_t>;

// So many bytes of zeros end a section of packets.
inline constexpr size_t kSlack = 8;

inline constexpr unsigned kWidest = 32;

inline uint64_t load64(const uint8_t* from) {
    uint64_t word;
    std::memcpy(&word, from, 8);
    return word;
}

inline uint32_t load32(const uint8_t* from) {
    uint32_t word;
    std::memcpy(&word, from, 4);
    return word;
}

inline unsigned width_of(uint32_t highest) {
    unsigned width = 0;
    for (; highest; highest >>= 1) ++width;
    return width;
}

// How many bytes so many numbers take.
inline uint64_t packed_size(uint64_t count, unsigned width) { return (count * width + 7) / 8; }

// One number of a stream.
inline uint32_t packed_at(const uint8_t* from, uint64_t place, unsigned width) {
    const uint64_t bit = place * width;
    return static_cast<uint32_t>(load64(from + bit / 8) >> (bit % 8) & ((uint64_t{1} << width) - 1));
}

// Read numbers of a width up to kWidest.
void unpack(const uint8_t* from, size_t count, unsigned width, uint32_t* to);

// Read numbers of a width up to kWidest that say how much further each is from the one before than the next would be.
// Gives the last, which has not wrapped around as they may have.
uint64_t unpack_rising(const uint8_t* from, size_t count, unsigned width, uint64_t last, uint32_t* to);

void pack(const uint32_t* numbers, size_t count, unsigned width, Bytes& out);

inline void put_varint(uint64_t number, Bytes& out) {
    for (; number >= 0x80; number >>= 7) out.push_back(static_cast<uint8_t>(number | 0x80));
    out.push_back(static_cast<uint8_t>(number));
}

}  // namespace searchlib
