// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of libarchive.
#include "libverify/archive/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace mme {
namespace {

struct FreeArchive {
    void operator()(archive* reader) const noexcept { archive_read_free(reader); }
};

constexpr std::size_t read_at_once = std::size_t{256} << 10U;

/// What libarchive's callbacks work on: an extent of the file, and where they are in it.
struct Source {
    const PackageFile* file;
    Extent extent;
    std::uint64_t at = 0;
    Bytes piece = Bytes(read_at_once);
};

/// A C boundary: whatever happens inside becomes ARCHIVE_FATAL.
la_ssize_t read_piece(archive* reader, void* data, const void** buffer) noexcept {
    try {
        auto& source = *static_cast<Source*>(data);
        const std::size_t size =
            std::min<std::uint64_t>(source.extent.length - source.at, source.piece.size());
        const std::span<std::uint8_t> part{source.piece.data(), size};
        if (auto status = source.file->read_at(source.extent.offset + source.at, part); !status) {
            archive_set_error(reader, EIO, "%s", status.error().detail().c_str());
            return ARCHIVE_FATAL;
        }
        source.at += size;
        *buffer = source.piece.data();
        return static_cast<la_ssize_t>(size);
    } catch (...) {
        archive_set_error(reader, ENOMEM, "out of memory");
        return ARCHIVE_FATAL;
    }
}

la_int64_t skip_bytes(archive* /*reader*/, void* data, la_int64_t request) noexcept {
    auto& source = *static_cast<Source*>(data);
    const auto wanted = static_cast<std::uint64_t>(std::max<la_int64_t>(request, 0));
    const std::uint64_t size = std::min(wanted, source.extent.length - source.at);
    source.at += size;
    return static_cast<la_int64_t>(size);
}

la_int64_t seek_to(archive* /*reader*/, void* data, la_int64_t offset, int whence) noexcept {
    auto& source = *static_cast<Source*>(data);
    const auto length = static_cast<la_int64_t>(source.extent.length);
    const la_int64_t base = whence == SEEK_SET   ? 0
                            : whence == SEEK_CUR ? static_cast<la_int64_t>(source.at)
                                                 : length;
    if (offset < -base || offset > length - base) return ARCHIVE_FATAL;
    source.at = static_cast<std::uint64_t>(base + offset);
    return base + offset;
}

/// Names in zip, 7-Zip and pax are UTF-8 or UTF-16; libarchive converts them to the thread's locale.
class Utf8Names {
  public:
    Utf8Names() : before_(::uselocale(utf8())) {}
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;
    ~Utf8Names() { ::uselocale(before_); }

  private:
    static locale_t utf8() {
        static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
        return locale;
    }
    locale_t before_;
};

/// Only what is asked for is switched on, so that hostile bytes meet no other decoder.
int support(archive* reader, ContainerKind kind) {
    switch (kind) {
        case ContainerKind::tar:
            return archive_read_support_format_tar(reader);
        case ContainerKind::sevenzip:
            return archive_read_support_format_7zip(reader);
        case ContainerKind::cab:
            return archive_read_support_format_cab(reader);
        case ContainerKind::zip:
            return archive_read_support_format_zip_streamable(reader);
        default:  // read without libarchive, or not at all
            break;
    }
    return ARCHIVE_FATAL;
}

std::string text_or_empty(const char* text) {
    return text != nullptr ? text : "";
}

/// Nothing for what a package may not hold. Formats that know files alone (ar) state no type.
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

ArchiveEntry described(archive_entry* entry, FileType type) {
    ArchiveEntry one;
    one.path = text_or_empty(archive_entry_pathname(entry));
    one.type = type;
    one.mode = static_cast<unsigned>(archive_entry_perm(entry)) & 07777U;
    one.owner = owner_of(archive_entry_uname(entry), archive_entry_uid(entry));
    one.group = owner_of(archive_entry_gname(entry), archive_entry_gid(entry));
    one.size = static_cast<std::uint64_t>(archive_entry_size(entry));
    one.sized = archive_entry_size_is_set(entry) != 0;
    one.encrypted = archive_entry_is_encrypted(entry) != 0;
    one.target = type == FileType::hardlink ? text_or_empty(archive_entry_hardlink(entry))
                                            : text_or_empty(archive_entry_symlink(entry));
    one.links = archive_entry_nlink(entry);
    one.device = static_cast<std::uint64_t>(archive_entry_dev(entry));
    one.inode = static_cast<std::uint64_t>(archive_entry_ino64(entry));
    return one;
}

}  // namespace

struct ArchiveReader::Impl {
    Impl(const PackageFile& file, Extent extent, ContainerKind expected)
        : kind(expected), source{&file, extent}, reader(archive_read_new()) {}

    [[nodiscard]] Error malformed(std::string_view what) const {
        return fail(Code::archive_malformed, fmt::format("{}: archive at offset {}: {}", source.file->shown(),
                                                         source.extent.offset, what));
    }

    [[nodiscard]] std::string_view reason() const {
        const char* text = archive_error_string(reader.get());
        return text != nullptr ? text : "libarchive gives no reason";
    }

    Status open() {
        if (!reader || support(reader.get(), kind) != ARCHIVE_OK)
            return fail(Code::internal_error, "libarchive lacks a decoder that packages need");
        archive_read_set_read_callback(reader.get(), read_piece);
        archive_read_set_skip_callback(reader.get(), skip_bytes);
        archive_read_set_seek_callback(reader.get(), seek_to);
        archive_read_set_callback_data(reader.get(), &source);
        // A stream whose decoder fails at once looks empty to libarchive, which keeps the reason all the
        // same.
        if (archive_read_open1(reader.get()) != ARCHIVE_OK || archive_errno(reader.get()) != 0)
            return malformed(reason());
        return Done{};
    }

    Result<std::optional<ArchiveEntry>> next() {
        const Utf8Names names;
        // What is left of the entry before; a member that cannot be decoded may be followed by one that can.
        if (count > 0) static_cast<void>(archive_read_data_skip(reader.get()));
        archive_clear_error(reader.get());
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(reader.get(), &entry);
        // A stream whose decoder fails at once looks empty to libarchive, which keeps the reason all the
        // same.
        if (result == ARCHIVE_EOF && archive_errno(reader.get()) != 0) return malformed(reason());
        if (result == ARCHIVE_EOF) return std::optional<ArchiveEntry>{};
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return malformed(reason());
        if (result == ARCHIVE_WARN && warning.empty()) warning = reason();
        ++count;
        auto type = type_of(entry);
        if (!type) type = archive_entry_filetype(entry) == AE_IFSOCK ? FileType::device : FileType::file;
        if (archive_entry_size(entry) < 0)
            return malformed(fmt::format("entry of {} bytes", archive_entry_size(entry)));
        ArchiveEntry one = described(entry, *type);
        if (one.path.empty()) one.path = fmt::format("#{}", count);
        one.expanded = position();
        one.read = [this](std::span<std::uint8_t> out) { return read(out); };
        return std::optional{std::move(one)};
    }

    Result<std::size_t> read(std::span<std::uint8_t> out) const {
        const la_ssize_t got = archive_read_data(reader.get(), out.data(), out.size());
        if (got < 0) return malformed(reason());
        return static_cast<std::size_t>(got);
    }

    [[nodiscard]] std::uint64_t position() const {
        return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader.get(), 0), 0));
    }

    ContainerKind kind;
    Source source;
    std::unique_ptr<archive, FreeArchive> reader;
    std::uint64_t count = 0;
    std::string warning;
};

void ArchiveReader::Free::operator()(Impl* impl) const noexcept {
    delete impl;
}

Result<ArchiveReader> ArchiveReader::open(const PackageFile& file, Extent extent, ContainerKind kind) {
    ArchiveReader reader{std::unique_ptr<Impl, Free>(new Impl(file, extent, kind))};
    MME_CHECK(reader.impl_->open());
    return reader;
}

Result<std::optional<ArchiveEntry>> ArchiveReader::next() {
    return impl_->next();
}

const std::string& ArchiveReader::warning() const noexcept {
    return impl_->warning;
}

std::uint64_t ArchiveReader::position() const {
    return impl_->position();
}

Error ArchiveReader::malformed(std::string_view what) const {
    return impl_->malformed(what);
}

}  // namespace mme
