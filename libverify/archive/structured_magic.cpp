// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/structured_magic.h"

#include <algorithm>

#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

/// Walks the tokens of a device tree's structure block, each of which has four bytes at least, and reads each
/// piece of the file once.
class DeviceTree {
  public:
    DeviceTree(const PackageFile& file, std::uint64_t at) : file_(file), at_(at) {}

    Result<bool> has_images() {
        for (;;) {
            MME_TRY(const ByteView bytes, view(longest_name + 4));
            if (bytes.size() < 4) return false;
            if (begins_images(bytes)) return true;
            if (!skip(bytes)) return false;
        }
    }

  private:
    enum Token : std::uint64_t { begin_node = 1, end_node = 2, property = 3, nothing = 4 };
    static constexpr std::uint64_t longest_name = 256;
    static constexpr std::uint64_t tree_piece_bytes = std::uint64_t{64} << 10U;

    /// The next bytes, as many as the file has. Valid until the next call.
    Result<ByteView> view(std::uint64_t bytes) {
        const bool held = at_ >= piece_at_ && at_ - piece_at_ <= piece_.size() &&
                          bytes <= piece_.size() - (at_ - piece_at_);
        if (!held) {
            MME_TRY(piece_, read_some(file_, at_, tree_piece_bytes));
            piece_at_ = at_;
        }
        const ByteView rest = ByteView(piece_).subspan(at_ - piece_at_);
        return rest.first(std::min<std::size_t>(bytes, rest.size()));
    }

    /// libfdt takes "images@1" for it too.
    [[nodiscard]] bool begins_images(ByteView bytes) const {
        const auto name = as_text(bytes).substr(4);
        return depth_ == 1 && big_endian(bytes.first(4)) == begin_node &&
               (name.starts_with("images\0"sv) || name.starts_with("images@"));
    }

    /// Whether anything follows the token.
    bool skip(ByteView bytes) {
        switch (big_endian(bytes.first(4))) {
            case begin_node:
                ++depth_;
                return skip_name(as_text(bytes).substr(4));
            case end_node:
                if (depth_ > 0) --depth_;
                at_ += 4;
                return depth_ > 0;
            case property:
                if (bytes.size() < 12) return false;
                at_ += 12 + (big_endian(bytes.subspan(4, 4)) + 3) / 4 * 4;
                return true;
            case nothing:
                at_ += 4;
                return true;
            default:
                return false;
        }
    }

    bool skip_name(std::string_view name) {
        const auto end = name.find('\0');
        if (end == std::string_view::npos) return false;
        at_ += 4 + (end + 4) / 4 * 4;
        return true;
    }

    const PackageFile& file_;
    std::uint64_t at_;
    std::uint64_t piece_at_ = 0;
    Bytes piece_;
    std::uint64_t depth_ = 0;
};

}  // namespace

Result<bool> is_fit_image(const PackageFile& file) {
    MME_TRY(const Bytes head, read_some(file, 0, 40));
    if (head.size() < 40 || !as_text(head).starts_with("\xD0\x0D\xFE\xED")) return false;
    return DeviceTree(file, big_endian(ByteView(head).subspan(8, 4))).has_images();
}

Result<bool> is_installer_database(const PackageFile& file) {
    constexpr std::uint64_t class_id = 80;
    MME_TRY(const Bytes head, read_some(file, 0, 52));
    if (head.size() < 52 || !as_text(head).starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return false;
    const std::uint64_t shift = little_endian(ByteView(head).subspan(30, 2));
    if (shift < 7 || shift > 20) return false;
    const std::uint64_t directory = (little_endian(ByteView(head).subspan(48, 4)) + 1) << shift;
    MME_TRY(const Bytes id, read_some(file, directory + class_id, 16));
    const auto text = as_text(id);
    return text.size() == 16 && text.substr(1) == "\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"sv &&
           (text[0] == '\x82' || text[0] == '\x84' || text[0] == '\x86');
}

}  // namespace mme
