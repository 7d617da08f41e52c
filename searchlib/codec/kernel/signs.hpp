// What kind of character is this? Python is asked, a page of 256 characters at a time, so that there is one answer.
#pragma once
#include "python.hpp"

#include <array>
#include <memory>

namespace searchlib {

// The bits of a kind; see `classes` in searchlib/analyse/tokens.py, which sets them.
enum : uint8_t { kBegins = 1, kGoesOn = 2, kDigit = 4, kMark = 8, kPoint = 16, kAmpersand = 32, kComma = 64 };

class Signs {
  public:
    explicit Signs(PyObject* ask) : ask_(Owned::shared(ask)) { ascii = asked(0)->data(); }

    const uint8_t* ascii;

    uint8_t operator()(uint32_t code) {
        const auto& page = pages_[code >> 8];
        return page ? (*page)[code & 255] : (*asked(code >> 8))[code & 255];
    }

  private:
    using Page = std::array<uint8_t, 256>;

    const Page* asked(uint32_t number) {
        const Owned answer(checked(PyObject_CallFunction(ask_.get(), "I", number)));
        const std::string_view kinds = bytes(answer.get());
        if (kinds.size() != 256) throw BadProgram{"a page has 256 characters"};
        auto page = std::make_unique<Page>();
        std::copy(kinds.begin(), kinds.end(), page->begin());
        pages_[number] = std::move(page);
        return pages_[number].get();
    }

    Owned ask_;
    std::array<std::unique_ptr<Page>, 0x1100> pages_;
};

}  // namespace searchlib
