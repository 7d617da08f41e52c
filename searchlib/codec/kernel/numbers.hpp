// A list of numbers that Python hands over, read within its bounds.
#pragma once
#include "python.hpp"

namespace searchlib {

class Numbers {
  public:
    Numbers() = default;
    Numbers(const uint32_t* data, size_t size) : size(size), data_(data) {}

    uint32_t operator[](size_t place) const {
        if (place >= size) throw BadProgram{"a place outside its list"};
        return data_[place];
    }
    explicit operator bool() const { return data_; }

    size_t size = 0;

  private:
    const uint32_t* data_ = nullptr;
};

inline Numbers numbers(PyObject* object, Buffers& buffers) {
    if (object == Py_None) return {};
    const auto held = buffers.hold(object);
    return {reinterpret_cast<const uint32_t*>(held.first), held.second / 4};
}

}  // namespace searchlib
