// The postings and surface forms of one field of one segment.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "postings.hpp"
#include "section.hpp"

namespace searchlib {

// A sorted dictionary: all texts, and where each ends, with a leading zero.
class Dictionary {
  public:
    Section text, ends;

    size_t size() const { return ends.count() ? ends.count() - 1 : 0; }
    std::string_view operator[](size_t number) const;
    // The first number in [low, high) for which `is_below` no longer holds.
    template <class Test>
    size_t partition(size_t low, size_t high, Test is_below) const {
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (is_below((*this)[middle])) low = middle + 1;
            else high = middle;
        }
        return low;
    }
    std::optional<uint32_t> find(std::string_view term) const;

  private:
    void sample() const;

    mutable std::once_flag sampled_;
    mutable std::vector<uint64_t> samples_;  // how every 64th text begins: few cache lines tell where to look
};

// The first eight bytes as a number that orders as the bytes do.
inline uint64_t beginning(std::string_view text) {
    uint64_t bytes = 0;
    for (size_t place = 0; place < 8; ++place) {
        bytes = bytes << 8 | (place < text.size() ? static_cast<uint8_t>(text[place]) : 0);
    }
    return bytes;
}

// What a form may begin with; its first eight bytes as one number.
struct Head {
    explicit Head(std::string_view text) : whole(text) {
        std::memcpy(&bits, text.data(), text.size() < 8 ? text.size() : 8);
        mask = text.size() < 8 ? (uint64_t{1} << (8 * text.size())) - 1 : ~uint64_t{0};
    }

    std::string_view whole;
    uint64_t bits = 0, mask = 0;
};

// A dictionary that has been verified as a whole, for reading much of it.
class Spellings {
  public:
    explicit Spellings(const Dictionary& dictionary)
        : dictionary_(dictionary), size_(dictionary.size()), ends_(dictionary.ends.all_words()),
          text_(reinterpret_cast<const char*>(dictionary.text.items(0, dictionary.text.count()))) {}

    size_t size() const { return size_; }
    std::string_view operator[](size_t number) const {
        const uint32_t start = ends_[number], end = ends_[number + 1];
        if (start > end || end > dictionary_.text.size) dictionary_.ends.damaged("does not fit the text");
        return {text_ + start, end - start};
    }
    bool begins(size_t number, const Head& head) const {
        const std::string_view form = (*this)[number];
        const size_t size = head.whole.size();
        if (form.size() < size) return false;
        if (size_t{ends_[number]} + 8 > dictionary_.text.size) return form.substr(0, size) == head.whole;
        uint64_t bits;
        std::memcpy(&bits, form.data(), 8);
        return (bits & head.mask) == head.bits && (size <= 8 || form.substr(8, size - 8) == head.whole.substr(8));
    }
    // Whether a form comes before a text, of which `head` is the `beginning`; most are told apart by theirs.
    bool below(size_t number, std::string_view other, uint64_t head) const {
        const std::string_view form = (*this)[number];
        const uint64_t own = size_t{ends_[number]} + 8 > dictionary_.text.size ? beginning(form) : loaded(form);
        return own != head ? own < head : form < other;
    }
    [[noreturn]] void no_text() const { dictionary_.text.damaged("bytes that are no text"); }

  private:
    // `beginning` of a form behind which eight bytes can be read.
    static uint64_t loaded(std::string_view form) {
        const auto* bytes = reinterpret_cast<const uint8_t*>(form.data());
        uint64_t number = 0;
        for (size_t place = 0; place < 8; ++place) number = number << 8 | bytes[place];
        return form.size() < 8 ? number & ~(~uint64_t{0} >> 8 * form.size()) : number;
    }

    const Dictionary& dictionary_;
    size_t size_;
    const uint32_t* ends_;
    const char* text_;
};

// The number of the form at each position of a term.
class FormsAt {
  public:
    FormsAt() = default;
    explicit FormsAt(const BitStream& stream) : stream_(stream), some_(stream.bits) {}
    FormsAt(const Section& section, const uint8_t* plain) : section_(&section), plain_(plain), some_(true) {}

    // 0 where the term has but one form.
    uint32_t operator[](uint64_t token) const {
        if (!some_) return 0;
        return plain_ ? section_->load(plain_, token) : stream_[token];
    }

  private:
    BitStream stream_;
    const Section* section_ = nullptr;
    const uint8_t* plain_ = nullptr;
    bool some_ = false;
};

class Field {
  public:
    uint32_t doc_count = 0;
    Dictionary terms, forms;
    Section packets, term_at, lengths;
    Section form_terms, form_numbers, term_forms;
    Section also;  // for each term, how many documents have it in the field beside this one, too; not in older segments
    // of format 1
    Section term_docs, docs, freqs, at, high, term_positions, positions, term_formed, formed;

    // Look at the sizes of the sections and make room for what is remembered; call it once they are set.
    void open();

    bool packed() const { return packets.present(); }
    bool positional() const { return packed() ? lengths.present() : term_positions.present(); }
    bool has_forms() const { return form_terms.present(); }
    const Dictionary& spelled() const { return has_forms() ? forms : terms; }
    uint32_t term_of(size_t form) const { return has_forms() ? form_terms.word(form) : static_cast<uint32_t>(form); }
    uint32_t number_of(size_t form) const { return has_forms() ? form_numbers.number(form) : 0; }
    size_t form_count(uint32_t term) const;
    // All documents of a term, in order and in range, and frequencies that fit its positions.
    Postings postings(uint32_t term, Storage& storage) const;
    // Its documents alone where they are packed, all of it in format 1.
    Postings documents(uint32_t term, Storage& storage) const;
    // How many documents it has.
    size_t size(uint32_t term) const;
    Packet packet(uint32_t term) const;  // only of a packed field
    // The number of the form at each position of a term; none where it has but one form.
    FormsAt forms_at(uint32_t term) const;
    // The length byte of each document.
    const uint8_t* length_bytes() const;

  private:
    Postings plain_postings(uint32_t term) const;
    void validate(uint32_t term, const Postings& found) const;

    std::unique_ptr<std::atomic<uint64_t>[]> valid_;  // of format 1, a bit for each term that has been looked at
    std::vector<uint8_t> no_lengths_;
};

// Where a term stands, document by document, asked for in ascending places.
class Positions {
  public:
    // What to read for one document.
    struct Spot {
        uint64_t token;     // of the term, the first in the document
        uint64_t in_block;  // tokens of the block before it
        const uint8_t* steps;
        uint32_t width, size;
    };

    // `postings` are looked at in format 1 alone.
    Positions(const Field& field, uint32_t term, const Postings& postings);

    // Find what is to be read, ascending, and have it fetched.
    void find(size_t place, Spot& spot) {
        if (place / kBlock != block_) enter(place / kBlock);
        const size_t inside = place % kBlock;
        const uint32_t before = inside ? ends_[inside - 1] : 0;
        spot.token = first_ + before;
        spot.in_block = before;
        spot.steps = steps_.bits;
        spot.width = steps_.width;
        spot.size = ends_[inside] - before;
        fetch(spot.steps + spot.in_block * spot.width / 8);
    }
    // Read what was found.
    void read(const Spot& spot);
    // Do both.
    void move(size_t place) {
        Spot spot;
        find(place, spot);
        read(spot);
    }
    size_t size() const { return size_; }
    uint32_t position(size_t number) const { return found_[number]; }
    const uint32_t* begin() const { return found_.data(); }
    const uint32_t* end() const { return found_.data() + size_; }
    // Number of the surface form; 0 where the term has but one.
    uint32_t form(size_t number);

  private:
    void enter(size_t block);

    const Field* field_;
    uint32_t term_;
    Postings postings_;
    std::optional<FormsAt> forms_;
    std::optional<Packet> packet_;
    const uint8_t* plain_ = nullptr;  // positions of format 1
    BitStream steps_;                 // of the block
    uint32_t ends_[kBlock];           // tokens of the block up to each document
    size_t block_ = SIZE_MAX, size_ = 0;
    uint64_t token_ = 0, first_ = 0;  // tokens of the term before what was read, and before the block
    std::vector<uint32_t> found_;     // room for the most that a document had
};

}  // namespace searchlib
