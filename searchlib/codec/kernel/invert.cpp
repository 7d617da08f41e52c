// Gather tokens as numbers, and sort them by counting when the segment is written.
#include "invert.hpp"

#include "binding.hpp"
#include "functions.hpp"
#include "packets.hpp"

#include <algorithm>

namespace searchlib {

namespace {

constexpr const char* kInverter = "searchlib.inverter";
constexpr Py_ssize_t kAhead = 8;
constexpr size_t kFar = 16;
constexpr size_t kMostSeen = size_t{1} << 17;

size_t mixed(uint64_t one, uint64_t other) {
    uint64_t mixed = (one * 0x9E3779B97F4A7C15u) ^ other;
    mixed *= 0xD6E8FEB86659FD93u;
    return static_cast<size_t>(mixed ^ mixed >> 32);
}

}  // namespace

size_t SeenPairs::first(PyObject* term, PyObject* form) const {
    return mixed(reinterpret_cast<uintptr_t>(term) >> 4, reinterpret_cast<uintptr_t>(form) >> 4) & (slots_.size() - 1);
}

size_t SeenPairs::place(PyObject* term, PyObject* form) const {
    const size_t mask = slots_.size() - 1;
    size_t place = first(term, form);
    while (slots_[place].term && (slots_[place].term != term || slots_[place].form != form)) place = (place + 1) & mask;
    return place;
}

uint32_t SeenPairs::find(PyObject* term, PyObject* form) const {
    const Slot& slot = slots_[place(term, form)];
    return slot.term ? slot.pair : Texts::kNone;
}

void SeenPairs::add(PyObject* term, PyObject* form, uint32_t pair) {
    if (count_ >= kMostSeen) forget();
    if (2 * (count_ + 1) > slots_.size()) grow();
    Py_INCREF(term);
    Py_INCREF(form);
    slots_[place(term, form)] = {term, form, pair};
    ++count_;
}

void SeenPairs::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.term) slots_[place(slot.term, slot.form)] = slot;
    }
}

void SeenPairs::forget() {
    for (Slot& slot : slots_) {
        Py_XDECREF(slot.term);
        Py_XDECREF(slot.form);
        slot = {};
    }
    count_ = 0;
}

size_t Pairs::place(uint32_t term, uint32_t form) const {
    const size_t mask = slots_.size() - 1;
    size_t place = mixed(term, form) & mask;
    while (slots_[place]) {
        const Pair& pair = pairs_[slots_[place] - 1];
        if (pair.term == term && pair.form == form) break;
        place = (place + 1) & mask;
    }
    return place;
}

uint32_t Pairs::number(uint32_t term, uint32_t form) {
    const size_t found = place(term, form);
    if (slots_[found]) return slots_[found] - 1;
    pairs_.push_back({term, form});
    if (2 * pairs_.size() > slots_.size()) {
        slots_.assign(slots_.size() * 2, 0);
        for (uint32_t number = 0; number < pairs_.size(); ++number) slots_[place(pairs_[number].term, pairs_[number].form)] = number + 1;
    } else {
        slots_[found] = static_cast<uint32_t>(pairs_.size());
    }
    return static_cast<uint32_t>(pairs_.size() - 1);
}

uint32_t Inverter::pair(const Token& token) {
    const Encoded term(token.term), form(token.form);
    return pairs_.number(terms_.number({term.view, seed_}), forms_.number({form.view, seed_}));
}

std::vector<uint32_t>& Inverter::pairs_of(const std::shared_ptr<const Outcomes>& known) {
    known_.erase(std::remove_if(known_.begin(), known_.end(), [](const Known& one) { return one.of.expired(); }), known_.end());
    auto found = std::find_if(known_.begin(), known_.end(), [&](const Known& one) { return one.of.lock() == known; });
    if (found == known_.end()) found = known_.insert(found, {known, {}});
    found->pairs.resize(known->tokens(), Texts::kNone);
    return found->pairs;
}

namespace {

void check_texts(PyObject* list) {
    for (Py_ssize_t place = 0; place < PyList_Size(list); ++place) {
        if (!PyUnicode_Check(PyList_GetItem(list, place))) throw BadProgram{"terms and forms are texts"};
    }
}

}  // namespace

void Inverter::check(uint32_t doc, size_t count, const std::vector<uint32_t>& positions) const {
    if (count != positions.size()) throw BadProgram{"columns of tokens differ in length"};
    if (!std::is_sorted(positions.begin(), positions.end())) throw BadProgram{"positions of tokens do not ascend"};
    if (doc < lengths_.size()) throw BadProgram{"documents do not ascend"};
    if (numbers_.size() + positions.size() > UINT32_MAX) throw std::bad_alloc();
}

void Inverter::take(uint32_t doc, const std::vector<uint32_t>& numbers, const std::vector<uint32_t>& positions) {
    numbers_.insert(numbers_.end(), numbers.begin(), numbers.end());
    positions_.insert(positions_.end(), positions.begin(), positions.end());
    docs_.push_back(doc);
    ends_.push_back(static_cast<uint32_t>(numbers_.size()));
    lengths_.resize(doc);
    uint32_t distinct = 0;
    for (size_t place = 0; place < positions.size(); ++place) distinct += !place || positions[place] != positions[place - 1];
    lengths_.push_back(distinct);
}

void Inverter::add(uint32_t doc, const Numbers& tokens, const std::vector<uint32_t>& positions) {
    check(doc, tokens.numbers.size(), positions);
    std::vector<uint32_t>& pairs = pairs_of(tokens.known);
    std::vector<uint32_t> numbers;
    numbers.reserve(positions.size());
    for (size_t place = 0; place < tokens.numbers.size(); ++place) {
        const uint32_t token = tokens.numbers[place];
        const uint32_t far = place + kFar < tokens.numbers.size() ? tokens.numbers[place + kFar] : 0;
        if (far < pairs.size()) fetch(&pairs[far]);
        uint32_t number = token & Numbers::kOwn ? Texts::kNone : pairs[token];
        if (number == Texts::kNone) number = pair(tokens.token(token));
        if (!(token & Numbers::kOwn)) pairs[token] = number;
        numbers.push_back(number);
    }
    take(doc, numbers, positions);
}

void Inverter::add(uint32_t doc, PyObject* terms, PyObject* forms, const std::vector<uint32_t>& positions) {
    if (!PyList_Check(terms) || !PyList_Check(forms)) throw BadProgram{"terms and forms are lists"};
    const auto count = static_cast<Py_ssize_t>(positions.size());
    if (PyList_Size(forms) != PyList_Size(terms)) throw BadProgram{"columns of tokens differ in length"};
    check(doc, static_cast<size_t>(PyList_Size(terms)), positions);
    std::vector<uint32_t> numbers(positions.size());
    bool looked_at = false;  // what is no text was never seen; then nothing of the document is taken
    for (Py_ssize_t place = 0; place < count; ++place) {
        if (place + kAhead < count) seen_.fetch_for(PyList_GetItem(terms, place + kAhead), PyList_GetItem(forms, place + kAhead));
        PyObject *term = PyList_GetItem(terms, place), *form = PyList_GetItem(forms, place);
        uint32_t& number = numbers[static_cast<size_t>(place)] = seen_.find(term, form);
        if (number != Texts::kNone) continue;
        if (!looked_at) check_texts(terms), check_texts(forms);
        looked_at = true;
        number = pair({term, form, 0, 0, 0});
        seen_.add(term, form, number);
    }
    take(doc, numbers, positions);
}

size_t Inverter::bytes() const {
    constexpr size_t kToken = 20;  // its number and position, and while it is written its place in the postings
    return numbers_.size() * kToken + terms_.bytes() + forms_.bytes() + pairs_.bytes() + lengths_.size() * 12;
}

// Pairs in order of their terms, and each pair's place in the sections.
struct Inverter::Ranks {
    std::vector<uint32_t> terms, forms;  // numbers of texts in order
    std::vector<uint32_t> by_term;       // pairs in order of term and form
    std::vector<uint32_t> term_of;       // of each pair: rank of its term
    std::vector<uint32_t> number_of;     // of each pair: number of its form among those of its term
    std::vector<uint32_t> first;         // of each term: its first pair in by_term, and the end
    bool plain = true;                   // each form is its term
};

namespace {

std::vector<uint32_t> ranks_of(const std::vector<uint32_t>& numbers) {
    std::vector<uint32_t> ranks(numbers.size());
    for (size_t rank = 0; rank < numbers.size(); ++rank) ranks[numbers[rank]] = static_cast<uint32_t>(rank);
    return ranks;
}

// Numbers of pairs in ascending order of a key of 64 bits.
template <class KeyOf>
std::vector<uint32_t> pairs_by(size_t count, KeyOf key_of) {
    std::vector<std::pair<uint64_t, uint32_t>> keyed;
    keyed.reserve(count);
    for (uint32_t pair = 0; pair < count; ++pair) keyed.emplace_back(key_of(pair), pair);
    std::sort(keyed.begin(), keyed.end());
    std::vector<uint32_t> pairs;
    pairs.reserve(count);
    for (const auto& one : keyed) pairs.push_back(one.second);
    return pairs;
}

void write_texts(const Texts& texts, const std::vector<uint32_t>& numbers, std::string& text, std::vector<uint32_t>& ends) {
    ends.push_back(0);
    for (const uint32_t number : numbers) {
        text.append(texts[number]);
        ends.push_back(static_cast<uint32_t>(text.size()));
    }
}

}  // namespace

void Inverter::forms(const Ranks& ranks, Inverted& out) const {
    const auto form_rank = ranks_of(ranks.forms);
    const auto& pairs = pairs_.all();
    const auto entries = pairs_by(pairs.size(), [&](uint32_t pair) {
        return uint64_t{form_rank[pairs[pair].form]} << 32 | ranks.term_of[pair];
    });
    std::vector<uint32_t> texts;
    for (const uint32_t pair : entries) {
        texts.push_back(pairs[pair].form);
        out.form_terms.push_back(ranks.term_of[pair]);
        out.form_numbers.push_back(ranks.number_of[pair]);
    }
    write_texts(forms_, texts, out.form_text, out.form_ends);
    const auto entry_of = ranks_of(entries);
    for (const uint32_t pair : ranks.by_term) out.by_term.push_back(entry_of[pair]);
    out.term_forms = ranks.first;
}

// The postings of all terms, one after the other, and where those of each term begin.
struct Inverter::Postings {
    std::vector<uint32_t> docs, freqs, positions, formed;
    std::vector<uint32_t> starts, position_starts, formed_starts;
};

Inverter::Postings Inverter::postings(const Ranks& ranks) const {
    const size_t terms = ranks.terms.size();
    const auto several = [&](uint32_t term) { return ranks.first[term + 1] - ranks.first[term] > 1; };
    const auto each = [&](auto&& visit) {
        uint32_t token = 0;
        for (uint32_t row = 0; row < docs_.size(); ++row) {
            for (; token < ends_[row]; ++token) visit(row, token, ranks.term_of[numbers_[token]]);
        }
    };
    Postings out;
    out.starts.assign(terms + 1, 0);
    out.position_starts.assign(terms + 1, 0);
    out.formed_starts.assign(terms + 1, 0);
    std::vector<uint32_t> last(terms, UINT32_MAX);  // the last row that has the term
    each([&](uint32_t row, uint32_t, uint32_t term) {
        ++out.position_starts[term + 1];
        out.starts[term + 1] += last[term] != row;
        last[term] = row;
    });
    for (uint32_t term = 0; term < terms; ++term) {
        out.formed_starts[term + 1] = out.formed_starts[term] + (several(term) ? out.position_starts[term + 1] : 0);
        out.position_starts[term + 1] += out.position_starts[term];
        out.starts[term + 1] += out.starts[term];
    }
    out.docs.resize(out.starts.back());
    out.freqs.resize(out.starts.back());
    out.positions.resize(out.position_starts.back());
    out.formed.resize(out.formed_starts.back());
    std::fill(last.begin(), last.end(), UINT32_MAX);
    std::vector<uint32_t> next(out.starts), next_position(out.position_starts), next_formed(out.formed_starts);
    each([&](uint32_t row, uint32_t token, uint32_t term) {
        if (last[term] != row) out.docs[next[term]++] = docs_[row];
        last[term] = row;
        ++out.freqs[next[term] - 1];
        out.positions[next_position[term]++] = positions_[token];
        if (several(term)) out.formed[next_formed[term]++] = ranks.number_of[numbers_[token]];
    });
    return out;
}

Inverter::Ranks Inverter::ranks() const {
    Ranks ranks;
    ranks.terms = terms_.sorted();
    ranks.forms = forms_.sorted();
    const auto& pairs = pairs_.all();
    const auto term_rank = ranks_of(ranks.terms), form_rank = ranks_of(ranks.forms);
    ranks.by_term = pairs_by(pairs.size(), [&](uint32_t pair) {
        return uint64_t{term_rank[pairs[pair].term]} << 32 | form_rank[pairs[pair].form];
    });
    ranks.term_of.resize(pairs.size());
    ranks.number_of.resize(pairs.size());
    for (uint32_t place = 0; place < pairs.size(); ++place) {
        const uint32_t pair = ranks.by_term[place], term = term_rank[pairs[pair].term];
        if (term == ranks.first.size()) ranks.first.push_back(place);
        ranks.term_of[pair] = term;
        ranks.number_of[pair] = place - ranks.first[term];
        ranks.plain &= terms_[pairs[pair].term] == forms_[pairs[pair].form];
    }
    ranks.first.push_back(static_cast<uint32_t>(pairs.size()));
    return ranks;
}

Inverted Inverter::inverted(const std::vector<uint8_t>& lengths) const {
    const Ranks ranks = this->ranks();
    Inverted out;
    write_texts(terms_, ranks.terms, out.term_text, out.term_ends);
    if (!ranks.plain) forms(ranks, out);
    const Postings postings = this->postings(ranks);
    for (size_t term = 0; term < ranks.terms.size(); ++term) {
        const auto size = [&](const std::vector<uint32_t>& starts) { return starts[term + 1] - starts[term]; };
        const auto* formed = size(postings.formed_starts) ? postings.formed.data() + postings.formed_starts[term] : nullptr;
        const TermLists lists{postings.docs.data() + postings.starts[term], size(postings.starts),
                              postings.freqs.data() + postings.starts[term],
                              postings.positions.data() + postings.position_starts[term], size(postings.position_starts), formed};
        pack_term(lists, lengths.data(), out.packets);
        if (out.packets.size() > UINT32_MAX) throw BadProgram{"packets of more than 4 GiB"};
        out.packet_ends.push_back(static_cast<uint32_t>(out.packets.size()));
    }
    return out;
}

// open_inverter(seed)
PyObject* open_inverter(PyObject*, PyObject* arguments) {
    return guarded([&] { return capsule(std::make_unique<Inverter>(static_cast<uint64_t>(integer(item(arguments, 0)))), kInverter); });
}

// gather(inverter, doc, terms, forms, positions) -> bytes of memory that it takes
PyObject* gather(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto* inverter = opened<Inverter>(item(arguments, 0), kInverter);
        Buffers buffers;
        const auto [data, size] = buffers.hold(item(arguments, 4));
        const auto* positions = reinterpret_cast<const uint32_t*>(data);
        inverter->add(small(item(arguments, 1)), item(arguments, 2), item(arguments, 3), {positions, positions + size / 4});
        return checked(PyLong_FromSize_t(inverter->bytes()));
    });
}

// gather_numbers(inverter, doc, tokens as numbers, positions) -> bytes of memory that it takes
PyObject* gather_numbers(PyObject*, PyObject* arguments) {
    return guarded([&] {
        auto* inverter = opened<Inverter>(item(arguments, 0), kInverter);
        Buffers buffers;
        const auto [data, size] = buffers.hold(item(arguments, 3));
        const auto* positions = reinterpret_cast<const uint32_t*>(data);
        const auto& tokens = *opened<Numbers>(item(arguments, 2), kNumbers);
        inverter->add(small(item(arguments, 1)), tokens, {positions, positions + size / 4});
        return checked(PyLong_FromSize_t(inverter->bytes()));
    });
}

// lengths(inverter) -> distinct positions of each document up to the last that was gathered
PyObject* lengths(PyObject*, PyObject* arguments) {
    return guarded([&] { return as_bytes(opened<Inverter>(item(arguments, 0), kInverter)->lengths()); });
}

// inverted(inverter, length bytes) -> text and ends of the terms, packets and their ends, the sections of the forms
PyObject* inverted(PyObject*, PyObject* arguments) {
    return guarded([&] {
        const auto* inverter = opened<Inverter>(item(arguments, 0), kInverter);
        const std::string_view given = bytes(item(arguments, 1));
        if (given.size() < inverter->lengths().size()) throw BadProgram{"a length for each document is wanted"};
        const std::vector<uint8_t> lengths(given.begin(), given.end());
        Inverted out;
        {
            Unlocked unlocked;
            out = inverter->inverted(lengths);
        }
        Owned forms(Owned::shared(Py_None));
        if (!out.form_ends.empty()) {
            forms = Owned(checked(Py_BuildValue("NNNNNN", as_bytes(out.form_text), as_bytes(out.form_ends), as_bytes(out.form_terms),
                                                as_bytes(out.form_numbers), as_bytes(out.term_forms), as_bytes(out.by_term))));
        }
        return checked(Py_BuildValue("NNNNN", as_bytes(out.term_text), as_bytes(out.term_ends), as_bytes(out.packets),
                                     as_bytes(out.packet_ends), forms.release()));
    });
}

}  // namespace searchlib
