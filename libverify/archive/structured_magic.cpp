// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/structured_magic.h"

#include <algorithm>

#include "libverify/archive/little_endian.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

Result<Bytes> some_of(const PackageFile& file, std::uint64_t at, std::uint64_t length) {
    if (at >= file.size()) return Bytes{};
    return file.read_range(at, std::min(length, file.size() - at));
}

std::uint64_t tree_number(ByteView bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8U | byte;
    return value;
}

/// Walks the tokens of a device tree's structure block.
class DeviceTree {
  public:
    DeviceTree(const PackageFile& file, std::uint64_t at) : file_(file), at_(at) {}

    Result<bool> has_images() {
        constexpr unsigned most_tokens = 4096;
        for (unsigned i = 0; i < most_tokens; ++i) {
            MME_TRY(const Bytes bytes, some_of(file_, at_, 16));
            if (bytes.size() < 4) return false;
            if (begins_images(bytes)) return true;
            MME_TRY(const bool more, skip(bytes));
            if (!more) return false;
        }
        return false;
    }

  private:
    enum Token : std::uint64_t { begin_node = 1, end_node = 2, property = 3, nothing = 4 };

    [[nodiscard]] bool begins_images(ByteView bytes) const {
        return depth_ == 1 && tree_number(bytes.first(4)) == begin_node &&
               as_text(bytes).substr(4).starts_with("images\0"sv);
    }

    /// Whether anything follows the token.
    Result<bool> skip(ByteView bytes) {
        switch (tree_number(bytes.first(4))) {
            case begin_node:
                ++depth_;
                return skip_name();
            case end_node:
                if (depth_ > 0) --depth_;
                at_ += 4;
                return depth_ > 0;
            case property:
                if (bytes.size() < 12) return false;
                at_ += 12 + (tree_number(bytes.subspan(4, 4)) + 3) / 4 * 4;
                return true;
            case nothing:
                at_ += 4;
                return true;
            default:
                return false;
        }
    }

    Result<bool> skip_name() {
        constexpr std::uint64_t longest_name = 256;
        MME_TRY(const Bytes name, some_of(file_, at_ + 4, longest_name));
        const auto end = as_text(name).find('\0');
        if (end == std::string_view::npos) return false;
        at_ += 4 + (end + 4) / 4 * 4;
        return true;
    }

    const PackageFile& file_;
    std::uint64_t at_;
    unsigned depth_ = 0;
};

}  // namespace

Result<bool> is_fit_image(const PackageFile& file) {
    MME_TRY(const Bytes head, some_of(file, 0, 40));
    if (head.size() < 40 || !as_text(head).starts_with("\xD0\x0D\xFE\xED")) return false;
    return DeviceTree(file, tree_number(ByteView(head).subspan(8, 4))).has_images();
}

Result<bool> is_installer_database(const PackageFile& file) {
    constexpr std::uint64_t class_id = 80;
    MME_TRY(const Bytes head, some_of(file, 0, 52));
    if (head.size() < 52 || !as_text(head).starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return false;
    const std::uint64_t shift = little_endian(ByteView(head).subspan(30, 2));
    if (shift < 7 || shift > 20) return false;
    const std::uint64_t directory = (little_endian(ByteView(head).subspan(48, 4)) + 1) << shift;
    MME_TRY(const Bytes id, some_of(file, directory + class_id, 16));
    const auto text = as_text(id);
    return text.size() == 16 && text.substr(1) == "\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv &&
           (text[0] == '\x82' || text[0] == '\x84' || text[0] == '\x86');
}

}  // namespace mme
