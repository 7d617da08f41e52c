// Cut a text into runs: words with single marks between them. The definition is `_RUN` in searchlib/analyse/tokens.py.
#pragma once
#include "signs.hpp"

namespace searchlib {

class Runs {
  public:
    // The text is UTF-8 as Python writes it (surrogates may be in it), so nothing is checked here.
    Runs(std::string_view text, Signs& signs) : text_(text), signs_(signs) {}

    // Go to the next run; false at the end of the text.
    bool next() {
        size_t begin = end_;
        while (begin < text_.size() && is(begin, 0, kBegins)) ++begin;
        for (Sign sign = at(begin); !(sign.kind & kBegins); sign = at(begin)) {
            if (!sign.size) return false;
            begin += sign.size;
        }
        extra_ += continued(end_, begin);
        start = begin - extra_;
        end_ = word(begin);
        while (const size_t more = joint(end_)) end_ = word(more);
        extra_ += continued(begin, end_);
        run = text_.substr(begin, end_ - begin);
        return true;
    }

    std::string_view run;
    size_t start = 0;  // in characters

    size_t characters() const { return end_ - extra_ - start; }

  private:
    struct Sign {
        uint8_t kind;
        uint8_t size;  // in bytes; 0 behind the end
    };

    Sign at(size_t place) {
        if (place >= text_.size()) return {0, 0};
        const auto byte = [&](size_t offset) { return static_cast<uint8_t>(text_[place + offset]); };
        const uint32_t first = byte(0);
        if (first < 0x80) return {signs_.ascii[first], 1};
        const auto rest = [&](size_t offset) { return byte(offset) & 0x3Fu; };
        if (first < 0xE0) return {signs_((first & 0x1F) << 6 | rest(1)), 2};
        if (first < 0xF0) return {signs_((first & 0x0F) << 12 | rest(1) << 6 | rest(2)), 3};
        return {signs_((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3)), 4};
    }

    // Tell whether an ASCII character with just these of some bits stands at a place that is in the text.
    bool is(size_t place, uint8_t kind, uint8_t among) const {
        const auto byte = static_cast<uint8_t>(text_[place]);
        return byte < 0x80 && (signs_.ascii[byte] & among) == kind;
    }

    size_t word(size_t place) {
        const size_t begin = place;
        while (place < text_.size() && is(place, kGoesOn, kGoesOn)) ++place;
        if (place > begin) digit_ = is(place - 1, kDigit, kDigit);
        for (Sign sign = at(place); sign.kind & kGoesOn; sign = at(place)) {
            place += sign.size;
            digit_ = sign.kind & kDigit;
        }
        return place;
    }

    // Where the next word of the run begins behind the marks at *place*; 0 where none does.
    size_t joint(size_t place) {
        const Sign sign = at(place);
        if (!(sign.kind & (kMark | kPoint | kAmpersand | kComma))) return 0;
        const size_t behind = place + sign.size;
        if (sign.kind & kPoint) {
            const Sign mark = at(behind);
            if (mark.kind & kMark && at(behind + mark.size).kind & kBegins) return behind + mark.size;
        }
        if (sign.kind & kComma) return digit_ && thousands(behind) ? behind : 0;
        return at(behind).kind & kBegins ? behind : 0;
    }

    // Three digits and no fourth.
    bool thousands(size_t place) {
        for (int digits = 0; digits < 3; ++digits) {
            const Sign sign = at(place);
            if (!(sign.kind & kDigit)) return false;
            place += sign.size;
        }
        return !(at(place).kind & kDigit);
    }

    size_t continued(size_t begin, size_t end) const {
        size_t count = 0;
        for (size_t place = begin; place < end; ++place) count += (static_cast<uint8_t>(text_[place]) & 0xC0) == 0x80;
        return count;
    }

    std::string_view text_;
    Signs& signs_;
    size_t end_ = 0;
    size_t extra_ = 0;  // bytes before end_ that begin no character
    bool digit_ = false;  // the last character of the run is one
};

}  // namespace searchlib
