// A text as columns: each stretch between two blanks has been taken apart by Python once.
#include "chunks.hpp"

#include "binding.hpp"
#include "functions.hpp"

namespace searchlib {

uint32_t ChunkRows::add(const Key& chunk, PyObject* rows) {
    const size_t count = length(rows);
    for (size_t place = 0; place < count; ++place) {
        if (length(item(rows, place)) != width_ + 2) throw BadProgram{"a row has another width"};
        small(item(item(rows, place), width_));
        small(item(item(rows, place), width_ + 1));
    }
    some_.push_back({static_cast<uint32_t>(stands_.size()), static_cast<uint32_t>(count)});
    for (size_t place = 0; place < count; ++place) {
        PyObject* row = item(rows, place);
        for (size_t column = 0; column < width_; ++column) {
            objects_.push_back(item(row, column));
            Py_INCREF(objects_.back());
        }
        stands_.push_back({small(item(row, width_)), small(item(row, width_ + 1))});
    }
    return chunks_.add(chunk);
}

namespace {

constexpr const char* kChunks = "searchlib.chunks";
constexpr size_t kMostBytes = size_t{64} << 20;

struct Chunks {
    Owned ask;  // a list of chunks → the rows of each
    size_t width, longest, most;
    uint64_t seed;  // nobody outside knows it
    std::shared_ptr<ChunkRows> rows;

    void remember(const Key& chunk, PyObject* given) {
        if (chunk.text.size() > longest) return;
        if (rows->count() >= most || rows->bytes() >= kMostBytes) rows = std::make_shared<ChunkRows>(width);
        if (rows->find(chunk) == Texts::kNone) rows->add(chunk, given);
    }
};

// A chunk of the text in hand with its rows.
struct Placed {
    const ChunkRows* held;
    ChunkRows::Some rows;
    uint32_t start;  // in characters
};

class Cutting {
  public:
    Cutting(Chunks& chunks, std::string_view text, uint32_t offset) : chunks_(chunks), known_(chunks.rows), own_(chunks.width) {
        placed_.reserve(text.size() / 5);
        uint32_t characters = offset;
        for (size_t place = 0; place < text.size();) {
            if (text[place] == ' ' || text[place] == '\n') {
                ++place, ++characters;
                continue;
            }
            const size_t begin = place;
            const uint32_t start = characters;
            for (; place < text.size() && text[place] != ' ' && text[place] != '\n'; ++place) {
                characters += (static_cast<uint8_t>(text[place]) & 0xC0) != 0x80;
            }
            look_up(Key(text.substr(begin, place - begin), chunks.seed), start);
        }
        if (!fresh_.empty()) define();
    }

    PyObject* columns() const {
        size_t count = 0;
        for (const Placed& one : placed_) count += one.rows.count;
        Owned columns(checked(PyTuple_New(static_cast<Py_ssize_t>(chunks_.width + 2))));
        const auto put = [&](size_t column, auto make) {
            Owned list(checked(PyList_New(static_cast<Py_ssize_t>(count))));
            Py_ssize_t at = 0;
            for (const Placed& one : placed_) {
                for (uint32_t row = one.rows.first; row < one.rows.first + one.rows.count; ++row) {
                    PyList_SetItem(list.get(), at++, checked(make(one, row)));
                }
            }
            PyTuple_SetItem(columns.get(), static_cast<Py_ssize_t>(column), list.release());
        };
        for (size_t column = 0; column < chunks_.width; ++column) {
            put(column, [column](const Placed& one, uint32_t row) { return Owned::shared(one.held->object(row, column)).release(); });
        }
        put(chunks_.width, [](const Placed& one, uint32_t row) { return PyLong_FromSize_t(size_t{one.start} + one.held->stand(row).start); });
        put(chunks_.width + 1, [](const Placed& one, uint32_t row) { return PyLong_FromSize_t(size_t{one.start} + one.held->stand(row).end); });
        return columns.release();
    }

  private:
    struct Fresh {
        Key chunk;
        std::vector<size_t> places;
    };

    void look_up(const Key& chunk, uint32_t start) {
        const uint32_t known = known_->find(chunk);
        placed_.push_back({known_.get(), {}, start});
        if (known != Texts::kNone) {
            placed_.back().rows = known_->rows_of(known);
            return;
        }
        const uint32_t number = seen_.number(chunk);
        if (number == fresh_.size()) fresh_.push_back({chunk, {}});
        fresh_[number].places.push_back(placed_.size() - 1);
    }

    // Ask Python what the fresh chunks become. Other threads may run meanwhile and learn the same.
    void define() {
        const Owned asked(listed(fresh_, [](const Fresh& one) { return text_of(one.chunk.text); }));
        const Owned answer(checked(PyObject_CallFunctionObjArgs(chunks_.ask.get(), asked.get(), nullptr)));
        if (length(answer.get()) != fresh_.size()) throw BadProgram{"rows for each chunk are wanted"};
        for (size_t number = 0; number < fresh_.size(); ++number) {
            PyObject* given = item(answer.get(), number);
            const auto rows = own_.rows_of(own_.add(fresh_[number].chunk, given));
            for (const size_t place : fresh_[number].places) placed_[place] = {&own_, rows, placed_[place].start};
            chunks_.remember(fresh_[number].chunk, given);
        }
    }

    static PyObject* text_of(std::string_view text) {
        return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass");
    }

    Chunks& chunks_;
    std::shared_ptr<ChunkRows> known_;  // what was known when the cutting began, and perhaps more
    ChunkRows own_;
    Texts seen_;
    std::vector<Placed> placed_;
    std::vector<Fresh> fresh_;
};

}  // namespace

// open_chunks(ask, width, longest, most, seed)
PyObject* open_chunks(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto chunks = std::make_unique<Chunks>();
        chunks->ask = Owned::shared(item(arguments, 0));
        chunks->width = small(item(arguments, 1));
        chunks->longest = small(item(arguments, 2));
        chunks->most = small(item(arguments, 3));
        chunks->seed = static_cast<uint64_t>(integer(item(arguments, 4)));
        chunks->rows = std::make_shared<ChunkRows>(chunks->width);
        return capsule(std::move(chunks), kChunks);
    });
}

// chunked(chunks, text, offset) -> the columns, starts, ends; the text's first character is number *offset*
PyObject* chunked(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const Encoded text(item(arguments, 1));
        return Cutting(*opened<Chunks>(item(arguments, 0), kChunks), text.view, small(item(arguments, 2))).columns();
    });
}

}  // namespace searchlib
