#include "dependence.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "doc_bits.hpp"

namespace searchlib {
namespace {

constexpr double kRounding = 1e-9;

// A word in one field of one segment: its positions, document by document.
class Stream {
  public:
    Stream(const Source& source, const Counted& counted)
        : postings_(counted.postings), bits_(counted.bits), positions_(*source.field, source.term, counted.postings) {}

    // Go to a document, which must lie behind the last one; tell whether it has the word.
    bool move(uint32_t doc) {
        moved_ = false;
        if (bits_) {
            if (!bits_.has(doc)) return false;
            place_ = bits_.place(doc);
            return true;
        }
        place_ = gallop(postings_, place_, doc);
        return place_ < postings_.size && postings_.docs[place_] == doc;
    }

    uint32_t freq() const { return postings_.freq(place_); }

    // Each once: govern-ment is a form of its stem by its part and as a whole.
    const std::vector<uint32_t>& places() {
        if (moved_) return places_;
        moved_ = true;
        positions_.move(place_);
        places_.assign(positions_.begin(), positions_.end());
        places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
        return places_;
    }

  private:
    Postings postings_;
    DocBits bits_;
    Positions positions_;
    std::vector<uint32_t> places_;
    size_t place_ = 0;
    bool moved_ = false;
};

uint32_t side_by_side(const std::vector<uint32_t>& first, const std::vector<uint32_t>& second) {
    uint32_t count = 0;
    size_t place = 0;
    for (const uint32_t position : first) {
        while (place < second.size() && second[place] <= position) ++place;
        count += place < second.size() && second[place] == position + 1;
    }
    return count;
}

uint32_t with_near(const std::vector<uint32_t>& first, const std::vector<uint32_t>& second, uint32_t reach) {
    uint32_t count = 0;
    size_t place = 0;
    for (const uint32_t position : first) {
        while (place < second.size() && uint64_t{second[place]} + reach < position) ++place;
        bool found = false;
        for (size_t other = place; !found && other < second.size() && other < place + 2; ++other) {
            found = second[other] != position && second[other] <= uint64_t{position} + reach;
        }
        count += found;
    }
    return count;
}

uint32_t near(const std::vector<uint32_t>& first, const std::vector<uint32_t>& second, uint32_t reach) {
    return std::min(with_near(first, second, reach), with_near(second, first, reach));
}

// The words of all pairs in one part of one segment, each once.
struct Streams {
    std::vector<std::optional<Stream>> words;  // one a leaf
    std::vector<char> here;                    // whether the document has it
    const uint8_t* lengths = nullptr;
    const double* table = nullptr;
};

// Looks at the documents of one segment, ascending.
class Looker {
  public:
    Looker(const Program& program, const Dependence& dependence, size_t segment) : program_(program), dependence_(dependence) {
        const Group& group = program.groups[program.asked[dependence.pairs[0].first].group];
        for (size_t number = 0; number < group.parts.size(); ++number) {
            const Part& part = group.parts[number];
            const Field* field = part.fields[segment];
            if (!field) continue;
            Streams& streams = parts_.emplace_back();
            streams.words.resize(program.asked.size());
            streams.here.resize(program.asked.size());
            streams.lengths = field->length_bytes();
            streams.table = part.table.data();
            for (const Pair& pair : dependence.pairs) {
                for (const uint32_t leaf : {pair.first, pair.second}) {
                    const Leaf& word = program.tree.leaves[leaf];
                    const Sources& sources = word.sources[0][segment][number];
                    if (streams.words[leaf] || sources.size() != 1 || !field->positional()) continue;
                    streams.words[leaf].emplace(sources[0], word.counted[segment][number]);
                }
            }
        }
    }

    // Go to a document, which must lie behind the last one.
    void move(uint32_t doc) {
        doc_ = doc;
        for (Streams& streams : parts_) {
            for (size_t leaf = 0; leaf < streams.words.size(); ++leaf) {
                streams.here[leaf] = streams.words[leaf] && streams.words[leaf]->move(doc);
            }
        }
    }

    // What it can score at most: two words stand together at most as often as the rarer of them stands.
    double most(double score) {
        bounds_.clear();
        for (const Pair& pair : dependence_.pairs) {
            double weight = 0;
            for (const Streams& streams : parts_) {
                if (!streams.here[pair.first] || !streams.here[pair.second]) continue;
                const uint32_t rarer = std::min(streams.words[pair.first]->freq(), streams.words[pair.second]->freq());
                weight += rarer * streams.table[streams.lengths[doc_]];
            }
            bounds_.push_back((dependence_.adjacent + dependence_.near) * saturated(scale_of(program_, pair), weight));
            score += bounds_.back();
        }
        return score;
    }

    // After `most`; as far as it `reaches` what is wanted with what is left.
    template <class Reaches>
    std::optional<double> with_pairs(double score, double most, Reaches reaches) {
        for (size_t number = 0; number < dependence_.pairs.size(); ++number) {
            if (bounds_[number] == 0) continue;
            const Pair& pair = dependence_.pairs[number];
            double beside = 0, close = 0;
            for (Streams& streams : parts_) {
                if (!streams.here[pair.first] || !streams.here[pair.second]) continue;
                const auto &first = streams.words[pair.first]->places(), &second = streams.words[pair.second]->places();
                const double weight = streams.table[streams.lengths[doc_]];
                beside += side_by_side(first, second) * weight;
                close += near(first, second, dependence_.reach) * weight;
            }
            const double scale = scale_of(program_, pair);
            const double before = score;
            score += dependence_.adjacent * saturated(scale, beside);
            score += dependence_.near * saturated(scale, close);
            most -= bounds_[number] - (score - before);
            if (!reaches(most)) return std::nullopt;
        }
        return score;
    }

    static double scale_of(const Program& program, const Pair& pair) {
        return (program.tree.leaves[pair.first].idf + program.tree.leaves[pair.second].idf) * (kK1 + 1);
    }

  private:
    const Program& program_;
    const Dependence& dependence_;
    std::vector<Streams> parts_;
    std::vector<double> bounds_;  // what each pair can add
    uint32_t doc_ = 0;
};

// Looks at entries in the order of their documents; of all scores that are worked out it keeps the best.
class Looking {
  public:
    Looking(const Program& program, const Dependence& dependence, size_t limit)
        : program_(program), dependence_(dependence), limit_(limit) {
        for (const Pair& pair : dependence.pairs) cap_ += (dependence.adjacent + dependence.near) * Looker::scale_of(program, pair);
    }

    void look_at(std::vector<Entry*>& entries) {
        std::sort(entries.begin(), entries.end(), [](const Entry* one, const Entry* other) {
            return one->segment != other->segment ? one->segment < other->segment : one->doc < other->doc;
        });
        std::optional<Looker> looker;
        const Entry* before = nullptr;
        for (Entry* const entry : entries) {
            if (!before || before->segment != entry->segment) looker.emplace(program_, dependence_, entry->segment);
            before = entry;
            looker->move(entry->doc);
            const double most = looker->most(entry->score);
            if (!reaches(most)) continue;
            const auto score = looker->with_pairs(entry->score, most, [&](double left) { return reaches(left); });
            if (score) keep(entry->score = *score);
        }
    }

    // Whether the pairs may bring a document to the page.
    bool may_reach(double score) const { return reaches(std::min(score + cap_, score > 0 ? score * (1 + dependence_.most) : score + cap_)); }

  private:
    bool reaches(double most) const { return best_.size() < limit_ || most + kRounding * std::abs(most) >= best_.front(); }

    void keep(double score) {
        if (best_.size() == limit_) {
            if (!limit_ || score <= best_.front()) return;
            std::pop_heap(best_.begin(), best_.end(), std::greater<>());
            best_.pop_back();
        }
        best_.push_back(score);
        std::push_heap(best_.begin(), best_.end(), std::greater<>());
    }

    const Program& program_;
    const Dependence& dependence_;
    size_t limit_;
    double cap_ = 0;  // what the pairs add at most
    std::vector<double> best_;  // the worst of them on top
};

uint32_t leaf_of(const Program& program, size_t group, std::string_view term) {
    for (size_t leaf = 0; leaf < program.asked.size(); ++leaf) {
        const Asked& asked = program.asked[leaf];
        if (asked.group == group && !asked.is_phrase && !asked.words[0].is_pattern && asked.words[0].term == term) {
            return static_cast<uint32_t>(leaf);
        }
    }
    throw BadProgram{"a pair of words that are not asked for"};
}

// Of words in a row, each pair of neighbours adds at most a share of the two idfs times the lesser saturation. Such a sum
// is greatest, beside the sum of what the words score, where all saturations are equal within some run of the row, and
// nothing outside it.
double most_of_row(const std::vector<double>& idfs) {
    double most = 0;
    for (size_t first = 0; first < idfs.size(); ++first) {
        double sum = idfs[first];
        for (size_t last = first + 1; last < idfs.size(); ++last) {
            sum += idfs[last];
            if (sum > 0) most = std::max(most, 2 - (idfs[first] + idfs[last]) / sum);
        }
    }
    return most;
}

Pool pool_of(const Dependence& dependence, const Order& order, const std::vector<Entry>& entries) {
    size_t wanted = dependence.pool;
    if (dependence.floor) {
        const Floor& floor = *dependence.floor;
        const Entry least{floor.score, floor.day, 0, 0};
        const auto above = [&](const Entry& entry) { return floor.open ? entry.score >= floor.score : order.better(entry, least); };
        const auto count = static_cast<size_t>(std::partition_point(entries.begin(), entries.end(), above) - entries.begin());
        wanted = floor.open ? std::max(wanted, count) : count;
    }
    Pool pool;
    pool.whole = !dependence.floor || wanted <= dependence.most_looked_at;
    pool.size = std::min(pool.whole ? wanted : dependence.most_looked_at, entries.size());
    if (pool.size == entries.size()) return pool;
    pool.behind = entries[pool.size];
    while (pool.size && !order.better(entries[pool.size - 1], *pool.behind)) --pool.size;
    return pool;
}

}  // namespace

void tighten(const Program& program, Dependence& dependence) {
    if (std::isinf(dependence.most)) return;  // what the words score is not all that a score is made of
    std::vector<uint32_t> seen;
    std::vector<double> row;
    double most = 0;
    for (const Pair& pair : dependence.pairs) {
        if (row.empty() || seen.back() != pair.first) {
            most = std::max(most, most_of_row(row));
            row = {program.tree.leaves[pair.first].idf};
            seen.push_back(pair.first);
        }
        row.push_back(program.tree.leaves[pair.second].idf);
        seen.push_back(pair.second);
    }
    most = (dependence.adjacent + dependence.near) * std::max(most, most_of_row(row));
    std::sort(seen.begin(), seen.end());
    const bool each_once = std::adjacent_find(seen.begin(), seen.end()) == seen.end();
    if (each_once && most < dependence.most) dependence.most = most;
}

Dependence read_dependence(PyObject* object, const Program& program) {
    Dependence dependence;
    PyObject* pairs = item(object, 0);
    if (!length(pairs)) throw BadProgram{"pairs are wanted"};
    for (size_t pair = 0; pair < length(pairs); ++pair) {
        PyObject* words = item(pairs, pair);
        const size_t group = small(item(words, 0));
        dependence.pairs.push_back({leaf_of(program, group, bytes(item(words, 1))), leaf_of(program, group, bytes(item(words, 2)))});
        const auto& last = dependence.pairs.back();
        if (program.asked[last.first].group != program.asked[dependence.pairs[0].first].group) throw BadProgram{"pairs of one field are wanted"};
    }
    dependence.adjacent = real(item(object, 1));
    dependence.near = real(item(object, 2));
    dependence.reach = small(item(object, 3));
    dependence.pool = small(item(object, 4));
    dependence.most = real(item(object, 5));
    if (!(dependence.most >= 0)) throw BadProgram{"a share is wanted"};
    dependence.most_looked_at = small(item(object, 6));
    PyObject* const floor = item(object, 7);
    if (floor != Py_None) dependence.floor = {real(item(floor, 0)), integer(item(floor, 1)), integer(item(floor, 2)) != 0};
    return dependence;
}

Pool depend(const Program& program, const Dependence& dependence, const Order& order, size_t limit, std::vector<Entry>& entries) {
    const Pool found = pool_of(dependence, order, entries);
    const size_t pool = found.size;
    Looking looking(program, dependence, limit ? limit : SIZE_MAX);
    std::vector<Entry*> foremost, others;
    for (size_t place = 0; place < pool && (!limit || place < limit); ++place) foremost.push_back(&entries[place]);
    looking.look_at(foremost);
    for (size_t place = foremost.size(); place < pool && looking.may_reach(entries[place].score); ++place) others.push_back(&entries[place]);
    looking.look_at(others);
    std::sort(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(pool),
              [&](const Entry& one, const Entry& other) { return order.better(one, other); });
    return found;
}

}  // namespace searchlib
