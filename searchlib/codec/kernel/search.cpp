#include "best.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace searchlib {
namespace {

struct PairHash {
    size_t operator()(const std::pair<int64_t, int64_t>& days) const {
        return static_cast<size_t>(days.first) * 0x9E3779B97F4A7C15u ^ static_cast<size_t>(days.second);
    }
};

class Run {
  public:
    Run(const Tree& tree, Request& request, size_t segment)
        : tree_(tree), request_(request), segment_(segment), doc_count_(request.doc_counts[segment]),
          hidden_(request.hidden[segment]), labels_(request.labels.empty() ? nullptr : request.labels[segment]) {
        if (!labels_) return;
        if (labels_->starts.present()) {
            starts_ = labels_->starts.words(0, size_t{doc_count_} + 1);
            values_ = labels_->values.all_words();
        }
        request.label_counts[segment].assign(labels_->names.size(), 0);
    }

    // Look at these documents alone.
    void go(const DocSet& only) {
        only_ = &only;
        go();
    }

    void go() {
        windows();
        for (const auto& entry : days_) request_.day_counts[entry.first] += entry.second;
    }

  private:
    void windows() {
        Evaluation evaluation(tree_, segment_, doc_count_);
        Bits visible, matching;
        const std::unique_ptr<double[]> scores(new double[kWindow]);
        const bool scored = request_.top || request_.all;
        uint32_t from = 0;
        while (from < doc_count_) {
            from = evaluation.next(from);
            if (only_) from = following(from);
            if (from >= doc_count_) return;
            evaluation.enter(from & ~63u);
            show(evaluation.base(), evaluation.width(), visible);
            if (!scored || !evaluation.any_of(visible, matching, scores.get())) {
                evaluation.match(visible, matching);
                if (scored) evaluation.score(matching, scores.get());
            }
            take(evaluation.base(), matching, scores.get());
            from = evaluation.base() + evaluation.width();
        }
    }

    // The first document not below `from` that is to be looked at; doc_count where none is.
    uint32_t following(uint32_t from) const {
        for (size_t word = from / 64; word < only_->size(); ++word) {
            const uint64_t rest = (*only_)[word] & (word == from / 64 ? ~uint64_t{0} << (from % 64) : ~uint64_t{0});
            if (rest) return static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(lowest(rest));
        }
        return doc_count_;
    }

    void show(uint32_t base, uint32_t width, Bits& visible) const {
        visible.clear();
        for (uint32_t word = 0; word * 64 < width; ++word) {
            const uint32_t rest = width - word * 64;
            visible.words[word] = rest < 64 ? (uint64_t{1} << rest) - 1 : ~uint64_t{0};
            if (only_) visible.words[word] &= (*only_)[base / 64 + word];
        }
        if (!hidden_) return;
        for (uint32_t byte = 0; byte * 8 < width; ++byte) {
            visible.words[byte / 8] &= ~(uint64_t{hidden_[base / 8 + byte]} << (byte % 8 * 8));
        }
    }

    void take(uint32_t base, const Bits& matching, const double* scores) {
        request_.total += matching.count();
        if (request_.top) {
            matching.each([&](uint32_t doc) {
                if (scores[doc] >= request_.top->least_score()) request_.top->add(segment_, base + doc, scores[doc]);
            });
        }
        if (request_.all) {
            auto& all = (*request_.all)[segment_];
            matching.each([&](uint32_t doc) { all.push_back({scores[doc], 0, 0, base + doc}); });
        }
        if (request_.bits) {
            auto& bits = (*request_.bits)[segment_];
            for (size_t word = base / 64; word < bits.size() && word - base / 64 < Bits::kWords; ++word) {
                bits[word] |= matching.words[word - base / 64];
            }
        }
        if (labels_) matching.each([&](uint32_t doc) { count_labels(base + doc); });
        if (!request_.first_days.empty()) {
            const int64_t *first = request_.first_days[segment_], *last = request_.last_days[segment_];
            matching.each([&](uint32_t doc) { ++days_[{first[base + doc], last[base + doc]}]; });
        }
    }

    void count_labels(uint32_t doc) {
        if (!starts_) return;
        const uint32_t start = starts_[doc], end = starts_[doc + 1];
        if (start > end || end > labels_->values.count()) labels_->starts.damaged("does not fit the values");
        for (uint32_t place = start; place < end; ++place) {
            if (values_[place] >= labels_->names.size()) labels_->values.damaged("an ordinal of no value");
            ++request_.label_counts[segment_][values_[place]];
        }
    }

    const Tree& tree_;
    Request& request_;
    size_t segment_;
    uint32_t doc_count_;
    const uint8_t* hidden_;
    const Labels* labels_;
    const DocSet* only_ = nullptr;
    const uint32_t *starts_ = nullptr, *values_ = nullptr;
    std::unordered_map<std::pair<int64_t, int64_t>, uint64_t, PairHash> days_;
};

}  // namespace

void Top::add(size_t segment, uint32_t doc, double score) {
    const int64_t day = dated() ? order_.day(segment, doc) : 0;  // most come and go before a day decides
    const Entry entry{score, day, static_cast<uint32_t>(segment), doc};
    if (full_ && order_.better(worst_, entry)) return;
    if (has_after_ && !order_.better(after_, entry)) {
        if (!order_.better(entry, after_)) equal_.push_back(entry);
        return;
    }
    kept_.push_back(entry);
    if (first_) keep_score(score);
    if (kept_.size() >= capacity_) shrink();
}

void Top::keep_score(double score) {
    if (scores_.size() == first_) {
        if (score <= scores_.front()) return;
        std::pop_heap(scores_.begin(), scores_.end(), std::greater<>());
        scores_.pop_back();
    }
    scores_.push_back(score);
    std::push_heap(scores_.begin(), scores_.end(), std::greater<>());
    if (scores_.size() == first_ && scores_.front() > 0) least_ = share_ * scores_.front();
}

// Look up the days of all that are kept, if that has not been done.
void Top::date() {
    if (dated()) return;
    for (Entry& entry : kept_) entry.day = order_.day(entry.segment, entry.doc);
}

void Top::shrink() {
    date();
    const auto better = [&](const Entry& one, const Entry& other) { return order_.better(one, other); };
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(limit_ - 1);
    std::nth_element(kept_.begin(), last, kept_.end(), better);
    worst_ = *last;
    full_ = true;
    kept_.erase(std::remove_if(last + 1, kept_.end(), [&](const Entry& entry) { return better(worst_, entry); }), kept_.end());
    capacity_ = room_for(kept_.size());
}

std::vector<Entry> Top::take() {
    if (first_) {  // what came before the least score was known
        kept_.erase(std::remove_if(kept_.begin(), kept_.end(), [&](const Entry& entry) { return entry.score < least_; }), kept_.end());
    }
    date();
    if (kept_.size() > limit_) shrink();
    kept_.insert(kept_.end(), equal_.begin(), equal_.end());
    std::sort(kept_.begin(), kept_.end(), [&](const Entry& one, const Entry& other) { return order_.better(one, other); });
    return std::move(kept_);
}

void search(Tree& tree, Request& request) {
    for (size_t segment = 0; segment < request.doc_counts.size(); ++segment) {
        DocSet left;
        if (!request.top || !best_of_words(tree, request, segment, left)) Run(tree, request, segment).go();
        else if (!left.empty()) Run(tree, request, segment).go(left);
    }
}

}  // namespace searchlib
