#include "field.hpp"

#include <algorithm>

namespace searchlib {
namespace {

constexpr size_t kSampled = 64;

}  // namespace

std::string_view Dictionary::operator[](size_t number) const {
    const uint32_t* range = ends.words(number, number + 2);
    return {reinterpret_cast<const char*>(text.items(range[0], range[1])), range[1] - range[0]};
}

void Dictionary::sample() const {
    std::vector<uint64_t> samples;
    for (size_t number = 0; number < size(); number += kSampled) samples.push_back(beginning((*this)[number]));
    samples_ = std::move(samples);
}

std::optional<uint32_t> Dictionary::find(std::string_view term) const {
    std::call_once(sampled_, [this] { sample(); });
    const auto [low, high] = std::equal_range(samples_.begin(), samples_.end(), beginning(term));
    const size_t first = low == samples_.begin() ? 0 : static_cast<size_t>(low - samples_.begin() - 1) * kSampled;
    const size_t last = std::min(size(), static_cast<size_t>(high - samples_.begin()) * kSampled);
    const size_t place = partition(first, last, [&](std::string_view other) { return other < term; });
    if (place == size() || (*this)[place] != term) return std::nullopt;
    return static_cast<uint32_t>(place);
}

void Field::open() {
    const Section& starts = packed() ? term_at : term_docs;
    if (!terms.ends.count() || starts.count() != terms.ends.count()) starts.damaged("does not fit the terms");
    if (term_positions.present() && (term_positions.count() != term_docs.count() || freqs.count() != docs.count())) {
        term_positions.damaged("does not fit the postings");
    }
    if (at.count() != high.count()) at.damaged("does not fit the frequencies above 254");
    if (has_forms()) {
        if (forms.size() != form_terms.count() || forms.size() != form_numbers.count()) {
            form_terms.damaged("does not fit the forms");
        }
        if (term_forms.count() != starts.count() || (!packed() && term_formed.count() != starts.count())) {
            term_forms.damaged("does not fit the terms");
        }
    }
    if (also.present() && also.count() != terms.size()) also.damaged("does not fit the terms");
    if (lengths.present() && lengths.count() != doc_count) lengths.damaged("does not fit the documents");
    if (!lengths.present()) no_lengths_.assign(doc_count, 0);
    if (!packed()) valid_ = std::make_unique<std::atomic<uint64_t>[]>(terms.size() / 64 + 1);
}

size_t Field::form_count(uint32_t term) const {
    if (!has_forms()) return 1;
    const uint32_t* range = term_forms.words(term, size_t{term} + 2);
    return range[1] >= range[0] ? range[1] - range[0] : 0;
}

const uint8_t* Field::length_bytes() const {
    return lengths.present() ? lengths.items(0, doc_count) : no_lengths_.data();
}

Packet Field::packet(uint32_t term) const {
    const uint32_t* range = term_at.words(term, size_t{term} + 2);
    return {packets, range[0], range[1], positional()};
}

Postings Field::postings(uint32_t term, Storage& storage) const {
    Postings found = documents(term, storage);
    if (packed() && positional()) found.packed = storage.frequencies(packet(term));
    return found;
}

Postings Field::documents(uint32_t term, Storage& storage) const {
    if (!packed()) return plain_postings(term);
    const Packet whole = packet(term);
    Postings found;
    found.size = whole.size();
    if (found.size > doc_count) packets.damaged("documents out of order");
    uint32_t* const docs = storage.room(found.size);
    for (size_t block = 0; block < whole.blocks(); ++block) whole.docs(block, doc_count, docs + block * kBlock);
    found.docs = docs;
    return found;
}

size_t Field::size(uint32_t term) const {
    if (packed()) return packet(term).size();
    const uint32_t* range = term_docs.words(term, size_t{term} + 2);
    return range[1] >= range[0] ? range[1] - range[0] : 0;
}

Postings Field::plain_postings(uint32_t term) const {
    const uint32_t* range = term_docs.words(term, size_t{term} + 2);
    Postings found;
    found.docs = docs.words(range[0], range[1]);
    found.size = range[1] - range[0];
    found.first = range[0];
    if (positional()) {
        found.bytes = freqs.items(range[0], range[1]);
        if (at.count()) {  // only of this term; most have none
            const uint32_t *some = at.all_words(), *end = some + at.count();
            const uint32_t *low = std::lower_bound(some, end, range[0]), *top = std::lower_bound(low, end, range[1]);
            found.at = low;
            found.high = high.all_words() + (low - some);
            found.escapes = static_cast<size_t>(top - low);
        }
    }
    const uint64_t bit = uint64_t{1} << (term % 64);
    if (!(valid_[term / 64].load(std::memory_order_acquire) & bit)) {
        validate(term, found);
        valid_[term / 64].fetch_or(bit, std::memory_order_release);
    }
    return found;
}

void Field::validate(uint32_t term, const Postings& found) const {
    bool ascending = true;
    for (size_t place = 1; place < found.size; ++place) ascending &= found.docs[place - 1] < found.docs[place];
    if (!ascending || (found.size && found.docs[found.size - 1] >= doc_count)) docs.damaged("documents out of order");
    bool sorted = true;
    for (size_t place = 1; place < found.escapes; ++place) sorted &= found.at[place - 1] < found.at[place];
    for (size_t place = 0; sorted && place < found.escapes; ++place) {
        sorted = found.bytes[found.at[place] - found.first] == kEscape;
    }
    if (!sorted) at.damaged("places out of order");
    if (!positional()) return;
    const uint32_t* range = term_positions.words(term, size_t{term} + 2);
    const uint64_t counted = found.sum(0, found.size);
    if (range[1] < range[0] || range[1] - range[0] != counted) {
        positions.damaged("positions of a term, but " + std::to_string(counted) + " counted");
    }
}

FormsAt Field::forms_at(uint32_t term) const {
    if (!has_forms() || !positional()) return {};
    if (packed()) return FormsAt(packet(term).forms());
    const uint32_t* range = term_positions.words(term, size_t{term} + 2);
    const uint32_t* formed_range = term_formed.words(term, size_t{term} + 2);
    if (formed_range[0] == formed_range[1]) return {};
    if (formed_range[1] < formed_range[0] || formed_range[1] - formed_range[0] != range[1] - range[0]) {
        formed.damaged("does not fit the positions");
    }
    return {formed, formed.items(formed_range[0], formed_range[1])};
}

Positions::Positions(const Field& field, uint32_t term, const Postings& postings)
    : field_(&field), term_(term), postings_(postings) {
    if (field.packed()) {
        packet_ = field.packet(term);
        return;
    }
    const uint32_t* range = field.term_positions.words(term, size_t{term} + 2);
    plain_ = field.positions.items(range[0], range[1]);
}

void Positions::enter(size_t block) {
    if (packet_) {
        steps_ = packet_->positions(block);
        packet_->token_ends(block, ends_);
        if (ends_[packet_->count(block) - 1] > steps_.count) field_->packets.damaged("positions do not fit the frequencies");
        first_ = packet_->tokens_before(block);
    } else {
        first_ += postings_.sum(block_ == SIZE_MAX ? 0 : block_ * kBlock, block * kBlock);
        uint32_t tokens = 0;
        for (size_t place = block * kBlock; place < std::min(postings_.size, (block + 1) * kBlock); ++place) {
            ends_[place % kBlock] = tokens += postings_.freq(place);
        }
    }
    block_ = block;
}

void Positions::read(const Spot& spot) {
    token_ = spot.token;
    size_ = spot.size;
    if (found_.size() < size_) found_.resize(size_);
    if (!packet_) {
        for (size_t number = 0; number < size_; ++number) found_[number] = field_->positions.load(plain_, token_ + number);
        return;
    }
    uint32_t position = 0;
    for (size_t number = 0; number < size_; ++number) {
        found_[number] = position += packed_at(spot.steps, spot.in_block + number, spot.width);
    }
}

uint32_t Positions::form(size_t number) {
    if (!forms_) forms_ = field_->forms_at(term_);
    return (*forms_)[token_ + number];
}

}  // namespace searchlib
