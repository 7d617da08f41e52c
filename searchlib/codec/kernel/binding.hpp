// What every function that Python calls needs: exceptions turned back, the lock let go, things in capsules.
#pragma once
#include "python.hpp"

#include <memory>
#include <new>

namespace searchlib {

extern PyObject* damaged_error;

// Run what may throw; the exceptions of C++ end here.
template <class Body>
PyObject* guarded(Body body) {
    try {
        return body();
    } catch (const PythonError&) {
    } catch (const BadProgram& bad) {
        PyErr_SetString(PyExc_ValueError, bad.reason);
    } catch (const TooDeep&) {
        PyErr_SetString(PyExc_RecursionError, "clauses are nested too deep for the kernel");
    } catch (const Damaged& damage) {
        const auto size = [](const std::string& text) { return static_cast<Py_ssize_t>(text.size()); };
        PyObject* value = Py_BuildValue("(y#y#y#)", damage.file.data(), size(damage.file), damage.section.data(),
                                        size(damage.section), damage.reason.data(), size(damage.reason));
        if (value) PyErr_SetObject(damaged_error, value);
        Py_XDECREF(value);
    } catch (const std::bad_alloc&) {
        PyErr_NoMemory();
    } catch (const std::exception& error) {
        PyErr_SetString(PyExc_RuntimeError, error.what());
    }
    return nullptr;
}

// Let other threads run meanwhile.
class Unlocked {
  public:
    Unlocked() : state_(PyEval_SaveThread()) {}
    ~Unlocked() { PyEval_RestoreThread(state_); }

  private:
    PyThreadState* state_;
};

template <class Thing>
void forget(PyObject* capsule) {
    delete static_cast<Thing*>(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
}

template <class Thing>
PyObject* capsule(std::unique_ptr<Thing> thing, const char* name) {
    PyObject* made = checked(PyCapsule_New(thing.get(), name, forget<Thing>));
    thing.release();
    return made;
}

template <class Row, class Make>
PyObject* listed(const std::vector<Row>& rows, Make make) {
    PyObject* list = checked(PyList_New(static_cast<Py_ssize_t>(rows.size())));
    for (size_t place = 0; place < rows.size(); ++place) {
        PyList_SetItem(list, static_cast<Py_ssize_t>(place), checked(make(rows[place])));
    }
    return list;
}

// Numbers as Python's bytes.
template <class Numbers>
PyObject* as_bytes(const Numbers& numbers) {
    const char* const data = numbers.empty() ? "" : reinterpret_cast<const char*>(numbers.data());
    return checked(PyBytes_FromStringAndSize(data, static_cast<Py_ssize_t>(numbers.size() * sizeof numbers[0])));
}

// A text of a dictionary or record, decoded as `terms.decoded` does.
inline PyObject* decoded(std::string_view text) {
    const auto size = static_cast<Py_ssize_t>(text.size());
    PyObject* made = PyUnicode_DecodeUTF8(text.data(), size, "surrogatepass");
    if (made || !PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) return made;
    PyErr_Clear();
    return PyUnicode_DecodeUTF8(text.data(), size, "replace");
}

}  // namespace searchlib
