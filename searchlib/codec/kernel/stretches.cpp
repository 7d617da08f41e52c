// The best short stretches of a body, as searchlib/query/snippets.py has them, which says why.
#include "body.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace searchlib {
namespace {

constexpr int64_t kLongest = 240, kShort = 100, kTorn = 2 * kLongest;

using Said = std::pair<size_t, size_t>;  // the words of a sentence, by number

struct Window {
    int64_t start, end;
    size_t first_mark, last_mark;  // half open; some may reach over the end
    std::array<Said, 2> sentences;
    size_t sentence_count;
};

bool is_one_of(uint32_t sign, std::initializer_list<uint32_t> some) { return std::find(some.begin(), some.end(), sign) != some.end(); }
bool is_space(uint32_t sign) { return sign == ' ' || sign == '\n'; }  // of a clean text

class Windows {
  public:
    Windows(const Body& body, const std::vector<uint32_t>& starts, const std::vector<Mark>& marks)
        : body_(body), written_(body.written()), text_(written_.text()), marks_(marks), size_(static_cast<int64_t>(text_.size())) {
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
        const auto& words = written_.words();
        std::vector<int64_t> begins;
        for (const uint32_t position : starts) {
            const size_t place = written_.word_of(position);
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
            if (is_space(before) || is_one_of(before, {'.', '!', '?', 0x2026}) || written_.is_word(static_cast<size_t>(start - 1))) return start;
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
        const auto from_mark = [this](int64_t place) {
            return bisected(marks_.size(), [&](size_t number) { return marks_[number].start < place; });
        };
        Window made{start, end, from_mark(start), from_mark(end), {}, 0};
        for (size_t one = number; one < std::min(number + 2, sentences_.size()); ++one) {
            const auto& [low, high] = sentences_[one];
            if (low < end && start < high) made.sentences[made.sentence_count++] = said(std::max(start, low), std::min(end, high));
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
        const int64_t least = std::max(sentence.first, std::min(first.start - kLongest / 4, first.end - kLongest * 2 / 3 - 1));
        int64_t low = first.start;  // behind the last break before the mark, or as most back as matters
        while (low > least && text_[static_cast<size_t>(low - 1)] != '\n') --low;
        low = std::max(low, sentence.first);
        int64_t start = first.end - low <= kLongest * 2 / 3 ? low : word_start(std::max(low, first.start - kLongest / 4));
        int64_t high = std::min(first.start, sentence.second);
        const int64_t most = std::min(sentence.second, start + kLongest + 1);
        while (high < most && text_[static_cast<size_t>(high)] != '\n') ++high;
        int64_t end = high - start <= kLongest ? high : std::max(first.end, word_end(start + kLongest));
        while (is_torn(start, end) && end > first.end) {
            start = std::min(std::max(start, first.start - kLongest / 8), first.start);
            end = std::max(first.end, end - kLongest / 8);
        }
        return {start, end};
    }

    int64_t word_start(int64_t offset) const {
        const size_t place = written_.word_at(offset);
        return place < written_.words().size() ? written_.words()[place].start : offset;
    }

    int64_t word_end(int64_t offset) const {
        const auto& words = written_.words();
        const size_t behind = bisected(words.size(), [&](size_t place) { return words[place].end <= offset; });
        return behind ? words[behind - 1].end : offset;
    }

    Said said(int64_t start, int64_t end) const { return {written_.word_at(start), written_.word_at(end)}; }

    const Body& body_;
    const Written& written_;
    const Letters& text_;
    const std::vector<Mark>& marks_;
    int64_t size_;
    std::vector<Stretch> sentences_;
};

bool are_alike(const Said& one, const Said& other, const Written& written) {
    const size_t words = std::max(one.first, one.second) - one.first;
    if (std::max(other.first, other.second) - other.first != words) return false;
    for (size_t word = 0; word < words; ++word) {
        if (!written.says_same(written.words()[one.first + word], written.words()[other.first + word])) return false;
    }
    return true;
}

bool repeats(const Window& window, const Window& other, const Written& written) {
    if (window.start < other.end && other.start < window.end) return true;
    for (size_t one = 0; one < window.sentence_count; ++one) {
        for (size_t two = 0; two < other.sentence_count; ++two) {
            if (are_alike(window.sentences[one], other.sentences[two], written)) return true;
        }
    }
    return false;
}

// More clauses that no other stretch shows are better, then more clauses, then more marks, then the earlier one.
class Worth {
  public:
    explicit Worth(const std::vector<Mark>& marks) : marks_(marks) {
        for (const Mark& mark : marks) clauses_ = std::max<size_t>(clauses_, mark.clause + size_t{1});
        shown_.resize(clauses_);
        seen_.resize(clauses_);
    }

    std::array<int64_t, 4> of(const Window& window) {
        std::array<int64_t, 4> worth{0, 0, 0, -window.start};
        ++turn_;
        each(window, [&](const Mark& mark) {
            ++worth[2];
            if (seen_[mark.clause] == turn_) return;
            seen_[mark.clause] = turn_;
            ++worth[1];
            worth[0] += !shown_[mark.clause];
        });
        return worth;
    }

    void show(const Window& window) {
        each(window, [&](const Mark& mark) { shown_[mark.clause] = true; });
    }

    template <class Act>
    void each(const Window& window, Act act) const {
        for (size_t place = window.first_mark; place < window.last_mark; ++place) {
            if (marks_[place].end <= window.end) act(marks_[place]);
        }
    }

  private:
    const std::vector<Mark>& marks_;
    size_t clauses_ = 0;
    std::vector<bool> shown_;
    std::vector<size_t> seen_;  // the turn in which a clause was met last
    size_t turn_ = 0;
};

}  // namespace

std::vector<Shown> stretches(const Body& body, const std::vector<uint32_t>& sentence_starts, const std::vector<Mark>& marks, size_t most) {
    std::vector<Window> windows = Windows(body, sentence_starts, marks).all(), chosen;
    Worth worth(marks);
    while (!windows.empty() && chosen.size() < most) {
        size_t best = 0;
        auto most_worth = worth.of(windows[0]);
        for (size_t place = 1; place < windows.size(); ++place) {
            const auto other = worth.of(windows[place]);
            if (other > most_worth) best = place, most_worth = other;
        }
        const Window taken = windows[best];
        chosen.push_back(taken);
        worth.show(taken);
        windows.erase(std::remove_if(windows.begin(), windows.end(), [&](const Window& window) { return repeats(window, taken, body.written()); }), windows.end());
    }
    std::sort(chosen.begin(), chosen.end(), [](const Window& one, const Window& other) { return one.start < other.start; });
    std::vector<Shown> answer;
    for (const Window& window : chosen) {
        Shown& shown = answer.emplace_back(Shown{{window.start, window.end}, {}});
        worth.each(window, [&](const Mark& mark) { shown.marks.push_back(mark); });
    }
    return answer;
}

}  // namespace searchlib
