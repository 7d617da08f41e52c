// Stored texts of one segment, as searchlib/codec/stored.py keeps them.
#pragma once
#include <optional>
#include <string_view>

#include "python.hpp"

namespace searchlib {

// A stored column of one segment.
class OpenTexts {
  public:
    Section ends, data;
    Buffers buffers;

    // The text of a document where it is kept as it is. Nothing where it is not, or something is wrong.
    std::optional<std::string_view> plain(uint32_t doc) const;
    // The same, inflated by Python's zlib into `room` where that must be. Nothing where it leans on another text, or
    // something is wrong.
    std::optional<std::string_view> read(uint32_t doc, Owned& room) const;

  private:
    std::string_view record(uint32_t doc) const;
};

inline constexpr const char* kTexts = "searchlib.texts";

}  // namespace searchlib
