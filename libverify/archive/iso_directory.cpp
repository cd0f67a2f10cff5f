// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/iso_directory.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/io/byte_order.h"
#include "libverify/io/zeros.h"

namespace mme {
namespace {

constexpr std::size_t record_fixed_bytes = 33;

std::uint64_t record_number(ByteView bytes, std::size_t at, std::size_t size = 4) {
    return little_endian(bytes, at, size);
}

/// UCS-2 or UTF-16, big endian, as UTF-8; a lone half of a pair becomes a question mark.
std::string utf8_of(ByteView name) {
    std::string text;
    const auto put = [&text](std::uint32_t code, int shift, std::uint32_t lead) {
        text += static_cast<char>(lead | code >> static_cast<unsigned>(shift));
        for (shift -= 6; shift >= 0; shift -= 6)
            text += static_cast<char>(0x80U | (code >> static_cast<unsigned>(shift) & 0x3FU));
    };
    for (std::size_t i = 0; i + 1 < name.size(); i += 2) {
        const auto code = static_cast<std::uint32_t>(big_endian(name, i, 2));
        if (code < 0x80)
            text += static_cast<char>(code);
        else if (code < 0x800)
            put(code, 6, 0xC0);
        else if (code >= 0xD800 && code < 0xE000)
            text += '?';
        else
            put(code, 12, 0xE0);
    }
    return text;
}

/// Without ";1" and the dot of a name that has no extension.
std::string without_version(std::string name) {
    const auto version = name.rfind(';');
    if (version != std::string::npos) name.resize(version);
    if (name.size() > 1 && name.ends_with('.')) name.pop_back();
    return name;
}

/// System use fields of one record: Rock Ridge's name and type.
class SystemUse {
  public:
    SystemUse(const PackageFile& file, const IsoTree& tree, std::vector<Extent>& own)
        : file_(file), tree_(tree), own_(own) {}

    Status read(ByteView fields) {
        Extent next = take(fields, nullptr);
        for (unsigned i = 0; i < most_continuations && next.length > 0; ++i) {
            if (next.offset >= file_.size()) return Done{};
            next.length = std::min({next.length, file_.size() - next.offset, tree_.block_bytes});
            MME_TRY(const Bytes more, file_.read_range(next.offset, next.length));
            next = take(more, &next.offset);
        }
        return Done{};
    }

    std::string name;
    bool special = false;
    bool moved = false;

  private:
    static constexpr unsigned most_continuations = 32;

    /// Reads the fields, and returns where they continue. `elsewhere`: where they are, if not in the record.
    Extent take(ByteView fields, const std::uint64_t* elsewhere) {
        Extent next;
        std::uint64_t at = elsewhere != nullptr ? *elsewhere : 0;
        while (fields.size() >= 4) {
            const std::size_t size = fields[2];
            if (size < 4 || size > fields.size()) break;
            const ByteView field = fields.first(size);
            const auto tag = as_text(field).substr(0, 2);
            if (elsewhere != nullptr && is_known(field)) own_.push_back({at, size});
            at += size;
            if (tag == "CE" && size >= 28)
                next = {record_number(field, 4) * tree_.block_bytes + record_number(field, 12),
                        record_number(field, 20)};
            else
                take_field(tag, field);
            fields = fields.subspan(size);
        }
        return next;
    }

    /// Of SUSP, Rock Ridge, zisofs, Apple and Amiga; what only fills a place is zeros.
    static bool is_known(ByteView field) {
        constexpr std::string_view tags = "CE SP ST ER ES RR PX PN SL NM CL PL RE TF SF ZF ZI AA BA AS AL";
        const auto tag = as_text(field).substr(0, 2);
        if (tag == "PD") return only_zeros(field.subspan(4));
        return tag[0] > ' ' && tag[1] > ' ' && tags.find(tag) != std::string_view::npos;
    }

    void take_field(std::string_view tag, ByteView field) {
        if (tag == "NM" && field.size() > 5) name += as_text(field.subspan(5));
        if (tag == "CL") moved = true;
        if (tag == "SL") special = true;
        if (tag == "PX" && field.size() >= 8) {
            const std::uint64_t type = record_number(field, 4) & 0170000U;
            special = special || (type != 0100000U && type != 0040000U && type != 0);
        }
    }

    const PackageFile& file_;
    const IsoTree& tree_;
    std::vector<Extent>& own_;
};

Result<IsoRecord> record_of(const PackageFile& file, const IsoTree& tree, ByteView bytes,
                            std::vector<Extent>& own) {
    IsoRecord record;
    const std::size_t name_bytes = bytes[32];
    const std::uint64_t extended = bytes[1];
    record.extent = {(record_number(bytes, 2) + extended) * tree.block_bytes, record_number(bytes, 10)};
    record.directory = (bytes[25] & 2U) != 0;
    record.continues = (bytes[25] & 0x80U) != 0;
    record.interleaved = bytes[26] != 0 || bytes[27] != 0;
    if (record_fixed_bytes + name_bytes > bytes.size())
        return fail(Code::archive_malformed, file.shown() + ": ISO 9660 image: a name leaves its record");
    const ByteView name = bytes.subspan(record_fixed_bytes, name_bytes);
    const std::size_t used = record_fixed_bytes + name_bytes + (name_bytes % 2 == 0 ? 1 : 0);
    SystemUse use(file, tree, own);
    if (used < bytes.size()) MME_CHECK(use.read(bytes.subspan(used)));
    record.special = use.special;
    record.moved = use.moved;
    const bool is_self_or_parent = name_bytes == 1 && name[0] <= 1;
    if (is_self_or_parent) return record;
    record.name = !use.name.empty()
                      ? use.name
                      : without_version(tree.joliet ? utf8_of(name) : std::string(as_text(name)));
    if (record.name.empty()) record.name = fmt::format("@{}", record.extent.offset);
    return record;
}

}  // namespace

Result<std::vector<IsoRecord>> read_iso_directory(const PackageFile& file, const IsoTree& tree, Extent extent,
                                                  std::vector<Extent>& own) {
    MME_TRY(const Bytes bytes, file.read_range(extent.offset, extent.length));
    std::vector<IsoRecord> records;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t left_in_block = tree.block_bytes - at % tree.block_bytes;
        const std::size_t size = bytes[at];
        if (size == 0) {  // the next record begins with the next block
            at += left_in_block;
            continue;
        }
        if (size <= record_fixed_bytes || size > left_in_block || size > bytes.size() - at)
            return fail(
                Code::archive_malformed,
                fmt::format("{}: ISO 9660 image: a record of {} bytes at offset {} leaves its directory",
                            file.shown(), size, extent.offset + at));
        own.push_back({extent.offset + at, size});
        MME_TRY(auto record, record_of(file, tree, ByteView(bytes).subspan(at, size), own));
        records.push_back(std::move(record));
        at += size;
    }
    return records;
}

}  // namespace mme
