// Packing rows of numbers. The definition is searchlib/codec/rows.py; bytes are equal.
#include "binding.hpp"
#include "functions.hpp"
#include "packing.hpp"
#include "rows.hpp"

#include <algorithm>

namespace searchlib {
namespace {

constexpr size_t kStrides = 3;
constexpr size_t kFew = 64;
constexpr uint8_t kSteps = 128;

// The numbers of one residue: what is read first, and what is packed.
struct Lane {
    Bytes head;
    unsigned width = 0;
    std::vector<uint32_t> numbers;

    size_t size() const { return head.size() + packed_size(numbers.size(), width); }
};

uint64_t zigzag(int64_t number) { return number >= 0 ? 2 * static_cast<uint64_t>(number) : 2 * static_cast<uint64_t>(-number) - 1; }

Lane plain_lane(const std::vector<uint32_t>& numbers, unsigned least) {
    const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
    Lane lane;
    lane.width = std::max(width_of(*high - *low), least);
    lane.head.push_back(static_cast<uint8_t>(lane.width));
    put_varint(*low, lane.head);
    lane.numbers.reserve(numbers.size());
    for (const uint32_t number : numbers) lane.numbers.push_back(number - *low);
    return lane;
}

// Steps that take more than 32 bits give no lane.
bool stepwise_lane(const std::vector<uint32_t>& numbers, unsigned least, Lane& lane) {
    int64_t low = 0, high = 0;
    for (size_t place = 1; place < numbers.size(); ++place) {
        const int64_t step = int64_t{numbers[place]} - int64_t{numbers[place - 1]};
        low = place == 1 ? step : std::min(low, step);
        high = place == 1 ? step : std::max(high, step);
    }
    if (high - low > int64_t{UINT32_MAX}) return false;
    lane.width = std::max(width_of(static_cast<uint32_t>(high - low)), least);
    lane.head.push_back(static_cast<uint8_t>(lane.width | kSteps));
    put_varint(numbers[0], lane.head);
    if (numbers.size() > 1) put_varint(zigzag(low), lane.head);
    for (size_t place = 1; place < numbers.size(); ++place) {
        lane.numbers.push_back(static_cast<uint32_t>(int64_t{numbers[place]} - int64_t{numbers[place - 1]} - low));
    }
    return true;
}

void pack_row(const uint32_t* numbers, size_t count, Bytes& out) {
    if (!count) return;
    const unsigned least = count > kFew;
    std::vector<Lane> best;
    size_t best_size = SIZE_MAX;
    for (size_t stride = 1; stride <= kStrides; ++stride) {
        std::vector<Lane> lanes;
        size_t size = 0;
        for (size_t first = 0; first < std::min(stride, count); ++first) {
            std::vector<uint32_t> some;
            for (size_t place = first; place < count; place += stride) some.push_back(numbers[place]);
            Lane lane = plain_lane(some, least), other;
            if (stepwise_lane(some, least, other) && other.size() < lane.size()) lane = std::move(other);
            size += lane.size();
            lanes.push_back(std::move(lane));
        }
        if (size >= best_size) continue;
        best_size = size;
        best = std::move(lanes);
    }
    // A row of fewer numbers than the stride has fewer lanes, and is never shorter for it: the lanes tell the stride.
    put_varint(count, out);
    out.push_back(static_cast<uint8_t>(best.size()));
    for (const Lane& lane : best) {
        out.insert(out.end(), lane.head.begin(), lane.head.end());
        pack(lane.numbers.data(), lane.numbers.size(), lane.width, out);
    }
}

class Reader {
  public:
    explicit Reader(std::string_view data) : at_(reinterpret_cast<const uint8_t*>(data.data())), end_(at_ + data.size()) {}

    uint8_t byte() {
        if (at_ == end_) throw NoRow{};
        return *at_++;
    }
    uint64_t varint() {
        uint64_t number = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            const uint8_t some = byte();
            number |= uint64_t{some & 0x7Fu} << shift;
            if (some < 0x80) return number;
        }
        throw NoRow{};
    }
    // Numbers of one width; `at_` may be near the end of the memory, so the last are read from a copy.
    std::vector<uint32_t> numbers(size_t count, unsigned width) {
        const uint64_t size = packed_size(count, width);
        if (width > kWidest || size > static_cast<uint64_t>(end_ - at_)) throw NoRow{};
        Bytes copy(at_, at_ + size);
        copy.resize(size + kSlack);
        std::vector<uint32_t> found(count);
        unpack(copy.data(), count, width, found.data());
        at_ += size;
        return found;
    }

  private:
    const uint8_t *at_, *end_;
};

}  // namespace

std::vector<uint32_t> unpacked_row(std::string_view data) {
    if (data.empty()) return {};
    Reader reader(data);
    const uint64_t count = reader.varint();
    if (!count || count > std::max<uint64_t>(kFew, 8 * data.size())) throw NoRow{};
    const size_t stride = reader.byte();
    if (!stride || stride > kStrides) throw NoRow{};
    std::vector<uint32_t> row(count);
    for (size_t first = 0; first < std::min<uint64_t>(stride, count); ++first) {
        size_t lane = (count - first + stride - 1) / stride;
        const uint8_t kind = reader.byte();
        uint64_t number = reader.varint(), low = 0;
        const bool steps = kind >= kSteps;
        if (steps && --lane) {
            const uint64_t turned = reader.varint();
            low = turned % 2 ? ~(turned / 2) : turned / 2;
        }
        const std::vector<uint32_t> found = reader.numbers(lane, kind % kSteps);
        if (steps) row[first] = static_cast<uint32_t>(number);
        for (size_t place = 0; place < lane; ++place) {
            if (steps) number += found[place] + low;
            row[first + (place + steps) * stride] = static_cast<uint32_t>(steps ? number : number + found[place]);
        }
    }
    return row;
}

void Rows::read(uint32_t doc, std::vector<uint32_t>& numbers) const {
    numbers.clear();
    if (!ends.data) return;
    const uint32_t* const at = ends.words(doc, size_t{doc} + 2);
    if (rows.width != 1) {
        const uint32_t* const first = rows.words(at[0], at[1]);
        numbers.assign(first, first + (at[1] - at[0]));
        return;
    }
    const auto* const data = reinterpret_cast<const char*>(rows.items(at[0], at[1]));
    try {
        numbers = unpacked_row({data, at[1] - at[0]});
    } catch (const NoRow&) {
        rows.damaged("document " + std::to_string(doc) + ": no row of numbers");
    }
}

// pack_rows(starts, numbers) -> rows, where each ends
PyObject* pack_rows(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const auto starts = buffers.hold(item(arguments, 0)), numbers = buffers.hold(item(arguments, 1));
        const auto* places = reinterpret_cast<const uint32_t*>(starts.first);
        const auto* values = reinterpret_cast<const uint32_t*>(numbers.first);
        Bytes rows;
        std::vector<uint32_t> ends;
        {
            Unlocked unlocked;
            for (size_t doc = 0; doc + 1 < starts.second / 4; ++doc) {
                if (places[doc] > places[doc + 1] || places[doc + 1] > numbers.second / 4) throw BadProgram{"rows do not fit"};
                pack_row(values + places[doc], places[doc + 1] - places[doc], rows);
                if (rows.size() > UINT32_MAX) throw BadProgram{"rows of more than 4 GiB"};
                ends.push_back(static_cast<uint32_t>(rows.size()));
            }
        }
        return Py_BuildValue("NN", as_bytes(rows), as_bytes(ends));
    });
}

// unpack_row(row) -> u32; raises ValueError
PyObject* unpack_row(PyObject*, PyObject* arguments) {
    return guarded([&] {
        Buffers buffers;
        const auto data = buffers.hold(item(arguments, 0));
        try {
            return as_bytes(unpacked_row({reinterpret_cast<const char*>(data.first), data.second}));
        } catch (const NoRow&) {
            throw BadProgram{"no row of numbers"};
        }
    });
}

}  // namespace searchlib
