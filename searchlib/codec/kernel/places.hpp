// The positions of words in one document, and where words nearly side by side find tokens (see searchlib/query/places.py).
#pragma once
#include "words.hpp"

namespace searchlib {

// Places of one clause in one document; a text that has more is made up, and counts as if it had so many.
inline constexpr size_t kMostPlaces = 10000;

using Places = std::vector<uint32_t>;

// The positions of one word, document by document.
class Stream {
  public:
    Stream(const Sources& sources, const Postings& postings) : postings_(postings) {
        for (const Source& source : sources) {
            if (source.field->positional()) cursors_.push_back({&source, {*source.field, source.term, source.postings}, 0});
        }
    }

    const Postings& postings() const { return postings_; }

    // Positions in a document, ascending, each once. Ask for documents in ascending order.
    void read(uint32_t doc, Places& places) {
        places.clear();
        for (Cursor& cursor : cursors_) {
            if (move(cursor, doc)) add(cursor, places);
        }
        for (size_t place = 1; place < places.size(); ++place) {
            if (places[place - 1] < places[place]) continue;
            std::sort(places.begin(), places.end());
            places.erase(std::unique(places.begin(), places.end()), places.end());
            return;
        }
    }

    // As `read`, of one term with all its forms, which most words are: nothing is copied. Null where it is not there.
    bool is_term() const { return cursors_.size() == 1 && cursors_[0].source->whole; }
    const Positions* find(uint32_t doc) { return move(cursors_[0], doc) ? &cursors_[0].positions : nullptr; }

  private:
    struct Cursor {
        const Source* source;
        Positions positions;
        size_t place;
    };

    static bool move(Cursor& cursor, uint32_t doc) {
        const Postings& list = cursor.source->postings;
        cursor.place = gallop(list, cursor.place, doc);
        if (cursor.place == list.size || list.docs[cursor.place] != doc) return false;
        cursor.positions.move(cursor.place);
        return true;
    }

    static void add(Cursor& cursor, Places& places) {
        const Source& source = *cursor.source;
        const size_t before = places.size(), size = cursor.positions.size();
        if (source.whole) {
            places.resize(before + size);
            for (size_t number = 0; number < size; ++number) places[before + number] = cursor.positions.position(number);
            return;
        }
        for (size_t number = 0; number < size; ++number) {
            if (std::binary_search(source.forms.begin(), source.forms.end(), cursor.positions.form(number))) {
                places.push_back(cursor.positions.position(number));
            }
        }
    }

    Postings postings_;
    std::vector<Cursor> cursors_;
};

// Give every word a token of its own in the window that begins at a shifted position (Kuhn's matching).
class Seating {
  public:
    explicit Seating(const std::vector<Places>& words) : words_(words), low_(words.size()), high_(words.size()) {}

    bool fits(int64_t first, uint32_t slop) {
        for (size_t word = 0; word < words_.size(); ++word) {
            const int64_t from = first + static_cast<int64_t>(word);
            const auto below = [](uint32_t position, int64_t bound) { return position < bound; };
            const Places& some = words_[word];
            low_[word] = std::lower_bound(some.begin(), some.end(), from, below) - some.begin();
            high_[word] = std::lower_bound(some.begin(), some.end(), from + slop + 1, below) - some.begin();
            if (low_[word] == high_[word]) return false;
        }
        holders_.clear();
        for (size_t word = 0; word < words_.size(); ++word) {
            tried_.clear();
            if (!seat(word)) return false;
        }
        return true;
    }

    // The tokens that they found, ascending.
    Places seats() const {
        Places found;
        for (const auto& holder : holders_) found.push_back(holder.first);
        std::sort(found.begin(), found.end());
        return found;
    }

  private:
    bool seat(size_t word) {
        for (ptrdiff_t place = low_[word]; place < high_[word]; ++place) {
            const uint32_t position = words_[word][static_cast<size_t>(place)];
            if (std::find(tried_.begin(), tried_.end(), position) != tried_.end()) continue;
            tried_.push_back(position);
            const auto held = std::find_if(holders_.begin(), holders_.end(), [&](const auto& pair) { return pair.first == position; });
            if (held == holders_.end()) {
                holders_.emplace_back(position, word);
                return true;
            }
            const size_t index = static_cast<size_t>(held - holders_.begin());
            if (seat(holders_[index].second)) {
                holders_[index].second = word;
                return true;
            }
        }
        return false;
    }

    const std::vector<Places>& words_;
    std::vector<ptrdiff_t> low_, high_;
    std::vector<std::pair<uint32_t, size_t>> holders_;  // position, word
    Places tried_;
};

// The positions less the number of the word, each once: from these on the words are sought.
inline std::vector<int64_t> shifted(const std::vector<Places>& words) {
    std::vector<int64_t> found;
    for (size_t word = 0; word < words.size(); ++word) {
        for (const uint32_t position : words[word]) found.push_back(int64_t{position} - static_cast<int64_t>(word));
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace searchlib
