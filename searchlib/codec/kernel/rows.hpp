// Rows of numbers, packed (see rows.cpp).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace searchlib {

struct NoRow {};

// The numbers of a row; throws NoRow where it is none.
std::vector<uint32_t> unpacked_row(std::string_view data);

}  // namespace searchlib
