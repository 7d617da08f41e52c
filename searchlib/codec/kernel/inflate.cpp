// Inflating (RFC 1950 and 1951). A table says of the next bits which code they begin with and what that means.
#include "inflate.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "packing.hpp"

namespace searchlib {
namespace {

constexpr unsigned kLongestCode = 15;
constexpr size_t kLiterals = 288, kDistances = 32, kSteps = 19;
constexpr uint8_t kStepOrder[kSteps] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

// What a code means: its length in bits (four bits), how many bits follow it (four), what it is (two), a number.
enum : uint32_t { kLiteral = 0, kCopy = 1 << 8, kEnd = 2 << 8, kNone = 3 << 8, kKind = 3 << 8 };

constexpr uint32_t meaning(uint32_t kind, uint32_t more, uint32_t number) { return number << 16 | kind | more << 4; }

constexpr std::array<uint32_t, kLiterals> literals() {
    std::array<uint32_t, kLiterals> all{};
    for (uint32_t sign = 0; sign < 256; ++sign) all[sign] = meaning(kLiteral, 0, sign);
    all[256] = kEnd;
    uint32_t length = 3;
    for (uint32_t code = 257; code < 285; ++code) {
        const uint32_t more = code < 265 ? 0 : (code - 261) / 4;
        all[code] = meaning(kCopy, more, length);
        length += 1u << more;
    }
    all[285] = meaning(kCopy, 0, 258);
    all[286] = all[287] = kNone;
    return all;
}

constexpr std::array<uint32_t, kDistances> distances() {
    std::array<uint32_t, kDistances> all{};
    uint32_t distance = 1;
    for (uint32_t code = 0; code < 30; ++code) {
        const uint32_t more = code < 4 ? 0 : (code - 2) / 2;
        all[code] = meaning(kCopy, more, distance);
        distance += 1u << more;
    }
    all[30] = all[31] = kNone;
    return all;
}

constexpr std::array<uint32_t, kSteps> steps() {
    std::array<uint32_t, kSteps> all{};
    for (uint32_t step = 0; step < kSteps; ++step) all[step] = meaning(kLiteral, 0, step);
    return all;
}

constexpr auto kOfLiterals = literals();
constexpr auto kOfDistances = distances();
constexpr auto kOfSteps = steps();

uint32_t reversed(uint32_t code, unsigned length) {
    code = (code & 0x5555) << 1 | (code >> 1 & 0x5555);
    code = (code & 0x3333) << 2 | (code >> 2 & 0x3333);
    code = (code & 0x0F0F) << 4 | (code >> 4 & 0x0F0F);
    return ((code & 0x00FF) << 8 | code >> 8) >> (16 - length);
}

// The codes of one alphabet, shorter ones first, then in the order of what they mean.
class Codes {
  public:
    // False unless every sequence of bits begins with one of them.
    bool set(const uint8_t* lengths, const uint32_t* meanings, size_t count) {
        uint32_t counts[kLongestCode + 1] = {}, next[kLongestCode + 1] = {};
        for (size_t place = 0; place < count; ++place) ++counts[lengths[place]];
        unsigned longest = kLongestCode;
        while (longest && !counts[longest]) --longest;
        uint32_t first = 0;
        counts[0] = 0;
        for (unsigned length = 1; length <= longest; ++length) next[length] = first = (first + counts[length - 1]) << 1;
        if (!longest || first + counts[longest] != uint32_t{1} << longest) return false;
        for (unsigned length = 1; length < longest; ++length) {
            if (next[length] + counts[length] > uint32_t{1} << length) return false;
        }
        const size_t size = size_t{1} << longest;
        if (table_.size() < size) table_.resize(size);
        mask_ = size - 1;
        for (size_t place = 0; place < count; ++place) {
            const unsigned length = lengths[place];
            if (!length) continue;
            const uint32_t known = meanings[place] | length;
            for (size_t bits = reversed(next[length]++, length); bits < size; bits += size_t{1} << length) table_[bits] = known;
        }
        return true;
    }

    uint32_t operator[](uint64_t bits) const { return table_[bits & mask_]; }

  private:
    std::vector<uint32_t> table_;
    uint64_t mask_ = 0;
};

// Bits, lowest first. Behind the last come zeros, and `is_over` tells.
class Stream {
  public:
    Stream(const uint8_t* from, const uint8_t* end) : at_(from), end_(end) {}

    // Have 56 bits at hand, or all there are.
    void fill() {
        if (end_ - at_ >= 8) {
            bits_ |= load64(at_) << count_;
            at_ += (63 - count_) >> 3;
            count_ |= 56;
            return;
        }
        for (; count_ <= 55 && at_ < end_; count_ += 8) bits_ |= uint64_t{*at_++} << count_;
    }
    uint64_t bits() const { return bits_; }
    void drop(unsigned count) {
        bits_ >>= count;
        count_ -= static_cast<int>(count);
    }
    uint32_t take(unsigned count) {
        const auto taken = static_cast<uint32_t>(bits_ & ((uint64_t{1} << count) - 1));
        drop(count);
        return taken;
    }
    // The code that comes next, taken.
    uint32_t code(const Codes& codes) {
        const uint32_t known = codes[bits_];
        drop(known & 15);
        return known;
    }
    bool is_over() const { return count_ < 0; }

    // Whole bytes from the next one on; null where there are fewer. Nothing may be over.
    const uint8_t* bytes(size_t count) {
        const uint8_t* const from = at_ - count_ / 8;
        if (count > static_cast<size_t>(end_ - from)) return nullptr;
        at_ = from + count;
        bits_ = 0;
        count_ = 0;
        return from;
    }

  private:
    const uint8_t *at_, *end_;
    uint64_t bits_ = 0;
    int count_ = 0;
};

class Inflater {
  public:
    Inflater(const uint8_t* from, size_t size, std::string& text)
        : stream_(from, from + size), begin_(reinterpret_cast<uint8_t*>(text.data())), at_(begin_), end_(begin_ + text.size()) {}

    bool go() {
        for (bool last = false; !last;) {
            stream_.fill();
            last = stream_.take(1);
            const uint32_t kind = stream_.take(2);
            if (kind == 0 ? !copy_bytes() : !((kind == 1 ? read_usual() : kind == 2 && read_codes()) && read_block())) return false;
        }
        return at_ == end_;
    }

    const uint8_t* behind(size_t count) { return stream_.bytes(count); }

  private:
    bool copy_bytes() {
        if (stream_.is_over()) return false;
        const uint8_t* const head = stream_.bytes(4);
        if (!head) return false;
        const size_t size = head[0] | head[1] << 8;
        const uint8_t* const from = (size ^ (head[2] | head[3] << 8)) == 0xFFFF ? stream_.bytes(size) : nullptr;
        if (!from || size > static_cast<size_t>(end_ - at_)) return false;
        at_ = std::copy(from, from + size, at_);
        return true;
    }

    bool read_usual() {
        uint8_t lengths[kLiterals];
        for (size_t code = 0; code < kLiterals; ++code) lengths[code] = code < 144 ? 8 : code < 256 ? 9 : code < 280 ? 7 : 8;
        const bool are_codes = literals_.set(lengths, kOfLiterals.data(), kLiterals);
        std::fill(lengths, lengths + kDistances, uint8_t{5});
        return are_codes && distances_.set(lengths, kOfDistances.data(), kDistances);
    }

    bool read_codes() {
        const size_t literal_count = stream_.take(5) + 257, distance_count = stream_.take(5) + 1, step_count = stream_.take(4) + 4;
        if (literal_count > 286 || distance_count > 30) return false;
        uint8_t lengths[kLiterals + kDistances] = {};
        for (size_t step = 0; step < step_count; ++step) {
            stream_.fill();
            lengths[kStepOrder[step]] = static_cast<uint8_t>(stream_.take(3));
        }
        if (!literals_.set(lengths, kOfSteps.data(), kSteps)) return false;
        const size_t count = literal_count + distance_count;
        for (size_t place = 0; place < count;) {
            stream_.fill();
            const uint32_t step = stream_.code(literals_) >> 16;
            if (step < 16) {
                lengths[place++] = static_cast<uint8_t>(step);
                continue;
            }
            if (step == 16 && !place) return false;
            const uint8_t length = step == 16 ? lengths[place - 1] : 0;
            const size_t times = step == 16 ? 3 + stream_.take(2) : step == 17 ? 3 + stream_.take(3) : 11 + stream_.take(7);
            if (times > count - place) return false;
            std::fill(lengths + place, lengths + place + times, length);
            place += times;
        }
        return !stream_.is_over() && distances_.set(lengths + literal_count, kOfDistances.data(), distance_count) &&
               literals_.set(lengths, kOfLiterals.data(), literal_count);
    }

    bool read_block() {
        uint8_t *at = at_, *const end = end_;
        Stream stream = stream_;
        while (!stream.is_over()) {
            stream.fill();
            uint32_t known = stream.code(literals_);
            for (unsigned more = 2; (known & kKind) == kLiteral && more && at < end; --more) {  // 56 bits are enough for all
                *at++ = static_cast<uint8_t>(known >> 16);
                known = stream.code(literals_);
            }
            if ((known & kKind) == kLiteral) {
                if (at == end) return false;
                *at++ = static_cast<uint8_t>(known >> 16);
                continue;
            }
            if ((known & kKind) == kEnd) {
                at_ = at;
                stream_ = stream;
                return !stream.is_over();
            }
            const size_t length = (known >> 16) + stream.take(known >> 4 & 15);
            stream.fill();
            const uint32_t back = stream.code(distances_);
            const size_t distance = (back >> 16) + stream.take(back >> 4 & 15);
            if ((known & kKind) == kNone || (back & kKind) == kNone) return false;
            if (distance > static_cast<size_t>(at - begin_) || length > static_cast<size_t>(end - at)) return false;
            at = copied(at, distance, length);
        }
        return false;
    }

    // What is copied may reach into the copy.
    uint8_t* copied(uint8_t* at, size_t distance, size_t length) const {
        const uint8_t* from = at - distance;
        uint8_t* const behind = at + length;
        if (distance >= 8 && end_ - behind >= 8) {
            for (; at < behind; at += 8, from += 8) std::memcpy(at, from, 8);
        } else {
            while (at < behind) *at++ = *from++;
        }
        return behind;
    }

    Stream stream_;
    uint8_t *const begin_, *at_, *const end_;
    Codes literals_, distances_;
};

// Adler's checksum, sixteen bytes at a time.
uint32_t adler32(const uint8_t* data, size_t size) {
    constexpr size_t kAtOnce = 16, kMost = 5552;  // so many bytes that nothing overflows
    constexpr uint32_t kPrime = 65521;
    uint32_t sum = 1, sums = 0;
    while (size) {
        const uint8_t* const end = data + std::min(size, kMost);
        size -= static_cast<size_t>(end - data);
        for (; end - data >= static_cast<std::ptrdiff_t>(kAtOnce); data += kAtOnce) {
            uint32_t plain = 0, weighed = 0;
            for (uint32_t place = 0; place < kAtOnce; ++place) {
                plain += data[place];
                weighed += (kAtOnce - place) * data[place];
            }
            sums += kAtOnce * sum + weighed;
            sum += plain;
        }
        for (; data < end; ++data) sums += sum += *data;
        sum %= kPrime;
        sums %= kPrime;
    }
    return sums << 16 | sum;
}

}  // namespace

bool inflate(const uint8_t* from, size_t size, std::string& text) {
    constexpr uint8_t kDeflate = 8, kPreset = 0x20;
    if (size < 2 || (from[0] & 15) != kDeflate || from[0] >> 4 > 7 || (from[0] << 8 | from[1]) % 31 || from[1] & kPreset) return false;
    Inflater inflater(from + 2, size - 2, text);
    if (!inflater.go()) return false;
    const uint8_t* const sum = inflater.behind(4);
    const uint32_t kept = sum ? uint32_t{sum[0]} << 24 | uint32_t{sum[1]} << 16 | uint32_t{sum[2]} << 8 | sum[3] : 0;
    return sum && kept == adler32(reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

}  // namespace searchlib
