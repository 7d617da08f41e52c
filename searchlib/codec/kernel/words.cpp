#include "words.hpp"

#include <algorithm>
#include <cmath>

namespace searchlib {
namespace {

constexpr uint32_t kNoForm = UINT32_MAX;

// To look a document up in a list takes so many times as long as to mark one of its own; counting the marks takes its time, too.
constexpr size_t kLookedUp = 12;

// Of few sources the counts of so many documents are added up together, which stay in the cache; of more the lists are so
// short that going from one to the other costs more.
constexpr uint32_t kSpan = 1 << 16;
constexpr size_t kFewSources = 32;

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

// Goes through the counts of a source, so many documents at a time.
class Counts {
  public:
    explicit Counts(const Source& source)
        : source_(source), list_(source.postings.unpacked()), only_(source.forms.size() == 1 ? source.forms[0] : kNoForm) {
        if (!source.whole) forms_ = source.field->forms_at(source.term);
    }

    // Those of the documents below one, behind the last. What is counted in place must not be looked up again each time.
    template <class Emit>
    void each_below(uint32_t end, Emit emit) {
        if (source_.whole) return each_of_all(end, emit);
        if (only_ != kNoForm) return each_of_some(end, emit, [only = only_](uint32_t form) { return form == only; });
        each_of_some(end, emit, [this](uint32_t form) { return source_.means(form); });
    }

  private:
    template <class Emit>
    void each_of_all(uint32_t end, Emit emit) {
        const Postings list = list_;
        size_t place = place_;
        for (; place < list.size && list.docs[place] < end; ++place) emit(list.docs[place], list.freq(place));
        place_ = place;
    }

    template <class Emit, class Test>
    void each_of_some(uint32_t end, Emit emit, Test is_meant) {
        const Postings list = list_;
        const FormsAt forms = forms_;
        size_t place = place_, offset = offset_;
        for (; place < list.size && list.docs[place] < end; ++place) {
            uint32_t count = 0;
            for (const size_t last = offset + list.freq(place); offset < last; ++offset) count += is_meant(forms[offset]);
            if (count) emit(list.docs[place], count);
        }
        place_ = place;
        offset_ = offset;
    }

    const Source& source_;
    Postings list_;
    FormsAt forms_;
    uint32_t only_;
    size_t place_ = 0, offset_ = 0;
};

Postings added_up(const Sources& sources, uint32_t doc_count, Storage& storage) {
    if (sources.size() == 1 && sources[0].whole) return sources[0].postings;
    size_t size = 0;
    std::vector<Counts> all;
    for (const Source& source : sources) {
        size += source.postings.size;
        all.emplace_back(source);
    }
    const size_t most = std::min<size_t>(size, doc_count);
    uint32_t *const docs = storage.room(most), *const counts = storage.room(most);
    Postings list;
    list.docs = docs;
    list.numbers = counts;
    const uint32_t span = sources.size() <= kFewSources ? std::min(kSpan, doc_count) : doc_count;
    // Only counts of documents that are marked are ever read, so the table need not be wiped from query to query.
    thread_local std::vector<uint32_t> kept;
    if (kept.size() < span) kept.resize(span);
    uint32_t* const table = kept.data();
    std::vector<uint64_t> marked(words_for(span));
    uint64_t* const marks = marked.data();
    for (uint32_t base = 0; base < doc_count; base += std::min(span, doc_count - base)) {
        std::fill(marked.begin(), marked.end(), 0);
        for (Counts& some : all) {
            some.each_below(base + std::min(span, doc_count - base), [=](uint32_t doc, uint32_t count) {
                uint64_t& word = marks[(doc - base) / 64];
                const uint64_t bit = uint64_t{1} << ((doc - base) % 64);
                table[doc - base] = word & bit ? table[doc - base] + count : count;
                word |= bit;
            });
        }
        for (size_t word = 0; word < marked.size(); ++word) {
            for (uint64_t rest = marks[word]; rest; rest &= rest - 1) {
                const auto place = static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(lowest(rest));
                docs[list.size] = base + place;
                counts[list.size++] = table[place];
            }
        }
    }
    return list;
}

size_t longer_of(const std::array<Counted, kParts>& lists) { return lists[0].postings.size > lists[1].postings.size ? 0 : 1; }

// How many documents of a segment have a term in both parts; nothing where that is not kept.
std::optional<size_t> common_of(const std::array<TermAt, kParts>& at) {
    const auto& [one, other] = at;
    if (!one.size || !other.size) return 0;
    if (!one.field->also.present()) return std::nullopt;
    const size_t common = one.field->also.number(one.term);
    if (common > std::min(one.size, other.size)) one.field->also.damaged("more documents than the term has");
    return common;
}

double idf_of(const Word& word, uint64_t documents) {
    if (word.given) return *word.given;
    const double df = static_cast<double>(word.df);
    return std::log(1 + (static_cast<double>(documents) - df + 0.5) / (df + 0.5));
}

// Look a pattern up in all dictionaries, and its terms there.
void look_through(Word& word, const Group& group, const Statistics& statistics, Storage& storage, Found& found) {
    for (const FormsIn& one : forms_of(word, group, statistics)) {
        Sources& sources = found.sources[one.segment][one.part] = sources_of(*one.field, one.forms);
        for (Source& source : sources) source.postings = one.field->postings(source.term, storage);
    }
}

}  // namespace

std::vector<FormsIn> forms_of(Word& word, const Group& group, const Statistics& statistics) {
    std::vector<FormsIn> some;
    for (size_t segment = 0; segment < statistics.doc_counts.size(); ++segment) {
        for (size_t part = 0; part < group.parts.size(); ++part) {
            const Field* field = group.parts[part].fields[segment];
            if (field) some.push_back({segment, part, field, expand(word.pattern, *field, statistics.most_forms + 1)});
        }
    }
    size_t total = 0;
    for (const FormsIn& one : some) total += one.forms.size();
    if (total <= statistics.most_forms) return some;
    std::vector<std::string_view> spellings;  // sorted runs, merged one by one
    for (const FormsIn& one : some) {
        const auto before = static_cast<std::ptrdiff_t>(spellings.size());
        for (const size_t form : one.forms) spellings.push_back(one.field->spelled()[form]);
        std::inplace_merge(spellings.begin(), spellings.begin() + before, spellings.end());
    }
    spellings.erase(std::unique(spellings.begin(), spellings.end()), spellings.end());
    word.cut_off = spellings.size() > statistics.most_forms;
    for (FormsIn& one : some) {
        while (word.cut_off && !one.forms.empty() && one.field->spelled()[one.forms.back()] >= spellings[statistics.most_forms]) {
            one.forms.pop_back();
        }
    }
    return some;
}

Sources sources_of(const Field& field, const std::vector<size_t>& forms) {
    Pairs numbered;  // term and number of the form
    numbered.reserve(forms.size());
    for (const size_t form : forms) numbered.emplace_back(field.term_of(form), field.number_of(form));
    std::sort(numbered.begin(), numbered.end());
    Sources sources;
    for (auto pair = numbered.begin(); pair != numbered.end();) {
        const uint32_t term = pair->first;
        if (term >= field.terms.size()) field.form_terms.damaged("a form of no term");
        Source& source = sources.emplace_back(Source{&field, term, false, {}, {}});
        for (; pair != numbered.end() && pair->first == term; ++pair) {
            if (source.forms.empty() || source.forms.back() != pair->second) source.forms.push_back(pair->second);
        }
        source.whole = source.forms.size() == field.form_count(term);
    }
    return sources;
}

Both both_of(std::array<Counted, kParts>& lists, uint32_t doc_count, Storage& storage) {
    Both both;
    both.many = longer_of(lists);
    Counted& longer = lists[both.many];
    const Postings &few = lists[1 - both.many].postings, &many = longer.postings;
    uint32_t* const places = storage.room(few.size);
    both.places = places;
    if (many.size + 2 * words_for(doc_count) < kLookedUp * few.size) {
        const DocBits bits = longer.bits = DocBits(many, doc_count, storage);
        for (size_t place = 0; place < few.size; ++place) {
            const bool has = bits.has(few.docs[place]);
            places[place] = has ? static_cast<uint32_t>(bits.place(few.docs[place])) : kNowhere;
            both.common += has;
        }
        return both;
    }
    size_t found = 0;
    for (size_t place = 0; place < few.size; ++place) {
        found = gallop(many, found, few.docs[place]);
        const bool has = found < many.size && many.docs[found] == few.docs[place];
        places[place] = has ? static_cast<uint32_t>(found) : kNowhere;
        both.common += has;
    }
    return both;
}

Found look_up(Word& word, const Group& group, const Statistics& statistics, Storage& storage) {
    Found found;
    found.sources.resize(statistics.doc_counts.size());
    found.counted.resize(statistics.doc_counts.size());
    if (word.is_pattern) look_through(word, group, statistics, storage, found);
    word.df = 0;
    for (size_t segment = 0; segment < statistics.doc_counts.size(); ++segment) {
        std::array<TermAt, kParts> at;
        for (size_t part = 0; part < group.parts.size(); ++part) {
            const Field* field = group.parts[part].fields[segment];
            if (!field) continue;
            Sources& sources = found.sources[segment][part];
            if (!word.is_pattern) {
                const auto term = field->terms.find(word.term);
                if (term) {
                    sources.push_back({field, *term, true, {}, field->postings(*term, storage)});
                    at[part] = {field, *term, sources[0].postings.size};
                }
            }
            Counted& counted = found.counted[segment][part];
            if (sources.empty()) continue;
            counted.postings = added_up(sources, statistics.doc_counts[segment], storage);
            counted.lengths = field->length_bytes();
            counted.table = group.parts[part].table.data();
        }
        auto& counted = found.counted[segment];
        std::optional<size_t> common;
        if (!word.is_pattern) common = common_of(at);
        found.both.push_back(common ? Both{longer_of(counted), *common, nullptr} : both_of(counted, statistics.doc_counts[segment], storage));
        word.df += counted[0].postings.size + counted[1].postings.size - found.both.back().common;
    }
    found.idf = idf_of(word, statistics.documents);
    return found;
}

std::optional<Known> known_of(Word& word, const Group& group, const Statistics& statistics) {
    Known known;
    word.df = 0;
    for (size_t segment = 0; segment < statistics.doc_counts.size(); ++segment) {
        auto& at = known.at.emplace_back();
        for (size_t part = 0; part < group.parts.size(); ++part) {
            const Field* field = group.parts[part].fields[segment];
            const auto number = field ? field->terms.find(word.term) : std::nullopt;
            if (number) at[part] = {field, *number, field->size(*number)};
        }
        const auto common = common_of(at);
        if (!common) return std::nullopt;
        word.df += at[0].size + at[1].size - *common;
    }
    known.idf = idf_of(word, statistics.documents);
    return known;
}

Leaf word_leaf(Word& word, const Group& group, const Statistics& statistics, Storage& storage) {
    Found found = look_up(word, group, statistics, storage);
    return {found.idf * (kK1 + 1), std::move(found.counted), found.idf, std::move(found.both), {found.idf}, {std::move(found.sources)}};
}

}  // namespace searchlib
