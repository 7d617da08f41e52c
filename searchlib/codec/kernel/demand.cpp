#include "demand.hpp"

#include <algorithm>

namespace searchlib {
namespace {

// The title is a window of its own.
constexpr int64_t kTitle = -1;

// Whether two places, which share no token, are near enough; with `behind` below zero the first must come first.
bool apart(const uint32_t* left, const uint32_t* left_end, const uint32_t* right, const uint32_t* right_end, int64_t behind, int64_t ahead) {
    const int64_t first = *left, last = *(left_end - 1), other_first = *right, other_last = *(right_end - 1);
    if (other_first > last) return other_first - last <= ahead;
    if (behind < 0 || std::find_first_of(left, left_end, right, right_end) != left_end) return false;
    return first <= other_last || first - other_last <= behind;
}

}  // namespace

Inspection::Inspection(const Demand& demand, const std::vector<Leaf>& leaves, size_t segment)
    : demand_(demand), rows_(demand.windows == Demand::Windows::kText ? nullptr : demand.starts[segment]) {
    open(demand.holding, leaves, segment);
}

void Inspection::open(const Holding& holding, const std::vector<Leaf>& leaves, size_t segment) {
    if (holding.kind == Holding::Kind::kStands) open(holding.standing, leaves, segment);
    for (const Holding& clause : holding.clauses) open(clause, leaves, segment);
}

void Inspection::open(const Standing& standing, const std::vector<Leaf>& leaves, size_t segment) {
    if (standing.clauses.empty()) {
        for (const auto& sources : leaves[standing.leaf].sources) {
            words_.push_back({Stream(sources[segment][0], {}), Stream(sources[segment][1], {})});
        }
    }
    for (const Standing& clause : standing.clauses) open(clause, leaves, segment);
}

Inspection::Units Inspection::units(uint32_t doc) {
    read_ = false;
    return units(demand_.holding, doc);
}

std::vector<Inspection::Count> Inspection::counts(uint32_t doc) {
    read_ = false;
    return counts(demand_.holding, doc);
}

// The windows for which it holds, ascending.
Inspection::Units Inspection::units(const Holding& holding, uint32_t doc) {
    Units found;
    if (holding.kind == Holding::Kind::kStands) {
        for (const Count& count : counts(holding, doc)) found.push_back(count.unit);
        return found;
    }
    const bool all = holding.kind == Holding::Kind::kAll;
    for (size_t number = 0; number < holding.clauses.size(); ++number) {
        const Units some = units(holding.clauses[number], doc);
        Units both;
        if (!number) both = some;
        else if (all) std::set_intersection(found.begin(), found.end(), some.begin(), some.end(), std::back_inserter(both));
        else std::set_union(found.begin(), found.end(), some.begin(), some.end(), std::back_inserter(both));
        found = std::move(both);
        if (all && found.empty()) break;
    }
    return found;
}

// The windows in which a clause stands often enough, ascending.
std::vector<Inspection::Count> Inspection::counts(const Holding& holding, uint32_t doc) {
    const Units each = each_unit(holding, doc);
    std::vector<Count> found;
    for (size_t first = 0, next; first < each.size(); first = next) {
        for (next = first; next < each.size() && each[next] == each[first];) ++next;
        if (next - first >= holding.least) found.push_back({each[first], static_cast<uint32_t>(next - first)});
    }
    return found;
}

// The windows in which a clause stands, ascending, each as often as it does.
Inspection::Units Inspection::each_unit(const Holding& holding, uint32_t doc) {
    Units each;
    for (size_t part = 0; part < holding.parts; ++part) {
        const Spots some = spots(holding.standing, part, doc);
        if (!read_ && rows_ && some.size()) {
            rows_->read(doc, starts_);
            read_ = true;
        }
        for (size_t place = 0; place < some.size(); ++place) add_unit(some, place, holding.titled && !part, each);
    }
    std::sort(each.begin(), each.end());
    return each;
}

// The window in which a place lies; none where it lies in several, or before the first.
void Inspection::add_unit(const Spots& spots, size_t place, bool in_title, Units& units) const {
    if (demand_.windows == Demand::Windows::kText) return units.push_back(0);
    const bool lead = demand_.windows == Demand::Windows::kLead;
    if (in_title) return units.push_back(lead ? 0 : kTitle);
    const int64_t first = unit(spots.front(place));
    if (first >= 0 && first == unit(spots.back(place)) && !(lead && first)) units.push_back(first);
}

int64_t Inspection::unit(uint32_t position) const {
    return std::upper_bound(starts_.begin(), starts_.end(), position) - starts_.begin() - 1;
}

// ── places ──

// The first place that begins at a position or behind it. Places of a phrase with slop may not ascend throughout, so it is
// sought as Python's bisect does.
size_t Inspection::Spots::from(int64_t position) const {
    size_t low = 0, high = size();
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (front(middle) < position) low = middle + 1;
        else high = middle;
    }
    return low;
}

// In order, each once.
void Inspection::Spots::settle() {
    std::vector<size_t> order(size());
    for (size_t place = 0; place < order.size(); ++place) order[place] = place;
    std::sort(order.begin(), order.end(), [&](size_t one, size_t other) {
        return std::lexicographical_compare(begin(one), end(one), begin(other), end(other));
    });
    Spots settled;
    for (size_t place = 0; place < order.size(); ++place) {
        const uint32_t *const first = begin(order[place]), *const last = end(order[place]);
        const size_t before = settled.size();
        if (before && std::equal(first, last, settled.begin(before - 1), settled.end(before - 1))) continue;
        settled.positions.insert(settled.positions.end(), first, last);
        settled.close();
    }
    *this = std::move(settled);
}

Inspection::Spots Inspection::spots(const Standing& standing, size_t part, uint32_t doc) {
    switch (standing.kind) {
        case Standing::Kind::kWord: return word(standing, part, doc);
        case Standing::Kind::kPhrase: return phrase(standing, part, doc);
        case Standing::Kind::kAny: return any(standing, part, doc);
        default: break;
    }
    const int64_t reach = standing.reach;
    const Spots first = spots(standing.clauses[0], part, doc);
    if (!first.size()) return {};
    return paired(first, spots(standing.clauses[1], part, doc), standing.kind == Standing::Kind::kNear ? reach : -1, reach);
}

Inspection::Spots Inspection::word(const Standing& standing, size_t part, uint32_t doc) {
    Spots found;
    words_[standing.first][part].read(doc, found.positions);
    for (size_t place = 0; place < found.positions.size(); ++place) found.ends.push_back(static_cast<uint32_t>(place + 1));
    return found;
}

Inspection::Spots Inspection::phrase(const Standing& standing, size_t part, uint32_t doc) {
    std::vector<Places> words(standing.words);
    Spots found;
    for (size_t number = 0; number < words.size(); ++number) {
        words_[standing.first + number][part].read(doc, words[number]);
        if (words[number].empty()) return found;
    }
    if (standing.reach) {
        Seating seating(words);
        for (const int64_t first : shifted(words)) {
            if (!seating.fits(first, standing.reach)) continue;
            const Places seats = seating.seats();
            found.positions.insert(found.positions.end(), seats.begin(), seats.end());
            found.close();
            if (found.size() == kMostPlaces) break;
        }
        return found;
    }
    for (const uint32_t start : words[0]) {
        bool all = true;
        for (size_t number = 1; all && number < words.size(); ++number) {
            all = std::binary_search(words[number].begin(), words[number].end(), start + number);
        }
        if (!all) continue;
        for (size_t number = 0; number < words.size(); ++number) found.positions.push_back(static_cast<uint32_t>(start + number));
        found.close();
    }
    return found;
}

Inspection::Spots Inspection::any(const Standing& standing, size_t part, uint32_t doc) {
    Spots found;
    for (const Standing& clause : standing.clauses) {
        const Spots some = spots(clause, part, doc);
        for (size_t place = 0; place < some.size(); ++place) {
            found.positions.insert(found.positions.end(), some.begin(place), some.end(place));
            found.close();
        }
    }
    found.settle();
    return found;
}

// Pairs of places at most so many words apart.
Inspection::Spots Inspection::paired(const Spots& first, const Spots& second, int64_t behind, int64_t ahead) {
    int64_t widest = 0;
    for (size_t place = 0; place < second.size(); ++place) widest = std::max(widest, int64_t{second.back(place)} - second.front(place));
    Spots found;
    for (size_t left = 0; left < first.size() && found.size() < kMostPlaces; ++left) {
        const size_t from = second.from(int64_t{first.front(left)} - std::max<int64_t>(behind, 0) - widest);
        const size_t to = second.from(int64_t{first.back(left)} + ahead + 1);
        for (size_t right = from; right < to && found.size() < kMostPlaces; ++right) {
            if (!apart(first.begin(left), first.end(left), second.begin(right), second.end(right), behind, ahead)) continue;
            std::merge(first.begin(left), first.end(left), second.begin(right), second.end(right), std::back_inserter(found.positions));
            found.close();
        }
    }
    found.settle();
    return found;
}

}  // namespace searchlib
