// Packing the postings of a term. The definition is searchlib/codec/packets.py; bytes are equal.
#include "packets.hpp"

#include <numeric>

namespace searchlib {
namespace {

struct Pair {
    uint32_t freq, length;
};

void put32(uint64_t number, uint8_t* to) {
    const uint32_t word = static_cast<uint32_t>(number);
    std::memcpy(to, &word, 4);
}

void pack_numbers(const uint32_t* numbers, size_t count, Bytes& out, uint32_t all = 0) {
    for (size_t place = 0; place < count; ++place) all |= numbers[place];
    const unsigned width = width_of(all);
    out.push_back(static_cast<uint8_t>(width));
    pack(numbers, count, width, out);
}

void pack_docs(const TermLists& lists, size_t from, size_t to, Bytes& out) {
    uint32_t gaps[kBlock];
    put_varint(lists.docs[from] - (from ? lists.docs[from - 1] + 1 : 0), out);
    if (lists.size == 1) return;
    for (size_t place = from + 1; place < to; ++place) gaps[place - from - 1] = lists.docs[place] - lists.docs[place - 1] - 1;
    pack_numbers(gaps, to - from - 1, out);
    if (!lists.freqs || lists.tokens == lists.size) return;
    for (size_t place = from; place < to; ++place) gaps[place - from] = lists.freqs[place] - 1;
    pack_numbers(gaps, to - from, out);
}

// No frequency is greater and no length smaller than those of a pair that is kept.
void pack_pairs(const TermLists& lists, size_t from, size_t to, const uint8_t* lengths, uint8_t* out) {
    uint32_t shortest[256], most = 0;
    std::fill(std::begin(shortest), std::end(shortest), 256u);
    for (size_t place = from; place < to; ++place) {
        const uint32_t freq = std::min(lists.freqs[place], 255u), length = lengths[lists.docs[place]];
        shortest[freq] = std::min(shortest[freq], length);
        most = std::max(most, freq);
    }
    Pair pairs[kBlock];
    size_t count = 0;
    uint32_t least = 256;
    for (uint32_t freq = most; freq; --freq) {
        if (shortest[freq] < least) pairs[count++] = {freq, least = shortest[freq]};
    }
    std::reverse(pairs, pairs + count);
    for (; count > kPairs; --count) {
        size_t cheapest = 0;
        uint32_t cost = UINT32_MAX;
        for (size_t place = 0; place + 1 < count; ++place) {
            const uint32_t area = (pairs[place + 1].freq - pairs[place].freq) * (pairs[place + 1].length - pairs[place].length);
            if (area < cost) cost = area, cheapest = place;
        }
        pairs[cheapest].freq = pairs[cheapest + 1].freq;
        std::copy(pairs + cheapest + 2, pairs + count, pairs + cheapest + 1);
    }
    for (size_t place = 0; place < count; ++place) {
        out[2 * place] = static_cast<uint8_t>(pairs[place].freq);
        out[2 * place + 1] = static_cast<uint8_t>(pairs[place].length);
    }
}

// How far each position in some documents is from the one before.
const uint32_t* steps_of(const TermLists& lists, size_t from, size_t to, const uint32_t* position, std::vector<uint32_t>& room) {
    room.clear();
    for (size_t place = from; place < to; ++place) {
        uint32_t before = 0;
        for (uint32_t rest = lists.freqs[place]; rest; --rest, ++position) {
            room.push_back(*position - before);
            before = *position;
        }
    }
    return room.data();
}

}  // namespace

void pack_term(const TermLists& lists, const uint8_t* lengths, Bytes& out) {
    const size_t start = out.size(), blocks = (lists.size + kBlock - 1) / kBlock;
    put_varint(lists.size, out);
    if (lists.freqs) put_varint(lists.tokens - lists.size, out);
    const size_t table = out.size(), entry = lists.size <= kBlock ? 0 : lists.freqs ? 24 : 8;
    out.resize(table + blocks * entry);
    for (size_t block = 0; block < blocks; ++block) {
        const size_t from = block * kBlock, to = std::min(from + kBlock, lists.size);
        pack_docs(lists, from, to, out);
        if (!entry) continue;
        uint8_t* row = out.data() + table + block * entry;
        put32(lists.docs[to - 1], row);
        put32(out.size() - start, row + 4);
        if (lists.freqs) pack_pairs(lists, from, to, lengths, row + 16);
    }
    if (!lists.freqs) return;
    std::vector<uint32_t> room;
    uint64_t tokens = 0;
    for (size_t block = 0; block < blocks; ++block) {
        const size_t from = block * kBlock, to = std::min(from + kBlock, lists.size);
        const uint64_t count = std::accumulate(lists.freqs + from, lists.freqs + to, uint64_t{0});
        const uint32_t* steps = lists.steps ? lists.steps + tokens : steps_of(lists, from, to, lists.positions + tokens, room);
        pack_numbers(steps, count, out, lists.tokens > lists.size);  // a bit each at least, see Packet
        tokens += count;
        if (!entry) continue;
        put32(tokens, out.data() + table + block * entry + 8);
        put32(out.size() - start, out.data() + table + block * entry + 12);
    }
    if (lists.formed) pack_numbers(lists.formed, lists.tokens, out);
}

}  // namespace searchlib
