// What stands between two blanks of a text → rows of objects: asked of Python once and remembered.
#pragma once
#include "python.hpp"
#include "texts.hpp"

#include <memory>
#include <vector>

namespace searchlib {

// Where a row of a chunk stands, in characters from the beginning of the chunk.
struct Stand {
    uint32_t start, end;
};

// Chunks with their rows; only ever grows. Destroy it under Python's lock.
class ChunkRows {
  public:
    struct Some {
        uint32_t first, count;
    };

    explicit ChunkRows(size_t width) : width_(width) {}
    ChunkRows(const ChunkRows&) = delete;
    ChunkRows& operator=(const ChunkRows&) = delete;
    ~ChunkRows() {
        for (PyObject* object : objects_) Py_DECREF(object);
    }

    size_t count() const { return chunks_.count(); }
    size_t bytes() const { return chunks_.bytes() + stands_.size() * sizeof(Stand) + objects_.size() * kObject; }
    uint32_t find(const Key& chunk) const { return chunks_.find(chunk); }
    uint32_t add(const Key& chunk, PyObject* rows);  // a new chunk and what Python gave for it
    Some rows_of(uint32_t chunk) const { return some_[chunk]; }
    PyObject* object(uint32_t row, size_t column) const { return objects_[row * width_ + column]; }
    Stand stand(uint32_t row) const { return stands_[row]; }

  private:
    static constexpr size_t kObject = 40;  // about what a text of a few letters takes, shared as many are

    size_t width_;
    Texts chunks_;
    std::vector<Some> some_;
    std::vector<PyObject*> objects_;
    std::vector<Stand> stands_;
};

}  // namespace searchlib
