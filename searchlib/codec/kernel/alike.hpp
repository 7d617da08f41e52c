// Texts that are nearly equal: a sketch of each, and the first of each kind. The definitions are
// searchlib/analyse/sketch.py and searchlib/indexing/leaders.py; the numbers are equal.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace searchlib {

inline constexpr size_t kFigures = 24;
inline constexpr unsigned kBands = 8;

// What is known of a text; the days are MISSING where they are unknown.
struct Leader {
    std::array<uint64_t, 3> sketch;
    std::array<uint16_t, kFigures> figures;  // ascending; 0 where there are fewer
    int64_t first, last, key;
};

// The first text of each kind, found by the bands of their sketches; of so many places before a text.
class Leaders {
  public:
    Leaders(uint64_t seed, uint64_t newest) : seed_(seed), newest_(newest), heads_(128 * kBands, 0) {}

    // The most alike, the earliest of several; null where none is alike enough.
    const Leader* find(const Leader& text) const;
    void add(const Leader& leader);
    void pass(uint64_t places) { place_ += places; }
    void forget();

  private:
    struct Row {
        Leader leader;
        uint64_t place;
        std::array<uint32_t, kBands> older;  // number and 1 of the one before under the same head
    };

    uint32_t band(const Leader& text, unsigned number) const;
    size_t head(uint32_t band, unsigned number) const;
    void link(uint32_t number);

    uint64_t seed_;  // nobody outside knows it, so that no texts can be made that all fall together
    uint64_t newest_, place_ = 0;  // of the next text
    std::vector<uint32_t> heads_;  // number and 1 of the newest; of each band a power of two
    uint32_t first_ = 0;           // number of the first row that is not forgotten
    std::deque<Row> rows_;         // grows without a second copy
};

}  // namespace searchlib
