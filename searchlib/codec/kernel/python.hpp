// Small steps of Python's limited interface, with exceptions instead of nulls.
#pragma once
#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>

#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "section.hpp"

namespace searchlib {

struct PythonError {};                          // an exception is set
struct BadProgram { const char* reason; };      // becomes a ValueError
struct TooDeep {};                              // becomes a RecursionError

inline PyObject* checked(PyObject* object) {
    if (!object) throw PythonError{};
    return object;
}

// A reference that is ours.
class Owned {
  public:
    explicit Owned(PyObject* object = nullptr) : object_(object) {}
    Owned(Owned&& other) noexcept : object_(other.release()) {}
    Owned& operator=(Owned&& other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Owned() { Py_XDECREF(object_); }

    static Owned shared(PyObject* object) {
        Py_INCREF(object);
        return Owned(object);
    }
    PyObject* get() const { return object_; }
    PyObject* release() { return std::exchange(object_, nullptr); }

  private:
    PyObject* object_;
};

inline size_t length(PyObject* tuple) {
    if (!PyTuple_Check(tuple)) throw BadProgram{"a tuple is wanted"};
    return static_cast<size_t>(PyTuple_Size(tuple));
}

inline PyObject* item(PyObject* tuple, size_t place) {
    if (place >= length(tuple)) throw BadProgram{"a tuple is too short"};
    return PyTuple_GetItem(tuple, static_cast<Py_ssize_t>(place));
}

inline int64_t integer(PyObject* object) {
    const long long value = PyLong_AsLongLong(object);
    if (value == -1 && PyErr_Occurred()) throw PythonError{};
    return value;
}

inline uint32_t small(PyObject* object) {
    const int64_t value = integer(object);
    if (value < 0 || value > UINT32_MAX) throw BadProgram{"a number is out of range"};
    return static_cast<uint32_t>(value);
}

inline double real(PyObject* object) {
    const double value = PyFloat_AsDouble(object);
    if (value == -1 && PyErr_Occurred()) throw PythonError{};
    return value;
}

inline std::string_view bytes(PyObject* object) {
    char* data;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(object, &data, &size)) throw PythonError{};
    return {data, static_cast<size_t>(size)};
}

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

// Buffers that stay exported as long as this lives; destroy it under Python's lock.
class Buffers {
  public:
    Buffers() = default;
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;
    ~Buffers() {
        for (Py_buffer& buffer : held_) PyBuffer_Release(&buffer);
    }

    std::pair<uint8_t*, size_t> hold(PyObject* object, int flags = PyBUF_SIMPLE) {
        Py_buffer buffer;
        if (PyObject_GetBuffer(object, &buffer, flags)) throw PythonError{};
        held_.push_back(buffer);
        return {static_cast<uint8_t*>(buffer.buf), static_cast<size_t>(buffer.len)};
    }

    // A section is (data, checksums, flags, width, file, name), or None.
    Section section(PyObject* object) {
        Section section;
        if (object == Py_None) return section;
        std::tie(section.data, section.size) = constant(hold(item(object, 0)));
        section.width = small(item(object, 3));
        section.file = bytes(item(object, 4));
        section.name = bytes(item(object, 5));
        if (item(object, 1) != Py_None) {
            const auto sums = hold(item(object, 1));
            const auto seen = hold(item(object, 2), PyBUF_WRITABLE);
            const size_t stretches = (section.size + Section::kStretch - 1) / Section::kStretch;
            if (sums.second != 4 * stretches || seen.second != stretches) throw BadProgram{"checksums do not fit"};
            section.sums = sums.first;
            section.seen = seen.first;
        }
        const bool known = section.width == 1 || section.width == 2 || section.width == 4 || section.width == 8;
        if (!known || section.size % section.width) throw BadProgram{"a section of odd items"};
        return section;
    }

  private:
    static std::pair<const uint8_t*, size_t> constant(std::pair<uint8_t*, size_t> buffer) { return buffer; }

    std::vector<Py_buffer> held_;
};

template <class Thing>
Thing* opened(PyObject* capsule, const char* name) {
    void* pointer = PyCapsule_GetPointer(capsule, name);
    if (!pointer) throw PythonError{};
    return static_cast<Thing*>(pointer);
}

}  // namespace searchlib
