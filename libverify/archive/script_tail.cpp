// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/script_tail.h"

#include <algorithm>
#include <array>

#include "libverify/archive/magic.h"

namespace mme {
namespace {

using namespace std::string_view_literals;
using LinePlace = std::optional<std::uint64_t>;

constexpr std::size_t most_first_line_bytes = 4096;
constexpr std::uint64_t script_piece_bytes = std::uint64_t{1} << 20U;
constexpr std::size_t tar_header_bytes = 512;  ///< of a tar archive, the longest that is looked at

/// Each is told apart from a line of text by a byte that text lacks, or by more of its header.
constexpr std::array carried_magics{"\x1F\x8B\x08"sv,
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

/// The bytes with which any of them begins; the last three are of cpio's forms.
constexpr auto first_bytes = [] {
    std::array<bool, 256> may_begin{};
    for (const auto magic : carried_magics) may_begin[static_cast<unsigned char>(magic.front())] = true;
    for (const char letter : {'B', '0', '\xC7', '\x71'}) may_begin[static_cast<unsigned char>(letter)] = true;
    return may_begin;
}();

/// The control characters of text, and all others but DEL; bytes above ASCII may be of any character set.
constexpr auto is_text_byte = [] {
    std::array<bool, 256> text{};
    for (unsigned byte = 0x20; byte < 0x100; ++byte) text[byte] = byte != 0x7F;
    for (const char white : "\t\v\f\r\x1B"sv) text[static_cast<unsigned char>(white)] = true;
    return text;
}();

bool begins_with_magic(ByteView bytes) noexcept {
    if (bytes.empty() || !first_bytes[bytes.front()]) return false;
    const auto text = as_text(bytes);
    const auto begins = [&](std::string_view magic) { return text.starts_with(magic); };
    return std::any_of(carried_magics.begin(), carried_magics.end(), begins) || is_cpio_header(bytes) ||
           is_bzip2_header(bytes.first(std::min<std::size_t>(bytes.size(), 18)));
}

bool is_text(std::string_view line) noexcept {
    return std::all_of(line.begin(), line.end(),
                       [](char letter) { return is_text_byte[static_cast<unsigned char>(letter)]; });
}

/// A first line in ASCII. PDF begins so, and is none.
bool begins_text(ByteView head) noexcept {
    const auto line = as_text(head).substr(0, as_text(head).find('\n'));
    const bool ascii = std::all_of(line.begin(), line.end(), [](char c) { return (c & 0x80) == 0; });
    return !line.empty() && line.size() < head.size() && ascii && is_text(line) && !line.starts_with("%PDF-");
}

/// Looks at one line after the other, each byte a few times however short the lines are.
class LineSearch {
  public:
    explicit LineSearch(bool script) : script_(script) {}

    /// Looks at the lines that begin in the first `limit` bytes of what stands at `offset` in the file, and
    /// at the rest of the one before.
    LinePlace look_at(ByteView bytes, std::size_t limit, std::uint64_t offset) {
        const auto text = as_text(bytes);
        std::size_t nul = text.find('\0');
        for (std::size_t at = 0; at < limit && !over_;) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            if (nul != std::string_view::npos && nul < at) nul = text.find('\0', at);
            if (nul < end)
                if (const LinePlace odd = judge_odd(bytes, line_ >= offset ? at : bytes.size())) return odd;
            if (!script_) over_ = over_ || !is_text(text.substr(at, end - at));
            if (end >= limit) break;
            at = end + 1;
            line_ = offset + at;
            if (!over_ && begins_with_magic(bytes.subspan(at))) return line_;
        }
        return std::nullopt;
    }

    /// Whether it was seen that the file is no text.
    [[nodiscard]] bool over() const noexcept { return over_; }

  private:
    /// A line with a NUL begins what a script carries. Any other file with one is no text, unless that is the
    /// header of a tar archive, whose name ends so.
    LinePlace judge_odd(ByteView bytes, std::size_t at) {
        if (line_ == 0) return std::nullopt;
        const bool tar = at < bytes.size() && is_tar_header(bytes.subspan(at));
        return script_ || tar ? LinePlace{line_} : std::nullopt;
    }

    bool script_;
    bool over_ = false;
    std::uint64_t line_ = 0;  ///< where the line begins that is looked at; 0: the first
};

}  // namespace

bool begins_archive(ByteView bytes) noexcept {
    return begins_with_magic(bytes) || (bytes.size() >= tar_header_bytes && is_tar_header(bytes));
}

Result<LinePlace> tail_of_text(const PackageFile& file) {
    MME_TRY(const Bytes head,
            file.read_range(0, std::min<std::uint64_t>(file.size(), most_first_line_bytes)));
    if (!begins_text(head)) return LinePlace{};
    const bool script = as_text(head).starts_with("#!");
    LineSearch search(script);
    for (std::uint64_t at = 0; at < file.size() && !search.over(); at += script_piece_bytes) {
        const std::uint64_t left = file.size() - at;
        MME_TRY(const Bytes piece,
                file.read_range(at, std::min(script_piece_bytes + tar_header_bytes, left)));
        const auto limit = static_cast<std::size_t>(std::min(script_piece_bytes, left));
        if (const LinePlace found = search.look_at(piece, limit, at)) return found;
    }
    return LinePlace{};
}

}  // namespace mme
