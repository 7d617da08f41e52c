// The body of an article, put together from its raw text and cut into words.
#include "body.hpp"

#include "binding.hpp"
#include "functions.hpp"

#include <algorithm>

namespace searchlib {
namespace {

constexpr const char* kBody = "searchlib.body";

// What cleaning reads as one blank (`_BLANK` in texts.py): what Python calls space, and control characters.
bool is_space(uint32_t sign) {
    if (sign < 0x80) return sign == ' ' || (sign >= '\t' && sign <= '\r') || (sign >= 0x1C && sign <= 0x1F);
    return sign == 0x85 || sign == 0xA0 || sign == 0x1680 || (sign >= 0x2000 && sign <= 0x200A) || sign == 0x2028 ||
           sign == 0x2029 || sign == 0x202F || sign == 0x205F || sign == 0x3000;
}

bool is_blank(const std::vector<uint32_t>& raw, size_t place) {
    const uint32_t sign = raw[place];
    if (is_space(sign) || sign < 0x20 || (sign >= 0x7F && sign <= 0x9F)) return true;
    return sign == 0xC2 && place + 1 < raw.size() && is_space(raw[place + 1]);
}

void append(uint32_t sign, std::string& text) {
    const auto more = [&](int shift) { text += static_cast<char>(0x80 | (sign >> shift & 0x3F)); };
    if (sign < 0x80) {
        text += static_cast<char>(sign);
    } else if (sign < 0x800) {
        text += static_cast<char>(0xC0 | sign >> 6);
        more(0);
    } else if (sign < 0x10000) {
        text += static_cast<char>(0xE0 | sign >> 12);
        more(6), more(0);
    } else {
        text += static_cast<char>(0xF0 | sign >> 18);
        more(12), more(6), more(0);
    }
}

bool is_letter_or_digit(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
}

char small_letter(char sign) { return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign; }

// FNV-1a.
uint64_t digest(std::string_view form) {
    uint64_t mixed = 0xCBF29CE484222325u;
    for (const char sign : form) mixed = (mixed ^ static_cast<uint8_t>(small_letter(sign))) * 0x100000001B3u;
    return mixed;
}

std::vector<uint32_t> characters(PyObject* text) {
    if (!PyUnicode_Check(text)) throw BadProgram{"a text is wanted"};
    std::vector<uint32_t> read(static_cast<size_t>(PyUnicode_GetLength(text)) + 1);
    if (!PyUnicode_AsUCS4(text, reinterpret_cast<Py_UCS4*>(read.data()), static_cast<Py_ssize_t>(read.size()), 0)) throw PythonError{};
    read.pop_back();
    return read;
}

}  // namespace

Body::Body(PyObject* memo, PyObject* raw, const uint32_t* pieces, size_t piece_count)
    : kept_(Owned::shared(memo)), signs_(opened<Memo>(memo, kMemo)->signs) {
    for (size_t piece = 0; piece < piece_count; ++piece) starts_.emplace_back(pieces[3 * piece], pieces[3 * piece + 1]);
    put_together(characters(raw), pieces);
    cut(*opened<Memo>(memo, kMemo));
}

void Body::put_together(const std::vector<uint32_t>& raw, const uint32_t* pieces) {
    const size_t most = 4 * raw.size() + 1024;  // gaps are of a line break or two
    uint64_t end = 0;
    text_.reserve(raw.size());
    for (size_t piece = 0; piece < starts_.size(); ++piece) {
        const uint64_t start = pieces[3 * piece], length = pieces[3 * piece + 2];
        if (start > most || length > most) throw BadProgram{"pieces do not fit the text"};
        if (start > end) text_.insert(text_.end(), start - end, '\n');
        const size_t from = std::min<size_t>(pieces[3 * piece + 1], raw.size()), to = std::min(from + length, raw.size());
        for (size_t place = from; place < to; ++place) text_.push_back(is_blank(raw, place) ? ' ' : raw[place]);
        if (text_.size() > most) throw BadProgram{"pieces do not fit the text"};
        end = start + length;
    }
}

void Body::cut(Memo& memo) {
    std::string encoded;
    encoded.reserve(text_.size() + text_.size() / 8);
    for (const uint32_t sign : text_) append(sign, encoded);
    words_.reserve(encoded.size() / 5);
    Runs runs(encoded, memo.signs);
    while (runs.next()) add_run(memo, runs, runs.run);
}

// A run of plain letters and digits is one word; what another becomes the memo knows.
void Body::add_run(Memo& memo, const Runs& runs, std::string_view run) {
    const auto start = static_cast<uint32_t>(runs.start);
    if (run.size() <= memo.longest && std::all_of(run.begin(), run.end(), is_letter_or_digit)) {
        words_.push_back({position_++, start, start + static_cast<uint32_t>(run.size()), digest(run), 0});
        return;
    }
    std::vector<Part> parts = memo.outcome(run, runs.characters());
    const uint32_t behind = parts.empty() ? 0 : parts.back().position + 1;
    for (Part& part : parts) {
        const Encoded form(part.form.get());
        words_.push_back({position_ + part.position, start + part.start, start + part.end, digest(form.view),
                          static_cast<uint32_t>(forms_.size() + 1)});
        forms_.push_back(std::move(part.form));
    }
    position_ += behind;
}

PyObject* Body::form(const Word& word) const {
    if (word.form) return Owned::shared(forms_[word.form - 1].get()).release();
    std::string form;
    for (size_t place = word.start; place < word.end; ++place) form += small_letter(static_cast<char>(text_[place]));
    return checked(PyUnicode_DecodeUTF8(form.data(), static_cast<Py_ssize_t>(form.size()), nullptr));
}

int64_t Body::raw(int64_t offset) const {
    const size_t behind = bisected(starts_.size(), [&](size_t place) { return starts_[place].first <= offset; });
    if (starts_.empty()) return offset;
    const auto& [clean, there] = starts_[behind ? behind - 1 : starts_.size() - 1];
    return int64_t{there} + offset - clean;
}

// open_body(memo, raw text, pieces)
PyObject* open_body(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const auto pieces = buffers.hold(item(arguments, 2));
        if (pieces.second % 12) throw BadProgram{"pieces are of three numbers"};
        return capsule(std::make_unique<Body>(item(arguments, 0), item(arguments, 1), reinterpret_cast<const uint32_t*>(pieces.first),
                                              pieces.second / 12), kBody);
    });
}

// words_at(body, positions) -> [(position, start, end, form)]; the form is None where no other word has the position
PyObject* words_at(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto* body = opened<Body>(item(arguments, 0), kBody);
        const auto& words = body->words();
        Owned list(checked(PyList_New(0)));
        PyObject* positions = item(arguments, 1);
        for (size_t asked = 0; asked < length(positions); ++asked) {
            const int64_t position = integer(item(positions, asked));
            const size_t first = bisected(words.size(), [&](size_t place) { return words[place].position < position; });
            size_t last = first;
            while (last < words.size() && words[last].position == position) ++last;
            for (size_t place = first; place < last; ++place) {
                const Body::Word& word = words[place];
                PyObject* form = last - first > 1 ? body->form(word) : Owned::shared(Py_None).release();
                const Owned row(checked(Py_BuildValue("IIIN", word.position, word.start, word.end, form)));
                if (PyList_Append(list.get(), row.get())) throw PythonError{};
            }
        }
        return list.release();
    });
}

// stretches(body, starts of sentences, marks, most) -> [(start, end, marks)] in the raw text; of marks from `start` on
PyObject* stretches(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto* body = opened<Body>(item(arguments, 0), kBody);
        Buffers buffers;
        const auto starts = buffers.hold(item(arguments, 1));
        const auto* first = reinterpret_cast<const uint32_t*>(starts.first);
        std::vector<Mark> marks;
        PyObject* given = item(arguments, 2);
        for (size_t place = 0; place < length(given); ++place) {
            PyObject* mark = item(given, place);
            marks.push_back({small(item(mark, 0)), small(item(mark, 1)), small(item(mark, 2))});
            const Mark& last = marks.back();
            const bool sorted = marks.size() < 2 || marks[marks.size() - 2].start <= last.start;
            if (!sorted || last.start >= last.end || static_cast<size_t>(last.end) > body->text().size()) throw BadProgram{"marks do not fit"};
        }
        const std::vector<uint32_t> sentences(first, first + starts.second / 4);
        return listed(stretches(*body, sentences, marks, small(item(arguments, 3))), [&](const Shown& shown) {
            const Stretch span = body->raw(shown.span);
            const Owned inside(listed(shown.marks, [&](const Mark& mark) {
                const Stretch found = body->raw({mark.start, mark.end});
                return Py_BuildValue("LL", static_cast<long long>(found.first - span.first), static_cast<long long>(found.second - span.first));
            }));
            return Py_BuildValue("LLN", static_cast<long long>(span.first), static_cast<long long>(span.second), PyList_AsTuple(inside.get()));
        });
    });
}

}  // namespace searchlib
