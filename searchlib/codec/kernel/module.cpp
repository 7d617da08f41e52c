// The extension searchlib.codec.kernel._kernel: open the sections of a segment, and search. See __init__.py.
#include "binding.hpp"
#include "dependence.hpp"
#include "functions.hpp"

#include <algorithm>
#include <memory>
#include <new>

namespace searchlib {

PyObject* damaged_error = nullptr;  // set once, when the module is loaded

namespace {

// open_field(doc_count, sections)
PyObject* open_field(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto field = std::make_unique<OpenField>();
        field->doc_count = small(item(arguments, 0));
        PyObject* sections = item(arguments, 1);
        Section* const wanted[] = {
            &field->terms.text, &field->terms.ends, &field->term_docs, &field->docs, &field->freqs, &field->at, &field->high,
            &field->term_positions, &field->positions, &field->lengths, &field->forms.text, &field->forms.ends,
            &field->form_terms, &field->form_numbers, &field->term_forms, &field->term_formed, &field->formed,
            &field->packets, &field->term_at, &field->also};
        for (size_t place = 0; place < std::size(wanted); ++place) *wanted[place] = field->buffers.section(item(sections, place));
        field->open();
        return capsule(std::move(field), kField);
    });
}

// open_column(section)
PyObject* open_column(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto column = std::make_unique<OpenColumn>();
        static_cast<Section&>(*column) = column->buffers.section(item(arguments, 0));
        return capsule(std::move(column), kColumn);
    });
}

// open_labels(texts of the values, their ends, starts, values)
PyObject* open_labels(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto labels = std::make_unique<OpenLabels>();
        labels->names.text = labels->buffers.section(item(arguments, 0));
        labels->names.ends = labels->buffers.section(item(arguments, 1));
        labels->starts = labels->buffers.section(item(arguments, 2));
        labels->values = labels->buffers.section(item(arguments, 3));
        return capsule(std::move(labels), kLabels);
    });
}

// open_rows(where each ends, rows)
PyObject* open_rows(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto rows = std::make_unique<OpenRows>();
        rows->ends = rows->buffers.section(item(arguments, 0));
        rows->rows = rows->buffers.section(item(arguments, 1));
        const bool fits = rows->ends.width == 4 && (rows->rows.width == 1 || rows->rows.width == 4);
        if (rows->ends.data && !fits) throw BadProgram{"rows are of 1 or 4 bytes, their ends of 4"};
        return capsule(std::move(rows), kRows);
    });
}

std::vector<const int64_t*> day_columns(PyObject* capsules, const Statistics& statistics) {
    if (length(capsules) != statistics.doc_counts.size()) throw BadProgram{"columns do not fit"};
    std::vector<const int64_t*> columns;
    for (size_t segment = 0; segment < length(capsules); ++segment) {
        columns.push_back(days_of(item(capsules, segment), statistics.doc_counts[segment]));
    }
    return columns;
}

// In how many documents each word and pattern of the program stands.
PyObject* frequencies(const Program& program) {
    std::vector<size_t> dfs;
    for (const Asked& asked : program.asked) {
        for (const Word& word : asked.words) dfs.push_back(word.df);
    }
    return listed(dfs, PyLong_FromSize_t);
}

// Patterns that stand for too many forms: their places among all words and patterns of the program.
PyObject* cut_off(const Program& program) {
    PyObject* list = checked(PyList_New(0));
    Py_ssize_t place = 0;
    for (const Asked& asked : program.asked) {
        for (const Word& word : asked.words) {
            PyObject* number = word.cut_off ? checked(PyLong_FromSsize_t(place)) : nullptr;
            if (number && PyList_Append(list, number)) throw PythonError{};
            Py_XDECREF(number);
            ++place;
        }
    }
    return list;
}

PyObject* row_of(const Entry& entry) {
    return Py_BuildValue("IIdL", entry.segment, entry.doc, entry.score, static_cast<long long>(entry.day));
}

template <class Ready>
void answer(Program& program, Request& request, Ready ready) {
    request.doc_counts = program.statistics.doc_counts;
    request.hidden = program.hidden;
    Unlocked unlocked;
    prepare(program);
    ready();
    search(program.tree, request);
}

void answer(Program& program, Request& request) {
    answer(program, request, [] {});
}

// top(segments, groups, steps, most forms, limit, order, days, after)
//   -> total, cut off, [(segment, doc, score, day)], [documents of each word]
PyObject* top(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        const size_t limit = small(item(arguments, 4));
        if (!limit) throw BadProgram{"a limit above 0 is wanted"};
        const uint32_t wanted = small(item(arguments, 5));
        const Order order{wanted != 0, day_columns(item(arguments, 6), program.statistics), wanted == 2};
        Top best(order, limit);
        PyObject* after = item(arguments, 7);
        if (after != Py_None) best.after(real(item(after, 0)), integer(item(after, 1)));
        Request request;
        request.top = &best;
        answer(program, request);
        return Py_BuildValue("KNNN", static_cast<unsigned long long>(request.total), cut_off(program),
                             listed(best.take(), row_of), frequencies(program));
    });
}

// dependent(segments, groups, steps, most forms, limit, days, dependence)
//   -> total, cut off, [(segment, doc, score, day)], [documents of each word],
//      (how many rows are in the pool, the row behind them or None, whether nothing above the floor is missing, the share that pairs may add)
// The first `limit` are given, and those that share the last place with them.
PyObject* dependent(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        const size_t limit = small(item(arguments, 4));
        const Order order{false, day_columns(item(arguments, 5), program.statistics), false};
        Dependence dependence = read_dependence(item(arguments, 6), program);
        Top best(order, std::max(limit, dependence.pool + 1));
        Request request;
        request.top = &best;
        answer(program, request, [&] {
            tighten(program, dependence);
            best.within(limit, least_share(dependence));
        });
        std::vector<Entry> entries = best.take();
        Pool pool;
        {
            Unlocked unlocked;
            pool = depend(program, dependence, order, limit, entries);
        }
        size_t shown = std::min(limit, entries.size());
        while (shown && shown < entries.size() && !order.better(entries[shown - 1], entries[shown])) ++shown;
        entries.resize(shown);
        return Py_BuildValue("KNNN(nNNd)", static_cast<unsigned long long>(request.total), cut_off(program), listed(entries, row_of),
                             frequencies(program), static_cast<Py_ssize_t>(pool.size), pool.behind ? row_of(*pool.behind) : Py_NewRef(Py_None),
                             PyBool_FromLong(pool.whole), dependence.most);
    });
}

// all(segments, groups, steps, most forms) -> cut off, [(docs, scores)] a segment
PyObject* all(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        std::vector<std::vector<Entry>> found(program.statistics.doc_counts.size());
        Request request;
        request.all = &found;
        answer(program, request);
        return Py_BuildValue("NN", cut_off(program), listed(found, [](const std::vector<Entry>& entries) {
            std::vector<uint32_t> docs;
            std::vector<double> scores;
            for (const Entry& entry : entries) {
                docs.push_back(entry.doc);
                scores.push_back(entry.score);
            }
            return Py_BuildValue("NN", as_bytes(docs), as_bytes(scores));
        }));
    });
}

// windows(segments, groups, steps, most forms, documents of each segment)
//   -> cut off, idf of each word, [(documents, windows, counts)] a segment
// The last step is a demand of one clause: it is asked of these documents, which ascend.
PyObject* windows(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        Node asked;
        read_docs(item(arguments, 4), program.statistics, asked);
        const Demand* const demand = program.tree.nodes.back().demand.get();
        if (!demand || demand->holding.kind != Holding::Kind::kStands || demand->holding.titled) {
            throw BadProgram{"a demand of one clause outside titles is wanted"};
        }
        std::vector<std::array<std::vector<uint32_t>, 3>> found(asked.docs.size());
        {
            Unlocked unlocked;
            prepare(program);
            for (size_t segment = 0; segment < found.size(); ++segment) {
                Inspection inspection(*demand, program.tree.leaves, segment);
                auto& [docs, units, counts] = found[segment];
                for (const uint32_t doc : asked.docs[segment]) {
                    for (const auto& [unit, places] : inspection.counts(doc)) {
                        docs.push_back(doc);
                        units.push_back(static_cast<uint32_t>(unit));
                        counts.push_back(places);
                    }
                }
            }
        }
        std::vector<double> idfs;
        for (const Leaf& leaf : program.tree.leaves) idfs.insert(idfs.end(), leaf.idfs.begin(), leaf.idfs.end());
        return Py_BuildValue("NNN", cut_off(program), listed(idfs, PyFloat_FromDouble), listed(found, [](const auto& lists) {
            return Py_BuildValue("NNN", as_bytes(lists[0]), as_bytes(lists[1]), as_bytes(lists[2]));
        }));
    });
}

// matching(segments, groups, steps, most forms) -> [a bit for each document] a segment, in words of eight bytes
PyObject* matching(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        std::vector<std::vector<uint64_t>> bits;
        for (const uint32_t doc_count : program.statistics.doc_counts) bits.emplace_back(words_for(doc_count));
        Request request;
        request.bits = &bits;
        answer(program, request);
        return listed(bits, as_bytes<std::vector<uint64_t>>);
    });
}

using Value = std::pair<std::string_view, uint64_t>;

// Values of all segments with their counts, most frequent first, then by value.
std::vector<Value> frequent(const Request& request, size_t most) {
    std::vector<Value> values;  // sorted runs, merged one by one
    const auto by_name = [](const Value& one, const Value& other) { return one.first < other.first; };
    for (size_t segment = 0; segment < request.labels.size(); ++segment) {
        const auto before = static_cast<std::ptrdiff_t>(values.size());
        const auto& counts = request.label_counts[segment];
        for (size_t place = 0; place < counts.size(); ++place) {
            if (counts[place]) values.emplace_back(request.labels[segment]->names[place], counts[place]);
        }
        std::inplace_merge(values.begin(), values.begin() + before, values.end(), by_name);
    }
    size_t different = 0;
    for (const Value& value : values) {
        if (different && values[different - 1].first == value.first) values[different - 1].second += value.second;
        else values[different++] = value;
    }
    values.resize(different);
    const size_t kept = std::min(values.size(), most);
    std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end(), [](const Value& one, const Value& other) {
        return one.second != other.second ? one.second > other.second : one.first < other.first;
    });
    values.resize(kept);
    return values;
}

// labels(segments, groups, steps, most forms, columns, most values) -> cut off, [(value, count)]
PyObject* labels(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        Request request;
        PyObject* columns = item(arguments, 4);
        if (length(columns) != program.statistics.doc_counts.size()) throw BadProgram{"columns do not fit"};
        for (size_t segment = 0; segment < length(columns); ++segment) {
            const auto* column = opened<OpenLabels>(item(columns, segment), kLabels);
            if (column->starts.present() && column->starts.count() != size_t{program.statistics.doc_counts[segment]} + 1) {
                throw BadProgram{"a column of another segment"};
            }
            request.labels.push_back(column);
        }
        request.label_counts.resize(request.labels.size());
        answer(program, request);
        return Py_BuildValue("NN", cut_off(program), listed(frequent(request, small(item(arguments, 5))), [](const Value& value) {
            return Py_BuildValue("NK", decoded(value.first), static_cast<unsigned long long>(value.second));
        }));
    });
}

// days(segments, groups, steps, most forms, first days, last days) -> cut off, [(first, last, count)]
PyObject* days(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Program program;
        read_program(arguments, program);
        Request request;
        request.first_days = day_columns(item(arguments, 4), program.statistics);
        request.last_days = day_columns(item(arguments, 5), program.statistics);
        answer(program, request);
        using Count = std::pair<std::pair<int64_t, int64_t>, uint64_t>;
        const std::vector<Count> counts(request.day_counts.begin(), request.day_counts.end());
        return Py_BuildValue("NN", cut_off(program), listed(counts, [](const Count& count) {
            return Py_BuildValue("LLK", static_cast<long long>(count.first.first), static_cast<long long>(count.first.second),
                                 static_cast<unsigned long long>(count.second));
        }));
    });
}

int load(PyObject* module) {
    damaged_error = PyErr_NewException("searchlib.codec.kernel.Damaged", nullptr, nullptr);
    if (!damaged_error) return -1;
    Py_INCREF(damaged_error);
    return PyModule_AddObject(module, "Damaged", damaged_error);
}

PyMethodDef methods[] = {{"open_field", open_field, METH_VARARGS, nullptr},
                         {"open_column", open_column, METH_VARARGS, nullptr},
                         {"checksum", checksum, METH_VARARGS, nullptr},
                         {"open_labels", open_labels, METH_VARARGS, nullptr},
                         {"open_rows", open_rows, METH_VARARGS, nullptr},
                         {"open_texts", open_texts, METH_VARARGS, nullptr},
                         {"text", text, METH_VARARGS, nullptr},
                         {"also_in", also_in, METH_VARARGS, nullptr},
                         {"merge_dictionaries", merge_dictionaries, METH_VARARGS, nullptr},
                         {"merge_forms", merge_forms, METH_VARARGS, nullptr},
                         {"merge_terms", merge_terms, METH_VARARGS, nullptr},
                         {"used_terms", used_terms, METH_VARARGS, nullptr},
                         {"pack_rows", pack_rows, METH_VARARGS, nullptr},
                         {"unpack_row", unpack_row, METH_VARARGS, nullptr},
                         {"pack_terms", pack_terms, METH_VARARGS, nullptr},
                         {"open_packets", open_packets, METH_VARARGS, nullptr},
                         {"unpack_term", unpack_term, METH_VARARGS, nullptr},
                         {"top", top, METH_VARARGS, nullptr},
                         {"dependent", dependent, METH_VARARGS, nullptr},
                         {"all", all, METH_VARARGS, nullptr},
                         {"matching", matching, METH_VARARGS, nullptr},
                         {"windows", windows, METH_VARARGS, nullptr},
                         {"labels", labels, METH_VARARGS, nullptr},
                         {"days", days, METH_VARARGS, nullptr},
                         {"forms_of", forms_of, METH_VARARGS, nullptr},
                         {"clusters", clusters, METH_VARARGS, nullptr},
                         {"repeated", repeated, METH_VARARGS, nullptr},
                         {"sketch", sketch, METH_VARARGS, nullptr},
                         {"open_leaders", open_leaders, METH_VARARGS, nullptr},
                         {"join", join, METH_VARARGS, nullptr},
                         {"take_over", take_over, METH_VARARGS, nullptr},
                         {"sharing", sharing, METH_VARARGS, nullptr},
                         {"gather", gather, METH_VARARGS, nullptr},
                         {"gather_numbers", gather_numbers, METH_VARARGS, nullptr},
                         {"has_terms", has_terms, METH_VARARGS, nullptr},
                         {"inverted", inverted, METH_VARARGS, nullptr},
                         {"lengths", lengths, METH_VARARGS, nullptr},
                         {"open_inverter", open_inverter, METH_VARARGS, nullptr},
                         {"open_chunks", open_chunks, METH_VARARGS, nullptr},
                         {"chunked", chunked, METH_VARARGS, nullptr},
                         {"open_memo", open_memo, METH_VARARGS, nullptr},
                         {"numbered", numbered, METH_VARARGS, nullptr},
                         {"terms_of", terms_of, METH_VARARGS, nullptr},
                         {"tokens", tokens, METH_VARARGS, nullptr},
                         {"positions", positions, METH_VARARGS, nullptr},
                         {"expanded", expanded, METH_VARARGS, nullptr},
                         {"expanded_forms", expanded_forms, METH_VARARGS, nullptr},
                         {"expanded_positions", expanded_positions, METH_VARARGS, nullptr},
                         {"marked", marked, METH_VARARGS, nullptr},
                         {"snippets", snippets, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void*>(load)}, {0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_kernel", "The compiled reader of segments.", 0, methods, slots,
                          nullptr, nullptr, nullptr};

}  // namespace
}  // namespace searchlib

PyMODINIT_FUNC PyInit__kernel() { return PyModuleDef_Init(&searchlib::definition); }
