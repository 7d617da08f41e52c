// Reading stored texts.
#include "binding.hpp"
#include "functions.hpp"
#include "packing.hpp"

namespace searchlib {
namespace {

constexpr const char* kTexts = "searchlib.texts";

// A stored column of one segment.
struct OpenTexts {
    Section ends, data;
    Buffers buffers;
};

}  // namespace

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
        const auto* texts = opened<OpenTexts>(item(arguments, 0), kTexts);
        const size_t doc = small(item(arguments, 1));
        try {
            const uint8_t* ends = texts->ends.items(doc, doc + 2);
            const bool wide = texts->ends.width == 8;
            const size_t start = wide ? load64(ends) : load32(ends), end = wide ? load64(ends + 8) : load32(ends + 4);
            const auto* record = reinterpret_cast<const char*>(texts->data.items(start, end));
            if (start == end) return decoded({});
            if (!*record) return decoded({record + 1, end - start - 1});
        } catch (const Damaged&) {
        }
        Py_RETURN_NONE;
    });
}

}  // namespace searchlib
