// CRC-32 as in zlib, eight bytes at a time (Kounavis and Berry: slicing by eight, 2005).
#include <array>

#include "section.hpp"

namespace searchlib {
namespace {

using Tables = std::array<std::array<uint32_t, 256>, 8>;

Tables made() {
    Tables tables{};
    for (uint32_t byte = 0; byte < 256; ++byte) {
        uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ (value & 1 ? 0xEDB88320u : 0u);
        tables[0][byte] = value;
    }
    for (uint32_t byte = 0; byte < 256; ++byte) {
        for (size_t slice = 1; slice < 8; ++slice) {
            const uint32_t before = tables[slice - 1][byte];
            tables[slice][byte] = (before >> 8) ^ tables[0][before & 0xFF];
        }
    }
    return tables;
}

}  // namespace

uint32_t crc32(const uint8_t* data, size_t size) {
    static const Tables t = made();
    uint32_t sum = 0xFFFFFFFFu;
    for (; size >= 8; data += 8, size -= 8) {
        uint32_t low, high;
        std::memcpy(&low, data, 4);
        std::memcpy(&high, data + 4, 4);
        low ^= sum;
        sum = t[7][low & 0xFF] ^ t[6][low >> 8 & 0xFF] ^ t[5][low >> 16 & 0xFF] ^ t[4][low >> 24] ^ t[3][high & 0xFF] ^
              t[2][high >> 8 & 0xFF] ^ t[1][high >> 16 & 0xFF] ^ t[0][high >> 24];
    }
    for (; size; ++data, --size) sum = (sum >> 8) ^ t[0][(sum ^ *data) & 0xFF];
    return ~sum;
}

}  // namespace searchlib
