// The best short stretches of a body, as searchlib/query/snippets.py has them, which says why.
#include "body.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace searchlib {
namespace {

constexpr int64_t kLongest = 240, kShort = 100, kTorn = 2 * kLongest;

using Said = std::vector<uint64_t>;  // the words of a sentence

struct Window {
    int64_t start, end;
    std::vector<Mark> marks;
    std::vector<Said> sentences;
    std::set<uint32_t> clauses;
};

bool is_one_of(uint32_t sign, std::initializer_list<uint32_t> some) { return std::find(some.begin(), some.end(), sign) != some.end(); }
bool is_space(uint32_t sign) { return sign == ' ' || sign == '\n'; }  // of a clean text

class Windows {
  public:
    Windows(const Body& body, const std::vector<uint32_t>& starts, const std::vector<Mark>& marks)
        : body_(body), text_(body.text()), marks_(marks), size_(static_cast<int64_t>(text_.size())) {
        find_sentences(starts);
    }

    std::vector<Window> all() const {
        std::vector<Window> windows;
        if (sentences_.empty()) return windows;
        if (marks_.empty()) {
            windows.push_back(window(beginning(), nullptr));
            return windows;
        }
        for (size_t place = 0; place < marks_.size();) {
            const int64_t start = marks_[place].start;
            const size_t behind = bisected(sentences_.size(), [&](size_t number) { return sentences_[number].first <= start; });
            const Window& made = windows.emplace_back(window(behind ? behind - 1 : 0, &marks_[place]));
            do ++place;
            while (place < marks_.size() && marks_[place].end <= made.end);
        }
        return windows;
    }

  private:
    void find_sentences(const std::vector<uint32_t>& starts) {
        const auto& words = body_.words();
        std::vector<int64_t> begins;
        for (const uint32_t position : starts) {
            const size_t place = bisected(words.size(), [&](size_t number) { return words[number].position < position; });
            if (place < words.size()) begins.push_back(opening(words[place].start));
        }
        if (begins.empty() || begins[0] > 0) begins.insert(begins.begin(), 0);
        for (size_t number = 0; number < begins.size(); ++number) {
            const int64_t begin = begins[number];
            int64_t end = number + 1 < begins.size() ? begins[number + 1] : size_;
            while (end > begin && is_space(text_[static_cast<size_t>(end - 1)])) --end;
            if (begin < end) sentences_.emplace_back(begin, end);
        }
    }

    int64_t opening(int64_t start) const {
        while (start) {
            const uint32_t before = text_[static_cast<size_t>(start - 1)];
            if (is_space(before) || is_one_of(before, {'.', '!', '?', 0x2026}) || body_.is_word(start - 1)) return start;
            --start;
        }
        return start;
    }

    // The first sentence that ends like one.
    size_t beginning() const {
        for (size_t number = 0; number < sentences_.size(); ++number) {
            int64_t end = sentences_[number].second;
            const int64_t low = std::max<int64_t>(0, end - 4);
            while (end > low && is_one_of(text_[static_cast<size_t>(end - 1)], {0x201D, '"', 0x2019, ')'})) --end;
            if (end > low && is_one_of(text_[static_cast<size_t>(end - 1)], {'.', '!', '?'})) return number;
        }
        return 0;
    }

    Window window(size_t number, const Mark* first) const {
        auto [start, end] = sentences_[number];
        if (number + 1 < sentences_.size() && end - start < kShort) {
            const int64_t following = sentences_[number + 1].second;
            if (following - start <= kLongest && !has_break(start, following)) end = following;
        }
        if (first) end = std::max(end, first->end);
        if (end - start > kLongest || has_break(start, end) || is_torn(start, end)) {
            const Mark whole{start, start + 1, 0};
            std::tie(start, end) = cut({start, end}, first ? *first : whole);
        }
        Window made{start, end, {}, {}, {}};
        for (const Mark& mark : marks_) {
            if (start <= mark.start && mark.start < end && mark.end <= end) {
                made.marks.push_back(mark);
                made.clauses.insert(mark.clause);
            }
        }
        for (size_t one = number; one < std::min(number + 2, sentences_.size()); ++one) {
            const auto& [low, high] = sentences_[one];
            if (low < end && start < high) made.sentences.push_back(said(std::max(start, low), std::min(end, high)));
        }
        return made;
    }

    bool has_break(int64_t start, int64_t end) const {
        return std::find(text_.begin() + start, text_.begin() + std::max(start, end), uint32_t{'\n'}) != text_.begin() + std::max(start, end);
    }

    bool is_torn(int64_t start, int64_t end) const {
        const Stretch span = body_.raw({start, end});
        return span.second - span.first > kTorn;
    }

    Stretch cut(Stretch sentence, const Mark& first) const {
        int64_t low = first.start;  // behind the last break before the mark
        while (low > sentence.first && text_[static_cast<size_t>(low - 1)] != '\n') --low;
        low = std::max(low, sentence.first);
        int64_t high = std::min(first.start, sentence.second);
        while (high < sentence.second && text_[static_cast<size_t>(high)] != '\n') ++high;
        int64_t start = first.end - low <= kLongest * 2 / 3 ? low : word_start(std::max(low, first.start - kLongest / 4));
        int64_t end = high - start <= kLongest ? high : std::max(first.end, word_end(start + kLongest));
        while (is_torn(start, end) && end > first.end) {
            start = std::min(std::max(start, first.start - kLongest / 8), first.start);
            end = std::max(first.end, end - kLongest / 8);
        }
        return {start, end};
    }

    int64_t word_start(int64_t offset) const {
        const size_t place = body_.word_at(offset);
        return place < body_.words().size() ? body_.words()[place].start : offset;
    }

    int64_t word_end(int64_t offset) const {
        const auto& words = body_.words();
        const size_t behind = bisected(words.size(), [&](size_t place) { return words[place].end <= offset; });
        return behind ? words[behind - 1].end : offset;
    }

    Said said(int64_t start, int64_t end) const {
        Said words;
        const size_t last = body_.word_at(end);
        for (size_t place = body_.word_at(start); place < last; ++place) words.push_back(body_.words()[place].digest);
        return words;
    }

    const Body& body_;
    const std::vector<uint32_t>& text_;
    const std::vector<Mark>& marks_;
    int64_t size_;
    std::vector<Stretch> sentences_;
};

bool repeats(const Window& window, const Window& other) {
    if (window.start < other.end && other.start < window.end) return true;
    return std::any_of(window.sentences.begin(), window.sentences.end(), [&](const Said& said) {
        return std::find(other.sentences.begin(), other.sentences.end(), said) != other.sentences.end();
    });
}

}  // namespace

std::vector<Shown> stretches(const Body& body, const std::vector<uint32_t>& sentence_starts, const std::vector<Mark>& marks, size_t most) {
    std::vector<Window> windows = Windows(body, sentence_starts, marks).all(), chosen;
    std::set<uint32_t> shown;
    while (!windows.empty() && chosen.size() < most) {
        const auto worth = [&](const Window& window) {
            size_t fresh = 0;
            for (const uint32_t clause : window.clauses) fresh += !shown.count(clause);
            return std::array<int64_t, 4>{static_cast<int64_t>(fresh), static_cast<int64_t>(window.clauses.size()),
                                          static_cast<int64_t>(window.marks.size()), -window.start};
        };
        const auto best = std::max_element(windows.begin(), windows.end(), [&](const Window& one, const Window& other) { return worth(one) < worth(other); });
        chosen.push_back(*best);
        const Window taken = *best;
        shown.insert(taken.clauses.begin(), taken.clauses.end());
        windows.erase(std::remove_if(windows.begin(), windows.end(), [&](const Window& window) { return repeats(window, taken); }), windows.end());
    }
    std::sort(chosen.begin(), chosen.end(), [](const Window& one, const Window& other) { return one.start < other.start; });
    std::vector<Shown> answer;
    for (Window& window : chosen) answer.push_back({{window.start, window.end}, std::move(window.marks)});
    return answer;
}

}  // namespace searchlib
