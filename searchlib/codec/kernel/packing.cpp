#include "packing.hpp"

#include <array>
#include <utility>

namespace searchlib {
namespace {

// Eight numbers take as many bytes as a number takes bits, so that places and shifts are known to the compiler.
template <unsigned width>
void unpacked(const uint8_t* from, size_t count, uint32_t* to) {
    constexpr uint64_t mask = (uint64_t{1} << width) - 1;
    size_t done = 0;
    for (; done + 8 <= count; done += 8, from += width, to += 8) {
        for (unsigned place = 0; place < 8; ++place) {
            to[place] = static_cast<uint32_t>(load64(from + place * width / 8) >> (place * width % 8) & mask);
        }
    }
    for (unsigned place = 0; done < count; ++done, ++place) to[place] = packed_at(from, place, width);
}

// Sums of eight are made before what they are added to is known, so that no addition waits for eight others.
template <unsigned width>
uint64_t risen(const uint8_t* from, size_t count, uint64_t last, uint32_t* to) {
    constexpr uint64_t mask = (uint64_t{1} << width) - 1;
    size_t done = 0;
    for (; done + 8 <= count; done += 8, from += width, to += 8) {
        uint64_t sums[8], sum = 0;
        for (unsigned place = 0; place < 8; ++place) {
            sums[place] = sum += (load64(from + place * width / 8) >> (place * width % 8) & mask) + 1;
        }
        for (unsigned place = 0; place < 8; ++place) to[place] = static_cast<uint32_t>(last + sums[place]);
        last += sum;
    }
    for (unsigned place = 0; done < count; ++done, ++place) {
        last += uint64_t{packed_at(from, place, width)} + 1;
        to[place] = static_cast<uint32_t>(last);
    }
    return last;
}

using Unpack = void (*)(const uint8_t*, size_t, uint32_t*);
using Rise = uint64_t (*)(const uint8_t*, size_t, uint64_t, uint32_t*);

template <size_t... widths>
constexpr std::array<Unpack, sizeof...(widths)> all_widths(std::index_sequence<widths...>) {
    return {unpacked<widths>...};
}

template <size_t... widths>
constexpr std::array<Rise, sizeof...(widths)> all_rises(std::index_sequence<widths...>) {
    return {risen<widths>...};
}

constexpr auto kUnpack = all_widths(std::make_index_sequence<kWidest + 1>());
constexpr auto kRise = all_rises(std::make_index_sequence<kWidest + 1>());

}  // namespace

void unpack(const uint8_t* from, size_t count, unsigned width, uint32_t* to) { kUnpack[width](from, count, to); }

uint64_t unpack_rising(const uint8_t* from, size_t count, unsigned width, uint64_t last, uint32_t* to) {
    return kRise[width](from, count, last, to);
}

void pack(const uint32_t* numbers, size_t count, unsigned width, Bytes& out) {
    if (!width) return;
    uint64_t word = 0;
    unsigned filled = 0;
    const size_t start = out.size();
    out.resize(start + packed_size(count, width));
    uint8_t* to = out.data() + start;
    for (size_t place = 0; place < count; ++place) {
        word |= uint64_t{numbers[place]} << filled;
        for (filled += width; filled >= 8; filled -= 8, word >>= 8) *to++ = static_cast<uint8_t>(word);
    }
    if (filled) *to = static_cast<uint8_t>(word);
}

}  // namespace searchlib
