// The dictionary is sorted, so it is walked like a tree: as soon as a beginning can lead to no match, all forms that
// begin so are leapt over. What has been read of one form is kept for the next, which mostly begins alike.
#include "patterns.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>

namespace searchlib {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

// Levenshtein's rows, with neighbours swapped; a row a letter read. Only the cells within `edits` of the diagonal can
// be within the limit, so only they are worked out; those beside them count as above it.
class FuzzyRows {
  public:
    FuzzyRows(const std::vector<uint32_t>& word, uint32_t edits)
        : word_(word), edits_(edits), width_(word.size() + 1), cells_(width_), letters_(1) {
        for (size_t place = 0; place < width_; ++place) cells_[place] = static_cast<uint32_t>(place);
    }

    // Give false where no word that begins so can match. A cell that a swap leads to is no better than one that a
    // replacement led to a row before, so a swap that is under way never saves a row that is above the limit.
    bool step(size_t depth, uint32_t letter) {
        if (cells_.size() < (depth + 2) * width_) {
            cells_.resize((depth + 2) * width_);
            letters_.resize(depth + 2);
        }
        letters_[depth + 1] = letter;
        const uint32_t *before = &cells_[depth * width_], *earlier = depth ? before - width_ : nullptr;
        uint32_t* row = &cells_[(depth + 1) * width_];
        const size_t low = depth + 1 > edits_ ? depth + 1 - edits_ : 0, high = std::min(width_, depth + 2 + edits_);
        if (low >= width_) return false;
        uint32_t least = edits_ + 1;
        for (size_t place = low; place < high; ++place) {
            uint32_t best;
            if (!place) {
                best = static_cast<uint32_t>(depth + 1);
            } else {
                best = std::min(before[place - 1] + (word_[place - 1] != letter), before[place] + 1);
                if (place > low) best = std::min(best, row[place - 1] + 1);
                if (earlier && place > 1 && word_[place - 2] == letter && word_[place - 1] == letters_[depth]) {
                    best = std::min(best, earlier[place - 2] + 1);
                }
            }
            row[place] = best;
            least = std::min(least, best);
        }
        if (high < width_) row[high] = edits_ + 1;  // the row below looks at it
        return least <= edits_;
    }

    // The first letter behind one that led nowhere which leads on, kNone where there is none: only the letter of the
    // word at a cell within the limit does, for all others fare alike. (Where a swap may end, the letter that it began
    // with may also have been put in, so that cell is within the limit.)
    uint32_t following(size_t depth, uint32_t letter) const {
        uint32_t next = kNone;
        const uint32_t* row = &cells_[depth * width_];
        const size_t end = std::min(word_.size(), depth + edits_ + 1);
        for (size_t place = depth > edits_ ? depth - edits_ : 0; place < end; ++place) {
            if (row[place] <= edits_ && word_[place] > letter) next = std::min(next, word_[place]);
        }
        return next;
    }

    bool accepts(size_t depth) const {
        const size_t gap = depth > width_ - 1 ? depth - (width_ - 1) : width_ - 1 - depth;
        return gap <= edits_ && cells_[(depth + 1) * width_ - 1] <= edits_;
    }

  private:
    const std::vector<uint32_t>& word_;
    uint32_t edits_;
    size_t width_;
    std::vector<uint32_t> cells_;  // a row of `width_` for each letter read
    std::vector<uint32_t> letters_;
};

// A machine made deterministic as far as words ask for it: a set of its states is one state here.
class States {
  public:
    explicit States(const Machine& machine) : machine_(machine), words_(machine.steps.size() / 64 + 1), path_{0} {
        Set start(words_);
        reach(start, machine.start);
        known(std::move(start));
    }

    bool step(size_t depth, uint32_t letter) {
        if (path_.size() < depth + 2) path_.push_back(kDead);
        if (sets_.size() > kMostKnown + depth) forget(depth);
        if (letter >= kAscii) {
            path_[depth + 1] = after(path_[depth], letter);
        } else {
            uint32_t target = next_[path_[depth]][letter];
            if (target == kUnknown) {
                target = after(path_[depth], letter);
                next_[path_[depth]][letter] = target;
            }
            path_[depth + 1] = target;
        }
        return path_[depth + 1] != kDead;
    }

    uint32_t following(size_t, uint32_t letter) const { return letter + 1; }

    bool accepts(size_t depth) const { return has(sets_[path_[depth]], machine_.end); }

  private:
    using Set = std::vector<uint64_t>;
    static constexpr size_t kMostKnown = 4000;
    static constexpr uint32_t kAscii = 128, kDead = UINT32_MAX, kUnknown = UINT32_MAX - 1;

    static bool has(const Set& set, size_t state) { return set[state / 64] >> (state % 64) & 1; }

    uint32_t after(uint32_t from, uint32_t letter) {
        Set next(words_);
        bool alive = false;
        for (size_t state = 0; state < machine_.steps.size(); ++state) {
            if (!has(sets_[from], state)) continue;
            for (const Step& way : machine_.steps[state]) {
                bool inside = false;
                for (const auto& range : way.ranges) inside |= range.first <= letter && letter <= range.second;
                if (inside == way.negated) continue;
                reach(next, way.target);
                alive = true;
            }
        }
        return alive ? known(std::move(next)) : kDead;
    }

    uint32_t known(Set set) {
        const auto found = numbers_.emplace(set, static_cast<uint32_t>(sets_.size()));
        if (found.second) {
            sets_.push_back(std::move(set));
            next_.emplace_back();
            next_.back().fill(kUnknown);
        }
        return found.first->second;
    }

    // Keep the states on the way to a letter alone, so that no machine takes up more and more memory.
    void forget(size_t depth) {
        std::vector<Set> way;
        for (size_t letter = 0; letter <= depth; ++letter) way.push_back(sets_[path_[letter]]);
        sets_.clear();
        next_.clear();
        numbers_.clear();
        for (size_t letter = 0; letter <= depth; ++letter) path_[letter] = known(std::move(way[letter]));
    }

    // Add a state and all that free moves lead to.
    void reach(Set& set, uint32_t first) {
        stack_.push_back(first);
        while (!stack_.empty()) {
            const uint32_t state = stack_.back();
            stack_.pop_back();
            if (has(set, state)) continue;
            set[state / 64] |= uint64_t{1} << (state % 64);
            stack_.insert(stack_.end(), machine_.moves[state].begin(), machine_.moves[state].end());
        }
    }

    const Machine& machine_;
    size_t words_;
    std::vector<uint32_t> path_;  // where each letter of the word led
    std::deque<Set> sets_;
    std::deque<std::array<uint32_t, kAscii>> next_;
    std::map<Set, uint32_t> numbers_;
    std::vector<uint32_t> stack_;
};

bool begins(std::string_view form, std::string_view head) { return form.substr(0, head.size()) == head; }

// Read the letter that begins at `place`; give where the next begins. Lone surrogates pass, as in Python's reader.
size_t read(std::string_view form, size_t place, uint32_t& letter, const Spellings& spellings) {
    const auto byte = [&](size_t at) { return at < form.size() ? static_cast<uint8_t>(form[at]) : 0u; };
    const uint32_t first = byte(place);
    if (first < 0x80) {
        letter = first;
        return place + 1;
    }
    const size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    letter = first & (0x7Fu >> size);
    for (size_t more = 1; more < size; ++more) {
        if ((byte(place + more) & 0xC0) != 0x80) spellings.no_text();
        letter = letter << 6 | (byte(place + more) & 0x3F);
    }
    return place + size;
}

// The first form from `low` on that does not begin with `head`: they stand together, mostly not many.
size_t leap(const Spellings& spellings, size_t low, size_t high, const Head& head) {
    size_t stride = 1;
    while (low + stride < high && spellings.begins(low + stride, head)) {
        low += stride;
        stride *= 2;
    }
    for (high = std::min(high, low + stride), ++low; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (spellings.begins(middle, head)) low = middle + 1;
        else high = middle;
    }
    return low;
}

// The first form from `low` on that is not below `target`, which is behind that at `low`.
size_t seek(const Spellings& spellings, size_t low, size_t high, std::string_view target) {
    const uint64_t head = beginning(target);
    size_t stride = 1;
    while (low + stride < high && spellings.below(low + stride, target, head)) {
        low += stride;
        stride *= 2;
    }
    for (high = std::min(high, low + stride), ++low; low < high;) {
        const size_t middle = low + (high - low) / 2;
        if (spellings.below(middle, target, head)) low = middle + 1;
        else high = middle;
    }
    return low;
}

// From a form whose beginning, and then `letter`, led nowhere, to the first that may match.
template <class Reader>
size_t on(const Reader& reader, size_t depth, uint32_t letter, std::string_view beginning, size_t next,
          const Spellings& spellings, size_t low, size_t high) {
    const std::string_view form = spellings[low];
    const uint32_t following = reader.following(depth, letter);
    if (following == letter + 1) return leap(spellings, low, high, Head(form.substr(0, next)));
    if (following == kNone) return beginning.empty() ? high : leap(spellings, low, high, Head(beginning));
    std::string target(beginning);
    append(following, target);
    return seek(spellings, low, high, target);
}

template <class Reader>
std::vector<size_t> walk(Reader reader, const Dictionary& dictionary, size_t low, size_t high, size_t most) {
    const Spellings spellings(dictionary);
    std::vector<size_t> found;
    std::vector<size_t> ends{0};  // where each letter that was read ends
    std::string_view before;
    size_t different = 0;
    while (low < high) {
        const std::string_view form = spellings[low];
        size_t alike = 0;
        while (alike < form.size() && alike < before.size() && form[alike] == before[alike]) ++alike;
        while (ends.back() > alike) ends.pop_back();
        before = form;
        bool alive = true;
        while (alive && ends.back() < form.size()) {
            uint32_t letter;
            const size_t next = read(form, ends.back(), letter, spellings);
            alive = reader.step(ends.size() - 1, letter);
            if (alive) ends.push_back(next);
            else low = on(reader, ends.size() - 1, letter, form.substr(0, ends.back()), next, spellings, low, high);
        }
        if (!alive) continue;
        if (reader.accepts(ends.size() - 1)) {
            different += found.empty() || spellings[found.back()] != form;
            if (different > most) break;
            found.push_back(low);
        }
        ++low;
    }
    return found;
}

}  // namespace

std::vector<size_t> expand(const Pattern& pattern, const Field& field, size_t most) {
    const Dictionary& dictionary = field.spelled();
    const std::string_view head = pattern.head;
    const size_t low = dictionary.partition(0, dictionary.size(), [&](std::string_view form) { return form < head; });
    const bool whole = pattern.kind == Pattern::Kind::kForm;
    const size_t high = dictionary.partition(low, dictionary.size(), [&](std::string_view form) {
        return whole ? form == head : begins(form, head);
    });
    if (pattern.kind == Pattern::Kind::kFuzzy) {
        return walk(FuzzyRows(pattern.letters, pattern.edits), dictionary, low, high, most);
    }
    if (pattern.kind == Pattern::Kind::kMachine) return walk(States(pattern.machine), dictionary, low, high, most);
    std::vector<size_t> found;
    std::string_view before;
    size_t different = 0;
    for (size_t form = low; form < high; ++form) {
        const std::string_view spelling = dictionary[form];
        different += found.empty() || before != spelling;
        if (different > most) break;
        before = spelling;
        found.push_back(form);
    }
    return found;
}

}  // namespace searchlib
