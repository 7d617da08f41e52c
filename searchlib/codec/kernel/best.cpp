// What matches is worked out with a bit a document, so the total is exact. Scored is only what may get in: the blocks of
// the lists say how much a word can come to in a stretch of documents, and of the sums of these follows, for 64 documents
// at a time, which have words enough. First come the documents with a word in the shorter list of its two (the title):
// they score high, and once they are in, most blocks of the longer lists come too short.
#include "best.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "doc_bits.hpp"

namespace searchlib {
namespace {

// Bounds are added up in another order than scores; so much room is left for rounding.
constexpr double kRounding = 1e-12;

// So many words, those that can score most, are told apart; of the others a document needs any.
constexpr size_t kToldApart = 6;
// Of a stretch of documents bounds are known together.
constexpr size_t kStretch = 16;  // times 64
using Stretch = std::array<uint64_t, kStretch>;

// So many times longer must the longest list be than the shortest word has documents, that these are looked up in it.
constexpr size_t kSparse = 32;

// So many documents of a word come first.
constexpr size_t kForemost = 16;
constexpr size_t kRichest = 128;

// So few documents of a stretch are looked at one by one, whether they have words enough.
constexpr size_t kFew = 24;

// One list of a word.
struct List {
    Counted* counted = nullptr;
    std::vector<double> bounds;  // the greatest weight in each stretch
    size_t foremost = 0;         // the block of the greatest

    size_t size() const { return counted->postings.size; }
    const DocBits& bits() const { return counted->bits; }
    double weight(size_t place, uint32_t doc) const {
        return counted->postings.freq(place) * counted->table[counted->lengths[doc]];
    }
};

struct Clause {
    double scale;
    std::array<List, kParts> lists;
    size_t main;     // the longer list; the other is beside it
    DocSet both;     // documents of both lists, where both have some

    bool has_beside() const { return lists[1 - main].size(); }
    const uint64_t* docs() const { return has_beside() ? both.data() : lists[main].bits().words(); }
    size_t size() const { return lists[0].size() + lists[1].size(); }
};

class Best {
  public:
    Best(Tree& tree, Request& request, size_t segment, const Shape& shape)
        : shape_(shape), top_(*request.top), segment_(segment), doc_count_(request.doc_counts[segment]),
          hidden_(request.hidden[segment]), storage_(tree.storage) {
        for (const uint32_t number : shape.leaves) {
            Leaf& leaf = tree.leaves[number];
            Clause& clause = clauses_.emplace_back();
            clause.scale = leaf.scale;
            for (size_t part = 0; part < kParts; ++part) clause.lists[part].counted = &leaf.counted[segment][part];
            clause.main = leaf.both[segment].many;
        }
    }

    // Gives how many match.
    uint64_t go() {
        if (is_sparse()) return look_up_each();
        beside_.assign(words_for(doc_count_), 0);
        for (Clause& clause : clauses_) set_bits(clause);
        match();
        uint64_t total = 0;
        for (const uint64_t word : matching_) total += ones(word);
        if (top_.by_day()) {
            each(0, matching_.data(), matching_.size(), [&](uint32_t doc) { add_by_day(doc); });
            return total;
        }
        for (Clause& clause : clauses_) set_bounds(clause);
        for (const Clause& clause : clauses_) {
            if (clause.lists[clause.main].size()) add_foremost(clause.lists[clause.main]);
        }
        if (!shape_.all) add_richest();
        add_others();
        add_beside();
        return total;
    }

  private:
    template <class Visit>
    static void each(size_t first, const uint64_t* words, size_t count, Visit visit) {
        for (size_t word = 0; word < count; ++word) {
            for (uint64_t rest = words[word]; rest; rest &= rest - 1) {
                visit(static_cast<uint32_t>((first + word) * 64) + static_cast<uint32_t>(lowest(rest)));
            }
        }
    }

    // ── what matches ──

    // Whether the documents of one word are so few that they are looked up in the lists of the others.
    bool is_sparse() const {
        size_t least = SIZE_MAX, most = 0;
        for (const Clause& clause : clauses_) {
            least = std::min(least, clause.size());
            most = std::max(most, clause.lists[clause.main].size());
        }
        return shape_.all && least * kSparse < most;
    }

    bool passes(uint32_t doc) const {
        if (hidden_ && (hidden_[doc / 8] >> (doc % 8) & 1)) return false;
        for (const Range& range : shape_.ranges) {
            if (!range.holds(segment_, doc)) return false;
        }
        return true;
    }

    uint64_t look_up_each() {
        const auto rarest = std::min_element(clauses_.begin(), clauses_.end(),
                                             [](const Clause& one, const Clause& other) { return one.size() < other.size(); });
        std::vector<uint32_t> docs;
        for (const List& list : rarest->lists) {
            const uint32_t* const first = list.counted->postings.docs;
            docs.insert(docs.end(), first, first + list.size());
        }
        const auto middle = docs.begin() + static_cast<std::ptrdiff_t>(rarest->lists[0].size());
        std::inplace_merge(docs.begin(), middle, docs.end());
        docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
        std::vector<std::array<size_t, kParts>> places(clauses_.size());
        uint64_t total = 0;
        for (const uint32_t doc : docs) {
            double score = 0;
            bool matches = true;
            for (size_t number = 0; matches && number < clauses_.size(); ++number) {
                matches = add_found(clauses_[number], doc, places[number], score);
            }
            if (!matches || !passes(doc)) continue;
            ++total;
            if (score >= top_.least_score()) top_.add(segment_, doc, score);
        }
        return total;
    }

    // Look a document up in the lists of a word, never back; false where it is not there.
    static bool add_found(const Clause& clause, uint32_t doc, std::array<size_t, kParts>& places, double& score) {
        double weight = 0;
        bool found = false;
        for (size_t part = 0; part < kParts; ++part) {
            const List& list = clause.lists[part];
            places[part] = gallop(list.counted->postings, places[part], doc);
            if (places[part] == list.size() || list.counted->postings.docs[places[part]] != doc) continue;
            weight = found ? weight + list.weight(places[part], doc) : list.weight(places[part], doc);
            found = true;
        }
        if (found) score += saturated(clause.scale, weight);
        return found;
    }

    void set_bits(Clause& clause) {
        Counted& main = *clause.lists[clause.main].counted;
        if (!main.bits) main.bits = DocBits(main.postings, doc_count_, storage_);
        if (!clause.has_beside()) return;
        clause.both.assign(main.bits.words(), main.bits.words() + main.bits.size());
        const Postings& other = clause.lists[1 - clause.main].counted->postings;
        for (size_t place = 0; place < other.size; ++place) {
            set_doc(other.docs[place], clause.both.data());
            set_doc(other.docs[place], beside_.data());
        }
    }

    void match() {
        const size_t size = words_for(doc_count_);
        matching_.assign(clauses_[0].docs(), clauses_[0].docs() + size);
        for (size_t number = 1; number < clauses_.size(); ++number) {
            const uint64_t* docs = clauses_[number].docs();
            if (shape_.all) for (size_t word = 0; word < size; ++word) matching_[word] &= docs[word];
            else for (size_t word = 0; word < size; ++word) matching_[word] |= docs[word];
        }
        if (hidden_) {
            const size_t bytes = (size_t{doc_count_} + 7) / 8;
            for (size_t word = 0; word < size; ++word) {
                uint64_t hidden = 0;
                std::memcpy(&hidden, hidden_ + 8 * word, std::min<size_t>(8, bytes - 8 * word));
                matching_[word] &= ~hidden;
            }
        }
        for (const Range& range : shape_.ranges) restrict_to(range);
    }

    void restrict_to(const Range& range) {
        const int64_t* const column = range.columns[segment_];
        const int64_t least = range.least, most = range.most;
        for (size_t word = 0; word < matching_.size(); ++word) {
            uint64_t kept = 0;
            for (uint64_t rest = matching_[word]; rest; rest &= rest - 1) {
                const int place = lowest(rest);
                const int64_t value = column[word * 64 + static_cast<size_t>(place)];
                kept |= uint64_t{least <= value && value <= most} << place;
            }
            matching_[word] = kept;
        }
    }

    // ── scores: added in the order of the clauses, as the definition does ──

    // As far as it may get in; `rest` says how much the words after each can add.
    double score(uint32_t doc, const double* rest) const {
        const bool beside = beside_[doc / 64] >> (doc % 64) & 1;
        const double least = rest ? top_.least_score() : 0;
        double sum = 0;
        for (size_t number = 0; number < clauses_.size(); ++number) {
            const Clause& clause = clauses_[number];
            const List& main = clause.lists[clause.main];
            const bool in_main = main.bits().has(doc);
            double weight = in_main ? main.weight(main.bits().place(doc), doc) : 0;
            const bool in_other = beside && add_other(clause, doc, weight);
            if (!in_main && !in_other) continue;
            sum += saturated(clause.scale, weight);
            if (rest && (sum + rest[number]) * (1 + kRounding) < least) return sum;
        }
        return sum;
    }

    // Add what the shorter list adds, title and body in this order; false where it has not the document.
    static bool add_other(const Clause& clause, uint32_t doc, double& weight) {
        const List& list = clause.lists[1 - clause.main];
        const Postings& postings = list.counted->postings;
        const size_t place = gallop(postings, 0, doc);
        if (place == postings.size || postings.docs[place] != doc) return false;
        const double more = list.weight(place, doc);
        weight = clause.main ? more + weight : weight + more;
        return true;
    }

    void add(uint32_t doc, const double* rest) {
        const double scored = score(doc, rest);
        if (scored >= top_.least_score()) top_.add(segment_, doc, scored);
    }

    void add_by_day(uint32_t doc) {
        if (top_.may_enter(segment_, doc)) top_.add(segment_, doc, score(doc, nullptr));
    }

    // ── what may get in ──

    size_t stretches() const { return (matching_.size() + kStretch - 1) / kStretch; }

    void set_bounds(Clause& clause) {
        for (List& list : clause.lists) {
            if (!list.size()) continue;
            const Postings& postings = list.counted->postings;
            list.bounds.assign(stretches(), 0);
            double most = 0;
            for (size_t block = 0; block < postings.blocks(); ++block) {
                const double bound = postings.bound(block, list.counted->lengths, list.counted->table);
                if (bound > most) most = bound, list.foremost = block;
                const size_t last = postings.docs[std::min(postings.size, (block + 1) * kBlock) - 1] / (64 * kStretch);
                for (size_t stretch = postings.docs[block * kBlock] / (64 * kStretch); stretch <= last; ++stretch) {
                    list.bounds[stretch] = std::max(list.bounds[stretch], bound);
                }
            }
        }
    }

    // The best by this word of the block that may hold the best, for a start: what gets in behind them must be better.
    void add_foremost(const List& list) {
        const Postings& postings = list.counted->postings;
        const size_t first = list.foremost * kBlock, count = std::min(kBlock, postings.size - first);
        double weights[kBlock], sorted[kBlock];
        for (size_t place = 0; place < count; ++place) {
            sorted[place] = weights[place] = list.weight(first + place, postings.docs[first + place]);
        }
        const size_t some = std::min(count, kForemost);
        std::nth_element(sorted, sorted + some - 1, sorted + count, std::greater<>());
        for (size_t place = 0; place < count; ++place) {
            const uint32_t doc = postings.docs[first + place];
            const uint64_t bit = uint64_t{1} << (doc % 64);
            if (weights[place] < sorted[some - 1] || !(matching_[doc / 64] & bit)) continue;
            matching_[doc / 64] &= ~bit;
            add(doc, nullptr);
        }
    }

    // Some documents with all words, or where they are few with all but one.
    void add_richest() {
        DocSet all(matching_), but_one(matching_.size());
        for (const Clause& clause : clauses_) {
            const uint64_t* const docs = clause.docs();
            for (size_t word = 0; word < all.size(); ++word) {
                but_one[word] = (but_one[word] & docs[word]) | (all[word] & ~docs[word]);
                all[word] &= docs[word];
            }
        }
        size_t left = kRichest;
        for (const DocSet* some : {&all, &but_one}) {
            for (size_t word = 0; word < some->size() && left; ++word) {
                for (uint64_t rest = (*some)[word]; rest && left; rest &= rest - 1, --left) {
                    matching_[word] &= ~(rest & -rest);
                    add(static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(lowest(rest)), nullptr);
                }
            }
        }
    }

    // Documents with words in the longer lists alone.
    void add_others() {
        DocSet others(beside_.size());
        for (size_t word = 0; word < others.size(); ++word) others[word] = ~beside_[word];
        add_each(others, [](const Clause& clause, size_t stretch) {
            const List& main = clause.lists[clause.main];
            return main.size() ? main.bounds[stretch] : 0;
        });
    }

    void add_beside() {
        add_each(beside_, [](const Clause& clause, size_t stretch) {
            double weight = 0;
            for (const List& list : clause.lists) weight += list.size() ? list.bounds[stretch] : 0;
            return weight;
        });
    }

    // Add what matches among some documents and may get in; `weight` bounds what a word weighs in a stretch of these.
    template <class Weight>
    void add_each(const DocSet& among, Weight weight) {
        std::vector<Chance> chances(clauses_.size());
        rest_.resize(clauses_.size());
        for (size_t stretch = 0; stretch < stretches(); ++stretch) {
            const size_t first = stretch * kStretch, count = std::min(kStretch, matching_.size() - first);
            Stretch wanted;
            size_t some = 0;
            for (size_t word = 0; word < count; ++word) some += ones(wanted[word] = among[first + word] & matching_[first + word]);
            if (!some) continue;
            double sum = 0;
            for (size_t number = chances.size(); number--;) {
                const Clause& clause = clauses_[number];
                chances[number] = {saturated(clause.scale, weight(clause, stretch)), 0, clause.docs() + first};
                rest_[number] = sum;
                sum += chances[number].most;
            }
            if (!enough(sum)) continue;
            if (!shape_.all && some <= kFew) {
                each(first, wanted.data(), count, [&](uint32_t doc) {
                    if (enough(most_of(doc, first, chances))) add(doc, rest_.data());
                });
                continue;
            }
            if (!shape_.all) {
                const auto more = [](const Chance& one, const Chance& other) { return one.most > other.most; };
                std::sort(chances.begin(), chances.end(), more);
                double rest = 0;
                for (size_t number = chances.size(); number--;) chances[number].rest = rest += chances[number].most;
                Stretch reaching;
                reach(chances, 0, 0, count, reaching);
                for (size_t word = 0; word < count; ++word) wanted[word] &= reaching[word];
            }
            each(first, wanted.data(), count, [&](uint32_t doc) { add(doc, rest_.data()); });
        }
    }

    // What a word can score in a stretch, alone and together with those after it, and the documents that have it.
    struct Chance {
        double most, rest;
        const uint64_t* docs;
    };

    // What a document of a stretch can score.
    static double most_of(uint32_t doc, size_t first, const std::vector<Chance>& chances) {
        double sum = 0;
        for (const Chance& chance : chances) sum += chance.docs[doc / 64 - first] >> (doc % 64) & 1 ? chance.most : 0;
        return sum;
    }

    bool enough(double sum) const { return sum + sum * kRounding >= top_.least_score(); }

    // The documents that have so many of the words from one on that, with a sum so far, they may get in. Of the words
    // that are not told apart any will do.
    void reach(const std::vector<Chance>& chances, size_t number, double sum, size_t count, Stretch& out) const {
        if (enough(sum)) return out.fill(~uint64_t{0});
        if (number == chances.size() || !enough(sum + chances[number].rest)) return out.fill(0);
        if (number == kToldApart) {
            out.fill(0);
            for (; number < chances.size(); ++number) {
                for (size_t word = 0; word < count; ++word) out[word] |= chances[number].docs[word];
            }
            return;
        }
        Stretch with;
        reach(chances, number + 1, sum + chances[number].most, count, with);
        reach(chances, number + 1, sum, count, out);
        for (size_t word = 0; word < count; ++word) out[word] |= with[word] & chances[number].docs[word];
    }

    const Shape& shape_;
    Top& top_;
    size_t segment_;
    uint32_t doc_count_;
    const uint8_t* hidden_;
    Storage& storage_;
    std::vector<Clause> clauses_;
    DocSet matching_;  // what may still get in
    DocSet beside_;    // documents with a word in the shorter list of its two
    std::vector<double> rest_;  // of a stretch, what the words after each can score
};

}  // namespace

uint64_t best_of_several(Tree& tree, Request& request, size_t segment, const Shape& shape) {
    return Best(tree, request, segment, shape).go();
}

}  // namespace searchlib
