// The tokens of a text, each run of which Python has taken apart once.
#include "memo.hpp"

#include "binding.hpp"
#include "functions.hpp"

#include <algorithm>
#include <array>

namespace searchlib {

Outcomes::~Outcomes() {
    for (const Token& token : tokens_) {
        Py_DECREF(token.term);
        Py_DECREF(token.form);
    }
}

void Outcomes::add(const Key& run, size_t characters, const std::vector<Token>& tokens) {
    const bool whole = tokens.size() == 1 && !tokens[0].position && !tokens[0].start && tokens[0].end == characters;
    const auto first = static_cast<uint32_t>(tokens_.size());
    tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
    for (const Token& token : tokens) {
        Py_INCREF(token.term);
        Py_INCREF(token.form);
    }
    some_.push_back({first, static_cast<uint32_t>(tokens.size()), whole});
    runs_.add(run);
}

void Memo::remember(const Key& run, size_t characters, const std::vector<Token>& tokens) {
    if (characters > longest) return;
    if (outcomes->count() >= most || outcomes->bytes() >= kMostBytes) outcomes = std::make_shared<Outcomes>();
    if (outcomes->find(run) == Texts::kNone) outcomes->add(run, characters, tokens);
}

namespace {

// What Python gave for a run; the texts are held by what it gave.
std::vector<Token> tokens_in(PyObject* given) {
    std::vector<Token> tokens;
    for (size_t place = 0; place < length(given); ++place) {
        PyObject* token = item(given, place);
        PyObject *term = item(token, 0), *form = item(token, 1);
        if (!PyUnicode_Check(term) || !PyUnicode_Check(form)) throw BadProgram{"term and form are texts"};
        tokens.push_back({term, form, small(item(token, 2)), small(item(token, 3)), small(item(token, 4))});
    }
    return tokens;
}

Owned text_of(std::string_view text) {
    return Owned(checked(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass")));
}

}  // namespace

std::vector<Held> Memo::outcome(std::string_view run, size_t characters) {
    const Key key(run, seed);
    std::vector<Held> held;
    const auto hold = [&](const Token& token) { held.push_back({Owned::shared(token.form), token.position, token.start, token.end}); };
    const uint32_t known = outcomes->find(key);
    if (known != Texts::kNone) {
        const auto [first, count, whole] = outcomes->tokens_of(known);
        for (uint32_t place = first; place < first + count; ++place) hold(outcomes->token(place));
        return held;
    }
    if (characters <= longest) {
        for (const Spelled& word : Shapes(run).words()) held.push_back({text_of(word.form), word.position, word.start, word.end});
    }
    if (!held.empty()) return held;
    const Owned text(text_of(run)), asked(checked(PyList_New(0)));
    if (PyList_Append(asked.get(), text.get())) throw PythonError{};
    const Owned answer(checked(PyObject_CallFunctionObjArgs(words.get(), asked.get(), nullptr)));
    const std::vector<Token> tokens = tokens_in(item(answer.get(), 0));
    for (const Token& token : tokens) hold(token);
    remember(key, characters, tokens);
    return held;
}

namespace {

// A run of the text in hand with its tokens; *first* is a number of `Numbers`.
struct Found {
    Outcomes::Some tokens;
    uint32_t start, characters;
};

struct Cut {
    Key key;
    uint32_t start, characters;
};

// A run that no memo has, and where it stands among those found.
struct Fresh {
    Cut cut;
    std::vector<size_t> places;
    std::vector<Spelled> words;  // none where Python is asked
};

// Forms that are new, and their terms.
struct Forms {
    Texts numbered;
    std::vector<Owned> forms, terms;
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
            cuts.push_back({Key(runs.run, memo.seed), static_cast<uint32_t>(runs.start), static_cast<uint32_t>(runs.characters())});
            known_->fetch_for(cuts.back().key);
            if (cuts.size() < kAhead) continue;
            look_up(cuts, seen);
            cuts.clear();
        }
        look_up(cuts, seen);
        if (!fresh_.empty()) define();
        for (const Found& one : found_) count_ += one.tokens.count;
    }

    // Give the tokens, and write positions, starts and ends.
    std::unique_ptr<Numbers> numbers(uint32_t* positions, uint32_t* starts, uint32_t* ends) {
        auto made = std::make_unique<Numbers>();
        made->known = known_;
        made->own = std::move(own_);
        made->numbers.reserve(count_);
        uint32_t position = 0;
        for (const Found& one : found_) {
            if (one.tokens.whole) {
                made->numbers.push_back(one.tokens.first);
                *positions++ = position++;
                *starts++ = one.start;
                *ends++ = one.start + one.characters;
                continue;
            }
            for (uint32_t place = 0; place < one.tokens.count; ++place) {
                made->numbers.push_back(one.tokens.first + place);
                const Token& token = made->token(made->numbers.back());
                *positions++ = position + token.position;
                *starts++ = one.start + token.start;
                *ends++ = one.start + token.end;
            }
            if (one.tokens.count) position += made->token(made->numbers.back()).position + 1;
        }
        return made;
    }

    size_t count() const { return count_; }

  private:
    void look_up(const std::vector<Cut>& cuts, Texts& seen) {
        for (const Cut& cut : cuts) known_->fetch_rest_for(cut.key);
        for (const Cut& cut : cuts) look_up(cut, seen);
    }

    void look_up(const Cut& cut, Texts& seen) {
        const uint32_t known = known_->find(cut.key);
        found_.push_back({{}, cut.start, cut.characters});
        if (known != Texts::kNone) {
            found_.back().tokens = known_->tokens_of(known);
            return;
        }
        const uint32_t number = seen.number(cut.key);
        if (number == fresh_.size()) fresh_.push_back({cut, {}, {}});
        fresh_[number].places.push_back(found_.size() - 1);
    }

    // Ask Python what the fresh runs become. Other threads may run meanwhile and learn the same.
    void define() {
        Forms forms;
        std::vector<const Fresh*> others;
        for (Fresh& one : fresh_) {
            if (one.cut.characters <= memo_.longest) one.words = Shapes(one.cut.key.text).words();
            if (one.words.empty()) others.push_back(&one);
            for (const Spelled& word : one.words) forms.numbered.number({word.form, memo_.seed});
        }
        ask_terms(forms);
        for (const Fresh& one : fresh_) {
            if (!one.words.empty()) keep(one.cut, tokens_of(one.words, forms));
        }
        if (!others.empty()) ask_words(others);
        for (const Fresh& one : fresh_) {
            const uint32_t known = known_->find(one.cut.key);
            Outcomes::Some tokens = known != Texts::kNone ? known_->tokens_of(known) : own_->tokens_of(own_->find(one.cut.key));
            if (known == Texts::kNone) tokens.first += Numbers::kOwn;
            for (const size_t place : one.places) found_[place].tokens = tokens;
        }
    }

    // Forms and their terms; what is known as a run of its own need not be asked for.
    void ask_terms(Forms& forms) {
        std::vector<size_t> asked;
        for (uint32_t number = 0; number < forms.numbered.count(); ++number) {
            const std::string_view form = forms.numbered[number];
            const uint32_t known = is_plain(form) ? known_->find({form, memo_.seed}) : Texts::kNone;
            if (known == Texts::kNone) asked.push_back(number);
            const Token* token = known == Texts::kNone ? nullptr : &known_->token(known_->tokens_of(known).first);
            forms.terms.push_back(token ? Owned::shared(token->term) : Owned());
            forms.forms.push_back(token ? Owned::shared(token->form) : text_of(form));
        }
        if (asked.empty()) return;
        const Owned list(listed(asked, [&](size_t form) { return Owned::shared(forms.forms[form].get()).release(); }));
        const Owned answer(checked(PyObject_CallFunctionObjArgs(memo_.terms.get(), list.get(), nullptr)));
        if (!PyList_Check(answer.get()) || PyList_Size(answer.get()) != static_cast<Py_ssize_t>(asked.size())) {
            throw BadProgram{"a term for each form is wanted"};
        }
        for (size_t place = 0; place < asked.size(); ++place) {
            PyObject* term = PyList_GetItem(answer.get(), static_cast<Py_ssize_t>(place));
            if (!PyUnicode_Check(term)) throw BadProgram{"term and form are texts"};
            forms.terms[asked[place]] = Owned::shared(term);
        }
    }

    std::vector<Token> tokens_of(const std::vector<Spelled>& words, const Forms& forms) const {
        std::vector<Token> tokens;
        for (const Spelled& word : words) {
            const uint32_t form = forms.numbered.find({word.form, memo_.seed});
            tokens.push_back({forms.terms[form].get(), forms.forms[form].get(), word.position, word.start, word.end});
        }
        return tokens;
    }

    void ask_words(const std::vector<const Fresh*>& others) {
        const Owned asked(listed(others, [](const Fresh* one) { return text_of(one->cut.key.text).release(); }));
        const Owned answer(checked(PyObject_CallFunctionObjArgs(memo_.words.get(), asked.get(), nullptr)));
        if (length(answer.get()) != others.size()) throw BadProgram{"an outcome for each run is wanted"};
        for (size_t place = 0; place < others.size(); ++place) keep(others[place]->cut, tokens_in(item(answer.get(), place)));
    }

    // Remember what a run becomes; where the memo does not, it is kept for this text alone.
    void keep(const Cut& cut, const std::vector<Token>& tokens) {
        memo_.remember(cut.key, cut.characters, tokens);
        if (known_->find(cut.key) != Texts::kNone) return;
        if (!own_) own_ = std::make_unique<Outcomes>();
        own_->add(cut.key, cut.characters, tokens);
    }

    Memo& memo_;
    std::shared_ptr<Outcomes> known_;  // what the memo knew when the reading began, and perhaps more
    std::unique_ptr<Outcomes> own_;
    std::vector<Found> found_;
    std::vector<Fresh> fresh_;
    size_t count_ = 0;
};

// The columns of numbers, and where the kernel writes them.
struct Columns {
    explicit Columns(size_t count) {
        for (Owned& column : made) column = Owned(checked(PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(4 * count))));
    }
    uint32_t* at(size_t column) { return reinterpret_cast<uint32_t*>(PyBytes_AsString(made[column].get())); }

    std::array<Owned, 3> made;
};

PyObject* list_of(const Numbers& tokens, PyObject* Token::*text) {
    return listed(tokens.numbers, [&](uint32_t number) { return Owned::shared(tokens.token(number).*text).release(); });
}

}  // namespace

// open_memo(words, terms, kinds, longest, most, seed)
PyObject* open_memo(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto seed = static_cast<uint64_t>(integer(item(arguments, 5)));
        auto memo = std::make_unique<Memo>(item(arguments, 0), item(arguments, 1), item(arguments, 2), seed);
        memo->longest = small(item(arguments, 3));
        memo->most = small(item(arguments, 4));
        memo->outcomes = std::make_shared<Outcomes>();
        return capsule(std::move(memo), kMemo);
    });
}

// tokens(memo, text) -> terms, forms, positions, starts, ends
PyObject* tokens(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const Encoded text(item(arguments, 1));
        Reading reading(*opened<Memo>(item(arguments, 0), kMemo), text.view);
        Columns columns(reading.count());
        const auto numbers = reading.numbers(columns.at(0), columns.at(1), columns.at(2));
        Owned terms(list_of(*numbers, &Token::term)), forms(list_of(*numbers, &Token::form));
        auto& [positions, starts, ends] = columns.made;
        return checked(Py_BuildValue("NNNNN", terms.release(), forms.release(), positions.release(), starts.release(), ends.release()));
    });
}

// numbered(memo, text) -> the tokens as numbers, positions, starts, ends
PyObject* numbered(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const Encoded text(item(arguments, 1));
        Reading reading(*opened<Memo>(item(arguments, 0), kMemo), text.view);
        Columns columns(reading.count());
        Owned numbers(capsule(reading.numbers(columns.at(0), columns.at(1), columns.at(2)), kNumbers));
        auto& [positions, starts, ends] = columns.made;
        return checked(Py_BuildValue("NNNN", numbers.release(), positions.release(), starts.release(), ends.release()));
    });
}

// terms_of(numbers) -> the terms of the tokens
PyObject* terms_of(PyObject*, PyObject* arguments) {
    return guarded([&] { return list_of(*opened<Numbers>(item(arguments, 0), kNumbers), &Token::term); });
}

// forms_of(numbers) -> the forms of the tokens
PyObject* forms_of(PyObject*, PyObject* arguments) {
    return guarded([&] { return list_of(*opened<Numbers>(item(arguments, 0), kNumbers), &Token::form); });
}

}  // namespace searchlib
