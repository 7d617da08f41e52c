// Reading stored texts.
#include "stored.hpp"

#include "binding.hpp"
#include "functions.hpp"
#include "packing.hpp"

namespace searchlib {
namespace {

constexpr uint64_t kMostInflated = 1040;  // no byte can stand for more
constexpr size_t kHead = 5;               // of a deflated text: its kind, its size
constexpr char kPlain = 0, kAlone = 1;

// A text of this size as Python's bytes; null where the data are of another one, or none at all.
// At once, and not so far as its size: that takes a third more time, and a stream can give no more than is stated at most.
Owned inflated(std::string_view data, size_t size) {
    constexpr int kWindow = 15;
    const Owned zlib(checked(PyImport_ImportModule("zlib")));
    Owned text(PyObject_CallMethod(zlib.get(), "decompress", "y#in", data.data(), static_cast<Py_ssize_t>(data.size()), kWindow,
                                   static_cast<Py_ssize_t>(size)));
    if (!text.get()) PyErr_Clear();
    return text.get() && bytes(text.get()).size() == size ? std::move(text) : Owned();
}

}  // namespace

std::string_view OpenTexts::record(uint32_t doc) const {
    const uint8_t* const at = ends.items(doc, size_t{doc} + 2);
    const bool wide = ends.width == 8;
    const size_t start = wide ? load64(at) : load32(at), end = wide ? load64(at + 8) : load32(at + 4);
    return {reinterpret_cast<const char*>(data.items(start, end)), end - start};
}

std::optional<std::string_view> OpenTexts::plain(uint32_t doc) const {
    try {
        const std::string_view kept = record(doc);
        if (kept.empty()) return kept;
        if (kept[0] == kPlain) return kept.substr(1);
    } catch (const Damaged&) {
    }
    return std::nullopt;
}

std::optional<std::string_view> OpenTexts::read(uint32_t doc, Owned& room) const {
    if (const auto found = plain(doc)) return found;
    try {
        const std::string_view kept = record(doc);
        if (kept[0] != kAlone || kept.size() < kHead) return std::nullopt;
        const uint32_t stated = load32(reinterpret_cast<const uint8_t*>(kept.data()) + 1);
        if (!stated || stated > kMostInflated * kept.size()) return std::nullopt;
        room = inflated(kept.substr(kHead), stated);
        if (room.get()) return bytes(room.get());
    } catch (const Damaged&) {
    }
    return std::nullopt;
}

// open_texts(ends, data)
PyObject* open_texts(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto texts = std::make_unique<OpenTexts>();
        texts->ends = texts->buffers.section(item(arguments, 0));
        texts->data = texts->buffers.section(item(arguments, 1));
        if (texts->ends.width < 4) throw BadProgram{"ends of texts are of 4 or 8 bytes"};
        return capsule(std::move(texts), kTexts);
    });
}

// text(texts, document) -> a text that is kept as it is; None for Python to read, also what is wrong.
PyObject* text(PyObject*, PyObject* arguments) {
    return guarded([&]() -> PyObject* {
        const auto found = opened<OpenTexts>(item(arguments, 0), kTexts)->plain(small(item(arguments, 1)));
        if (!found) Py_RETURN_NONE;
        return decoded(*found);
    });
}

// encoded_text(texts, document) -> its bytes, inflated where they must; None as above.
PyObject* encoded_text(PyObject*, PyObject* arguments) {
    return guarded([&]() -> PyObject* {
        Owned room;
        const auto found = opened<OpenTexts>(item(arguments, 0), kTexts)->read(small(item(arguments, 1)), room);
        if (!found) Py_RETURN_NONE;
        return checked(PyBytes_FromStringAndSize(found->data(), static_cast<Py_ssize_t>(found->size())));
    });
}

}  // namespace searchlib
