// Where words stand side by side, or nearly so (see searchlib/query/places.py, which defines it).
#include <algorithm>

#include "words.hpp"

namespace searchlib {
namespace {

constexpr size_t kMostPlaces = 10000;
constexpr size_t kSparse = 8;

using Places = std::vector<uint32_t>;

// The positions of one word of a phrase, document by document.
class Stream {
  public:
    Stream(const Sources& sources, const Postings& postings) : postings_(postings) {
        for (const Source& source : sources) {
            if (source.field->positional()) cursors_.push_back({&source, {*source.field, source.term, source.postings}, 0});
        }
    }

    const Postings& postings() const { return postings_; }

    void read(uint32_t doc, Places& places) {
        places.clear();
        for (Cursor& cursor : cursors_) {
            const Postings& list = cursor.source->postings;
            cursor.place = gallop(list, cursor.place, doc);
            if (cursor.place == list.size || list.docs[cursor.place] != doc) continue;
            cursor.positions.move(cursor.place);
            for (size_t number = 0; number < cursor.positions.size(); ++number) {
                if (cursor.source->whole || std::binary_search(cursor.source->forms.begin(), cursor.source->forms.end(),
                                                               cursor.positions.form(number))) {
                    places.push_back(cursor.positions.position(number));
                }
            }
        }
        if (!std::is_sorted(places.begin(), places.end())) std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
    }

  private:
    struct Cursor {
        const Source* source;
        Positions positions;
        size_t place;
    };
    Postings postings_;
    std::vector<Cursor> cursors_;
};

// Side by side: keep the starts from which every word stands at its distance.
uint32_t side_by_side(std::vector<Places>& words) {
    Places& starts = words[0];
    for (size_t word = 1; word < words.size() && !starts.empty(); ++word) {
        size_t kept = 0, place = 0;
        const Places& positions = words[word];
        for (const uint32_t start : starts) {
            while (place < positions.size() && uint64_t{positions[place]} < uint64_t{start} + word) ++place;
            if (place < positions.size() && uint64_t{positions[place]} == uint64_t{start} + word) starts[kept++] = start;
        }
        starts.resize(kept);
    }
    return static_cast<uint32_t>(starts.size());
}

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

uint32_t nearly(const std::vector<Places>& words, uint32_t slop) {
    std::vector<int64_t> shifted;
    for (size_t word = 0; word < words.size(); ++word) {
        for (const uint32_t position : words[word]) shifted.push_back(int64_t{position} - static_cast<int64_t>(word));
    }
    std::sort(shifted.begin(), shifted.end());
    shifted.erase(std::unique(shifted.begin(), shifted.end()), shifted.end());
    Seating seating(words);
    size_t count = 0;
    for (const int64_t first : shifted) {
        count += seating.fits(first, slop);
        if (count == kMostPlaces) break;
    }
    return static_cast<uint32_t>(count);
}

// Keep the documents that are in a list. Where it is not much longer than they are many, its documents are marked, which
// takes no guessing where to go next; else each document is looked up in it.
void keep_common(std::vector<uint32_t>& docs, const Postings& list, std::vector<uint64_t>& marks) {
    size_t kept = 0, place = 0;
    if (list.size > docs.size() * kSparse) {
        for (const uint32_t doc : docs) {
            place = gallop(list, place, doc);
            if (place < list.size && list.docs[place] == doc) docs[kept++] = doc;
        }
    } else {
        std::fill(marks.begin(), marks.end(), 0);
        uint64_t* const bits = marks.data();
        for (place = 0; place < list.size; ++place) bits[list.docs[place] / 64] |= uint64_t{1} << (list.docs[place] % 64);
        for (const uint32_t doc : docs) {
            docs[kept] = doc;
            kept += bits[doc / 64] >> (doc % 64) & 1;
        }
    }
    docs.resize(kept);
}

Postings places_of(std::vector<Stream>& streams, uint32_t slop, uint32_t doc_count, Storage& storage) {
    std::vector<uint32_t>&docs = storage.fresh(), &counts = storage.fresh();
    std::vector<const Postings*> lists;
    for (const Stream& stream : streams) lists.push_back(&stream.postings());
    std::sort(lists.begin(), lists.end(), [](const Postings* one, const Postings* other) { return one->size < other->size; });
    std::vector<uint32_t> candidates(lists[0]->docs, lists[0]->docs + lists[0]->size);
    std::vector<uint64_t> marks(doc_count / 64 + 1);
    for (size_t word = 1; word < lists.size() && !candidates.empty(); ++word) keep_common(candidates, *lists[word], marks);
    std::vector<Places> words(streams.size());
    for (const uint32_t doc : candidates) {
        bool all = true;
        for (size_t word = 0; all && word < streams.size(); ++word) {
            streams[word].read(doc, words[word]);
            all = !words[word].empty();
        }
        if (!all) continue;
        const uint32_t count = slop ? nearly(words, slop) : side_by_side(words);
        if (!count) continue;
        docs.push_back(doc);
        counts.push_back(count);
    }
    Postings list;
    list.docs = docs.data();
    list.size = docs.size();
    list.numbers = counts.data();
    return list;
}

}  // namespace

Leaf phrase_leaf(std::vector<Word>& words, uint32_t slop, const Group& group, const Statistics& statistics, Storage& storage) {
    std::vector<Found> found;
    double idf = 0;
    for (Word& word : words) {
        found.push_back(look_up(word, group, statistics, storage));
        idf += found.back().idf;
    }
    Leaf leaf{idf * (kK1 + 1), {}};
    leaf.counted.resize(statistics.doc_counts.size());
    for (size_t segment = 0; segment < statistics.doc_counts.size(); ++segment) {
        for (size_t part = 0; part < group.parts.size(); ++part) {
            const Field* field = group.parts[part].fields[segment];
            if (!field) continue;
            std::vector<Stream> streams;
            for (const Found& one : found) {
                streams.emplace_back(one.sources[segment][part], one.counted[segment][part].postings);
            }
            leaf.counted[segment][part] = {places_of(streams, slop, statistics.doc_counts[segment], storage), field->length_bytes(),
                                           group.parts[part].table.data()};
        }
    }
    return leaf;
}

}  // namespace searchlib
