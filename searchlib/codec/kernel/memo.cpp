// The tokens of a text, each run of which Python has taken apart once.
#include "memo.hpp"

#include "binding.hpp"
#include "functions.hpp"

#include <algorithm>
#include <cstring>

namespace searchlib {

Outcomes::~Outcomes() {
    for (const Token& token : tokens_) {
        Py_DECREF(token.term);
        Py_DECREF(token.form);
    }
}

Key::Key(std::string_view run, uint64_t seed) : run(run) {
    const auto read = [&](size_t place, auto part) {
        std::memcpy(&part, run.data() + place, sizeof part);
        return uint64_t{part};
    };
    const auto byte = [&](size_t place) { return uint64_t{static_cast<uint8_t>(run[place])}; };
    const size_t size = run.size();
    uint64_t mixed = seed ^ size;
    const auto mix = [&](uint64_t part) {
        mixed = (mixed ^ part) * 0x9E3779B97F4A7C15u;
        mixed ^= mixed >> 32;
    };
    if (size >= 8) head = read(0, uint64_t{});
    else if (size >= 4) head = read(0, uint32_t{}) | read(size - 4, uint32_t{}) << 32;
    else head = size ? byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16 : 0;
    mix(head);
    for (size_t place = 8; place + 8 < size; place += 8) mix(read(place, uint64_t{}));
    if (size > 8) mix(read(size - 8, uint64_t{}));
    mix(seed);
    hash = static_cast<uint32_t>(mixed);
}

uint32_t Outcomes::find(const Key& key) const {
    const size_t mask = slots_.size() - 1;
    for (size_t place = key.hash & mask; slots_[place].row_and_1; place = (place + 1) & mask) {
        const Slot& slot = slots_[place];
        if (slot.hash != key.hash) continue;
        const Row& row = rows_[slot.row_and_1 - 1];
        if (row.head != key.head || row.size != key.run.size()) continue;
        if (row.size <= 8 || !std::memcmp(text_.data() + row.text, key.run.data(), row.size)) return slot.row_and_1 - 1;
    }
    return kNone;
}

void Outcomes::put(uint32_t hash, uint32_t row) {
    const size_t mask = slots_.size() - 1;
    size_t place = hash & mask;
    while (slots_[place].row_and_1) place = (place + 1) & mask;
    slots_[place] = {hash, row + 1};
}

void Outcomes::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.row_and_1) put(slot.hash, slot.row_and_1 - 1);
    }
}

uint32_t Outcomes::add(const Key& key, PyObject* tokens) {
    if (key.run.size() + text_.size() > UINT32_MAX || rows_.size() >= UINT32_MAX / 2) throw std::bad_alloc();
    const auto first = static_cast<uint32_t>(tokens_.size());
    for (size_t place = 0; place < length(tokens); ++place) {
        PyObject* token = item(tokens, place);
        PyObject *term = item(token, 0), *form = item(token, 1);
        if (!PyUnicode_Check(term) || !PyUnicode_Check(form)) throw BadProgram{"term and form are texts"};
        const Token made{term, form, small(item(token, 2)), small(item(token, 3)), small(item(token, 4))};
        tokens_.push_back(made);
        Py_INCREF(term);
        Py_INCREF(form);
    }
    if (2 * (rows_.size() + 1) > slots_.size()) grow();
    const auto row = static_cast<uint32_t>(rows_.size());
    rows_.push_back({key.head, static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(key.run.size()), first,
                     static_cast<uint32_t>(tokens_.size())});
    text_.append(key.run);
    put(key.hash, row);
    return row;
}

namespace {

constexpr const char* kMemo = "searchlib.memo";
constexpr size_t kMostBytes = size_t{64} << 20;

// A text as UTF-8; lone surrogates pass.
class Encoded {
  public:
    explicit Encoded(PyObject* text) {
        if (!PyUnicode_Check(text)) throw BadProgram{"a text is wanted"};
        if (PyUnicode_GetLength(text) > UINT32_MAX) throw BadProgram{"a text is too long"};
        Py_ssize_t size;
        const char* data = PyUnicode_AsUTF8AndSize(text, &size);
        if (data) {
            view = {data, static_cast<size_t>(size)};
            return;
        }
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) throw PythonError{};
        PyErr_Clear();
        held_ = Owned(checked(PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass")));
        view = bytes(held_.get());
    }

    std::string_view view;

  private:
    Owned held_;
};

// A run of the text in hand; rows of the fresh ones are counted from the other end.
struct Found {
    uint32_t row;
    bool fresh;
    size_t start;
};

struct Fresh {
    Key key;
    size_t characters;
};

// The runs of one text with the outcomes of all of them.
class Reading {
  public:
    Reading(Memo& memo, std::string_view text) : memo_(memo), known_(memo.outcomes) {
        Runs runs(text, memo.signs);
        found_.reserve(text.size() / 6);
        Outcomes seen;
        const Owned nothing(checked(PyTuple_New(0)));
        while (runs.next()) {
            const Key key(runs.run, memo.seed);
            uint32_t row = known_->find(key);
            const bool fresh = row == Outcomes::kNone;
            if (fresh) {
                row = seen.find(key);
                if (row == Outcomes::kNone) {
                    row = seen.add(key, nothing.get());
                    fresh_.push_back({key, runs.characters()});
                }
            }
            found_.push_back({row, fresh, runs.start});
        }
        if (!fresh_.empty()) define();
    }

    PyObject* tokens() const {
        size_t count = 0;
        for (const Found& one : found_) count += static_cast<size_t>(end(one) - begin(one));
        Owned terms(checked(PyList_New(static_cast<Py_ssize_t>(count)))), forms(checked(PyList_New(static_cast<Py_ssize_t>(count))));
        std::vector<uint32_t> columns(3 * count);
        uint32_t *positions = columns.data(), *starts = positions + count, *ends = starts + count;
        uint32_t position = 0;
        Py_ssize_t place = 0;
        for (const Found& one : found_) {
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
    const Token* begin(const Found& one) const { return one.fresh ? own_.begin(one.row) : known_->begin(one.row); }
    const Token* end(const Found& one) const { return one.fresh ? own_.end(one.row) : known_->end(one.row); }

    // Ask Python what the fresh runs become. Other threads may run meanwhile and learn the same.
    void define() {
        const Owned asked(listed(fresh_, [](const Fresh& one) {
            return PyUnicode_DecodeUTF8(one.key.run.data(), static_cast<Py_ssize_t>(one.key.run.size()), "surrogatepass");
        }));
        const Owned answer(checked(PyObject_CallFunctionObjArgs(memo_.define.get(), asked.get(), nullptr)));
        if (length(answer.get()) != fresh_.size()) throw BadProgram{"an outcome for each run is wanted"};
        for (size_t place = 0; place < fresh_.size(); ++place) {
            const auto& [key, characters] = fresh_[place];
            own_.add(key, item(answer.get(), place));
            if (characters <= memo_.longest) remember(key, item(answer.get(), place));
        }
    }

    void remember(const Key& key, PyObject* tokens) {
        if (memo_.outcomes->count() >= memo_.most || memo_.outcomes->bytes() >= kMostBytes) {
            memo_.outcomes = std::make_shared<Outcomes>();
        }
        if (memo_.outcomes->find(key) == Outcomes::kNone) memo_.outcomes->add(key, tokens);
    }

    Memo& memo_;
    std::shared_ptr<Outcomes> known_;  // what the memo knew when the reading began, and perhaps more
    Outcomes own_;
    std::vector<Found> found_;
    std::vector<Fresh> fresh_;
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
