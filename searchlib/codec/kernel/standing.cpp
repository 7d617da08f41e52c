// Where one term stands in one document: what a hit of a page asks, so nothing of the other documents is unpacked.
#include "binding.hpp"
#include "blocks.hpp"
#include "functions.hpp"
#include "program.hpp"

#include <algorithm>

namespace searchlib {
namespace {

using Places = std::vector<uint32_t>;

Places in_plain(const Field& field, uint32_t term, uint32_t doc) {
    Storage storage;
    const Postings list = field.postings(term, storage);
    const size_t place = gallop(list, 0, doc);
    Places found;
    if (place == list.size || list.docs[place] != doc) return found;
    Positions positions(field, term, list);
    positions.move(place);
    for (size_t number = 0; number < positions.size(); ++number) found.push_back(positions.position(number));
    return found;
}

Places in_packet(const Field& field, uint32_t term, uint32_t doc) {
    Blocks blocks(field, term);
    Places found;
    if (!blocks.seek(doc)) return found;
    const uint32_t *docs = blocks.docs(), *end = docs + blocks.count();
    const size_t place = static_cast<size_t>(std::lower_bound(docs, end, doc) - docs);
    if (place == blocks.count() || docs[place] != doc) return found;
    const uint32_t* freqs = blocks.freqs();
    uint64_t before = 0;
    for (size_t number = 0; number < place; ++number) before += freqs[number];
    const BitStream steps = field.packet(term).positions(blocks.block());
    if (before + freqs[place] > steps.count) field.packets.damaged("positions do not fit the frequencies");
    uint32_t position = 0;
    for (uint32_t number = 0; number < freqs[place]; ++number) found.push_back(position += steps[before + number]);
    return found;
}

// Tell whether any of some fields, None among them, has a term.
bool any_has(PyObject* fields, std::string_view term) {
    for (size_t number = 0; number < length(fields); ++number) {
        PyObject* capsule = item(fields, number);
        if (capsule != Py_None && opened<OpenField>(capsule, kField)->terms.find(term)) return true;
    }
    return false;
}

}  // namespace

// has_term(fields, term) -> whether one of them has it
PyObject* has_term(PyObject*, PyObject* arguments) {
    return guarded([&] { return PyBool_FromLong(any_has(item(arguments, 0), bytes(item(arguments, 1)))); });
}

// positions(field, term, document) -> its positions, ascending, each once
PyObject* positions(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const Field* field = opened<OpenField>(item(arguments, 0), kField);
        const auto term = field->terms.find(bytes(item(arguments, 1)));
        const uint32_t doc = small(item(arguments, 2));
        Places found;
        if (term && field->positional()) found = field->packed() ? in_packet(*field, *term, doc) : in_plain(*field, *term, doc);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        Owned tuple(checked(PyTuple_New(static_cast<Py_ssize_t>(found.size()))));
        for (size_t place = 0; place < found.size(); ++place) {
            PyTuple_SetItem(tuple.get(), static_cast<Py_ssize_t>(place), checked(PyLong_FromUnsignedLong(found[place])));
        }
        return tuple.release();
    });
}

}  // namespace searchlib
