// Number texts: each distinct one once, in the order in which they come.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "section.hpp"

namespace searchlib {

// A text as it is looked up. Nobody outside knows the seed, so that no texts can be made that all fall together.
struct Key {
    Key(std::string_view text, uint64_t seed);

    std::string_view text;
    uint64_t head;  // up to eight bytes of the text, which need not be compared
    uint32_t hash;
};

class Texts {
  public:
    static constexpr uint32_t kNone = UINT32_MAX;

    Texts() : slots_(64) {}

    size_t count() const { return rows_.size(); }
    size_t bytes() const { return text_.size() + rows_.size() * (sizeof(Row) + 4 * sizeof(Slot)); }
    std::string_view operator[](uint32_t number) const { return {text_.data() + rows_[number].begin, rows_[number].size}; }
    uint32_t find(const Key& key) const;
    void fetch_for(const Key& key) const { fetch(&slots_[key.hash & (slots_.size() - 1)]); }
    // Where it would be found first, once that has come; kNone where nothing is.
    uint32_t likely(const Key& key) const { return slots_[key.hash & (slots_.size() - 1)].number_and_1 - 1; }
    void fetch_row(uint32_t number) const { fetch(&rows_[number]); }
    uint32_t add(const Key& key);  // what is not there
    uint32_t number(const Key& key) {
        const uint32_t found = find(key);
        return found == kNone ? add(key) : found;
    }
    // All numbers, in ascending order of the bytes of their texts.
    std::vector<uint32_t> sorted() const;

  private:
    struct Slot {
        uint32_t hash, number_and_1;  // 0: free
    };
    struct Row {
        uint64_t head;
        uint32_t begin, size;
    };

    void put(uint32_t hash, uint32_t number);
    void grow();

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::vector<Row> rows_;
    std::string text_;
};

}  // namespace searchlib
