// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/carrier.h"

#include <algorithm>
#include <array>

#include "libverify/archive/magic.h"
#include "libverify/archive/program_end.h"

namespace mme {
namespace {

using namespace std::string_view_literals;
using Offset = std::optional<std::uint64_t>;

/// Scripts are longer than this only where what follows is no text any more.
constexpr std::uint64_t most_script_bytes = std::uint64_t{4} << 20U;

/// What may follow a script's last line; each is told apart from a line of text by a byte that text lacks.
constexpr std::array archives{"\x1F\x8B\x08"sv,
                              "\xFD"
                              "7zXZ"sv,
                              "\x28\xB5\x2F\xFD"sv,
                              "\x04\x22\x4D\x18"sv,
                              "\x02\x21\x4C\x18"sv,
                              "PK\x03\x04"sv,
                              "7z\xBC\xAF\x27\x1C"sv,
                              "LZIP\x01"sv,
                              "\x1F\x9D"sv,
                              "Rar!\x1A\x07"sv};

bool begins_archive(ByteView line) {
    const auto text = as_text(line);
    return is_bzip2_header(line.first(std::min<std::size_t>(line.size(), 18))) || is_tar_header(line) ||
           is_cpio_header(line) ||
           std::any_of(archives.begin(), archives.end(), [&](auto magic) { return text.starts_with(magic); });
}

/// The first line, from the second on, that begins an archive or holds a NUL, which no text has.
Offset tail_of_script(ByteView script) {
    const auto text = as_text(script);
    for (auto line = text.find('\n'); line != std::string_view::npos && line + 1 < text.size();
         line = text.find('\n', line + 1)) {
        const std::size_t start = line + 1;
        const auto end = std::min(text.find('\n', start), text.size());
        if (begins_archive(script.subspan(start))) return start;
        if (text.substr(start, end - start).find('\0') != std::string_view::npos) return start;
    }
    return std::nullopt;
}

std::uint64_t big_endian(ByteView bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = value << 8U | byte;
    return value;
}

/// U-Boot's legacy image: header of 64 bytes, magic, then the content.
bool is_uimage(ByteView head) {
    return head.size() > 64 && big_endian(head.first(4)) == 0x27051956;
}

/// Linux' boot protocol from 2.08 on: number of setup sectors, and where the compressed kernel lies in the
/// protected-mode code behind them.
Offset payload_of_kernel(ByteView head) {
    constexpr std::size_t sector_bytes = 512;
    if (head.size() < 0x250 || as_text(head).substr(0x202, 4) != "HdrS") return std::nullopt;
    const auto number = [&](std::size_t at) {
        return std::uint64_t{head[at]} | std::uint64_t{head[at + 1]} << 8U |
               std::uint64_t{head[at + 2]} << 16U | std::uint64_t{head[at + 3]} << 24U;
    };
    const std::uint64_t setup = head[0x1F1] == 0 ? 4 : head[0x1F1];
    return number(0x24C) == 0 ? Offset{} : Offset{(setup + 1) * sector_bytes + number(0x248)};
}

/// The kernel's own mark behind a module's signature.
Result<bool> ends_with_module_signature(const PackageFile& file) {
    constexpr auto mark = "~Module signature appended~\n"sv;
    if (file.size() < mark.size()) return false;
    MME_TRY(const Bytes end, file.read_range(file.size() - mark.size(), mark.size()));
    return as_text(end) == mark;
}

Result<std::optional<Tail>> tail_from(const PackageFile& file, Offset start, std::string_view carrier) {
    if (!start || *start >= file.size()) return std::optional<Tail>{};
    return std::optional{Tail{*start, carrier}};
}

}  // namespace

Result<std::optional<Tail>> carried_tail(const PackageFile& file) {
    MME_TRY(const Bytes head, file.read_range(0, std::min<std::uint64_t>(file.size(), 1024)));
    if (as_text(head).starts_with("#!")) {
        MME_TRY(const Bytes script, file.read_range(0, std::min(file.size(), most_script_bytes)));
        return tail_from(file, tail_of_script(script), "script");
    }
    if (is_uimage(head)) return tail_from(file, 64, "uImage");
    if (const auto payload = payload_of_kernel(head)) return tail_from(file, payload, "Linux kernel");
    MME_TRY(const auto elf, elf_end(file));
    if (elf) {
        MME_TRY(const bool is_signed, ends_with_module_signature(file));
        return tail_from(file, is_signed ? std::nullopt : elf, "ELF program");
    }
    MME_TRY(const auto pe, pe_end(file));
    return tail_from(file, pe, "PE program");
}

}  // namespace mme
