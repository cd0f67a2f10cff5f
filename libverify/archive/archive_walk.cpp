// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/archive_walk.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <utility>

namespace mme {
namespace {

struct FreeArchive {
    void operator()(archive* reader) const noexcept { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, FreeArchive>;

constexpr std::size_t piece_bytes = std::size_t{256} << 10U;

/// What libarchive's read callback works on: the rest of the extent.
struct Source {
    const PackageFile* file;
    std::uint64_t offset;
    std::uint64_t left;
    Bytes piece;
};

/// A C boundary: whatever happens inside becomes ARCHIVE_FATAL.
la_ssize_t read_piece(archive* reader, void* data, const void** buffer) noexcept {
    try {
        auto& source = *static_cast<Source*>(data);
        const std::size_t size = std::min<std::uint64_t>(source.left, source.piece.size());
        const std::span<std::uint8_t> part{source.piece.data(), size};
        if (auto status = source.file->read_at(source.offset, part); !status) {
            archive_set_error(reader, EIO, "%s", status.error().detail().c_str());
            return ARCHIVE_FATAL;
        }
        source.offset += size;
        source.left -= size;
        *buffer = source.piece.data();
        return static_cast<la_ssize_t>(size);
    } catch (...) {
        archive_set_error(reader, ENOMEM, "out of memory");
        return ARCHIVE_FATAL;
    }
}

Error malformed(const PackageFile& file, Extent extent, std::string_view what) {
    return fail(Code::archive_malformed,
                fmt::format("{}: archive at offset {}: {}", file.shown(), extent.offset, what));
}

std::string_view reason_of(archive* reader) {
    const char* text = archive_error_string(reader);
    return text != nullptr ? text : "libarchive gives no reason";
}

/// Only what packages use is switched on, so that hostile bytes meet no other decoder.
bool support(archive* reader, ArchiveKind kind) {
    bool supported = true;
    const auto add = [&](int result) { supported = supported && result == ARCHIVE_OK; };
    add(archive_read_support_filter_gzip(reader));
    add(archive_read_support_filter_xz(reader));
    add(archive_read_support_filter_lzma(reader));
    add(archive_read_support_filter_zstd(reader));
    add(archive_read_support_filter_bzip2(reader));
    add(kind == ArchiveKind::tar ? archive_read_support_format_tar(reader)
                                 : archive_read_support_format_cpio(reader));
    return supported;
}

std::string text_or_empty(const char* text) {
    return text != nullptr ? text : "";
}

std::optional<FileType> type_of(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr) return FileType::hardlink;
    switch (archive_entry_filetype(entry)) {
        case AE_IFREG:
            return FileType::file;
        case AE_IFDIR:
            return FileType::directory;
        case AE_IFLNK:
            return FileType::symlink;
        case AE_IFCHR:
        case AE_IFBLK:
            return FileType::device;
        case AE_IFIFO:
            return FileType::fifo;
        default:
            return std::nullopt;
    }
}

std::string owner_of(const char* name, la_int64_t id) {
    return name != nullptr && *name != '\0' ? std::string{name} : std::to_string(id);
}

Result<ArchiveEntry> describe(archive_entry* entry, FileType type) {
    ArchiveEntry described;
    described.path = text_or_empty(archive_entry_pathname(entry));
    described.type = type;
    described.mode = static_cast<unsigned>(archive_entry_perm(entry)) & 07777U;
    described.owner = owner_of(archive_entry_uname(entry), archive_entry_uid(entry));
    described.group = owner_of(archive_entry_gname(entry), archive_entry_gid(entry));
    const la_int64_t size = archive_entry_size(entry);
    if (size < 0) return fail(Code::archive_malformed, fmt::format("entry of {} bytes", size));
    described.size = static_cast<std::uint64_t>(size);
    described.target = type == FileType::hardlink ? text_or_empty(archive_entry_hardlink(entry))
                                                  : text_or_empty(archive_entry_symlink(entry));
    return described;
}

/// One walk: the reader, its source and what has been spent of the limits.
class Walk {
  public:
    Walk(const PackageFile& file, Extent extent, const ArchiveLimits& limits)
        : file_(file),
          extent_(extent),
          limits_(limits),
          source_{&file, extent.offset, extent.length, Bytes(piece_bytes)},
          reader_(archive_read_new()) {}

    Status open(ArchiveKind kind) {
        if (!reader_ || !support(reader_.get(), kind)) {
            return fail(Code::internal_error, "libarchive lacks a decoder that packages need");
        }
        if (archive_read_open(reader_.get(), &source_, nullptr, read_piece, nullptr) != ARCHIVE_OK) {
            return malformed(file_, extent_, reason_of(reader_.get()));
        }
        return Done{};
    }

    Status visit_all(const std::function<Status(ArchiveEntry&)>& visit) {
        for (std::uint64_t count = 0;; ++count) {
            archive_entry* entry = nullptr;
            const int result = archive_read_next_header(reader_.get(), &entry);
            if (result == ARCHIVE_EOF) return Done{};
            if (result != ARCHIVE_OK) return malformed(file_, extent_, reason_of(reader_.get()));
            if (count == limits_.entries) {
                return malformed(file_, extent_, fmt::format("more than {} entries", limits_.entries));
            }
            MME_CHECK(visit_one(entry, visit));
        }
    }

  private:
    Status visit_one(archive_entry* entry, const std::function<Status(ArchiveEntry&)>& visit) {
        const auto type = type_of(entry);
        if (!type)
            return malformed(file_, extent_, "an entry is neither file, folder, link, device nor FIFO");
        MME_TRY(ArchiveEntry described, describe(entry, *type));
        if (described.path.empty()) return malformed(file_, extent_, "an entry has no name");
        MME_CHECK(spend(described.size));
        described.read = [this](std::span<std::uint8_t> out) { return read(out); };
        MME_CHECK(visit(described));
        return skip_rest();
    }

    /// A claimed size counts in full before a byte is expanded; what expands beyond claims (headers,
    /// padding) is seen in the decoder's own count.
    Status spend(std::uint64_t size) {
        const auto expanded =
            static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader_.get(), 0), 0));
        if (size > limits_.bytes - claimed_ || expanded > limits_.bytes) {
            return malformed(file_, extent_, fmt::format("expands to more than {} bytes", limits_.bytes));
        }
        claimed_ += size;
        return Done{};
    }

    Result<std::size_t> read(std::span<std::uint8_t> out) {
        const la_ssize_t got = archive_read_data(reader_.get(), out.data(), out.size());
        if (got < 0) return malformed(file_, extent_, reason_of(reader_.get()));
        return static_cast<std::size_t>(got);
    }

    Status skip_rest() {
        if (archive_read_data_skip(reader_.get()) != ARCHIVE_OK) {
            return malformed(file_, extent_, reason_of(reader_.get()));
        }
        return Done{};
    }

    const PackageFile& file_;
    Extent extent_;
    ArchiveLimits limits_;
    Source source_;
    Reader reader_;
    std::uint64_t claimed_ = 0;
};

}  // namespace

Status walk_archive(const PackageFile& file, Extent extent, ArchiveKind kind, const ArchiveLimits& limits,
                    const std::function<Status(ArchiveEntry&)>& visit) {
    Walk walk{file, extent, limits};
    MME_CHECK(walk.open(kind));
    return walk.visit_all(visit);
}

}  // namespace mme
