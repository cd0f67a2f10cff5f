// SPDX-License-Identifier: LGPL-2.1-or-later
// dpkg-deb --control hands control.tar to GNU tar, and dpkg then looks for files by their names in what has
// been unpacked. So nothing may be there that an unpacking could put in another's place: links, directories,
// and spellings such as ".//control" or "/control".
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "libverify/archive/path_text.h"
#include "libverify/package/deb_control.h"
#include "libverify/package/deb_layout.h"
#include "libverify/package/tar_reader.h"

namespace mme {
namespace {

constexpr std::size_t most_control_files = 1000;
constexpr std::uint64_t most_control_tar_bytes = std::uint64_t{32} << 20U;
/// dpkg: MAXCONTROLFILENAME.
constexpr std::size_t most_control_name_bytes = 100;

bool is_root(const TarEntry& entry) {
    return entry.type == TarType::directory && (entry.name == "./" || entry.name == ".");
}

bool is_plain_file_name(std::string_view name) {
    constexpr std::string_view others = "._+-";
    return !name.empty() && name.size() <= most_control_name_bytes && name.front() != '.' &&
           name.front() != '-' && std::all_of(name.begin(), name.end(), [&](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      others.find(c) != std::string_view::npos;
           });
}

std::string_view without_dot_slash(std::string_view name) {
    if (name.starts_with("./")) name.remove_prefix(2);
    return name;
}

/// Reads control.tar entry by entry.
class ControlTar {
  public:
    explicit ControlTar(TarReader reader) : reader_(std::move(reader)) {}

    Status walk(const std::function<Status(ArchiveEntry&)>& visit) {
        bool root = false;
        for (;;) {
            MME_TRY(const auto entry, reader_.next());
            if (!entry) return Done{};
            if (is_root(*entry)) {
                if (std::exchange(root, true)) return reader_.malformed("./ is there twice");
                continue;
            }
            MME_CHECK(check(*entry));
            MME_CHECK(visit_file(*entry, visit));
        }
    }

  private:
    [[nodiscard]] Error fault(const TarEntry& entry, std::string_view what) const {
        return reader_.malformed(fmt::format("'{}': {}", shortened(path_text(entry.name), 256), what));
    }

    Status check(const TarEntry& entry) {
        if (entry.type != TarType::file) return fault(entry, "is no regular file");
        const auto name = without_dot_slash(entry.name);
        if (!is_plain_file_name(name)) return fault(entry, "expected the plain name of a file");
        if (!names_.emplace(name).second) return fault(entry, "is there twice");
        if (names_.size() > most_control_files)
            return fault(entry, fmt::format("more than {} files", most_control_files));
        if (reader_.position() > most_control_tar_bytes ||
            entry.size > most_control_tar_bytes - reader_.position())
            return fault(entry, fmt::format("expands to more than {} bytes", most_control_tar_bytes));
        return Done{};
    }

    Status visit_file(const TarEntry& stored, const std::function<Status(ArchiveEntry&)>& visit) {
        ArchiveEntry entry;
        entry.path = without_dot_slash(stored.name);
        entry.mode = stored.mode;
        entry.size = stored.size;
        entry.expanded = reader_.position();
        entry.read = [this](std::span<std::uint8_t> out) { return reader_.read(out); };
        return visit(entry);
    }

    TarReader reader_;
    std::set<std::string, std::less<>> names_;
};

}  // namespace

Status walk_control_tar(const PackageFile& file, const ArMember& control_tar,
                        const std::function<Status(ArchiveEntry&)>& visit) {
    MME_TRY(const Compression compression, deb_member_compression(control_tar.name));
    MME_TRY(auto reader, TarReader::open(file, control_tar.content, compression, control_tar.name));
    return ControlTar(std::move(reader)).walk(visit);
}

Status walk_control_files(const PackageFile& file, const Package& package,
                          const std::function<Status(ArchiveEntry&)>& visit) {
    return walk_control_tar(file, {package.parts.at(1).name, package.control}, visit);
}

}  // namespace mme
