// What is demanded of where words stand in a document: near each other, so often, within one window of the text.
// searchlib/query/witness.py, places.py and units.py define it.
#pragma once
#include <memory>
#include <vector>

#include "places.hpp"
#include "rows.hpp"

namespace searchlib {

// A clause that has places in a text.
struct Standing {
    enum class Kind { kWord, kPhrase, kAny, kNear, kBefore };

    Kind kind = Kind::kWord;
    uint32_t leaf = 0;   // of a word or a phrase: its number in the tree
    uint32_t first = 0;  // the number of its first word among all of the demand
    uint32_t words = 1;
    uint32_t reach = 0;  // the slop of a phrase, else how many words may lie between
    std::vector<Standing> clauses;
};

// What must hold within one window: so many places of a clause, all of some demands, or any of them.
struct Holding {
    enum class Kind { kStands, kAll, kAny };

    Kind kind = Kind::kStands;
    Standing standing;
    uint32_t least = 1;
    size_t parts = 1;
    bool titled = false;  // the first part is the title
    std::vector<Holding> clauses;
};

struct Demand {
    enum class Windows { kText, kUnits, kLead };

    Windows windows = Windows::kText;
    std::vector<const Rows*> starts;  // one a segment: where windows begin
    Holding holding;
};

// Looks at the documents of one segment.
class Inspection {
  public:
    Inspection(const Demand& demand, const std::vector<Leaf>& leaves, size_t segment);

    // Ask for documents in ascending order.
    bool holds(uint32_t doc) { return !units(doc).empty(); }
    struct Count {
        int64_t unit;
        uint32_t places;
    };
    // How often a clause stands in each window. A demand of one clause is wanted.
    std::vector<Count> counts(uint32_t doc);

  private:
    // Places in ascending order, each a run of ascending positions.
    struct Spots {
        std::vector<uint32_t> positions, ends;

        size_t size() const { return ends.size(); }
        const uint32_t* begin(size_t place) const { return positions.data() + (place ? ends[place - 1] : 0); }
        const uint32_t* end(size_t place) const { return positions.data() + ends[place]; }
        uint32_t front(size_t place) const { return *begin(place); }
        uint32_t back(size_t place) const { return *(end(place) - 1); }
        size_t from(int64_t position) const;
        void close() { ends.push_back(static_cast<uint32_t>(positions.size())); }
        void settle();
    };
    using Units = std::vector<int64_t>;

    void open(const Standing& standing, const std::vector<Leaf>& leaves, size_t segment);
    void open(const Holding& holding, const std::vector<Leaf>& leaves, size_t segment);
    Units units(uint32_t doc);
    Units units(const Holding& holding, uint32_t doc);
    std::vector<Count> counts(const Holding& holding, uint32_t doc);
    Units each_unit(const Holding& holding, uint32_t doc);
    void add_unit(const Spots& spots, size_t place, bool in_title, Units& units) const;
    int64_t unit(uint32_t position) const;
    Spots spots(const Standing& standing, size_t part, uint32_t doc);
    Spots word(const Standing& standing, size_t part, uint32_t doc);
    Spots phrase(const Standing& standing, size_t part, uint32_t doc);
    Spots any(const Standing& standing, size_t part, uint32_t doc);
    static Spots paired(const Spots& first, const Spots& second, int64_t behind, int64_t ahead);

    const Demand& demand_;
    const Rows* rows_;
    std::vector<std::array<Stream, kParts>> words_;  // of all clauses, in order
    std::vector<uint32_t> starts_;                   // of the windows of the document
    bool read_ = false;                              // whether they are
};

}  // namespace searchlib
