// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/script_tail.h"

#include <algorithm>
#include <array>

#include "libverify/archive/magic.h"

namespace mme {
namespace {

using namespace std::string_view_literals;
using Place = std::optional<std::uint64_t>;

constexpr std::size_t most_first_line_bytes = 4096;
constexpr std::uint64_t script_piece_bytes = std::uint64_t{1} << 20U;
constexpr std::size_t header_bytes = 512;  ///< of a tar archive, the longest that is looked at

/// Each is told apart from a line of text by a byte that text lacks, or by more of its header.
constexpr std::array carried{"\x1F\x8B\x08"sv,
                             "\xFD"
                             "7zXZ"sv,
                             "\x28\xB5\x2F\xFD"sv,
                             "\x04\x22\x4D\x18"sv,
                             "\x02\x21\x4C\x18"sv,
                             "PK\x03\x04"sv,
                             "7z\xBC\xAF\x27\x1C"sv,
                             "LZIP\x01"sv,
                             "\x1F\x9D"sv,
                             "MSCF\0\0\0\0"sv,
                             "\x89LZO\0\r\n\x1A\n"sv,
                             "\xED\xAB\xEE\xDB"sv,
                             "hsqs"sv,
                             "Rar!\x1A\x07"sv};

/// A tar header has NULs, and no line of text; its checksum is computed only where there is one.
bool begins_tar(ByteView bytes) noexcept {
    if (bytes.size() < header_bytes) return false;
    const auto head = bytes.first(header_bytes);
    return std::find(head.begin(), head.end(), std::uint8_t{0}) != head.end() && is_tar_header(head);
}

/// Nothing but the control characters of text; bytes above ASCII may be of any character set.
bool is_text(std::string_view line) noexcept {
    constexpr auto white = "\t\v\f\r\x1B"sv;
    return std::all_of(line.begin(), line.end(), [&](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte >= 0x20 ? byte != 0x7F : white.find(letter) != std::string_view::npos;
    });
}

/// A first line in ASCII. PDF begins so, and is none.
bool begins_text(ByteView head) noexcept {
    const auto line = as_text(head).substr(0, as_text(head).find('\n'));
    const bool ascii = std::all_of(line.begin(), line.end(), [](char c) { return (c & 0x80) == 0; });
    return !line.empty() && line.size() < head.size() && ascii && is_text(line) && !line.starts_with("%PDF-");
}

/// Looks at one line after the other.
class LineSearch {
  public:
    explicit LineSearch(bool script) : script_(script) {}

    /// Looks at the lines that begin in the first `limit` bytes of what stands at `offset` in the file, and
    /// at the rest of the one before.
    Place look_at(ByteView bytes, std::size_t limit, std::uint64_t offset) {
        const auto text = as_text(bytes);
        for (std::size_t at = 0; at < limit && !over_;) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            if (const Place odd = judge(text.substr(at, end - at))) return odd;
            if (end >= limit) break;
            at = end + 1;
            line_ = offset + at;
            if (!over_ && begins_archive(bytes.subspan(at))) return line_;
        }
        return std::nullopt;
    }

    /// Whether it was seen that the file is no text.
    [[nodiscard]] bool over() const noexcept { return over_; }

  private:
    /// A NUL begins what a script carries; another file that has something else than text in it is no text.
    Place judge(std::string_view line) {
        if (!script_) over_ = over_ || !is_text(line);
        const bool odd = script_ && line_ > 0 && line.find('\0') != std::string_view::npos;
        return odd ? Place{line_} : Place{};
    }

    bool script_;
    bool over_ = false;
    std::uint64_t line_ = 0;  ///< where the line begins that is looked at; 0: the first
};

}  // namespace

bool begins_archive(ByteView bytes) noexcept {
    const auto text = as_text(bytes);
    const auto begins = [&](std::string_view magic) { return text.starts_with(magic); };
    return is_bzip2_header(bytes.first(std::min<std::size_t>(bytes.size(), 18))) || begins_tar(bytes) ||
           is_cpio_header(bytes) || std::any_of(carried.begin(), carried.end(), begins);
}

Result<Place> tail_of_text(const PackageFile& file) {
    MME_TRY(const Bytes head,
            file.read_range(0, std::min<std::uint64_t>(file.size(), most_first_line_bytes)));
    if (!begins_text(head)) return Place{};
    const bool script = as_text(head).starts_with("#!");
    LineSearch search(script);
    for (std::uint64_t at = 0; at < file.size() && !search.over(); at += script_piece_bytes) {
        const std::uint64_t left = file.size() - at;
        MME_TRY(const Bytes piece, file.read_range(at, std::min(script_piece_bytes + header_bytes, left)));
        const auto limit = static_cast<std::size_t>(std::min(script_piece_bytes, left));
        if (const Place found = search.look_at(piece, limit, at)) return found;
    }
    return Place{};
}

}  // namespace mme
