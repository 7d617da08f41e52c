// The dictionary is sorted, so it is walked like a tree: as soon as a beginning can lead to no match, all forms that
// begin so are leapt over. What has been read of one form is kept for the next, which mostly begins alike.
#include "patterns.hpp"

#include <algorithm>
#include <functional>

namespace searchlib {
namespace {

// Levenshtein's rows, with neighbours swapped; a row a letter read.
class FuzzyRows {
  public:
    FuzzyRows(const std::vector<uint32_t>& word, uint32_t edits) : word_(word), edits_(edits) {
        rows_.emplace_back(word.size() + 1);
        for (size_t place = 0; place <= word.size(); ++place) rows_[0][place] = static_cast<uint32_t>(place);
        letters_.push_back(0);
    }

    // Give false where no word that begins so can match. No row is better than one worse than the best before it, so a
    // swap that is under way never saves a row that is above the limit.
    bool step(size_t depth, uint32_t letter) {
        if (rows_.size() < depth + 2) {
            rows_.emplace_back(word_.size() + 1);
            letters_.push_back(0);
        }
        letters_[depth + 1] = letter;
        const std::vector<uint32_t>& before = rows_[depth];
        std::vector<uint32_t>& row = rows_[depth + 1];
        uint32_t least = row[0] = before[0] + 1;
        for (size_t place = 1; place <= word_.size(); ++place) {
            uint32_t best = std::min({before[place] + 1, row[place - 1] + 1, before[place - 1] + (word_[place - 1] != letter)});
            if (depth && place > 1 && word_[place - 2] == letter && word_[place - 1] == letters_[depth]) {
                best = std::min(best, rows_[depth - 1][place - 2] + 1);
            }
            row[place] = best;
            least = std::min(least, best);
        }
        return least <= edits_;
    }

    bool accepts(size_t depth) const { return rows_[depth].back() <= edits_; }

  private:
    const std::vector<uint32_t>& word_;
    uint32_t edits_;
    std::vector<std::vector<uint32_t>> rows_;
    std::vector<uint32_t> letters_;
};

// The states that a machine may be in; a set a letter read.
class States {
  public:
    explicit States(const Machine& machine) : machine_(machine), words_(machine.steps.size() / 64 + 1) {
        sets_.emplace_back(words_);
        reach(sets_[0], machine.start);
    }

    bool step(size_t depth, uint32_t letter) {
        if (sets_.size() < depth + 2) sets_.emplace_back(words_);
        std::vector<uint64_t>& next = sets_[depth + 1];
        std::fill(next.begin(), next.end(), 0);
        bool alive = false;
        for (size_t state = 0; state < machine_.steps.size(); ++state) {
            if (!has(sets_[depth], state)) {
                if (!sets_[depth][state / 64]) state |= 63;  // a word without states
                continue;
            }
            for (const Step& way : machine_.steps[state]) {
                bool inside = false;
                for (const auto& range : way.ranges) inside |= range.first <= letter && letter <= range.second;
                if (inside != way.negated) {
                    reach(next, way.target);
                    alive = true;
                }
            }
        }
        return alive;
    }

    bool accepts(size_t depth) const { return has(sets_[depth], machine_.end); }

  private:
    static bool has(const std::vector<uint64_t>& set, size_t state) { return set[state / 64] >> (state % 64) & 1; }

    // Add a state and all that free moves lead to.
    void reach(std::vector<uint64_t>& set, uint32_t first) {
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
    std::vector<std::vector<uint64_t>> sets_;
    std::vector<uint32_t> stack_;
};

bool begins(std::string_view form, std::string_view head) { return form.substr(0, head.size()) == head; }

// Read the letter that begins at `place`; give where the next begins. Lone surrogates pass, as in Python's reader.
size_t read(std::string_view form, size_t place, uint32_t& letter, const Dictionary& dictionary) {
    const auto byte = [&](size_t at) { return at < form.size() ? static_cast<uint8_t>(form[at]) : 0u; };
    const uint32_t first = byte(place);
    if (first < 0x80) {
        letter = first;
        return place + 1;
    }
    const size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    letter = first & (0x7Fu >> size);
    for (size_t more = 1; more < size; ++more) {
        if ((byte(place + more) & 0xC0) != 0x80) dictionary.text.damaged("bytes that are no text");
        letter = letter << 6 | (byte(place + more) & 0x3F);
    }
    return place + size;
}

// The first form from `low` on that does not begin with `head`: they stand together, mostly not many.
size_t leap(const Dictionary& dictionary, size_t low, size_t high, std::string_view head) {
    size_t stride = 1;
    while (low + stride < high && begins(dictionary[low + stride], head)) {
        low += stride;
        stride *= 2;
    }
    return dictionary.partition(low + 1, std::min(high, low + stride), [&](std::string_view form) { return begins(form, head); });
}

template <class Reader>
std::vector<size_t> walk(Reader reader, const Dictionary& dictionary, size_t low, size_t high, size_t most) {
    std::vector<size_t> found;
    std::vector<size_t> ends{0};  // where each letter that was read ends
    std::string_view before;
    size_t spellings = 0;
    while (low < high) {
        const std::string_view form = dictionary[low];
        size_t alike = 0;
        while (alike < form.size() && alike < before.size() && form[alike] == before[alike]) ++alike;
        while (ends.back() > alike) ends.pop_back();
        before = form;
        bool alive = true;
        while (alive && ends.back() < form.size()) {
            uint32_t letter;
            const size_t next = read(form, ends.back(), letter, dictionary);
            alive = reader.step(ends.size() - 1, letter);
            if (alive) ends.push_back(next);
            else low = leap(dictionary, low, high, form.substr(0, next));
        }
        if (!alive) continue;
        if (reader.accepts(ends.size() - 1)) {
            spellings += found.empty() || dictionary[found.back()] != form;
            if (spellings > most) break;
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
    if (pattern.kind == Pattern::Kind::kFuzzy) return walk(FuzzyRows(pattern.letters, pattern.edits), dictionary, low, high, most);
    if (pattern.kind == Pattern::Kind::kMachine) return walk(States(pattern.machine), dictionary, low, high, most);
    std::vector<size_t> found;
    size_t spellings = 0;
    for (size_t form = low; form < high; ++form) {
        spellings += found.empty() || dictionary[found.back()] != dictionary[form];
        if (spellings > most) break;
        found.push_back(form);
    }
    return found;
}

}  // namespace searchlib
