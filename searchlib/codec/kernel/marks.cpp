// Marks, as searchlib/query/marking.py has them, which says why.
#include "marks.hpp"

#include <algorithm>
#include <tuple>

namespace searchlib {
namespace {

struct Span {
    int64_t position, start, end;
};

class Clause {
  public:
    Clause(const Written& written, PyObject* clause, Owning owning) : written_(written), chooses_(item(clause, 1)), owning_(owning) {
        PyObject* places = item(clause, 0);
        for (size_t place = 0; place < length(places); ++place) {
            PyObject* positions = item(places, place);
            for (size_t number = 0; number < length(positions); ++number) {
                positions_.push_back(int64_t{small(item(positions, number))} - owning_.base);
            }
            if (positions_.size() == (ends_.empty() ? 0 : ends_.back())) throw BadProgram{"a place without a position"};
            ends_.push_back(positions_.size());
        }
        find_spans();
    }

    void mark(uint32_t number, std::vector<Mark>& found) const {
        size_t begin = 0;
        for (const size_t end : ends_) {
            if (!mark_whole({positions_.data() + begin, end - begin}, number, found)) mark_runs(begin, end, number, found);
            begin = end;
        }
    }

  private:
    struct Place {
        const int64_t* positions;
        size_t size;
    };

    void find_spans() {
        std::vector<int64_t> positions;
        for (const int64_t position : positions_) {
            if (position >= 0) positions.push_back(position);
        }
        std::sort(positions.begin(), positions.end());
        positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
        for (const int64_t position : positions) find_span(position);
    }

    // The characters of the words at a position that the clause stands for.
    void find_span(int64_t position) {
        const auto& words = written_.words();
        const size_t first = written_.word_of(position);
        size_t last = first;
        while (last < words.size() && words[last].position == position) ++last;
        bool known = false;
        for (size_t place = first; place < last; ++place) {
            if (last - first > 1 && !is_chosen(words[place])) continue;
            if (!known) spans_.push_back({position, words[place].start, words[place].end});
            Span& span = spans_.back();
            span.start = std::min<int64_t>(span.start, words[place].start);
            span.end = std::max<int64_t>(span.end, words[place].end);
            known = true;
        }
    }

    bool is_chosen(const Written::Word& word) const {
        const Owned form(written_.form(word));
        const Owned answer(checked(PyObject_CallFunctionObjArgs(chooses_, form.get(), nullptr)));
        const int truth = PyObject_IsTrue(answer.get());
        if (truth < 0) throw PythonError{};
        return truth;
    }

    const Span* span(int64_t position) const {
        const size_t place = bisected(spans_.size(), [&](size_t number) { return spans_[number].position < position; });
        return place < spans_.size() && spans_[place].position == position ? &spans_[place] : nullptr;
    }

    bool has_break(int64_t start, int64_t end) const {
        const auto& text = written_.text();
        return start < end && std::find(text.begin() + start, text.begin() + end, uint32_t{'\n'}) != text.begin() + end;
    }

    bool mark_whole(Place place, uint32_t number, std::vector<Mark>& found) const {
        const int64_t first = place.positions[0], last = place.positions[place.size - 1];
        if (last - first != static_cast<int64_t>(place.size) - 1) return false;
        const Span *begin = span(first), *end = span(last);
        if (!begin || !end || (place.size > 1 && has_break(begin->start, end->end))) return false;
        found.push_back({begin->start, end->end, number});
        return true;
    }

    // Positions side by side are one mark, where no paragraph ends between them.
    void mark_runs(size_t begin, size_t end, uint32_t number, std::vector<Mark>& found) const {
        std::vector<const Span*> run;
        for (; begin < end; ++begin) {
            const int64_t position = positions_[begin];
            const Span* here = position >= 0 && position < owning_.width ? span(position) : nullptr;
            if (!here) continue;
            if (!run.empty() && position > run.back()->position + 1) mark_run(run, number, found);
            run.push_back(here);
        }
        mark_run(run, number, found);
    }

    void mark_run(std::vector<const Span*>& run, uint32_t number, std::vector<Mark>& found) const {
        if (run.size() > 1 && has_break(run.front()->start, run.back()->end)) {
            for (const Span* span : run) found.push_back({span->start, span->end, number});
        } else if (!run.empty()) {
            found.push_back({run.front()->start, run.back()->end, number});
        }
        run.clear();
    }

    const Written& written_;
    PyObject* chooses_;
    Owning owning_;
    std::vector<int64_t> positions_;  // of all places, from the base on
    std::vector<size_t> ends_;        // of places
    std::vector<Span> spans_;
};

}  // namespace

std::vector<Mark> marks(const Written& written, PyObject* clauses, Owning owning) {
    std::vector<Mark> found, merged;
    for (size_t number = 0; number < length(clauses); ++number) {
        Clause(written, item(clauses, number), owning).mark(static_cast<uint32_t>(number), found);
    }
    std::sort(found.begin(), found.end(), [](const Mark& one, const Mark& other) {
        return std::tie(one.start, one.end, one.clause) < std::tie(other.start, other.end, other.clause);
    });
    for (const Mark& mark : found) {
        if (!merged.empty() && mark.start < merged.back().end) merged.back().end = std::max(merged.back().end, mark.end);
        else merged.push_back(mark);
    }
    return merged;
}

}  // namespace searchlib
