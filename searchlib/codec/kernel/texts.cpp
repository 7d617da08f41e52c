// A table of texts with open addressing; what is compared first lies in the row.
#include "texts.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <numeric>

namespace searchlib {

Key::Key(std::string_view text, uint64_t seed) : text(text) {
    const auto read = [&](size_t place, auto part) {
        std::memcpy(&part, text.data() + place, sizeof part);
        return uint64_t{part};
    };
    const auto byte = [&](size_t place) { return uint64_t{static_cast<uint8_t>(text[place])}; };
    const size_t size = text.size();
    uint64_t mixed = seed ^ size;
    const auto mix = [&](uint64_t part) {
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15u;
        mixed ^= mixed >> 32;
    };
    if (size >= 8) head = read(0, uint64_t{});
    else if (size >= 4) head = read(0, uint32_t{}) | read(size - 4, uint32_t{}) << 32;
    else head = size ? byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16 : 0;
    mix(head);
    for (size_t place = 8; place + 8 < size; place += 8) mix(read(place, uint64_t{}));
    if (size > 8) mix(read(size - 8, uint64_t{}));
    mix(seed);
    hash = static_cast<uint32_t>(mixed);
}

uint32_t Texts::find(const Key& key) const {
    const size_t mask = slots_.size() - 1;
    for (size_t place = key.hash & mask; slots_[place].number_and_1; place = (place + 1) & mask) {
        const Slot& slot = slots_[place];
        if (slot.hash != key.hash) continue;
        const Row& row = rows_[slot.number_and_1 - 1];
        if (row.head != key.head || row.size != key.text.size()) continue;
        if (row.size <= 8 || !std::memcmp(text_.data() + row.begin, key.text.data(), row.size)) return slot.number_and_1 - 1;
    }
    return kNone;
}

uint32_t Texts::add(const Key& key) {
    if (key.text.size() + text_.size() > UINT32_MAX || rows_.size() >= UINT32_MAX / 2) throw std::bad_alloc();
    if (2 * (rows_.size() + 1) > slots_.size()) grow();
    const auto number = static_cast<uint32_t>(rows_.size());
    rows_.push_back({key.head, static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(key.text.size())});
    text_.append(key.text);
    put(key.hash, number);
    return number;
}

void Texts::put(uint32_t hash, uint32_t number) {
    const size_t mask = slots_.size() - 1;
    size_t place = hash & mask;
    while (slots_[place].number_and_1) place = (place + 1) & mask;
    slots_[place] = {hash, number + 1};
}

void Texts::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.number_and_1) put(slot.hash, slot.number_and_1 - 1);
    }
}

std::vector<uint32_t> Texts::sorted() const {
    struct Item {
        uint64_t first;  // eight bytes, zeros behind the end, as a number that sorts as they do
        uint32_t number;
    };
    std::vector<Item> items;
    items.reserve(count());
    for (uint32_t number = 0; number < count(); ++number) {
        const std::string_view text = (*this)[number];
        uint64_t first = 0;
        for (size_t place = 0; place < 8; ++place) first = first << 8 | (place < text.size() ? static_cast<uint8_t>(text[place]) : 0);
        items.push_back({first, number});
    }
    std::sort(items.begin(), items.end(), [&](const Item& one, const Item& other) {
        return one.first != other.first ? one.first < other.first : (*this)[one.number] < (*this)[other.number];
    });
    std::vector<uint32_t> numbers;
    numbers.reserve(items.size());
    for (const Item& item : items) numbers.push_back(item.number);
    return numbers;
}

}  // namespace searchlib
