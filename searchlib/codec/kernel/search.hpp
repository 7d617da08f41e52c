// What becomes of the documents that match: the best of them, all of them, or counts.
#pragma once
#include <map>
#include <vector>

#include "tree.hpp"

namespace searchlib {

inline constexpr int64_t kMissing = INT64_MIN;
inline constexpr int64_t kUndated = -(int64_t{1} << 62);

struct Entry {
    double score;
    int64_t day;  // the greater the better; the order of dates turned round is a day below zero
    uint32_t segment, doc;
};

struct Order {
    bool by_day = false;
    std::vector<const int64_t*> days;  // one a segment
    bool oldest = false;

    int64_t day(size_t segment, uint32_t doc) const {
        const int64_t day = days[segment][doc];
        if (day == kMissing) return kUndated;
        return oldest ? -day : day;
    }
    bool better(const Entry& one, const Entry& other) const {
        if (by_day && one.day != other.day) return one.day > other.day;
        if (one.score != other.score) return one.score > other.score;
        return !by_day && one.day > other.day;
    }
};

// The best entries; those that are not told apart by score and day from the last of them are kept as well.
class Top {
  public:
    Top(const Order& order, size_t limit) : order_(order), limit_(limit), capacity_(room_for(limit)) {}

    // Leave out what is better than this: it has been shown. What is as good is kept beside the best.
    void after(double score, int64_t day) { after_ = {score, day, 0, 0}, has_after_ = true; }
    // Leave out, too, what scores less than a share, if there is one, of what the last of the first `count` scores.
    void within(size_t count, double share) { first_ = share > 0 ? count : 0, share_ = share; }
    // Below this score nothing gets in.
    double least_score() const { return full_ && !order_.by_day && worst_.score > least_ ? worst_.score : least_; }
    bool by_day() const { return order_.by_day; }
    // Where days come first: whether that of a document may be good enough.
    bool may_enter(size_t segment, uint32_t doc) const {
        return !full_ || order_.day(segment, doc) >= worst_.day;
    }
    void add(size_t segment, uint32_t doc, double score);
    std::vector<Entry> take();

  private:
    // Few more than are wanted: the worst of these is known again each time there is no room.
    static size_t room_for(size_t count) { return count + std::max<size_t>(count / 2, 16); }
    void shrink();
    bool dated() const { return full_ || has_after_ || order_.by_day; }
    void date();
    void keep_score(double score);

    const Order& order_;
    size_t limit_, capacity_;
    std::vector<Entry> kept_, equal_;
    Entry worst_{}, after_{};
    bool full_ = false, has_after_ = false;
    size_t first_ = 0;
    double share_ = 0, least_ = -1e308;
    std::vector<double> scores_;  // the first, the worst on top
};

// A facet column of one segment.
struct Labels {
    Dictionary names;
    Section starts, values;
};

struct Request {
    std::vector<uint32_t> doc_counts;
    std::vector<const uint8_t*> hidden;  // a bit for each document, or null
    Top* top = nullptr;
    std::vector<std::vector<Entry>>* all = nullptr;
    std::vector<std::vector<uint64_t>>* bits = nullptr;  // a bit for each document that matches
    std::vector<const Labels*> labels;  // one a segment, or none
    std::vector<std::vector<uint32_t>> label_counts;
    std::vector<const int64_t*> first_days, last_days;  // one a segment, or none
    std::map<std::pair<int64_t, int64_t>, uint64_t> day_counts;
    uint64_t total = 0;
};

void search(Tree& tree, Request& request);

}  // namespace searchlib
