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

    static void add(const Cursor& cursor, Places& places) {
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

// Counts in a document the places of words side by side. The rarest word says where they may begin, and no other is
// looked up once no beginning is left.
class SideBySide {
  public:
    explicit SideBySide(std::vector<Stream>& streams) : streams_(streams), order_(streams.size()) {
        for (size_t word = 0; word < order_.size(); ++word) order_[word] = static_cast<uint32_t>(word);
        std::sort(order_.begin(), order_.end(), [&](uint32_t one, uint32_t other) {
            const size_t left = streams[one].postings().size, right = streams[other].postings().size;
            return left != right ? left < right : one < other;
        });
    }

    uint32_t count(uint32_t doc) {
        begin(doc);
        for (size_t word = 1; word < order_.size() && !starts_.empty(); ++word) keep(order_[word], doc);
        return static_cast<uint32_t>(starts_.size());
    }

  private:
    void begin(uint32_t doc) {
        const uint32_t rarest = order_[0];
        streams_[rarest].read(doc, starts_);
        if (!rarest) return;
        size_t kept = 0;
        for (const uint32_t position : starts_) {
            if (position >= rarest) starts_[kept++] = position - rarest;
        }
        starts_.resize(kept);
    }

    void keep(uint32_t word, uint32_t doc) {
        if (streams_[word].is_term()) {
            const Positions* found = streams_[word].find(doc);
            keep_before(word, found ? found->size() : 0, [&](size_t place) { return found->position(place); });
        } else {
            streams_[word].read(doc, places_);
            keep_before(word, places_.size(), [&](size_t place) { return places_[place]; });
        }
    }

    template <class At>
    void keep_before(uint32_t word, size_t size, At at) {
        size_t kept = 0, place = 0;
        for (const uint32_t start : starts_) {
            while (place < size && at(place) < uint64_t{start} + word) ++place;
            if (place < size && at(place) == uint64_t{start} + word) starts_[kept++] = start;
        }
        starts_.resize(kept);
    }

    std::vector<Stream>& streams_;
    std::vector<uint32_t> order_;
    Places starts_, places_;
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

// The documents that have the rarest words: all words where they may stand apart, else two, for few of these have the
// two where they belong, and only then the others are looked up.
std::vector<uint32_t> candidates_of(const std::vector<Stream>& streams, uint32_t slop, uint32_t doc_count) {
    std::vector<const Postings*> lists;
    for (const Stream& stream : streams) lists.push_back(&stream.postings());
    std::sort(lists.begin(), lists.end(), [](const Postings* one, const Postings* other) { return one->size < other->size; });
    if (!slop && lists.size() > 2) lists.resize(2);
    std::vector<uint32_t> docs(lists[0]->docs, lists[0]->docs + lists[0]->size);
    std::vector<uint64_t> marks(doc_count / 64 + 1);
    for (size_t word = 1; word < lists.size() && !docs.empty(); ++word) keep_common(docs, *lists[word], marks);
    return docs;
}

Postings places_of(std::vector<Stream>& streams, uint32_t slop, uint32_t doc_count, Storage& storage) {
    std::vector<uint32_t>&docs = storage.fresh(), &counts = storage.fresh();
    SideBySide side_by_side(streams);
    std::vector<Places> words(streams.size());
    for (const uint32_t doc : candidates_of(streams, slop, doc_count)) {
        uint32_t count;
        if (slop) {
            for (size_t word = 0; word < streams.size(); ++word) streams[word].read(doc, words[word]);
            count = nearly(words, slop);
        } else {
            count = side_by_side.count(doc);
        }
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
    Leaf leaf{idf * (kK1 + 1), {}, idf};
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
