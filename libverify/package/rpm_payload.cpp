// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_payload.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>

#include "libverify/archive/path_text.h"
#include "libverify/digest/file_hasher.h"
#include "libverify/package/cpio_reader.h"
#include "libverify/package/malformed.h"
#include "libverify/package/rpm_file_index.h"
#include "libverify/package/rpm_tags.h"

namespace mme {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10U;

Result<std::string> content_of(CpioReader& reader) {
    std::string content;
    std::array<std::uint8_t, 4096> piece{};
    for (;;) {
        MME_TRY(const std::size_t count, reader.read(piece));
        if (count == 0) return content;
        content += as_text(ByteView{piece}.first(count));
    }
}

/// Walks the archive beside the header's list.
class PayloadWalk {
  public:
    PayloadWalk(CpioReader& reader, const RpmFiles& files, const RpmFileIndex& index)
        : reader_(reader), files_(files), index_(index), seen_(files.size()) {}

    Status walk(const std::function<Status(ArchiveEntry&)>& visit) {
        for (;;) {
            MME_TRY(const auto entry, reader_.next());
            if (!entry) return check_all_seen();
            MME_TRY(const std::size_t file, match(*entry));
            MME_CHECK(check_order(file));
            MME_CHECK(check_type(*entry, file));
            MME_CHECK(visit_file(file, visit));
        }
    }

  private:
    [[nodiscard]] Error refuse(std::size_t file, std::string_view what) const {
        return reader_.malformed(files_.path(file) + " " + std::string{what});
    }

    Result<std::size_t> match(const CpioEntry& entry) {
        const auto file =
            entry.form == CpioForm::stripped ? index_.find(entry.index) : index_.find(entry.name);
        if (!file) {
            return reader_.malformed(entry.form == CpioForm::stripped
                                         ? fmt::format("file {} is not in the header", entry.index)
                                         : "a file that is not in the header: " + path_text(entry.name));
        }
        if (files_.is_ghost(*file)) return refuse(*file, "is a ghost by the header, and is in the payload");
        if (seen_[*file]) return refuse(*file, "is there twice");
        seen_[*file] = true;
        return *file;
    }

    /// rpm links whatever follows to the first name of a file, until the one with the content has come.
    Status check_order(std::size_t file) {
        const std::uint32_t holder = files_.holders()[file];
        if (awaited_ && *awaited_ != holder) return refuse(file, "comes between the names of another file");
        const bool others_missing = holder == file && index_.other_names(holder) != others_;
        if (others_missing) return refuse(file, "has its content before its other names have come");
        awaited_ = holder == file ? std::nullopt : std::optional{holder};
        others_ = holder == file ? 0 : others_ + 1;
        return Done{};
    }

    [[nodiscard]] std::uint64_t content_bytes(std::size_t file) const {
        const FileType type = files_.type(file);
        const bool holds = type == FileType::file && files_.holders()[file] == file;
        return holds || type == FileType::symlink ? files_.stated_size(file) : 0;
    }

    [[nodiscard]] Status check_type(const CpioEntry& entry, std::size_t file) const {
        if (entry.form == CpioForm::stripped) return Done{};
        if ((entry.mode & S_IFMT) != (files_.mode(file) & S_IFMT))
            return refuse(file, fmt::format("has the mode {:o} in the archive and {:o} in the header",
                                            entry.mode, files_.mode(file)));
        if (entry.size == content_bytes(file)) return Done{};
        return refuse(file, fmt::format("has {} bytes in the archive and {} by the header", entry.size,
                                        content_bytes(file)));
    }

    /// All names of a file get the mode and owner of the one that holds its content: rpm sets them once.
    [[nodiscard]] ArchiveEntry described(std::size_t file) const {
        const std::size_t holder = files_.holders()[file];
        ArchiveEntry one;
        one.path = files_.path(file);
        one.type = holder == file ? files_.type(file) : FileType::hardlink;
        one.mode = files_.mode(holder) & 07777U;
        one.owner = files_.user(holder);
        one.group = files_.group(holder);
        if (one.type == FileType::symlink) one.target = files_.target(file);
        if (one.type == FileType::hardlink) one.target = files_.path(holder);
        one.expanded = reader_.position();
        return one;
    }

    Status visit_file(std::size_t file, const std::function<Status(ArchiveEntry&)>& visit) {
        ArchiveEntry entry = described(file);
        reader_.expect(content_bytes(file));
        if (entry.type == FileType::file) return visit_content(file, entry, visit);
        entry.read = [](std::span<std::uint8_t>) -> Result<std::size_t> { return std::size_t{0}; };
        MME_TRY(const std::string content, content_of(reader_));
        if (content != (entry.type == FileType::symlink ? entry.target : ""))
            return refuse(file, "is a link to one place in the archive and to another by the header");
        return visit(entry);
    }

    /// Whatever the visitor leaves is read too: only the whole has a digest.
    Status visit_content(std::size_t file, ArchiveEntry& entry,
                         const std::function<Status(ArchiveEntry&)>& visit) {
        FileHasher hasher(files_.digest_algorithm());
        bool ended = false;
        entry.size = files_.stated_size(file);
        entry.read = [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
            if (ended) return std::size_t{0};
            MME_TRY(const std::size_t count, reader_.read(out));
            hasher.update(ByteView{out}.first(count));
            ended = count == 0 && !out.empty();
            if (ended && hasher.finish() != files_.digest(file))
                return refuse(file, "has another content than the header's digest says");
            return count;
        };
        MME_CHECK(visit(entry));
        Bytes rest(piece_bytes);
        while (!ended) MME_CHECK(entry.read(rest));
        return Done{};
    }

    [[nodiscard]] Status check_all_seen() const {
        for (std::size_t i = 0; i < files_.size(); ++i)
            if (!seen_[i] && !files_.is_ghost(i)) return refuse(i, "is in the header and not in the archive");
        return Done{};
    }

    CpioReader& reader_;
    const RpmFiles& files_;
    const RpmFileIndex& index_;
    std::vector<bool> seen_;
    std::optional<std::uint32_t> awaited_;  ///< the content holder whose other names are coming
    std::size_t others_ = 0;                ///< of them that have come
};

Status check_expanded_size(const RpmLayout& layout, const CpioReader& reader) {
    const auto stated = layout.header.number(rpm_tag::expanded_payload_size);
    if (!stated || *stated == reader.position()) return Done{};
    return reader.malformed(fmt::format("it ends there, the header says it has {} bytes", *stated));
}

}  // namespace

Result<Compression> rpm_payload_compression(const PackageFile& file, const RpmLayout& layout) {
    const auto format = layout.header.string(rpm_tag::payload_format);
    if (format && *format != "cpio")
        return malformed(file, "the payload's format is '" + path_text(*format) + "', expected 'cpio'");
    const auto name = layout.header.string(rpm_tag::payload_compressor);
    if (!name) {
        MME_TRY(const Bytes start,
                file.read_range(layout.payload.offset, std::min<std::uint64_t>(layout.payload.length, 4)));
        return as_text(start) == "0707" ? Compression::none : Compression::gzip;
    }
    for (const auto one :
         {Compression::gzip, Compression::bzip2, Compression::xz, Compression::lzma, Compression::zstd})
        if (*name == word(one)) return one;
    return malformed(file, "the payload's compressor is '" + path_text(*name) +
                               "', expected gzip, bzip2, xz, lzma or zstd");
}

Status walk_rpm_payload(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit) {
    MME_TRY(const RpmLayout layout, read_rpm_layout(file));
    MME_TRY(const RpmFiles files, RpmFiles::open(file, layout.header));
    // rpm does not look at the payload of a package without files.
    if (files.size() == 0 && layout.payload.length == 0) return Done{};
    MME_TRY(const RpmFileIndex index, RpmFileIndex::of(file, files));
    MME_TRY(const Compression compression, rpm_payload_compression(file, layout));
    MME_TRY(CpioReader reader, CpioReader::open(file, layout.payload, compression));
    MME_CHECK((PayloadWalk{reader, files, index}.walk(visit)));
    return check_expanded_size(layout, reader);
}

Status walk_rpm_paths(const PackageFile& file, const std::function<Status(const PayloadPath&)>& visit) {
    MME_TRY(const RpmLayout layout, read_rpm_layout(file));
    MME_TRY(const RpmFiles files, RpmFiles::open(file, layout.header));
    for (std::size_t i = 0; i < files.size(); ++i) {
        const FileType type = files.type(i);
        const auto target = type == FileType::symlink ? files.target(i) : std::string_view{};
        MME_CHECK(visit({files.path(i), type, std::string{target}}));
    }
    return Done{};
}

}  // namespace mme
