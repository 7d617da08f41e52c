// Where terms stand side by side: a phrase of plain words, which most phrases are. The two rarest decide which documents
// are looked at; of any other word no more is unpacked than the documents need in which these two stand as they should.
#include <algorithm>

#include "blocks.hpp"
#include "places.hpp"

namespace searchlib {
namespace {

// So many times longer must a list be than those are many that are looked for in it, that it is not marked for them.
constexpr size_t kSparse = 16;

// So many documents are found ahead of the positions that are read: memory answers them all at once.
constexpr size_t kAhead = 32;

// A list of which those blocks are unpacked that are looked at.
class Sought {
  public:
    explicit Sought(const TermAt& at) : blocks_(*at.field, at.term) {}

    // The place of a document; nothing where the list has it not. Ask for documents in ascending order.
    std::optional<size_t> place(uint32_t doc) {
        if (!blocks_.seek(doc)) return std::nullopt;
        const uint32_t* const docs = blocks_.docs();
        const size_t found = first_not_below(docs, blocks_.count(), doc);
        if (docs[found] != doc) return std::nullopt;
        return blocks_.begin() + found;
    }

  private:
    // Of a block that has such a document.
    static size_t first_not_below(const uint32_t* docs, size_t count, uint32_t doc) {
        if (count < kBlock) return static_cast<size_t>(std::lower_bound(docs, docs + count, doc) - docs);
        size_t place = 0;
        for (size_t step = kBlock / 2; step; step /= 2) place += (docs[place + step - 1] < doc) * step;  // nothing to guess
        return place;
    }

    Blocks blocks_;
};

// The places, in two lists, of the documents that both have.
struct Common {
    uint32_t *one, *other;
    size_t size = 0;
};

class TermsBeside {
  public:
    TermsBeside(const std::vector<TermAt>& terms, uint32_t doc_count, Storage& storage) : doc_count_(doc_count), storage_(storage) {
        for (size_t word = 0; word < terms.size(); ++word) words_.push_back({static_cast<uint32_t>(word), terms[word], {}, {}});
        std::sort(words_.begin(), words_.end(), [](const Word& one, const Word& other) {
            return one.at.size != other.at.size ? one.at.size < other.at.size : one.number < other.number;
        });
    }

    // Visit each document that has the phrase, ascending, and how often.
    template <class Visit>
    void each(Visit visit) {
        const TermAt &rarest = words_[0].at, &second = words_[1].at;
        const Postings list = rarest.field->documents(rarest.term, storage_);
        const Common common = rarest.size * kSparse > second.size ? marked_in(list) : sought_in(list);
        Positions some(*rarest.field, rarest.term, list), others(*second.field, second.term, plain_of(second));
        Positions::Spot here[kAhead], there[kAhead];
        for (size_t first = 0; first < common.size; first += kAhead) {
            const size_t count = std::min(kAhead, common.size - first);
            for (size_t next = 0; next < count; ++next) some.find(common.one[first + next], here[next]);
            for (size_t next = 0; next < count; ++next) others.find(common.other[first + next], there[next]);
            for (size_t next = 0; next < count; ++next) {
                some.read(here[next]);
                others.read(there[next]);
                begin(some, others);
                if (starts_.empty()) continue;
                const uint32_t doc = list.docs[common.one[first + next]];
                for (size_t word = 2; word < words_.size() && !starts_.empty(); ++word) keep(words_[word], doc);
                if (!starts_.empty()) visit(doc, static_cast<uint32_t>(starts_.size()));
            }
        }
    }

  private:
    struct Word {
        uint32_t number;  // in the phrase
        TermAt at;
        std::unique_ptr<Sought> sought;  // of neither of the two rarest, as are these
        std::unique_ptr<Positions> positions;
    };

    // Which documents are common cannot be guessed, so nothing branches on it.
    Common marked_in(const Postings& list) {
        Common common = room_for(list.size);
        const size_t size = words_for(doc_count_);
        auto* const words = reinterpret_cast<uint64_t*>(storage_.room(2 * size));
        std::memset(words, 0, size * sizeof *words);
        set_docs(list, words);
        Blocks other(*words_[1].at.field, words_[1].at.term);
        size_t place = 0;
        for (bool more = true; more; more = other.next()) {
            const uint32_t* const docs = other.docs();
            uint32_t shared[kBlock];
            size_t count = 0;
            for (uint32_t next = 0; next < other.count(); ++next) {
                shared[count] = next;
                count += words[docs[next] / 64] >> (docs[next] % 64) & 1;
            }
            for (size_t next = 0; next < count; ++next) {
                place = gallop(list, place, docs[shared[next]]);
                common.one[common.size] = static_cast<uint32_t>(place);
                common.other[common.size++] = static_cast<uint32_t>(other.begin() + shared[next]);
            }
        }
        return common;
    }

    Common sought_in(const Postings& list) {
        Common common = room_for(list.size);
        Sought other(words_[1].at);
        for (size_t place = 0; place < list.size; ++place) {
            const auto found = other.place(list.docs[place]);
            if (!found) continue;
            common.one[common.size] = static_cast<uint32_t>(place);
            common.other[common.size++] = static_cast<uint32_t>(*found);
        }
        return common;
    }

    Common room_for(size_t most) { return {storage_.room(most), storage_.room(most)}; }

    void begin(const Positions& some, const Positions& others) {
        starts_.clear();
        const uint32_t number = words_[0].number;
        const int64_t apart = int64_t{words_[1].number} - number;
        const uint32_t* next = others.begin();
        for (const uint32_t position : some) {
            while (next != others.end() && *next < position + apart) ++next;
            if (next == others.end()) return;
            if (*next == position + apart && position >= number) starts_.push_back(position - number);
        }
    }

    void keep(Word& word, uint32_t doc) {
        if (!word.sought) {
            word.sought = std::make_unique<Sought>(word.at);
            word.positions = std::make_unique<Positions>(*word.at.field, word.at.term, plain_of(word.at));
        }
        const auto place = word.sought->place(doc);
        if (!place) return starts_.clear();
        Positions* const found = word.positions.get();
        found->move(*place);
        const uint32_t* next = found->begin();
        size_t kept = 0;
        for (const uint32_t start : starts_) {
            while (next != found->end() && *next < uint64_t{start} + word.number) ++next;
            if (next != found->end() && *next == uint64_t{start} + word.number) starts_[kept++] = start;
        }
        starts_.resize(kept);
    }

    // What `Positions` want in format 1.
    Postings plain_of(const TermAt& at) { return at.field->packed() ? Postings() : at.field->documents(at.term, storage_); }

    uint32_t doc_count_;
    Storage& storage_;
    std::vector<Word> words_;  // rarest first
    Places starts_;
};

}  // namespace

Postings side_by_side(const std::vector<TermAt>& terms, uint32_t doc_count, Storage& storage) {
    const bool absent = std::any_of(terms.begin(), terms.end(), [](const TermAt& at) { return !at.size; });
    if (absent) return {};
    std::vector<uint32_t>&docs = storage.fresh(), &counts = storage.fresh();
    TermsBeside(terms, doc_count, storage).each([&](uint32_t doc, uint32_t count) {
        docs.push_back(doc);
        counts.push_back(count);
    });
    return Postings::listed(docs, counts);
}

}  // namespace searchlib
