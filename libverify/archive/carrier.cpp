// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/carrier.h"

#include <algorithm>

#include "libverify/archive/boot_image.h"
#include "libverify/archive/disk_magic.h"
#include "libverify/archive/pe_resources.h"
#include "libverify/archive/program_end.h"
#include "libverify/archive/recognise.h"
#include "libverify/archive/script_tail.h"
#include "libverify/io/byte_order.h"
#include "libverify/io/read_some.h"

namespace mme {
namespace {

using namespace std::string_view_literals;
using AllCarried = std::vector<Carried>;

/// The size of a kernel module's signature with what describes it: its length, big endian, stands in the last
/// four of 12 bytes before the kernel's own mark. 0 if there is none.
Result<std::uint64_t> bytes_of_module_signature(const PackageFile& file) {
    constexpr auto mark = "~Module signature appended~\n"sv;
    constexpr std::uint64_t description_bytes = 12;
    const std::uint64_t fixed_bytes = mark.size() + description_bytes;
    if (file.size() < fixed_bytes) return std::uint64_t{0};
    MME_TRY(const Bytes end, file.read_range(file.size() - fixed_bytes, fixed_bytes));
    if (as_text(end).substr(description_bytes) != mark) return std::uint64_t{0};
    return std::min(fixed_bytes + big_endian(end, 8, 4), file.size());
}

void add_all(AllCarried& all, const std::vector<Extent>& extents, std::string_view carrier) {
    for (const Extent& extent : extents) all.push_back({extent, carrier});
}

/// What lies between two places, if anything does.
void add_between(AllCarried& all, std::uint64_t start, std::uint64_t end, std::string_view carrier) {
    if (start < end) all.push_back({{start, end - start}, carrier});
}

/// An archive may begin with a line of text (ar), and is no carrier of its members.
Status add_carried_by_text(const PackageFile& file, std::uint64_t tail, AllCarried& all) {
    MME_TRY(const Bytes head, file.read_range(0, 2));
    MME_TRY(const auto found, recognise(file));
    if (found.empty() || as_text(head) == "#!") add_between(all, tail, file.size(), "script");
    return Done{};
}

/// Extenders and debuggers keep tables behind a DOS program; an archive alone counts.
Status add_carried_by_dos_program(const PackageFile& file, AllCarried& all) {
    MME_TRY(const auto end, dos_end(file));
    if (!end) return Done{};
    MME_TRY(const Bytes head, read_some(file, *end, 512));
    if (begins_archive(head) || is_lha_header(head) || is_arj_header(head))
        add_between(all, *end, file.size(), "DOS program");
    return Done{};
}

Status add_carried_by_programs(const PackageFile& file, AllCarried& all) {
    MME_TRY(const auto elf, elf_end(file));
    if (elf) {
        MME_TRY(const std::uint64_t signature, bytes_of_module_signature(file));
        add_between(all, *elf, file.size() - signature, "ELF program");
    }
    MME_CHECK(add_carried_by_dos_program(file, all));
    MME_TRY(const auto overlay, pe_overlay(file));
    if (overlay) all.push_back({*overlay, "PE program"});
    MME_TRY(const auto resources, archives_in_resources(file));
    add_all(all, resources, "PE program");
    return Done{};
}

}  // namespace

Result<AllCarried> carried_by(const PackageFile& file) {
    AllCarried all;
    MME_TRY(const auto tail, tail_of_text(file));
    if (tail) MME_CHECK(add_carried_by_text(file, *tail, all));
    MME_TRY(const auto images, payloads_of_uimage(file));
    add_all(all, images, "uImage");
    MME_TRY(const auto kernel, payloads_of_kernel(file));
    add_all(all, kernel, "Linux kernel");
    MME_CHECK(add_carried_by_programs(file, all));
    return all;
}

}  // namespace mme
