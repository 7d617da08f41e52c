// A text as code points, cut into words.
#include "written.hpp"

#include "utf8.hpp"

#include <algorithm>

namespace searchlib {
namespace {

uint32_t small_sign(uint32_t sign) { return sign >= 'A' && sign <= 'Z' ? sign - 'A' + 'a' : sign; }

bool is_ascii(std::string_view text) {
    uint8_t seen = 0;
    for (const char byte : text) seen |= static_cast<uint8_t>(byte);
    return seen < 0x80;
}

// How many bytes the character takes that begins so, and the least that takes so many; 0 where none begins so.
size_t size_of(uint8_t first) { return first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0; }
constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};

}  // namespace

bool read_letters(std::string_view text, Letters& letters) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    if (is_ascii(text)) {
        letters.assign(bytes, bytes + text.size());
        return true;
    }
    letters.resize(text.size());
    uint32_t* out = letters.data();
    for (size_t place = 0; place < text.size();) {
        const uint8_t first = bytes[place];
        const size_t size = size_of(first);
        if (size == 1) {
            *out++ = first;
            ++place;
            continue;
        }
        if (!size || size > text.size() - place) return false;
        uint32_t letter = first & (0xFFu >> (size + 1));
        for (size_t next = 1; next < size; ++next) {
            if ((bytes[place + next] & 0xC0) != 0x80) return false;
            letter = letter << 6 | (bytes[place + next] & 0x3Fu);
        }
        if (letter < kLeast[size] || letter > 0x10FFFF) return false;
        *out++ = letter;
        place += size;
    }
    letters.resize(static_cast<size_t>(out - letters.data()));
    return true;
}

std::string encoded(const uint32_t* first, const uint32_t* last) {
    uint32_t seen = 0;
    for (const uint32_t* letter = first; letter != last; ++letter) seen |= *letter;
    if (seen < 0x80) {
        std::string text(static_cast<size_t>(last - first), '\0');
        std::transform(first, last, text.begin(), [](uint32_t letter) { return static_cast<char>(letter); });
        return text;
    }
    std::string text;
    text.reserve(static_cast<size_t>(last - first) * 9 / 8 + 8);
    for (; first != last; ++first) append(*first, text);
    return text;
}

Written::Written(PyObject* memo, Letters text)
    : kept_(Owned::shared(memo)), signs_(opened<Memo>(memo, kMemo)->signs), text_(std::move(text)) {
    if (text_.size() > UINT32_MAX) throw BadProgram{"a text is too long"};
    for (uint32_t sign = 0; sign < 0x80; ++sign) {
        if (!signs_.ascii[sign]) kinds_[sign] = Kind::kGap;
        else if (signs_.ascii[sign] & (kPoint | kComma)) kinds_[sign] = Kind::kStop;
        else if (is_letter_or_digit(static_cast<char>(sign))) kinds_[sign] = Kind::kPlain;
    }
    cut(*opened<Memo>(memo, kMemo));
}

Written::Kind Written::kind(size_t place) const {
    if (place == text_.size()) return Kind::kGap;
    return text_[place] < 0x80 ? kinds_[text_[place]] : Kind::kOther;
}

// Most words are plain letters with a gap behind them, or a stop and a gap. No run goes over a gap, so what stands
// between two gaps and is not of this kind is cut by itself.
void Written::cut(Memo& memo) {
    words_.reserve(text_.size() / 5);
    for (size_t place = 0; place < text_.size();) {
        if (kind(place) == Kind::kGap) {
            ++place;
            continue;
        }
        size_t end = place;
        while (kind(end) == Kind::kPlain) ++end;
        const bool alone = kind(end) == Kind::kGap || (kind(end) == Kind::kStop && kind(end + 1) == Kind::kGap);
        if (alone && end > place && end - place <= memo.longest) {
            words_.push_back({position_++, static_cast<uint32_t>(place), static_cast<uint32_t>(end), 0});
            place = end + 1;
        } else {
            while (kind(end) != Kind::kGap) ++end;
            cut_between(memo, place, end);
            place = end;
        }
    }
}

void Written::cut_between(Memo& memo, size_t start, size_t end) {
    const std::string bytes = encoded(text_.data() + start, text_.data() + end);
    Runs runs(bytes, signs_);
    while (runs.next()) add_run(memo, runs.run, static_cast<uint32_t>(start + runs.start), runs.characters());
}

// A run of plain letters and digits is one word; what another becomes the memo knows.
void Written::add_run(Memo& memo, std::string_view run, uint32_t start, size_t characters) {
    if (run.size() <= memo.longest && is_plain(run)) {
        words_.push_back({position_++, start, start + static_cast<uint32_t>(run.size()), 0});
        return;
    }
    std::vector<Held> parts = memo.outcome(run, characters);
    const uint32_t behind = parts.empty() ? 0 : parts.back().position + 1;
    for (Held& part : parts) {
        forms_.push_back(std::move(part.form));
        words_.push_back({position_ + part.position, start + part.start, start + part.end, static_cast<uint32_t>(forms_.size())});
    }
    position_ += behind;
}

PyObject* Written::form(const Word& word) const {
    if (word.form) return Owned::shared(forms_[word.form - 1].get()).release();
    std::string form;
    for (size_t place = word.start; place < word.end; ++place) form += static_cast<char>(small_sign(text_[place]));
    return checked(PyUnicode_DecodeUTF8(form.data(), static_cast<Py_ssize_t>(form.size()), nullptr));
}

bool Written::says_same(const Word& one, const Word& other) const {
    if (!one.form && !other.form) {
        const auto alike = [](uint32_t left, uint32_t right) { return small_sign(left) == small_sign(right); };
        return std::equal(text_.begin() + one.start, text_.begin() + one.end, text_.begin() + other.start, text_.begin() + other.end, alike);
    }
    const Owned left(form(one)), right(form(other));
    const int order = PyUnicode_Compare(left.get(), right.get());
    if (order == -1 && PyErr_Occurred()) throw PythonError{};
    return order == 0;
}

}  // namespace searchlib
