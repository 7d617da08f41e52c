// The body of an article, put together from its raw text.
#include "body.hpp"

#include "binding.hpp"
#include "functions.hpp"
#include "program.hpp"

#include <algorithm>

namespace searchlib {
namespace {

// What cleaning reads as one blank (`_BLANK` in texts.py): what Python calls space, and control characters.
bool is_space(uint32_t sign) {
    if (sign < 0x80) return sign == ' ' || (sign >= '\t' && sign <= '\r') || (sign >= 0x1C && sign <= 0x1F);
    return sign == 0x85 || sign == 0xA0 || sign == 0x1680 || (sign >= 0x2000 && sign <= 0x200A) || sign == 0x2028 ||
           sign == 0x2029 || sign == 0x202F || sign == 0x205F || sign == 0x3000;
}

bool is_blank(const Letters& raw, size_t place) {
    const uint32_t sign = raw[place];
    if (is_space(sign) || sign < 0x20 || (sign >= 0x7F && sign <= 0x9F)) return true;
    return sign == 0xC2 && place + 1 < raw.size() && is_space(raw[place + 1]);
}

// The text with its blanks made plain.
Letters levelled(const Letters& raw) {
    Letters level(raw.size());
    uint32_t seen = 0;
    for (size_t place = 0; place < raw.size(); ++place) {
        const uint32_t sign = raw[place];
        level[place] = sign < 0x20 || sign - 0x7F <= 0xA0 - 0x7F ? uint32_t{' '} : sign;
        seen |= sign;
    }
    if (seen < 0x80) return level;
    for (size_t place = 0; place < raw.size(); ++place) {
        if (raw[place] > 0xA0 && is_blank(raw, place)) level[place] = ' ';
    }
    return level;
}

Letters put_together(const Letters& raw, const std::vector<uint32_t>& pieces) {
    const Letters level = levelled(raw);
    const size_t most = 4 * raw.size() + 1024;  // gaps are of a line break or two
    uint64_t end = 0;
    Letters text;
    text.reserve(raw.size());
    for (size_t piece = 0; piece < pieces.size(); piece += 3) {
        const uint64_t start = pieces[piece], length = pieces[piece + 2];
        if (start > most || length > most) throw BadProgram{"pieces do not fit the text"};
        if (start > end) text.insert(text.end(), start - end, '\n');
        const size_t from = std::min<size_t>(pieces[piece + 1], raw.size()), to = std::min(from + length, raw.size());
        text.insert(text.end(), level.begin() + static_cast<std::ptrdiff_t>(from), level.begin() + static_cast<std::ptrdiff_t>(to));
        if (text.size() > most) throw BadProgram{"pieces do not fit the text"};
        end = start + length;
    }
    return text;
}

// The raw text of a stretch, and its marks counted from there.
PyObject* shown_as(const Body& body, const Shown& shown) {
    const auto size = static_cast<int64_t>(body.raw_text().size());
    const auto [start, end] = body.raw(shown.span);
    const int64_t first = std::clamp<int64_t>(start, 0, size), last = std::clamp<int64_t>(end, first, size);
    const std::string text = encoded(body.raw_text().data() + first, body.raw_text().data() + last);
    Owned marks(checked(PyTuple_New(static_cast<Py_ssize_t>(shown.marks.size()))));
    for (size_t place = 0; place < shown.marks.size(); ++place) {
        const Stretch found = body.raw({shown.marks[place].start, shown.marks[place].end});
        PyObject* span = checked(Py_BuildValue("LL", static_cast<long long>(found.first - start), static_cast<long long>(found.second - start)));
        PyTuple_SetItem(marks.get(), static_cast<Py_ssize_t>(place), span);
    }
    Owned slice(checked(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass")));
    return Py_BuildValue("LNN", static_cast<long long>(start), slice.release(), marks.release());
}

std::string_view view_of(PyObject* given, Buffers& buffers) {
    const auto [data, size] = buffers.hold(given);
    return {reinterpret_cast<const char*>(data), size};
}

// A list of an article, given packed or as the column that keeps it.
std::vector<uint32_t> row_of(PyObject* given, uint32_t doc, Buffers& buffers) {
    if (!PyCapsule_CheckExact(given)) return unpacked_row(view_of(given, buffers));
    std::vector<uint32_t> numbers;
    opened<OpenRows>(given, kRows)->read(doc, numbers);
    return numbers;
}

}  // namespace

Body::Body(PyObject* memo, Letters raw, const std::vector<uint32_t>& pieces)
    : raw_(std::move(raw)), written_(memo, put_together(raw_, pieces)) {
    starts_.reserve(pieces.size() / 3);
    for (size_t piece = 0; piece < pieces.size(); piece += 3) starts_.emplace_back(pieces[piece], pieces[piece + 1]);
}

int64_t Body::raw(int64_t offset) const {
    const size_t behind = bisected(starts_.size(), [&](size_t place) { return starts_[place].first <= offset; });
    if (starts_.empty()) return offset;
    const auto& [clean, there] = starts_[behind ? behind - 1 : starts_.size() - 1];
    return int64_t{there} + offset - clean;
}

// snippets(memo, raw text as UTF-8, pieces, starts of sentences, clauses, most, document) -> [(start, text, marks)]
PyObject* snippets(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const uint32_t doc = small(item(arguments, 6));
        Letters raw;
        if (!read_letters(view_of(item(arguments, 1), buffers), raw)) throw BadProgram{"no text"};
        try {
            const std::vector<uint32_t> pieces = row_of(item(arguments, 2), doc, buffers), sentences = row_of(item(arguments, 3), doc, buffers);
            if (pieces.size() % 3) throw BadProgram{"pieces are of three numbers"};
            const Body body(item(arguments, 0), std::move(raw), pieces);
            const std::vector<Mark> found = marks(body.written(), item(arguments, 4), {});
            return listed(stretches(body, sentences, found, small(item(arguments, 5))), [&](const Shown& shown) { return shown_as(body, shown); });
        } catch (const NoRow&) {
            throw BadProgram{"no row of numbers"};
        }
    });
}

// marked(memo, text, clauses, base, width) -> [(start, end, clause)]
PyObject* marked(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Letters letters;
        const Encoded text(item(arguments, 1));
        if (!read_letters(text.view, letters)) throw BadProgram{"no text"};
        const Written written(item(arguments, 0), std::move(letters));
        const std::vector<Mark> found = marks(written, item(arguments, 2), {integer(item(arguments, 3)), integer(item(arguments, 4))});
        return listed(found, [](const Mark& mark) {
            return Py_BuildValue("LLI", static_cast<long long>(mark.start), static_cast<long long>(mark.end), mark.clause);
        });
    });
}

}  // namespace searchlib
