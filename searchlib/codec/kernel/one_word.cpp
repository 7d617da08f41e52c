// The best documents of one word, alone or with ranges of columns. Each of its two lists goes by itself: a block of the
// longer one is looked at only if it may hold a document that gets in, those that may hold the best come first.
#include <algorithm>
#include <numeric>

#include "best.hpp"

namespace searchlib {
namespace {

// Weights are compared before scores, which takes no division; so much room is left for rounding.
constexpr double kRounding = 1e-12;

// Of what a word can score at most; nearer to it the weight that belongs to a score is not known so exactly.
constexpr double kSurelyBelow = 0.99;

// So many blocks come before the others, those with the greatest bounds.
constexpr size_t kForemost = 4;

class OneWord {
  public:
    OneWord(const Leaf& leaf, Request& request, size_t segment, const Shape& shape)
        : scale_(leaf.scale), top_(*request.top), segment_(segment), hidden_(request.hidden[segment]), ranges_(shape.ranges),
          both_(leaf.both[segment]), many_(leaf.counted[segment][both_.many]), few_(leaf.counted[segment][1 - both_.many]) {}

    // Gives how many match.
    uint64_t go() {
        const bool open = !hidden_ && ranges_.empty();
        if (top_.by_day()) {
            if (open) best_by_day([](uint32_t) { return true; });
            else best_by_day([this](uint32_t doc) { return passes(doc); });
        } else {
            add_many();
            add_few();
        }
        return open ? many_.postings.size + few_.postings.size - both_.common : count();
    }

  private:
    bool passes(uint32_t doc) const {
        if (hidden_ && (hidden_[doc / 8] >> (doc % 8) & 1)) return false;
        for (const Range& range : ranges_) {
            if (!range.holds(segment_, doc)) return false;
        }
        return true;
    }

    uint64_t count() const {
        uint64_t total = count(many_.postings, nullptr);
        if (few_.postings.size) total += count(few_.postings, both_.places);
        return total;
    }

    // How many documents pass; those that stand in the other list, too, are left out. A test after the other for all
    // documents of a block: which of them pass cannot be guessed.
    uint64_t count(const Postings& list, const uint32_t* others) const {
        uint64_t total = 0;
        for (size_t first = 0; first < list.size; first += kBlock) {
            const size_t size = std::min(kBlock, list.size - first);
            const uint32_t* const docs = list.docs + first;
            uint8_t wanted[kBlock];
            for (size_t place = 0; place < size; ++place) wanted[place] = !others || others[first + place] == kNowhere;
            if (hidden_) {
                for (size_t place = 0; place < size; ++place) wanted[place] &= ~(hidden_[docs[place] / 8] >> (docs[place] % 8));
            }
            for (const Range& range : ranges_) {
                const int64_t *const column = range.columns[segment_], least = range.least, most = range.most;
                for (size_t place = 0; place < size; ++place) {
                    wanted[place] &= (least <= column[docs[place]]) & (column[docs[place]] <= most);
                }
            }
            for (size_t place = 0; place < size; ++place) total += wanted[place];
        }
        return total;
    }

    // The weight below which nothing gets in: the inverse of `saturated`.
    double least_weight() const {
        const double score = std::min(top_.least_score(), scale_ * kSurelyBelow);
        if (score <= 0) return 0;
        return kK1 * score / (scale_ - score) * (1 - kRounding);
    }

    // Where a document of the longer list stands in the other; kNowhere if it does not.
    size_t in_few(size_t place) const {
        const Postings& few = few_.postings;
        const size_t found = gallop(few, 0, many_.postings.docs[place]);
        return found < few.size && few.docs[found] == many_.postings.docs[place] ? found : kNowhere;
    }

    // A few blocks with all their documents, then the documents that only the longer list has.
    void add_many() {
        const Postings& many = many_.postings;
        bounds_.resize(many.blocks());
        for (size_t block = 0; block < bounds_.size(); ++block) bounds_[block] = many.bound(block, many_.lengths, many_.table);
        std::vector<uint32_t> order(bounds_.size());
        std::iota(order.begin(), order.end(), 0u);
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(std::min(kForemost, order.size()));
        const auto better = [&](uint32_t one, uint32_t other) { return bounds_[one] > bounds_[other]; };
        std::partial_sort(order.begin(), first, order.end(), better);
        looked_at_.assign(first - order.begin(), 0);
        std::copy(order.begin(), first, looked_at_.begin());
        for (const uint32_t block : looked_at_) add_whole(block);
        double least = least_weight();
        for (auto block = first; block != order.end(); ++block) {
            if (bounds_[*block] < least) continue;
            each_of_block(many_, *block, [&](size_t place, double weighed) {
                if (weighed < least || !passes(many.docs[place]) || in_few(place) != kNowhere) return;
                top_.add(segment_, many.docs[place], saturated(scale_, weighed));
                least = least_weight();
            });
        }
    }

    // All documents of a block, for a start: what gets in behind them must be better.
    void add_whole(size_t block) {
        each_of_block(many_, block, [&](size_t place, double weighed) {
            const size_t other = in_few(place);
            if (other != kNowhere) weighed = weight_of_both(other, place);
            if (passes(many_.postings.docs[place]) && weighed >= least_weight()) {
                top_.add(segment_, many_.postings.docs[place], saturated(scale_, weighed));
            }
        });
    }

    template <class Visit>
    static void each_of_block(const Counted& list, size_t block, Visit visit) {
        uint32_t buffer[kBlock];
        const uint32_t *freqs = list.postings.freqs_of(block, buffer), *docs = list.postings.docs + block * kBlock;
        const uint8_t* const lengths = list.lengths;
        const double* const table = list.table;
        const size_t count = std::min(kBlock, list.postings.size - block * kBlock);
        for (size_t place = 0; place < count; ++place) visit(block * kBlock + place, freqs[place] * table[lengths[docs[place]]]);
    }

    void add_few() {
        double least = least_weight();
        for (size_t block = 0; block < few_.postings.blocks(); ++block) {
            each_of_block(few_, block, [&](size_t place, double weighed) {
                const uint32_t other = both_.places[place];
                if (other != kNowhere) {
                    if (weighed + bounds_[other / kBlock] < least || is_looked_at(other / kBlock)) return;
                    weighed = weight_of_both(place, other);
                }
                if (weighed < least || !passes(few_.postings.docs[place])) return;
                top_.add(segment_, few_.postings.docs[place], saturated(scale_, weighed));
                least = least_weight();
            });
        }
    }

    bool is_looked_at(size_t block) const {
        return std::find(looked_at_.begin(), looked_at_.end(), block) != looked_at_.end();
    }

    // Weights of title and body are added in this order.
    double weight_of_both(size_t of_few, size_t of_many) const {
        const double one = few_.weight(of_few), other = many_.weight(of_many);
        return both_.many ? one + other : other + one;
    }

    template <class Test>
    void best_by_day(Test is_wanted) {
        for (size_t place = 0; place < many_.postings.size; ++place) {
            const uint32_t doc = many_.postings.docs[place];
            if (!top_.may_enter(segment_, doc) || !is_wanted(doc)) continue;
            const size_t other = in_few(place);
            top_.add(segment_, doc, saturated(scale_, other == kNowhere ? many_.weight(place) : weight_of_both(other, place)));
        }
        for (size_t place = 0; place < few_.postings.size; ++place) {
            const uint32_t doc = few_.postings.docs[place];
            if (both_.places[place] != kNowhere || !top_.may_enter(segment_, doc) || !is_wanted(doc)) continue;
            top_.add(segment_, doc, saturated(scale_, few_.weight(place)));
        }
    }

    double scale_;
    Top& top_;
    size_t segment_;
    const uint8_t* hidden_;
    const std::vector<Range>& ranges_;
    const Both& both_;
    const Counted &many_, &few_;
    std::vector<uint32_t> looked_at_;  // blocks of the longer list of which all documents are done
    std::vector<double> bounds_;    // of the blocks of the longer list
};

}  // namespace

uint64_t best_of_one(const Leaf& leaf, Request& request, size_t segment, const Shape& shape) {
    return OneWord(leaf, request, segment, shape).go();
}

}  // namespace searchlib
