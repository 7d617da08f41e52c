// The functions that Python calls and that stand in files of their own; module.cpp lists them.
#pragma once
#include "python.hpp"

namespace searchlib {

PyObject* also_in(PyObject*, PyObject* arguments);
PyObject* forms_of(PyObject*, PyObject* arguments);
PyObject* expanded(PyObject*, PyObject* arguments);
PyObject* expanded_forms(PyObject*, PyObject* arguments);
PyObject* expanded_positions(PyObject*, PyObject* arguments);
PyObject* checksum(PyObject*, PyObject* arguments);
PyObject* chunked(PyObject*, PyObject* arguments);
PyObject* clusters(PyObject*, PyObject* arguments);
PyObject* gather(PyObject*, PyObject* arguments);
PyObject* gather_numbers(PyObject*, PyObject* arguments);
PyObject* has_terms(PyObject*, PyObject* arguments);
PyObject* inverted(PyObject*, PyObject* arguments);
PyObject* join(PyObject*, PyObject* arguments);
PyObject* lengths(PyObject*, PyObject* arguments);
PyObject* merge_dictionaries(PyObject*, PyObject* arguments);
PyObject* merge_forms(PyObject*, PyObject* arguments);
PyObject* merge_terms(PyObject*, PyObject* arguments);
PyObject* open_chunks(PyObject*, PyObject* arguments);
PyObject* open_inverter(PyObject*, PyObject* arguments);
PyObject* open_leaders(PyObject*, PyObject* arguments);
PyObject* open_memo(PyObject*, PyObject* arguments);
PyObject* open_packets(PyObject*, PyObject* arguments);
PyObject* open_texts(PyObject*, PyObject* arguments);
PyObject* pack_rows(PyObject*, PyObject* arguments);
PyObject* pack_terms(PyObject*, PyObject* arguments);
PyObject* terms_of(PyObject*, PyObject* arguments);
PyObject* text(PyObject*, PyObject* arguments);
PyObject* sketch(PyObject*, PyObject* arguments);
PyObject* repeated(PyObject*, PyObject* arguments);
PyObject* take_over(PyObject*, PyObject* arguments);
PyObject* sharing(PyObject*, PyObject* arguments);
PyObject* tokens(PyObject*, PyObject* arguments);
PyObject* unpack_row(PyObject*, PyObject* arguments);
PyObject* marked(PyObject*, PyObject* arguments);
PyObject* numbered(PyObject*, PyObject* arguments);
PyObject* positions(PyObject*, PyObject* arguments);
PyObject* snippets(PyObject*, PyObject* arguments);
PyObject* unpack_term(PyObject*, PyObject* arguments);
PyObject* used_terms(PyObject*, PyObject* arguments);

}  // namespace searchlib
