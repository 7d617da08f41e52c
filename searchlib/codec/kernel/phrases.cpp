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

// The words of a phrase in one part of a segment, if all are terms there; none where one is not.
std::vector<TermAt> terms_of(const std::vector<Found>& words, size_t segment, size_t part) {
    std::vector<TermAt> terms;
    for (const Found& word : words) {
        const Sources& sources = word.sources[segment][part];
        if (sources.size() != 1 || !sources[0].whole || !sources[0].field->positional()) return {};
        terms.push_back({sources[0].field, sources[0].term, sources[0].postings.size});
    }
    return terms;
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
    const std::vector<TermAt> terms = terms_of(words, at.segment, at.part);
    if (!slop && terms.size() > 1) return side_by_side(terms, at.doc_count, storage);
    std::vector<Stream> streams;
    for (const Found& word : words) {
        const Postings& postings = word.counted[at.segment][at.part].postings;
        if (!postings.size) return {};
        streams.emplace_back(word.sources[at.segment][at.part], postings);
    }
    return in_general(streams, slop, at.doc_count, storage);
}

// The lists of a phrase, of which the words' idfs are known.
template <class Find>
void put_together(Leaf& leaf, const Group& group, const Statistics& statistics, Storage& storage, Find find) {
    for (const double idf : leaf.idfs) leaf.idf += idf;
    leaf.scale = leaf.idf * (kK1 + 1);
    leaf.counted.resize(statistics.doc_counts.size());
    for (size_t segment = 0; segment < statistics.doc_counts.size(); ++segment) {
        const uint32_t doc_count = statistics.doc_counts[segment];
        for (size_t part = 0; part < group.parts.size(); ++part) {
            const Field* field = group.parts[part].fields[segment];
            if (!field) continue;
            leaf.counted[segment][part] = {find(Place{segment, part, doc_count}), field->length_bytes(), group.parts[part].table.data(), {}};
        }
        leaf.both.push_back(both_of(leaf.counted[segment], doc_count, storage));
    }
}

}  // namespace

Leaf phrase_leaf(std::vector<Word>& words, uint32_t slop, const Group& group, const Statistics& statistics, Storage& storage) {
    std::vector<Found> found;
    Leaf leaf;
    for (Word& word : words) {
        found.push_back(look_up(word, group, statistics, storage));
        leaf.idfs.push_back(found.back().idf);
    }
    put_together(leaf, group, statistics, storage, [&](const Place& at) { return places_of(found, slop, at, storage); });
    for (Found& word : found) leaf.sources.push_back(std::move(word.sources));
    return leaf;
}

std::optional<Leaf> phrase_of_terms(std::vector<Word>& words, const Group& group, const Statistics& statistics, Storage& storage) {
    std::vector<Known> terms;
    Leaf leaf;
    for (Word& word : words) {
        std::optional<Known> known;
        if (!word.is_pattern) known = known_of(word, group, statistics);
        if (!known) return std::nullopt;
        leaf.idfs.push_back(known->idf);
        terms.push_back(std::move(*known));
    }
    put_together(leaf, group, statistics, storage, [&](const Place& at) {
        std::vector<TermAt> some;
        for (const Known& term : terms) some.push_back(term.at[at.segment][at.part]);
        return side_by_side(some, at.doc_count, storage);
    });
    return leaf;
}

}  // namespace searchlib
