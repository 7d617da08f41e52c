// A section of a mapped file: items of one width, verified stretch by stretch when first touched.
//
// The flags of what has been verified are shared with the Python reader (Section._seen), so neither verifies twice.
// Whatever a file holds, reading is bounded: a place outside the section throws Damaged.
#pragma once
#ifdef _MSC_VER
#include <intrin.h>
#endif

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace searchlib {

inline int lowest(uint64_t word) {
#ifdef _MSC_VER
    unsigned long place;
    _BitScanForward64(&place, word);
    return static_cast<int>(place);
#else
    return __builtin_ctzll(word);
#endif
}

// What will be read soon; most of the time goes into waiting for memory.
inline void fetch(const void* soon) {
#if defined(__GNUC__)
    __builtin_prefetch(soon);
#else
    (void)soon;
#endif
}

uint32_t crc32(const uint8_t* data, size_t size);

// What is wrong with a section. It holds the names: the section may be gone before anybody says so.
struct Damaged {
    std::string file, section, reason;
};

class Section {
  public:
    static constexpr size_t kStretch = size_t{1} << 16;

    const uint8_t* data = nullptr;
    size_t size = 0;  // bytes
    unsigned width = 1;
    const uint8_t* sums = nullptr;  // a little-endian u32 for each stretch
    uint8_t* seen = nullptr;        // a flag for each stretch
    std::string file, name;

    bool present() const { return sums != nullptr; }
    size_t count() const { return size / width; }

    [[noreturn]] void damaged(std::string reason) const { throw Damaged{file, name, std::move(reason)}; }

    // Verify the items from `start` up to `end` and give where they begin.
    const uint8_t* items(size_t start, size_t end) const {
        if (start > end || end > count()) {
            damaged("items " + std::to_string(start) + " to " + std::to_string(end) + " of " + std::to_string(count()));
        }
        if (start < end && sums) {  // without sums it is memory of ours
            const size_t last = (end * width - 1) / kStretch;
            for (size_t stretch = start * width / kStretch; stretch <= last; ++stretch) {
                if (!flag(stretch).load(std::memory_order_acquire)) verify(stretch);
            }
        }
        return data + start * width;
    }

    const uint32_t* words(size_t start, size_t end) const {
        return reinterpret_cast<const uint32_t*>(items(start, end));
    }

    const uint32_t* all_words() const { return words(0, count()); }

    uint32_t word(size_t place) const { return *words(place, place + 1); }

    // One item of a section whose width the file chose.
    uint32_t number(size_t place) const { return load(items(place, place + 1), 0); }

    uint32_t load(const uint8_t* from, size_t place) const {
        if (width == 1) return from[place];
        if (width == 2) return reinterpret_cast<const uint16_t*>(from)[place];
        return reinterpret_cast<const uint32_t*>(from)[place];
    }

  private:
    // A flag is a byte of a bytearray that Python writes under its lock and threads of ours without it.
    std::atomic<uint8_t>& flag(size_t stretch) const { return *reinterpret_cast<std::atomic<uint8_t>*>(seen + stretch); }

    void verify(size_t stretch) const {
        const size_t start = stretch * kStretch;
        uint32_t sum;
        std::memcpy(&sum, sums + 4 * stretch, 4);
        if (crc32(data + start, size - start < kStretch ? size - start : kStretch) != sum) {
            damaged("checksum of bytes from " + std::to_string(start) + " is wrong");
        }
        flag(stretch).store(1, std::memory_order_release);
    }
};

}  // namespace searchlib
