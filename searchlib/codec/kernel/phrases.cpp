// Where words stand side by side, or nearly so (see searchlib/query/places.py, which defines it).
#include <algorithm>

#include "places.hpp"

namespace searchlib {
namespace {

constexpr size_t kSparse = 8;

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

// As above, of words that are terms with all their forms, which most are: the places of the two rarest in their lists are
// known from the document on, and the positions of the others are read only where these two stand as they should.
class TermsBeside {
  public:
    TermsBeside(const std::vector<const Source*>& terms, const std::vector<DocBits>& bits) {
        for (size_t word = 0; word < terms.size(); ++word) {
            const Source& term = *terms[word];
            words_.push_back({static_cast<uint32_t>(word), term.postings, bits[word], {*term.field, term.term, term.postings}});
        }
        std::sort(words_.begin(), words_.end(), [](const Term& one, const Term& other) {
            return one.list.size != other.list.size ? one.list.size < other.list.size : one.number < other.number;
        });
    }

    // Visit each document that has the phrase, ascending, and how often.
    template <class Visit>
    void each(uint32_t doc_count, Storage& storage, Visit visit) {
        Term &one = words_[0], &other = words_[1];
        const bool marked = one.list.size * kSparse > other.list.size;
        if (marked && !other.bits) other.bits = DocBits(other.list, doc_count, storage);
        size_t found = 0;
        for (size_t place = 0; place < one.list.size; ++place) {
            const uint32_t doc = one.list.docs[place];
            if (other.bits) {
                if (!other.bits.has(doc)) continue;
                found = other.bits.place(doc);
            } else {
                found = gallop(other.list, found, doc);
                if (found == other.list.size) return;
                if (other.list.docs[found] != doc) continue;
            }
            one.positions.move(place);
            other.positions.move(found);
            begin(one, other);
            for (size_t word = 2; word < words_.size() && !starts_.empty(); ++word) keep(words_[word], doc);
            if (!starts_.empty()) visit(doc, static_cast<uint32_t>(starts_.size()));
        }
    }

  private:
    struct Term {
        uint32_t number;  // of the word in the phrase
        Postings list;
        DocBits bits;
        Positions positions;
        size_t place = 0;
    };

    void begin(const Term& one, const Term& other) {
        starts_.clear();
        const int64_t apart = int64_t{other.number} - one.number;
        const uint32_t* next = other.positions.begin();
        for (const uint32_t position : one.positions) {
            while (next != other.positions.end() && *next < position + apart) ++next;
            if (next == other.positions.end()) return;
            if (*next == position + apart && position >= one.number) starts_.push_back(position - one.number);
        }
    }

    void keep(Term& word, uint32_t doc) {
        if (word.bits && !word.bits.has(doc)) return starts_.clear();
        word.place = word.bits ? word.bits.place(doc) : gallop(word.list, word.place, doc);
        if (word.place == word.list.size || word.list.docs[word.place] != doc) return starts_.clear();
        word.positions.move(word.place);
        const uint32_t* next = word.positions.begin();
        size_t kept = 0;
        for (const uint32_t start : starts_) {
            while (next != word.positions.end() && *next < uint64_t{start} + word.number) ++next;
            if (next != word.positions.end() && *next == uint64_t{start} + word.number) starts_[kept++] = start;
        }
        starts_.resize(kept);
    }

    std::vector<Term> words_;  // rarest first
    Places starts_;
};

uint32_t nearly(const std::vector<Places>& words, uint32_t slop) {
    Seating seating(words);
    size_t count = 0;
    for (const int64_t first : shifted(words)) {
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

// The terms of all words of a phrase in one part of a segment; none where one is no term, or not there.
std::vector<const Source*> terms_of(const std::vector<Found>& words, size_t segment, size_t part) {
    std::vector<const Source*> terms;
    for (const Found& word : words) {
        const Sources& sources = word.sources[segment][part];
        if (sources.size() != 1 || !sources[0].whole || !sources[0].field->positional()) return {};
        terms.push_back(&sources[0]);
    }
    return terms;
}

Postings beside(const std::vector<const Source*>& terms, const std::vector<DocBits>& bits, uint32_t doc_count, Storage& storage) {
    std::vector<uint32_t>&docs = storage.fresh(), &counts = storage.fresh();
    TermsBeside(terms, bits).each(doc_count, storage, [&](uint32_t doc, uint32_t count) {
        docs.push_back(doc);
        counts.push_back(count);
    });
    return Postings::listed(docs, counts);
}

Postings in_general(std::vector<Stream>& streams, uint32_t slop, uint32_t doc_count, Storage& storage) {
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
    return Postings::listed(docs, counts);
}

struct Place {
    size_t segment, part;
    uint32_t doc_count;
};

Postings places_of(const std::vector<Found>& words, uint32_t slop, const Place& at, Storage& storage) {
    std::vector<Stream> streams;
    std::vector<DocBits> bits;
    for (const Found& word : words) {
        const Counted& counted = word.counted[at.segment][at.part];
        if (!counted.postings.size) return {};
        streams.emplace_back(word.sources[at.segment][at.part], counted.postings);
        bits.push_back(counted.bits);
    }
    const std::vector<const Source*> terms = terms_of(words, at.segment, at.part);
    if (slop || words.size() < 2 || terms.empty()) return in_general(streams, slop, at.doc_count, storage);
    return beside(terms, bits, at.doc_count, storage);
}

}  // namespace

Leaf phrase_leaf(std::vector<Word>& words, uint32_t slop, const Group& group, const Statistics& statistics, Storage& storage) {
    std::vector<Found> found;
    double idf = 0;
    for (Word& word : words) {
        found.push_back(look_up(word, group, statistics, storage));
        idf += found.back().idf;
    }
    Leaf leaf{idf * (kK1 + 1), {}, idf, {}, {}, {}};
    leaf.counted.resize(statistics.doc_counts.size());
    for (size_t segment = 0; segment < statistics.doc_counts.size(); ++segment) {
        for (size_t part = 0; part < group.parts.size(); ++part) {
            const Field* field = group.parts[part].fields[segment];
            if (!field) continue;
            leaf.counted[segment][part] = {places_of(found, slop, {segment, part, statistics.doc_counts[segment]}, storage),
                                           field->length_bytes(), group.parts[part].table.data(), {}};
        }
        leaf.both.push_back(both_of(leaf.counted[segment], statistics.doc_counts[segment], storage));
    }
    for (Found& word : found) {
        leaf.idfs.push_back(word.idf);
        leaf.sources.push_back(std::move(word.sources));
    }
    return leaf;
}

}  // namespace searchlib
