// The dictionaries of several segments in one: which of their entries make up each new one; then the forms likewise.
#include <algorithm>
#include <deque>
#include <numeric>

#include "binding.hpp"
#include "field.hpp"
#include "functions.hpp"
#include "numbers.hpp"

namespace searchlib {
namespace {

constexpr uint32_t kGone = UINT32_MAX;

// The dictionary of one segment, entry by entry.
class Walk {
  public:
    Walk(PyObject* given, uint32_t place, Buffers& buffers) : place(place) {
        if (given == Py_None) return;
        dictionary_.text = buffers.section(item(given, 0));
        dictionary_.ends = buffers.section(item(given, 1));
    }

    void open() {
        if (dictionary_.ends.present()) spellings_.emplace(dictionary_);
        ranks.assign(size(), 0);
    }

    size_t size() const { return spellings_ ? spellings_->size() : 0; }

    // Go to the next entry that is not left out; false where there is none.
    bool next() {
        while (at_ < size()) {
            entry = static_cast<uint32_t>(at_++);
            if (ranks[entry] == kGone) continue;
            text = (*spellings_)[entry];
            head_ = beginning(text);
            return true;
        }
        return false;
    }

    // Whether what is under way here comes before that of another.
    bool before(const Walk& other) const {
        if (head_ != other.head_) return head_ < other.head_;
        if (const int order = text.compare(other.text)) return order < 0;
        return ranks[entry] != other.ranks[other.entry] ? ranks[entry] < other.ranks[other.entry] : place < other.place;
    }

    uint32_t place, entry = 0;
    std::string_view text;
    std::vector<uint32_t> ranks;  // of each entry: the order among equal texts; kGone: left out

  private:
    Dictionary dictionary_;
    std::optional<Spellings> spellings_;
    size_t at_ = 0;
    uint64_t head_ = 0;
};

using Walks = std::deque<Walk>;  // a dictionary cannot be moved

template <class Take>
void take_in_order(Walks& walks, Take take) {
    std::vector<Walk*> heap;
    for (Walk& walk : walks) {
        if (walk.next()) heap.push_back(&walk);
    }
    const auto later = [](const Walk* one, const Walk* other) { return other->before(*one); };
    std::make_heap(heap.begin(), heap.end(), later);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), later);
        Walk& first = *heap.back();
        take(first);
        if (first.next()) std::push_heap(heap.begin(), heap.end(), later);
        else heap.pop_back();
    }
}

// A new dictionary.
struct Texts {
    std::string text;
    std::vector<uint32_t> ends{0};

    void add(std::string_view entry) {
        text += entry;
        if (text.size() > UINT32_MAX) throw BadProgram{"a dictionary of more than 4 GiB"};
        ends.push_back(static_cast<uint32_t>(text.size()));
    }
    uint32_t size() const { return static_cast<uint32_t>(ends.size() - 1); }
};

// For each new term where its pairs of segment and old term start.
struct Terms {
    Texts texts;
    std::vector<uint32_t> starts{0}, places, terms;
};

Terms merged_terms(Walks& walks) {
    Terms out;
    std::string_view last;
    take_in_order(walks, [&](const Walk& walk) {
        if (out.places.empty() || walk.text != last) {
            if (!out.places.empty()) out.starts.push_back(static_cast<uint32_t>(out.places.size()));
            out.texts.add(last = walk.text);
        }
        out.places.push_back(walk.place);
        out.terms.push_back(walk.entry);
    });
    if (!out.places.empty()) out.starts.push_back(static_cast<uint32_t>(out.places.size()));
    return out;
}

// The forms of one segment: for each its old term, and all by their terms; nothing where they are the terms.
struct OldForms {
    Numbers terms, by_term;
    const uint8_t* used = nullptr;  // a flag each, in the order of by_term; null where nothing is deleted
    size_t flags = 0, term_count = 0;

    // What tells forms of one text apart is their new term; those that no document uses any more are left out.
    void rank(Walk& walk, const std::vector<uint32_t>& new_terms) const {
        if (!terms) {
            if (new_terms.size() != walk.size()) throw BadProgram{"forms do not fit"};
            walk.ranks = new_terms;
            return;
        }
        if (terms.size != walk.size() || by_term.size != walk.size() || (used && flags != walk.size())) throw BadProgram{"forms do not fit"};
        for (size_t at = 0; at < walk.size(); ++at) {
            const uint32_t form = by_term[at], term = terms[at];
            if (form >= walk.size() || term >= new_terms.size()) throw BadProgram{"a form that is not there"};
            if (used && !used[at]) walk.ranks[form] = kGone;
        }
        for (size_t form = 0; form < walk.size(); ++form) {
            if (walk.ranks[form] == kGone) continue;
            walk.ranks[form] = new_terms[terms[form]];
            if (walk.ranks[form] == kGone) throw BadProgram{"a form of no term"};
        }
    }

    // Numbers of forms in the order in which merge_terms wants them.
    std::vector<uint32_t> in_order(const std::vector<uint32_t>& numbers) const {
        if (!terms) return numbers;
        std::vector<uint32_t> ordered(numbers.size());
        for (size_t at = 0; at < numbers.size(); ++at) ordered[at] = numbers[by_term[at]];
        return ordered;
    }
};

struct Plan {
    Numbers starts, places, terms;  // as `Terms` has them
};

struct Forms {
    Texts texts;
    std::vector<uint32_t> terms, numbers, counts, starts, by_term;
    std::vector<std::vector<uint32_t>> new_numbers;  // of the forms of each segment
};

std::vector<std::vector<uint32_t>> new_terms(const Plan& plan, const std::vector<OldForms>& old) {
    std::vector<std::vector<uint32_t>> found;
    for (const OldForms& forms : old) found.emplace_back(forms.term_count, kGone);
    for (size_t term = 0; term + 1 < plan.starts.size; ++term) {
        for (size_t at = plan.starts[term]; at < plan.starts[term + 1]; ++at) {
            const size_t place = plan.places[at], from = plan.terms[at];
            if (place >= found.size() || from >= found[place].size()) throw BadProgram{"an unknown term"};
            found[place][from] = static_cast<uint32_t>(term);
        }
    }
    return found;
}

Forms merged_forms(Walks& walks, const std::vector<OldForms>& old, const Plan& plan) {
    const auto terms = new_terms(plan, old);
    Forms out;
    out.counts.resize(plan.starts.size ? plan.starts.size - 1 : 0);
    for (Walk& walk : walks) {
        walk.open();
        if (walk.size() || old[walk.place].term_count) old[walk.place].rank(walk, terms[walk.place]);
        out.new_numbers.emplace_back(walk.size(), kGone);
    }
    std::string_view last;
    take_in_order(walks, [&](const Walk& walk) {
        const uint32_t term = walk.ranks[walk.entry];
        if (out.terms.empty() || walk.text != last || term != out.terms.back()) {
            out.texts.add(last = walk.text);
            out.terms.push_back(term);
            out.numbers.push_back(out.counts[term]++);
        }
        out.new_numbers[walk.place][walk.entry] = out.numbers.back();
    });
    out.starts.resize(out.counts.size() + 1);
    std::partial_sum(out.counts.begin(), out.counts.end(), out.starts.begin() + 1);
    out.by_term.resize(out.terms.size());
    for (uint32_t form = 0; form < out.texts.size(); ++form) out.by_term[out.starts[out.terms[form]] + out.numbers[form]] = form;
    for (const Walk& walk : walks) out.new_numbers[walk.place] = old[walk.place].in_order(out.new_numbers[walk.place]);
    return out;
}

void add_walks(PyObject* given, Buffers& buffers, Walks& walks) {
    for (size_t place = 0; place < length(given); ++place) {
        walks.emplace_back(item(given, place), static_cast<uint32_t>(place), buffers);
    }
}

OldForms old_forms(PyObject* given, Buffers& buffers) {
    OldForms forms;
    if (given == Py_None) return forms;
    forms.term_count = small(item(given, 2));
    forms.terms = numbers(item(given, 3), buffers);
    forms.by_term = numbers(item(given, 4), buffers);
    if (item(given, 5) != Py_None) std::tie(forms.used, forms.flags) = buffers.hold(item(given, 5));
    return forms;
}

}  // namespace

// merge_dictionaries((text, ends, a flag for each term that is left, or None) or None, ...)
//     -> text, ends, starts of the pairs of each new term, places of their segments, their terms there
PyObject* merge_dictionaries(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        Walks walks;
        add_walks(arguments, buffers, walks);
        std::vector<std::pair<const uint8_t*, size_t>> left(walks.size());
        for (size_t place = 0; place < walks.size(); ++place) {
            PyObject* given = item(arguments, place);
            if (given != Py_None && item(given, 2) != Py_None) left[place] = buffers.hold(item(given, 2));
        }
        Terms out;
        {
            Unlocked unlocked;
            for (Walk& walk : walks) {
                walk.open();
                const auto [flags, count] = left[walk.place];
                if (flags && count != walk.size()) throw BadProgram{"terms do not fit"};
                for (size_t term = 0; flags && term < count; ++term) walk.ranks[term] = flags[term] ? 0 : kGone;
            }
            out = merged_terms(walks);
        }
        return Py_BuildValue("NNNNN", as_bytes(out.texts.text), as_bytes(out.texts.ends), as_bytes(out.starts),
                             as_bytes(out.places), as_bytes(out.terms));
    });
}

// merge_forms(((text, ends, number of terms, terms, by_term, a flag for each that is used) or None, ...), starts, places,
// terms) -> text, ends, terms, numbers, starts by term, by term, counts, the new numbers of the forms of each segment
PyObject* merge_forms(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        Walks walks;
        PyObject* given = item(arguments, 0);
        add_walks(given, buffers, walks);
        std::vector<OldForms> old;
        for (size_t place = 0; place < walks.size(); ++place) old.push_back(old_forms(item(given, place), buffers));
        const Plan plan{numbers(item(arguments, 1), buffers), numbers(item(arguments, 2), buffers),
                        numbers(item(arguments, 3), buffers)};
        Forms out;
        {
            Unlocked unlocked;
            out = merged_forms(walks, old, plan);
        }
        Owned renumbered(listed(out.new_numbers, as_bytes<std::vector<uint32_t>>));
        return Py_BuildValue("NNNNNNNN", as_bytes(out.texts.text), as_bytes(out.texts.ends), as_bytes(out.terms),
                             as_bytes(out.numbers), as_bytes(out.starts), as_bytes(out.by_term), as_bytes(out.counts),
                             renumbered.release());
    });
}

}  // namespace searchlib
