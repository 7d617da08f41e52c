// Rows of numbers, packed (see rows.cpp).
#pragma once
#include "section.hpp"

#include <string_view>
#include <vector>

namespace searchlib {

struct NoRow {};

// The numbers of a row; throws NoRow where it is none.
std::vector<uint32_t> unpacked_row(std::string_view data);

// Lists of numbers, one a document: packed rows, or numbers as they stand (format 1), or none for all.
struct Rows {
    Section ends, rows;

    void read(uint32_t doc, std::vector<uint32_t>& numbers) const;
};

}  // namespace searchlib
