// Code points as UTF-8; surrogates pass, as with Python's "surrogatepass".
#pragma once
#include <cstdint>
#include <string>

namespace searchlib {

inline void append(uint32_t letter, std::string& text) {
    const auto more = [&](int shift) { text += static_cast<char>(0x80 | (letter >> shift & 0x3F)); };
    if (letter < 0x80) {
        text += static_cast<char>(letter);
    } else if (letter < 0x800) {
        text += static_cast<char>(0xC0 | letter >> 6);
        more(0);
    } else if (letter < 0x10000) {
        text += static_cast<char>(0xE0 | letter >> 12);
        more(6), more(0);
    } else {
        text += static_cast<char>(0xF0 | letter >> 18);
        more(12), more(6), more(0);
    }
}

}  // namespace searchlib
