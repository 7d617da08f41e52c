// The words of a run of a usual shape; any other is asked of Python, whose searchlib/analyse/split.py is the definition.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace searchlib {

// A word of a run: its folded form, its position, and where it stands in the run, in characters.
struct Spelled {
    std::string form;
    uint32_t position, start, end;
};

inline bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }
inline bool is_capital(char sign) { return sign >= 'A' && sign <= 'Z'; }
inline bool is_letter_or_digit(char sign) { return (sign >= 'a' && sign <= 'z') || is_capital(sign) || is_digit(sign); }
inline char small_letter(char sign) { return is_capital(sign) ? static_cast<char>(sign - 'A' + 'a') : sign; }

// Tell whether a run is one word, itself in small letters.
inline bool is_plain(std::string_view run) { return std::all_of(run.begin(), run.end(), is_letter_or_digit); }

// Nineteen in twenty runs have one of these shapes: police, Rwanda’s, levels.As, 1,000 and in-flight.
class Shapes {
  public:
    explicit Shapes(std::string_view run) : run_(run) {
        head_ = static_cast<size_t>(std::find_if_not(run.begin(), run.end(), is_letter_or_digit) - run.begin());
    }

    // Nothing where the run has another shape.
    std::vector<Spelled> words() const {
        if (head_ == run_.size()) return {word(0, head_, 0)};
        if (is_possessive()) return {word(0, head_, 0)};
        if (is_glued()) return {word(0, head_, 0), word(head_ + 1, run_.size(), 1)};
        if (is_number()) return {number()};
        return hyphened();
    }

  private:
    static constexpr size_t kMostParts = 5;  // of more, nobody types the form written together

    Spelled word(size_t start, size_t end, size_t position) const {
        std::string form(run_.substr(start, end - start));
        std::transform(form.begin(), form.end(), form.begin(), small_letter);
        return {form, static_cast<uint32_t>(position), static_cast<uint32_t>(start), static_cast<uint32_t>(end)};
    }

    bool is_possessive() const {
        const std::string_view tail = run_.substr(head_);
        return head_ && (tail == "'s" || tail == "'S" || tail == "’s" || tail == "’S");
    }

    // One letter in front of the point may be an initial.
    bool is_glued() const {
        const std::string_view tail = run_.substr(head_);
        return head_ > 1 && tail.size() > 1 && tail[0] == '.' && is_capital(tail[1]) && is_plain(tail.substr(1));
    }

    bool is_number() const {
        size_t place = digits(0);
        const bool grouped = place && place <= 3 && place < run_.size() && run_[place] == ',';
        while (grouped && place < run_.size() && run_[place] == ',') {
            if (digits(place + 1) != place + 4) return false;
            place += 4;
        }
        if (place == run_.size()) return grouped;
        return place && run_[place] == '.' && place + 1 < run_.size() && digits(place + 1) == run_.size();
    }

    // Where the digits from a place on end.
    size_t digits(size_t place) const {
        while (place < run_.size() && is_digit(run_[place])) ++place;
        return place;
    }

    Spelled number() const {
        Spelled all = word(0, run_.size(), 0);
        all.form.erase(std::remove(all.form.begin(), all.form.end(), ','), all.form.end());
        return all;
    }

    // The words between hyphens, and behind the first all of them written together.
    std::vector<Spelled> hyphened() const {
        std::vector<Spelled> words;
        Spelled all = word(0, 0, 0);
        all.end = static_cast<uint32_t>(run_.size());
        for (size_t start = 0; start <= run_.size();) {
            const size_t end = std::min(run_.find('-', start), run_.size());
            if (end == start || !is_plain(run_.substr(start, end - start))) return {};
            words.push_back(word(start, end, words.size()));
            all.form += words.back().form;
            start = end + 1;
        }
        const bool is_word = !std::all_of(all.form.begin(), all.form.end(), is_digit);
        if (words.size() <= kMostParts && is_word) words.insert(words.begin() + 1, all);
        return words;
    }

    std::string_view run_;
    size_t head_;
};

}  // namespace searchlib
