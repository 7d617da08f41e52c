#include "dependence.hpp"

#include <algorithm>

namespace searchlib {
namespace {

// A word in one field of one segment: its positions, document by document.
class Stream {
  public:
    Stream(const Field& field, const std::string& term, const Postings& postings) {
        const auto found = field.terms.find(term);
        if (!found || !field.positional()) return;
        postings_ = postings;
        positions_.emplace(field, *found, postings_);
    }

    // Go to a document, which must lie behind the last one; tell whether it has the word.
    bool move(uint32_t doc) {
        place_ = gallop(postings_, place_, doc);
        moved_ = false;
        return place_ < postings_.size && postings_.docs[place_] == doc;
    }

    const std::vector<uint32_t>& places() {
        if (moved_) return places_;
        moved_ = true;
        positions_->move(place_);
        places_.resize(positions_->size());
        for (size_t number = 0; number < places_.size(); ++number) places_[number] = positions_->position(number);
        return places_;
    }

  private:
    Postings postings_;
    std::optional<Positions> positions_;
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
                    if (streams.words[leaf]) continue;
                    const Postings& postings = program.tree.leaves[leaf].counted[segment][number].postings;
                    streams.words[leaf].emplace(*field, program.asked[leaf].words[0].term, postings);
                }
            }
        }
    }

    double with_pairs(uint32_t doc, double score) {
        for (Streams& streams : parts_) {
            for (size_t leaf = 0; leaf < streams.words.size(); ++leaf) {
                streams.here[leaf] = streams.words[leaf] && streams.words[leaf]->move(doc);
            }
        }
        for (const Pair& pair : dependence_.pairs) {
            double beside = 0, close = 0;
            for (Streams& streams : parts_) {
                if (!streams.here[pair.first] || !streams.here[pair.second]) continue;
                const auto &first = streams.words[pair.first]->places(), &second = streams.words[pair.second]->places();
                const double weight = streams.table[streams.lengths[doc]];
                beside += side_by_side(first, second) * weight;
                close += near(first, second, dependence_.reach) * weight;
            }
            const double scale = scale_of(program_, pair);
            score += dependence_.adjacent * saturated(scale, beside);
            score += dependence_.near * saturated(scale, close);
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

}  // namespace

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
    return dependence;
}

size_t depend(const Program& program, const Dependence& dependence, const Order& order, size_t limit, std::vector<Entry>& entries) {
    size_t pool = std::min(dependence.pool, entries.size());
    if (pool < entries.size()) {
        const Entry& next = entries[pool];
        while (pool && !order.better(entries[pool - 1], next)) --pool;
    }
    const double last = limit && limit <= pool ? entries[limit - 1].score : 0;
    const double least = last > 0 ? last * least_share(dependence) : -1e308;
    std::vector<Entry*> looked_at;
    for (size_t place = 0; place < pool && entries[place].score >= least; ++place) looked_at.push_back(&entries[place]);
    std::sort(looked_at.begin(), looked_at.end(), [](const Entry* one, const Entry* other) {
        return one->segment != other->segment ? one->segment < other->segment : one->doc < other->doc;
    });
    std::optional<Looker> looker;
    for (size_t place = 0; place < looked_at.size(); ++place) {
        Entry& entry = *looked_at[place];
        if (!place || entry.segment != looked_at[place - 1]->segment) looker.emplace(program, dependence, entry.segment);
        entry.score = looker->with_pairs(entry.doc, entry.score);
    }
    std::sort(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(pool),
              [&](const Entry& one, const Entry& other) { return order.better(one, other); });
    return pool;
}

}  // namespace searchlib
