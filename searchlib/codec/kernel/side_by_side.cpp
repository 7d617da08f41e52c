// Where terms stand side by side: a phrase of plain words, which most phrases are. The two rarest decide which documents
// are looked at; of any other word no more is unpacked than the documents need in which these two stand as they should.
#include <algorithm>

#include "blocks.hpp"
#include "places.hpp"

namespace searchlib {
namespace {

// So many times longer must a list be than those are many that are looked for in it, that it is not marked for them.
constexpr size_t kSparse = 8;

// A list of which all documents are marked.
class Marked {
  public:
    Marked(const TermAt& at, uint32_t doc_count, Storage& storage)
        : list_(at.field->postings(at.term, storage)), positions_(*at.field, at.term, list_) {
        const size_t size = words_for(doc_count);
        words_ = reinterpret_cast<uint64_t*>(storage.room(2 * size));
        std::memset(words_, 0, size * sizeof *words_);
        set_docs(list_, words_);
    }

    // The positions in a document, null where it has not the term. Ask for documents in ascending order.
    const Positions* find(uint32_t doc) {
        if (!(words_[doc / 64] >> (doc % 64) & 1)) return nullptr;
        place_ = gallop(list_, place_, doc);
        positions_.move(place_);
        return &positions_;
    }

  private:
    Postings list_;
    Positions positions_;
    uint64_t* words_;
    size_t place_ = 0;
};

// A list of which those blocks are unpacked that are looked at.
class Sought {
  public:
    Sought(const TermAt& at, Storage& storage)
        : blocks_(*at.field, at.term), positions_(*at.field, at.term, at.field->frequencies(at.term, storage)) {}

    // As above.
    const Positions* find(uint32_t doc) {
        if (!blocks_.seek(doc)) return nullptr;
        const uint32_t *const docs = blocks_.docs(), *const found = std::lower_bound(docs, docs + blocks_.count(), doc);
        if (*found != doc) return nullptr;
        positions_.move(blocks_.begin() + static_cast<size_t>(found - docs));
        return &positions_;
    }

  private:
    Blocks blocks_;
    Positions positions_;
};

class TermsBeside {
  public:
    TermsBeside(const std::vector<TermAt>& terms, uint32_t doc_count, Storage& storage) : doc_count_(doc_count), storage_(storage) {
        for (size_t word = 0; word < terms.size(); ++word) words_.push_back({static_cast<uint32_t>(word), terms[word], {}});
        std::sort(words_.begin(), words_.end(), [](const Word& one, const Word& other) {
            return one.at.size != other.at.size ? one.at.size < other.at.size : one.number < other.number;
        });
    }

    // Visit each document that has the phrase, ascending, and how often.
    template <class Visit>
    void each(Visit visit) {
        const TermAt& second = words_[1].at;
        if (words_[0].at.size * kSparse > second.size) look_up_in(Marked(second, doc_count_, storage_), visit);
        else look_up_in(Sought(second, storage_), visit);
    }

  private:
    struct Word {
        uint32_t number;  // in the phrase
        TermAt at;
        std::unique_ptr<Sought> sought;  // of neither of the two rarest
    };

    template <class Second, class Visit>
    void look_up_in(Second second, Visit visit) {
        const TermAt& rarest = words_[0].at;
        const Postings list = rarest.field->postings(rarest.term, storage_);
        Positions positions(*rarest.field, rarest.term, list);
        for (size_t place = 0; place < list.size; ++place) {
            const uint32_t doc = list.docs[place];
            const Positions* const others = second.find(doc);
            if (!others) continue;
            positions.move(place);
            begin(positions, *others);
            for (size_t word = 2; word < words_.size() && !starts_.empty(); ++word) keep(words_[word], doc);
            if (!starts_.empty()) visit(doc, static_cast<uint32_t>(starts_.size()));
        }
    }

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
        if (!word.sought) word.sought = std::make_unique<Sought>(word.at, storage_);
        const Positions* const found = word.sought->find(doc);
        if (!found) return starts_.clear();
        const uint32_t* next = found->begin();
        size_t kept = 0;
        for (const uint32_t start : starts_) {
            while (next != found->end() && *next < uint64_t{start} + word.number) ++next;
            if (next != found->end() && *next == uint64_t{start} + word.number) starts_[kept++] = start;
        }
        starts_.resize(kept);
    }

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
