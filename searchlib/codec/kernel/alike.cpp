#include "alike.hpp"

#include "binding.hpp"
#include "functions.hpp"
#include "search.hpp"

#include <algorithm>

namespace searchlib {
namespace {

constexpr uint32_t kBins = 48, kLeast = 30;
constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kShingle = 3, kColumns = 12;
constexpr unsigned kEqual = 41;  // of 48; so few differ that one of eight bands is the same throughout
constexpr unsigned kMostOfBand = 64;
constexpr int64_t kDaysApart = 7;
constexpr const char* kLeaders = "searchlib.leaders";

bool is_figure(std::string_view term) {
    return std::count_if(term.begin(), term.end(), [](char sign) { return sign >= '0' && sign <= '9'; }) > 1;
}

uint64_t mixed(const uint32_t* hashes) {
    uint64_t mixed = 0;
    for (size_t place = 0; place < kShingle; ++place) mixed = mixed * 0x9E3779B97F4A7C15u + hashes[place];
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return mixed ^ mixed >> 31;
}

using Words = std::array<uint64_t, 3>;

uint32_t band_of(const Words& sketch, unsigned number) {
    const unsigned bit = 24 * number, word = bit / 64, shift = bit % 64;
    uint64_t bits = sketch[word] >> shift;
    if (shift > 40) bits |= sketch[word + 1] << (64 - shift);
    return bits & 0xFFFFFFu;
}

// Whether a band is the same in both.
bool shares(const Words& one, const Words& other) {
    const Words differ{one[0] ^ other[0], one[1] ^ other[1], one[2] ^ other[2]};
    bool any = false;
    for (unsigned number = 0; number < kBands; ++number) any |= !band_of(differ, number);
    return any;
}

bool near(const Leader& one, const Leader& other) {
    if (one.first == kMissing || other.first == kMissing) return true;
    return one.first <= other.last + kDaysApart && other.first <= one.last + kDaysApart;
}

// Whether one has a figure that the other lacks, as far as both are known: of many the least are kept.
bool lacks(const Leader& one, const Leader& other) {
    const uint16_t last = other.figures[kFigures - 1];
    for (const uint16_t figure : one.figures) {
        if (!figure || (last && figure > last)) return false;
        if (std::find(other.figures.begin(), other.figures.end(), figure) == other.figures.end()) return true;
    }
    return false;
}

unsigned ones(uint64_t word) {
    unsigned count = 0;
    for (; word; word &= word - 1) ++count;
    return count;
}

unsigned equal(const Leader& one, const Leader& other) {
    unsigned differ = 0;
    for (size_t word = 0; word < one.sketch.size(); ++word) {
        uint64_t bits = one.sketch[word] ^ other.sketch[word];
        bits |= bits >> 1;
        bits |= bits >> 2;
        differ += ones(bits & 0x1111111111111111u);
    }
    return kBins - differ;
}

// The words of a sketch, the days and the key.
template <class Word>
Leader leader(Word word) {
    Leader made{};
    for (size_t place = 0; place < made.sketch.size(); ++place) made.sketch[place] = static_cast<uint64_t>(word(place));
    for (size_t place = 0; place < kFigures; ++place) {
        made.figures[place] = static_cast<uint16_t>(static_cast<uint64_t>(word(3 + place / 4)) >> 16 * (place % 4));
    }
    made.first = word(9), made.last = word(10), made.key = word(11);
    return made;
}

}  // namespace

uint32_t Leaders::band(const Leader& text, unsigned number) const { return band_of(text.sketch, number); }

size_t Leaders::head(uint32_t band, unsigned number) const {
    uint64_t mixed = (uint64_t{band} << 3 | number) * 0x9E3779B97F4A7C15u ^ seed_;
    mixed *= 0xD6E8FEB86659FD93u;
    const size_t heads = heads_.size() / kBands;  // of each band its own, or the chains of several would meet
    return number * heads + ((mixed ^ mixed >> 32) & (heads - 1));
}

const Leader* Leaders::find(const Leader& text) const {
    unsigned best = kEqual - 1;
    uint32_t found = kNone;
    for (unsigned number = 0; number < kBands; ++number) {
        const uint32_t wanted = band(text, number);
        unsigned seen = 0;
        const Row* row = nullptr;
        for (uint32_t at = heads_[head(wanted, number)]; at > first_ && seen < kMostOfBand; at = row->older[number]) {
            row = &rows_[at - 1 - first_];
            const Leader& other = row->leader;
            if (band(other, number) != wanted) continue;
            ++seen;
            const unsigned same = equal(text, other);
            const bool better = same > best || (same == best && found != kNone && at - 1 < found);
            const bool alike = better && near(text, other) && !(lacks(text, other) && lacks(other, text));
            if (alike) best = same, found = at - 1;
        }
    }
    return found == kNone ? nullptr : &rows_[found - first_].leader;
}

void Leaders::add(const Leader& leader) {
    if (first_ + rows_.size() >= kNone / 2) throw std::bad_alloc();
    rows_.push_back({leader, place_, {}});
    const auto end = static_cast<uint32_t>(first_ + rows_.size());
    if (kBands * rows_.size() <= heads_.size()) return link(end - 1);
    heads_.assign(2 * heads_.size(), 0);
    for (uint32_t number = first_; number < end; ++number) link(number);
}

void Leaders::forget() {
    for (; !rows_.empty() && rows_.front().place + newest_ < place_; ++first_) rows_.pop_front();
}

void Leaders::link(uint32_t number) {
    Row& row = rows_[number - first_];
    for (unsigned place = 0; place < kBands; ++place) {
        uint32_t& newest = heads_[head(band(row.leader, place), place)];
        row.older[place] = newest;
        newest = number + 1;
    }
}

// sketch(terms) -> three words of the sketch, six of figures; None for a text that is too short
PyObject* sketch(PyObject*, PyObject* arguments) {
    return guarded([&] {
        PyObject* terms = item(arguments, 0);
        if (!PyList_Check(terms)) throw BadProgram{"terms are a list"};
        const auto count = static_cast<size_t>(PyList_Size(terms));
        std::array<uint32_t, kBins> least;
        least.fill(kNone);
        std::array<bool, kBins> filled{};
        uint32_t last[kShingle] = {};
        std::vector<uint16_t> figures;
        for (size_t place = 0; place < count; ++place) {
            const Encoded term(PyList_GetItem(terms, static_cast<Py_ssize_t>(place)));
            const uint32_t hash = crc32(reinterpret_cast<const uint8_t*>(term.view.data()), term.view.size());
            if (is_figure(term.view)) figures.push_back(static_cast<uint16_t>(std::max(hash * 0x9E3779B1u >> 16, 1u)));
            std::copy(last + 1, last + kShingle, last);
            last[kShingle - 1] = hash;
            if (place + 1 < kShingle) continue;
            const uint64_t shingle = mixed(last);
            const auto bin = static_cast<size_t>((shingle >> 32) * kBins >> 32);
            least[bin] = std::min(least[bin], static_cast<uint32_t>(shingle));
            filled[bin] = true;
        }
        if (std::count(filled.begin(), filled.end(), true) < kLeast) Py_RETURN_NONE;
        uint64_t words[9] = {};
        for (size_t bin = 0; bin < kBins; ++bin) {
            size_t lent = bin;
            while (!filled[lent]) lent = (lent + 1) % kBins;
            const uint64_t bits = (lent == bin ? least[lent] : least[lent] >> 4) & 15;
            words[bin / 16] |= bits << 4 * (bin % 16);
        }
        std::sort(figures.begin(), figures.end());
        figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
        for (size_t place = 0; place < std::min(figures.size(), kFigures); ++place) {
            words[3 + place / 4] |= uint64_t{figures[place]} << 16 * (place % 4);
        }
        PyObject* made = checked(PyTuple_New(9));
        for (size_t place = 0; place < 9; ++place) {
            PyTuple_SetItem(made, static_cast<Py_ssize_t>(place), checked(PyLong_FromLongLong(static_cast<long long>(words[place]))));
        }
        return made;
    });
}

// open_leaders(seed, places before a text that count) -> leaders
PyObject* open_leaders(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto seed = static_cast<uint64_t>(integer(item(arguments, 0)));
        const auto newest = static_cast<uint64_t>(integer(item(arguments, 1)));
        return capsule(std::make_unique<Leaders>(seed, newest), kLeaders);
    });
}

// join(leaders, (words, first day, last day, key)) -> key of the leader it follows, or None: it leads
PyObject* join(PyObject*, PyObject* arguments) {
    return guarded([&]() -> PyObject* {
        Leaders& leaders = *opened<Leaders>(item(arguments, 0), kLeaders);
        PyObject* numbers = item(arguments, 1);
        const Leader text = leader([&](size_t place) { return integer(item(numbers, place)); });
        leaders.forget();
        const Leader* found = leaders.find(text);
        if (!found) leaders.add(text);
        leaders.pass(1);
        if (found) return PyLong_FromLongLong(found->key);
        Py_RETURN_NONE;
    });
}

// take_over(leaders, columns, left out, first): put in the leaders of a segment from its document first on; columns as the
// numbers of join, i64
PyObject* take_over(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Leaders& leaders = *opened<Leaders>(item(arguments, 0), kLeaders);
        Buffers buffers;
        const int64_t* columns[kColumns];
        size_t count = 0;
        for (size_t place = 0; place < kColumns; ++place) {
            const auto held = buffers.hold(item(item(arguments, 1), place));
            if (place && held.second != 8 * count) throw BadProgram{"columns differ in length"};
            columns[place] = reinterpret_cast<const int64_t*>(held.first);
            count = held.second / 8;
        }
        const auto left_out = buffers.hold(item(arguments, 2));
        if (left_out.second != (count + 7) / 8) throw BadProgram{"a bit for each document is wanted"};
        const auto first = static_cast<uint64_t>(integer(item(arguments, 3)));
        leaders.pass(std::min<uint64_t>(first, count));
        for (size_t doc = first; doc < count; ++doc, leaders.pass(1)) {
            const int64_t key = columns[kColumns - 1][doc];
            if (key == kMissing || left_out.first[doc / 8] >> (doc % 8) & 1) continue;
            Leader text = leader([&](size_t place) { return columns[place][doc]; });
            text.key &= ~int64_t{1};
            if (!(key & 1) || !leaders.find(text)) leaders.add(text);
        }
        Py_RETURN_NONE;
    });
}

// sharing(columns, (words)) -> documents u32 that share a band with a sketch; columns i64 of the words of a sketch
PyObject* sharing(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        std::array<const int64_t*, 3> columns;
        Words wanted;
        size_t count = 0;
        for (size_t place = 0; place < columns.size(); ++place) {
            const auto held = buffers.hold(item(item(arguments, 0), place));
            if (place && held.second != 8 * count) throw BadProgram{"columns differ in length"};
            columns[place] = reinterpret_cast<const int64_t*>(held.first);
            count = held.second / 8;
            wanted[place] = static_cast<uint64_t>(integer(item(item(arguments, 1), place)));
        }
        std::vector<uint32_t> docs;
        for (size_t doc = 0; doc < count; ++doc) {
            Words sketch;
            for (size_t place = 0; place < sketch.size(); ++place) sketch[place] = static_cast<uint64_t>(columns[place][doc]);
            if (shares(sketch, wanted)) docs.push_back(static_cast<uint32_t>(doc));
        }
        return as_bytes(docs);
    });
}

// clusters(columns) -> keys i64, segments u32, docs u32 of all documents whose key a follower has, in order of the three
PyObject* clusters(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        std::vector<std::pair<const int64_t*, size_t>> columns;
        std::vector<int64_t> keys;
        for (size_t segment = 0; segment < length(item(arguments, 0)); ++segment) {
            const auto held = buffers.hold(item(item(arguments, 0), segment));
            columns.emplace_back(reinterpret_cast<const int64_t*>(held.first), held.second / 8);
            for (size_t doc = 0; doc < columns.back().second; ++doc) {
                if (columns.back().first[doc] & 1) keys.push_back(columns.back().first[doc] - 1);
            }
        }
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        std::vector<uint8_t> maybe(size_t{1} << 16);
        const auto mark = [&](int64_t key) -> uint8_t& { return maybe[static_cast<uint64_t>(key) * 0x9E3779B97F4A7C15u >> 48]; };
        for (const int64_t key : keys) mark(key) = 1;
        std::vector<std::tuple<int64_t, uint32_t, uint32_t>> rows;
        for (size_t segment = 0; segment < columns.size() && !keys.empty(); ++segment) {
            for (size_t doc = 0; doc < columns[segment].second; ++doc) {
                const int64_t key = columns[segment].first[doc] & ~int64_t{1};
                if (!mark(key) || !std::binary_search(keys.begin(), keys.end(), key)) continue;
                rows.emplace_back(key, static_cast<uint32_t>(segment), static_cast<uint32_t>(doc));
            }
        }
        std::sort(rows.begin(), rows.end());
        std::vector<int64_t> found;
        std::vector<uint32_t> segments, docs;
        for (const auto& [key, segment, doc] : rows) found.push_back(key), segments.push_back(segment), docs.push_back(doc);
        return Py_BuildValue("NNN", as_bytes(found), as_bytes(segments), as_bytes(docs));
    });
}

// repeated(keys i64, segments u32, docs u32, bits of each segment) -> how many of those that have a bit stand behind another
// one of their key; keys ascend
PyObject* repeated(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const auto keys = buffers.hold(item(arguments, 0)), segments = buffers.hold(item(arguments, 1)), docs = buffers.hold(item(arguments, 2));
        const size_t rows = keys.second / sizeof(int64_t);
        if (segments.second != rows * sizeof(uint32_t) || docs.second != segments.second) throw BadProgram{"columns do not fit"};
        std::vector<std::pair<const uint8_t*, size_t>> bits;
        for (size_t number = 0; number < length(item(arguments, 3)); ++number) bits.push_back(buffers.hold(item(item(arguments, 3), number)));
        const auto* key = reinterpret_cast<const int64_t*>(keys.first);
        const auto *segment = reinterpret_cast<const uint32_t*>(segments.first), *doc = reinterpret_cast<const uint32_t*>(docs.first);
        size_t count = 0, last = rows;
        for (size_t row = 0; row < rows; ++row) {
            if (segment[row] >= bits.size() || doc[row] / 8 >= bits[segment[row]].second) throw BadProgram{"no such document"};
            if (!(bits[segment[row]].first[doc[row] / 8] >> doc[row] % 8 & 1)) continue;
            count += last < rows && key[last] == key[row];
            last = row;
        }
        return checked(PyLong_FromSize_t(count));
    });
}

}  // namespace searchlib
