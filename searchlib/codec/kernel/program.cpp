#include "program.hpp"

#include <algorithm>

namespace searchlib {
namespace {

enum Step_ : uint32_t {
    kWord, kPattern, kPhrase, kAnd_, kOr_, kBest_, kNot_, kMaybe_, kRequire_, kBoost_, kRanges_, kBytes_, kDocs_,
    kEvery_, kNothing_, kStands_
};

constexpr uint32_t kDeepest = 200;
constexpr uint32_t kMostSlop = 100000;
constexpr double kMostIdf = 1000;

void read_machine(PyObject* object, Machine& machine) {
    machine.start = small(item(object, 0));
    machine.end = small(item(object, 1));
    PyObject *steps = item(object, 2), *moves = item(object, 3);
    const size_t states = length(steps);
    if (length(moves) != states || machine.start >= states || machine.end >= states) throw BadProgram{"states do not fit"};
    machine.steps.resize(states);
    machine.moves.resize(states);
    const auto state = [&](PyObject* number) {
        if (small(number) >= states) throw BadProgram{"a state too many"};
        return small(number);
    };
    for (size_t from = 0; from < states; ++from) {
        PyObject *ways = item(steps, from), *free = item(moves, from);
        for (size_t way = 0; way < length(ways); ++way) {
            PyObject *one = item(ways, way), *ranges = item(one, 2);
            Step step{state(item(one, 0)), integer(item(one, 1)) != 0, {}};
            for (size_t range = 0; range < length(ranges); ++range) {
                step.ranges.emplace_back(small(item(item(ranges, range), 0)), small(item(item(ranges, range), 1)));
            }
            machine.steps[from].push_back(std::move(step));
        }
        for (size_t move = 0; move < length(free); ++move) machine.moves[from].push_back(state(item(free, move)));
    }
}

// An idf may stand behind a word.
std::optional<double> given(PyObject* step, size_t place) {
    if (length(step) <= place) return std::nullopt;
    const double idf = real(item(step, place));
    if (!(idf >= 0 && idf <= kMostIdf)) throw BadProgram{"no idf"};
    return idf;
}

// (kWord, 0, group, term[, idf]) or (kPattern, 0, group, kind, head, letters, edits, machine[, idf])
Word read_word(PyObject* step) {
    Word word;
    if (small(item(step, 0)) == kWord) {
        word.term = bytes(item(step, 3));
        word.given = given(step, 4);
        return word;
    }
    word.given = given(step, 8);
    word.is_pattern = true;
    Pattern& pattern = word.pattern;
    const uint32_t kind = small(item(step, 3));
    if (kind > static_cast<uint32_t>(Pattern::Kind::kMachine)) throw BadProgram{"an unknown kind of pattern"};
    pattern.kind = static_cast<Pattern::Kind>(kind);
    pattern.head = bytes(item(step, 4));
    PyObject* letters = item(step, 5);
    for (size_t place = 0; place < length(letters); ++place) pattern.letters.push_back(small(item(letters, place)));
    pattern.edits = small(item(step, 6));
    if (pattern.kind == Pattern::Kind::kMachine) read_machine(item(step, 7), pattern.machine);
    return word;
}

Group read_group(PyObject* object, const Statistics& statistics) {
    Group group;
    if (!length(object) || length(object) > kParts) throw BadProgram{"a field of one or two parts is wanted"};
    for (size_t number = 0; number < length(object); ++number) {
        PyObject *part = item(object, number), *fields = item(part, 1);
        Part& made = group.parts.emplace_back();
        const std::string_view table = bytes(item(part, 0));
        if (table.size() != sizeof made.table || length(fields) != statistics.doc_counts.size()) {
            throw BadProgram{"a part of a field does not fit"};
        }
        std::memcpy(made.table.data(), table.data(), table.size());
        for (size_t segment = 0; segment < length(fields); ++segment) {
            PyObject* capsule = item(fields, segment);
            const Field* field = capsule == Py_None ? nullptr : opened<OpenField>(capsule, kField);
            if (field && field->doc_count != statistics.doc_counts[segment]) throw BadProgram{"a field of another segment"};
            made.fields.push_back(field);
        }
    }
    return group;
}

void read_ranges(PyObject* ranges, const Statistics& statistics, Node& node) {
    for (size_t number = 0; number < length(ranges); ++number) {
        PyObject *range = item(ranges, number), *columns = item(range, 0);
        Range& made = node.ranges.emplace_back();
        if (length(columns) != statistics.doc_counts.size()) throw BadProgram{"columns do not fit"};
        for (size_t segment = 0; segment < length(columns); ++segment) {
            made.columns.push_back(days_of(item(columns, segment), statistics.doc_counts[segment]));
        }
        made.least = integer(item(range, 1));
        made.most = integer(item(range, 2));
    }
}

// For each segment the fields of which one must have a length.
void read_fields(PyObject* segments, const Statistics& statistics, Node& node) {
    if (length(segments) != statistics.doc_counts.size()) throw BadProgram{"columns do not fit"};
    for (size_t segment = 0; segment < length(segments); ++segment) {
        PyObject* fields = item(segments, segment);
        auto& columns = node.columns.emplace_back();
        for (size_t number = 0; number < length(fields); ++number) {
            const auto* field = opened<OpenField>(item(fields, number), kField);
            if (field->doc_count != statistics.doc_counts[segment]) throw BadProgram{"a field of another segment"};
            columns.push_back(field->length_bytes());
        }
    }
}

template <class Number>
std::vector<Number> numbers(PyObject* object) {
    const std::string_view data = bytes(object);
    if (data.size() % sizeof(Number)) throw BadProgram{"numbers do not fit"};
    std::vector<Number> read(data.size() / sizeof(Number));
    if (!read.empty()) std::memcpy(read.data(), data.data(), data.size());
    return read;
}

void read_leaf(PyObject* step, Program& program, Node& node) {
    const uint32_t kind = small(item(step, 0));
    Asked asked{small(item(step, 2)), kind == kPhrase, 0, {}};
    if (asked.group >= program.groups.size()) throw BadProgram{"an unknown field"};
    if (asked.is_phrase) {
        asked.slop = small(item(step, 3));
        PyObject* words = item(step, 4);
        if (!length(words) || asked.slop > kMostSlop) throw BadProgram{"no phrase"};
        for (size_t word = 0; word < length(words); ++word) asked.words.push_back(read_word(item(words, word)));
    } else {
        asked.words.push_back(read_word(step));
    }
    node.leaf = static_cast<uint32_t>(program.asked.size());
    program.asked.push_back(std::move(asked));
}

// Reads what is demanded of the words of the last leaves.
class DemandReader {
  public:
    DemandReader(Program& program, size_t words) : program_(program) {
        if (words > program.asked.size()) throw BadProgram{"words do not fit"};
        leaf_ = program.asked.size() - words;
    }

    // (kStands, least, the first part is the title, places) or (kAll or kAny, 0, demands)
    Holding holding(PyObject* object, uint32_t depth = 0) {
        deeper(depth);
        Holding made;
        made.kind = kind<Holding::Kind>(object, Holding::Kind::kAny);
        if (made.kind != Holding::Kind::kStands) {
            PyObject* clauses = item(object, 2);
            for (size_t number = 0; number < length(clauses); ++number) made.clauses.push_back(holding(item(clauses, number), depth + 1));
            if (made.clauses.empty()) throw BadProgram{"nothing is demanded"};
            return made;
        }
        made.least = small(item(object, 1));
        made.titled = integer(item(object, 2)) != 0;
        const size_t before = leaf_;
        made.standing = standing(item(object, 3), depth + 1);
        const size_t group = program_.asked[before].group;
        made.parts = program_.groups[group].parts.size();
        for (size_t leaf = before; leaf < leaf_; ++leaf) {
            if (program_.asked[leaf].group != group) throw BadProgram{"words of one field are wanted"};
        }
        return made;
    }

    bool done() const { return leaf_ == program_.asked.size(); }

  private:
    static void deeper(uint32_t depth) {
        if (depth > 2 * kDeepest) throw TooDeep{};
    }

    template <class Kind>
    static Kind kind(PyObject* object, Kind last) {
        const uint32_t number = small(item(object, 0));
        if (number > static_cast<uint32_t>(last)) throw BadProgram{"an unknown demand"};
        return static_cast<Kind>(number);
    }

    // (kWord, 0) or (kPhrase, 0) for the next leaf, (kAny, 0, clauses), (kNear or kBefore, distance, clauses)
    Standing standing(PyObject* object, uint32_t depth) {
        deeper(depth);
        Standing made;
        made.kind = kind<Standing::Kind>(object, Standing::Kind::kBefore);
        if (made.kind == Standing::Kind::kWord || made.kind == Standing::Kind::kPhrase) return of_leaf(made);
        made.reach = small(item(object, 1));
        PyObject* clauses = item(object, 2);
        for (size_t number = 0; number < length(clauses); ++number) made.clauses.push_back(standing(item(clauses, number), depth + 1));
        const bool pair = made.kind != Standing::Kind::kAny;
        if (made.clauses.empty() || (pair && made.clauses.size() != 2)) throw BadProgram{"clauses do not fit"};
        return made;
    }

    Standing of_leaf(Standing made) {
        if (leaf_ == program_.asked.size()) throw BadProgram{"words do not fit"};
        Asked& asked = program_.asked[leaf_];
        asked.demanded = true;
        if (asked.is_phrase != (made.kind == Standing::Kind::kPhrase)) throw BadProgram{"words do not fit"};
        made.leaf = static_cast<uint32_t>(leaf_++);
        made.first = words_;
        made.reach = asked.slop;
        made.words = static_cast<uint32_t>(asked.words.size());
        words_ += made.words;
        return made;
    }

    Program& program_;
    size_t leaf_;
    uint32_t words_ = 0;
};

// (kStands_, clauses, kind of windows, words of the clauses, rows of each segment, what is demanded)
void read_demand(PyObject* step, Program& program, Node& node) {
    auto demand = std::make_shared<Demand>();
    const uint32_t windows = small(item(step, 2));
    if (windows > static_cast<uint32_t>(Demand::Windows::kLead)) throw BadProgram{"unknown windows"};
    demand->windows = static_cast<Demand::Windows>(windows);
    PyObject* rows = item(step, 4);
    if (windows && length(rows) != program.statistics.doc_counts.size()) throw BadProgram{"rows do not fit"};
    for (size_t segment = 0; segment < length(rows); ++segment) {
        const auto* open = opened<OpenRows>(item(rows, segment), kRows);
        if (open->ends.data && open->ends.count() != size_t{program.statistics.doc_counts[segment]} + 1) {
            throw BadProgram{"rows of another segment"};
        }
        demand->starts.push_back(open);
    }
    DemandReader reader(program, small(item(step, 3)));
    demand->holding = reader.holding(item(step, 5));
    if (!reader.done()) throw BadProgram{"words do not fit"};
    node.demand = std::move(demand);
}

// The sources of a phrase are for those who ask where it stands.
Leaf leaf_of(Asked& asked, const Group& group, const Statistics& statistics, Storage& storage) {
    if (!asked.is_phrase) return word_leaf(asked.words[0], group, statistics, storage);
    if (!asked.slop && !asked.demanded && asked.words.size() > 1) {
        std::optional<Leaf> leaf = phrase_of_terms(asked.words, group, statistics, storage);
        if (leaf) return std::move(*leaf);
    }
    return phrase_leaf(asked.words, asked.slop, group, statistics, storage);
}

Op operation(uint32_t kind) {
    static constexpr Op ops[] = {Op::kLeaf, Op::kLeaf, Op::kLeaf, Op::kAnd, Op::kOr, Op::kBest, Op::kNot, Op::kMaybe,
                                 Op::kRequire, Op::kBoost, Op::kRanges, Op::kBytes, Op::kDocs, Op::kEvery, Op::kNothing,
                                 Op::kStands};
    if (kind > kStands_) throw BadProgram{"an unknown step"};
    return ops[kind];
}

Node read_step(PyObject* step, Program& program) {
    Node node;
    node.op = operation(small(item(step, 0)));
    switch (node.op) {
        case Op::kLeaf: read_leaf(step, program, node); break;
        case Op::kStands: read_demand(step, program, node); break;
        case Op::kBoost: node.factor = real(item(step, 2)); break;
        case Op::kRanges: read_ranges(item(step, 2), program.statistics, node); break;
        case Op::kBytes: read_fields(item(step, 2), program.statistics, node); break;
        case Op::kDocs: read_docs(item(step, 2), program.statistics, node); break;
        default: break;
    }
    return node;
}

}  // namespace

void read_docs(PyObject* segments, const Statistics& statistics, Node& node) {
    if (length(segments) != statistics.doc_counts.size()) throw BadProgram{"lists do not fit"};
    for (size_t segment = 0; segment < length(segments); ++segment) {
        node.docs.push_back(numbers<uint32_t>(item(item(segments, segment), 0)));
        node.scores.push_back(numbers<double>(item(item(segments, segment), 1)));
        const auto& docs = node.docs.back();
        if (docs.size() != node.scores.back().size()) throw BadProgram{"scores do not fit"};
        for (size_t place = 0; place < docs.size(); ++place) {
            const bool sorted = !place || docs[place - 1] < docs[place];
            if (!sorted || docs[place] >= statistics.doc_counts[segment]) throw BadProgram{"documents out of order"};
        }
    }
}

const int64_t* days_of(PyObject* capsule, uint32_t doc_count) {
    const auto* column = opened<OpenColumn>(capsule, kColumn);
    if (column->width != 8 || column->count() != doc_count) throw BadProgram{"a column of another segment"};
    return reinterpret_cast<const int64_t*>(column->items(0, doc_count));
}

void read_program(PyObject* arguments, Program& program) {
    PyObject *const segments = item(arguments, 0), *const groups = item(arguments, 1), *const steps = item(arguments, 2);
    Statistics& statistics = program.statistics;
    statistics.most_forms = small(item(arguments, 3));
    for (size_t segment = 0; segment < length(segments); ++segment) {
        const uint32_t doc_count = small(item(item(segments, segment), 0));
        PyObject* hidden = item(item(segments, segment), 1);
        if (hidden != Py_None && bytes(hidden).size() < (size_t{doc_count} + 7) / 8) throw BadProgram{"too few bits"};
        statistics.doc_counts.push_back(doc_count);
        statistics.documents += doc_count;
        program.hidden.push_back(hidden == Py_None ? nullptr : reinterpret_cast<const uint8_t*>(bytes(hidden).data()));
    }
    for (size_t group = 0; group < length(groups); ++group) program.groups.push_back(read_group(item(groups, group), statistics));
    std::vector<uint32_t> open, depths;
    for (size_t place = 0; place < length(steps); ++place) {
        PyObject* step = item(steps, place);
        const size_t clauses = small(item(step, 1));
        Node node = read_step(step, program);
        const bool leaf = node.op == Op::kLeaf || node.op >= Op::kRanges;
        if (clauses > open.size() || leaf != !clauses) throw BadProgram{"clauses do not fit"};
        uint32_t depth = 1;
        for (size_t child = open.size() - clauses; child < open.size(); ++child) {
            node.children.push_back(open[child]);
            depth = std::max(depth, depths[open[child]] + 1);
        }
        if (depth > kDeepest) throw TooDeep{};
        open.resize(open.size() - clauses);
        open.push_back(static_cast<uint32_t>(program.tree.nodes.size()));
        depths.push_back(depth);
        program.tree.nodes.push_back(std::move(node));
    }
    if (open.size() != 1) throw BadProgram{"one root is wanted"};
}

void prepare(Program& program) {
    for (Asked& asked : program.asked) {
        program.tree.leaves.push_back(leaf_of(asked, program.groups[asked.group], program.statistics, program.tree.storage));
    }
}

}  // namespace searchlib
