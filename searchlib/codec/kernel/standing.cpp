// Where one term stands in one document: what a hit of a page asks, so nothing of the other documents is unpacked.
#include "binding.hpp"
#include "blocks.hpp"
#include "functions.hpp"
#include "program.hpp"

#include <algorithm>
#include <memory>

namespace searchlib {
namespace {

using Places = std::vector<uint32_t>;

// The positions of a term in a document, or of those of its forms that are meant.
Places in_plain(const Source& source, uint32_t doc) {
    const Field& field = *source.field;
    Storage storage;
    const Postings list = field.postings(source.term, storage);
    const size_t place = gallop(list, 0, doc);
    Places found;
    if (place == list.size || list.docs[place] != doc) return found;
    Positions positions(field, source.term, list);
    positions.move(place);
    for (size_t number = 0; number < positions.size(); ++number) {
        if (source.means(positions.form(number))) found.push_back(positions.position(number));
    }
    return found;
}

Places in_packet(const Source& source, uint32_t doc) {
    const Field& field = *source.field;
    Blocks blocks(field, source.term);
    Places found;
    if (!blocks.seek(doc)) return found;
    const uint32_t *docs = blocks.docs(), *end = docs + blocks.count();
    const size_t place = static_cast<size_t>(std::lower_bound(docs, end, doc) - docs);
    if (place == blocks.count() || docs[place] != doc) return found;
    const uint32_t* freqs = blocks.freqs();
    uint64_t before = 0;
    for (size_t number = 0; number < place; ++number) before += freqs[number];
    const Packet packet = field.packet(source.term);
    const BitStream steps = packet.positions(blocks.block()), forms = source.whole ? BitStream() : packet.forms();
    const uint64_t first = packet.tokens_before(blocks.block()) + before;
    if (before + freqs[place] > steps.count) field.packets.damaged("positions do not fit the frequencies");
    if (forms.bits && first + freqs[place] > forms.count) field.packets.damaged("forms do not fit the frequencies");
    uint32_t position = 0;
    for (uint32_t number = 0; number < freqs[place]; ++number) {
        position += steps[before + number];
        if (source.means(forms.bits ? forms[first + number] : 0)) found.push_back(position);
    }
    return found;
}

Places places_of(const Source& source, uint32_t doc) {
    if (!source.field->positional()) return {};
    return source.field->packed() ? in_packet(source, doc) : in_plain(source, doc);
}

PyObject* tuple_of(Places& places) {
    places.erase(std::unique(places.begin(), places.end()), places.end());
    Owned tuple(checked(PyTuple_New(static_cast<Py_ssize_t>(places.size()))));
    for (size_t place = 0; place < places.size(); ++place) {
        PyTuple_SetItem(tuple.get(), static_cast<Py_ssize_t>(place), checked(PyLong_FromUnsignedLong(places[place])));
    }
    return tuple.release();
}

// What a pattern stands for in all segments.
struct Expanded {
    Owned groups;  // they hold the fields
    std::vector<FormsIn> forms;
    std::vector<Sources> sources;  // of each of the forms
};

constexpr const char* kExpanded = "searchlib.expanded";

// Tell whether any of some fields, None among them, has a term.
bool any_has(PyObject* fields, std::string_view term) {
    for (size_t number = 0; number < length(fields); ++number) {
        PyObject* capsule = item(fields, number);
        if (capsule != Py_None && opened<OpenField>(capsule, kField)->terms.find(term)) return true;
    }
    return false;
}

}  // namespace

// has_terms(fields, terms) -> of each term, whether one of the fields has it
PyObject* has_terms(PyObject*, PyObject* arguments) {
    return guarded([&] {
        PyObject *fields = item(arguments, 0), *terms = item(arguments, 1);
        std::vector<bool> found;
        for (size_t number = 0; number < length(terms); ++number) found.push_back(any_has(fields, bytes(item(terms, number))));
        return listed(found, [](bool has) { return PyBool_FromLong(has); });
    });
}

// positions(field, term, document) -> its positions, ascending, each once
PyObject* positions(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const Field* field = opened<OpenField>(item(arguments, 0), kField);
        const auto term = field->terms.find(bytes(item(arguments, 1)));
        const uint32_t doc = small(item(arguments, 2));
        Places found;
        if (term) found = places_of({field, *term, true, {}, {}}, doc);
        return tuple_of(found);
    });
}

// expanded(segments, groups, steps, most forms) -> what the pattern stands for that is the only step
PyObject* expanded(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        if (program.asked.size() != 1 || program.asked[0].is_phrase || !program.asked[0].words[0].is_pattern) throw BadProgram{"one pattern is wanted"};
        auto made = std::make_unique<Expanded>();
        made->groups = Owned::shared(item(arguments, 1));
        {
            Unlocked unlocked;
            const Asked& asked = program.asked[0];
            made->forms = forms_of(program.asked[0].words[0], program.groups[asked.group], program.statistics);
            for (const FormsIn& one : made->forms) made->sources.push_back(sources_of(*one.field, one.forms));
        }
        return capsule(std::move(made), kExpanded);
    });
}

// expanded_forms(expanded) -> its forms in order, each once
PyObject* expanded_forms(PyObject*, PyObject* arguments) {
    return guarded([&] {
        std::vector<std::string_view> forms;
        for (const FormsIn& one : opened<Expanded>(item(arguments, 0), kExpanded)->forms) {
            for (const size_t form : one.forms) forms.push_back(one.field->spelled()[form]);
        }
        std::sort(forms.begin(), forms.end());
        forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
        return listed(forms, [](std::string_view form) { return decoded(form); });
    });
}

// expanded_positions(expanded, segment, part, document) -> where one of its forms stands, ascending, each once
PyObject* expanded_positions(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto* asked = opened<Expanded>(item(arguments, 0), kExpanded);
        const size_t segment = small(item(arguments, 1)), part = small(item(arguments, 2));
        const uint32_t doc = small(item(arguments, 3));
        Places found;
        for (size_t number = 0; number < asked->forms.size(); ++number) {
            if (asked->forms[number].segment != segment || asked->forms[number].part != part) continue;
            for (const Source& source : asked->sources[number]) {
                const Places some = places_of(source, doc);
                found.insert(found.end(), some.begin(), some.end());
            }
        }
        std::sort(found.begin(), found.end());
        return tuple_of(found);
    });
}

}  // namespace searchlib
