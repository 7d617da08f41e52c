// The tokens of a text, each run of which Python has taken apart once.
#include "memo.hpp"

#include "binding.hpp"
#include "functions.hpp"

#include <algorithm>

namespace searchlib {

Outcomes::~Outcomes() {
    for (const Token& token : tokens_) {
        Py_DECREF(token.term);
        Py_DECREF(token.form);
    }
}

void Outcomes::add(const Key& run, PyObject* tokens) {
    std::vector<Token> made;  // looked at before anything is kept
    for (size_t place = 0; place < length(tokens); ++place) {
        PyObject* token = item(tokens, place);
        PyObject *term = item(token, 0), *form = item(token, 1);
        if (!PyUnicode_Check(term) || !PyUnicode_Check(form)) throw BadProgram{"term and form are texts"};
        made.push_back({term, form, small(item(token, 2)), small(item(token, 3)), small(item(token, 4))});
    }
    for (const Token& token : made) {
        Py_INCREF(token.term);
        Py_INCREF(token.form);
    }
    tokens_.insert(tokens_.end(), made.begin(), made.end());
    runs_.add(run);
    starts_.push_back(static_cast<uint32_t>(tokens_.size()));
}

void Memo::remember(const Key& key, size_t characters, PyObject* tokens) {
    if (characters > longest) return;
    if (outcomes->count() >= most || outcomes->bytes() >= kMostBytes) outcomes = std::make_shared<Outcomes>();
    if (outcomes->find(key) == Texts::kNone) outcomes->add(key, tokens);
}

std::vector<Part> Memo::outcome(std::string_view run, size_t characters) {
    const Key key(run, seed);
    std::shared_ptr<Outcomes> known = outcomes;
    uint32_t number = known->find(key);
    if (number == Texts::kNone) {
        const Owned text(checked(PyUnicode_DecodeUTF8(run.data(), static_cast<Py_ssize_t>(run.size()), "surrogatepass")));
        const Owned asked(checked(PyList_New(0)));
        if (PyList_Append(asked.get(), text.get())) throw PythonError{};
        const Owned answer(checked(PyObject_CallFunctionObjArgs(define.get(), asked.get(), nullptr)));
        known = std::make_shared<Outcomes>();
        known->add(key, item(answer.get(), 0));
        number = 0;
        remember(key, characters, item(answer.get(), 0));
    }
    std::vector<Part> parts;
    for (const Token* token = known->begin(number); token != known->end(number); ++token) {
        parts.push_back({Owned::shared(token->form), token->position, token->start, token->end});
    }
    return parts;
}

namespace {

// A run of the text in hand, by its number among those known or among the fresh ones.
struct Found {
    uint32_t run;
    bool fresh;
    size_t start;
};

struct Cut {
    Key key;
    size_t start, characters;
};

constexpr size_t kAhead = 16;

// The runs of one text with the outcomes of all of them.
class Reading {
  public:
    Reading(Memo& memo, std::string_view text) : memo_(memo), known_(memo.outcomes) {
        Runs runs(text, memo.signs);
        found_.reserve(text.size() / 6);
        Texts seen;
        std::vector<Cut> cuts;  // looked up some runs later, when what is looked at has come
        while (runs.next()) {
            cuts.push_back({Key(runs.run, memo.seed), runs.start, runs.characters()});
            known_->fetch_for(cuts.back().key);
            if (cuts.size() < kAhead) continue;
            for (const Cut& cut : cuts) look_up(cut, seen);
            cuts.clear();
        }
        for (const Cut& cut : cuts) look_up(cut, seen);
        if (!fresh_.empty()) define();
    }

    PyObject* tokens() const {
        size_t count = 0;
        for (const Found& one : found_) {
            count += static_cast<size_t>(end(one) - begin(one));
            fetch(begin(one));
        }
        Owned terms(checked(PyList_New(static_cast<Py_ssize_t>(count)))), forms(checked(PyList_New(static_cast<Py_ssize_t>(count))));
        std::vector<uint32_t> columns(3 * count);
        uint32_t *positions = columns.data(), *starts = positions + count, *ends = starts + count;
        uint32_t position = 0;
        Py_ssize_t place = 0;
        for (size_t number = 0; number < found_.size(); ++number) {
            const Found& one = found_[number];
            if (number + kAhead < found_.size() && begin(found_[number + kAhead]) != end(found_[number + kAhead])) {
                fetch(begin(found_[number + kAhead])->term);
                fetch(begin(found_[number + kAhead])->form);
            }
            for (const Token* token = begin(one); token != end(one); ++token, ++place) {
                PyList_SetItem(terms.get(), place, Owned::shared(token->term).release());
                PyList_SetItem(forms.get(), place, Owned::shared(token->form).release());
                *positions++ = position + token->position;
                *starts++ = static_cast<uint32_t>(one.start + token->start);
                *ends++ = static_cast<uint32_t>(one.start + token->end);
            }
            if (begin(one) != end(one)) position += (end(one) - 1)->position + 1;
        }
        const auto size = static_cast<Py_ssize_t>(4 * count);
        const auto* data = reinterpret_cast<const char*>(columns.data());
        return checked(Py_BuildValue("NNy#y#y#", terms.release(), forms.release(), data ? data : "", size,
                                     data ? data + size : "", size, data ? data + 2 * size : "", size));
    }

  private:
    void look_up(const Cut& cut, Texts& seen) {
        const uint32_t known = known_->find(cut.key);
        const bool fresh = known == Texts::kNone;
        const uint32_t run = fresh ? seen.number(cut.key) : known;
        if (fresh && run == fresh_.size()) fresh_.push_back(cut);
        found_.push_back({run, fresh, cut.start});
    }

    const Token* begin(const Found& one) const { return one.fresh ? own_.begin(one.run) : known_->begin(one.run); }
    const Token* end(const Found& one) const { return one.fresh ? own_.end(one.run) : known_->end(one.run); }

    // Ask Python what the fresh runs become. Other threads may run meanwhile and learn the same.
    void define() {
        const Owned asked(listed(fresh_, [](const Cut& one) {
            return PyUnicode_DecodeUTF8(one.key.text.data(), static_cast<Py_ssize_t>(one.key.text.size()), "surrogatepass");
        }));
        const Owned answer(checked(PyObject_CallFunctionObjArgs(memo_.define.get(), asked.get(), nullptr)));
        if (length(answer.get()) != fresh_.size()) throw BadProgram{"an outcome for each run is wanted"};
        for (size_t place = 0; place < fresh_.size(); ++place) {
            const auto& [key, start, characters] = fresh_[place];
            own_.add(key, item(answer.get(), place));
            memo_.remember(key, characters, item(answer.get(), place));
        }
    }

    Memo& memo_;
    std::shared_ptr<Outcomes> known_;  // what the memo knew when the reading began, and perhaps more
    Outcomes own_;
    std::vector<Found> found_;
    std::vector<Cut> fresh_;
};

}  // namespace

// open_memo(define, kinds, longest, most, seed)
PyObject* open_memo(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto seed = static_cast<uint64_t>(integer(item(arguments, 4)));
        auto memo = std::make_unique<Memo>(item(arguments, 0), item(arguments, 1), seed);
        memo->longest = small(item(arguments, 2));
        memo->most = small(item(arguments, 3));
        memo->outcomes = std::make_shared<Outcomes>();
        return capsule(std::move(memo), kMemo);
    });
}

// tokens(memo, text) -> terms, forms, positions, starts, ends
PyObject* tokens(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const Encoded text(item(arguments, 1));
        return Reading(*opened<Memo>(item(arguments, 0), kMemo), text.view).tokens();
    });
}

}  // namespace searchlib
