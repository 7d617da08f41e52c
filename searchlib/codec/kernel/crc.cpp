// CRC-32 as in zlib, sixteen bytes at a time (Kounavis and Berry: slicing by eight, 2005; by sixteen the look-ups of a
// step wait less for those of the step before). A processor that multiplies without carry folds long stretches first
// (Gopal and others: Fast CRC computation using PCLMULQDQ, 2009): what a first query touches is checked in a tenth.
#include <array>

#include "binding.hpp"
#include "functions.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define SEARCHLIB_FOLDS 1
#endif

namespace searchlib {
namespace {

using Tables = std::array<std::array<uint32_t, 256>, 16>;

Tables made() {
    Tables tables{};
    for (uint32_t byte = 0; byte < 256; ++byte) {
        uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ (value & 1 ? 0xEDB88320u : 0u);
        tables[0][byte] = value;
    }
    for (uint32_t byte = 0; byte < 256; ++byte) {
        for (size_t slice = 1; slice < 16; ++slice) {
            const uint32_t before = tables[slice - 1][byte];
            tables[slice][byte] = (before >> 8) ^ tables[0][before & 0xFF];
        }
    }
    return tables;
}

uint32_t continued(uint32_t sum, const uint8_t* data, size_t size) {
    static const Tables t = made();
    for (; size >= 16; data += 16, size -= 16) {
        uint32_t words[4];
        std::memcpy(words, data, 16);
        words[0] ^= sum;
        sum = 0;
        for (size_t place = 0; place < 4; ++place) {
            const uint32_t word = words[place];
            const auto* const slices = &t[12 - 4 * place];
            sum ^= slices[3][word & 0xFF] ^ slices[2][word >> 8 & 0xFF] ^ slices[1][word >> 16 & 0xFF] ^
                   slices[0][word >> 24];
        }
    }
    for (; size; ++data, --size) sum = (sum >> 8) ^ t[0][(sum ^ *data) & 0xFF];
    return sum;
}

#ifdef SEARCHLIB_FOLDS

constexpr size_t kBlock = 64;

__attribute__((target("pclmul"))) __m128i folded(__m128i sum, __m128i next, __m128i by) {
    const __m128i low = _mm_clmulepi64_si128(sum, by, 0x00), high = _mm_clmulepi64_si128(sum, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// Fold whole blocks, at least one, into sixteen bytes that leave the same remainder.
__attribute__((target("pclmul"))) uint32_t folded_blocks(uint32_t sum, const uint8_t* data, size_t size) {
    const __m128i by_block = _mm_set_epi64x(0x1C6E41596, 0x154442BD4);  // x^(512 - 32) and x^(512 + 32), reflected
    const __m128i by_part = _mm_set_epi64x(0x0CCAA009E, 0x1751997D0);  // x^(128 - 32) and x^(128 + 32)
    const auto part = [&data](size_t place) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + place); };
    __m128i parts[4] = {_mm_xor_si128(part(0), _mm_cvtsi32_si128(int(sum))), part(1), part(2), part(3)};
    for (data += kBlock, size -= kBlock; size; data += kBlock, size -= kBlock) {
        for (size_t place = 0; place < 4; ++place) parts[place] = folded(parts[place], part(place), by_block);
    }
    for (size_t place = 1; place < 4; ++place) parts[place] = folded(parts[place - 1], parts[place], by_part);
    uint8_t left[16];
    std::memcpy(left, &parts[3], sizeof left);
    return continued(0, left, sizeof left);
}

bool folds() {
    static const bool can = __builtin_cpu_supports("pclmul");
    return can;
}

#endif

}  // namespace

uint32_t crc32(const uint8_t* data, size_t size) {
    uint32_t sum = 0xFFFFFFFFu;
#ifdef SEARCHLIB_FOLDS
    if (const size_t whole = size - size % kBlock; whole && folds()) {
        sum = folded_blocks(sum, data, whole);
        data += whole;
        size -= whole;
    }
#endif
    return ~continued(sum, data, size);
}

// checksum(bytes) -> their CRC-32
PyObject* checksum(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const auto [data, size] = buffers.hold(item(arguments, 0));
        return checked(PyLong_FromUnsignedLong(crc32(data, size)));
    });
}

}  // namespace searchlib
