// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_files.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "libverify/digest/file_hasher.h"
#include "libverify/package/malformed.h"
#include "libverify/package/payload.h"
#include "libverify/package/rpm_identity.h"
#include "libverify/package/rpm_tags.h"

namespace mme {
namespace {

constexpr std::uint64_t config_flag = 1U << 0U;  // RPMFILE_CONFIG
constexpr std::uint64_t ghost_flag = 1U << 6U;   // RPMFILE_GHOST
constexpr std::uint64_t openpgp_md5 = 1;         // what rpm takes when no algorithm is named
constexpr std::size_t most_owner_bytes = 1024;

/// Lists with one value for each file.
constexpr std::uint32_t lists_of_files[] = {
    rpm_tag::file_sizes,        rpm_tag::long_file_sizes,   rpm_tag::file_modes,        rpm_tag::file_rdevs,
    rpm_tag::file_mtimes,       rpm_tag::file_digests,      rpm_tag::file_links,        rpm_tag::file_flags,
    rpm_tag::file_users,        rpm_tag::file_groups,       rpm_tag::file_devices,      rpm_tag::file_inodes,
    rpm_tag::file_verify_flags, rpm_tag::file_languages,    rpm_tag::directory_indexes, rpm_tag::file_colors,
    rpm_tag::file_classes,      rpm_tag::file_capabilities,
};

std::optional<FileType> type_of_mode(unsigned mode) {
    switch (mode & S_IFMT) {
        case S_IFREG:
            return FileType::file;
        case S_IFDIR:
            return FileType::directory;
        case S_IFLNK:
            return FileType::symlink;
        case S_IFIFO:
            return FileType::fifo;
        case S_IFCHR:
        case S_IFBLK:
        case S_IFSOCK:
            return FileType::device;
        default:
            return std::nullopt;
    }
}

bool is_plain_component(std::string_view name) {
    return !name.empty() && name != "." && name != "..";
}

/// "/opt/mme": components that mean themselves behind a first slash.
bool is_plain_path(std::string_view path) {
    if (!path.starts_with('/')) return false;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        if (!is_plain_component(path.substr(0, end))) return false;
        path.remove_prefix(end);
    }
    return true;
}

/// "/" or "/opt/mme/".
bool is_plain_directory(std::string_view name) {
    return name == "/" || (name.ends_with('/') && is_plain_path(name.substr(0, name.size() - 1)));
}

bool is_plain_base(std::string_view name) {
    return is_plain_component(name) && name.find('/') == std::string_view::npos;
}

}  // namespace

/// Fills an RpmFiles from its header, and refuses what rpm could take in another way.
class RpmFilesReader {
  public:
    RpmFilesReader(const PackageFile& file, const RpmHeader& header)
        : file_(file), header_(header), files_(header) {}

    Result<RpmFiles> read() {
        MME_CHECK(read_names());
        MME_CHECK(check_lengths());
        if (files_.count_ == 0) return std::move(files_);
        MME_CHECK(read_lists());
        for (std::size_t i = 0; i < files_.count_; ++i) MME_CHECK(check_file(i));
        find_holders();
        for (std::size_t i = 0; i < files_.count_; ++i) MME_CHECK(check_holder(i));
        return std::move(files_);
    }

  private:
    [[nodiscard]] Error refuse(const std::string& what) const { return malformed(file_, what); }
    [[nodiscard]] Error refuse(std::size_t index, std::string_view what) const {
        return refuse(fmt::format("file {} of the header {}", index, what));
    }

    /// Names in directories, or whole paths (rpmbuild --nodirtokens). rpm would take the old ones, if both
    /// are there.
    Status read_names() {
        const bool old = header_.find(rpm_tag::old_file_names) != nullptr;
        const bool tokens = header_.find(rpm_tag::base_names) != nullptr;
        const bool directories = header_.find(rpm_tag::directory_names) != nullptr;
        const bool indexes = header_.find(rpm_tag::directory_indexes) != nullptr;
        if ((old && (tokens || directories || indexes)) || tokens != indexes || tokens != directories)
            return refuse("the header names its files in two ways, or without their directories");
        files_.bases_ = header_.strings(old ? rpm_tag::old_file_names : rpm_tag::base_names);
        files_.directories_ = header_.strings(rpm_tag::directory_names);
        files_.directory_indexes_ = header_.numbers(rpm_tag::directory_indexes);
        files_.count_ = files_.bases_.size();
        return check_directories();
    }

    Status check_directories() const {
        const bool source = is_source_rpm(header_);
        for (std::size_t i = 0; i < files_.directories_.size(); ++i) {
            const auto name = files_.directories_[i];
            if (source ? name.empty() : is_plain_directory(name)) continue;
            return refuse(
                fmt::format("directory {} of the header is no plain absolute path that ends in '/'", i));
        }
        return Done{};
    }

    Status check_lengths() const {
        for (const std::uint32_t tag : lists_of_files) {
            const RpmEntry* list = header_.find(tag);
            if (list == nullptr || list->count == files_.count_) continue;
            return refuse(fmt::format("tag {} has {} values for {} files", tag, list->count, files_.count_));
        }
        return Done{};
    }

    Status read_lists() {
        const bool is_long = header_.find(rpm_tag::long_file_sizes) != nullptr;
        if (is_long == (header_.find(rpm_tag::file_sizes) != nullptr))
            return refuse("the header has no sizes of its files, or has them twice");
        files_.sizes_ = header_.numbers(is_long ? rpm_tag::long_file_sizes : rpm_tag::file_sizes);
        files_.modes_ = header_.numbers(rpm_tag::file_modes);
        files_.flags_ = header_.numbers(rpm_tag::file_flags);
        files_.targets_ = header_.strings(rpm_tag::file_links);
        files_.digests_ = header_.strings(rpm_tag::file_digests);
        files_.users_ = header_.strings(rpm_tag::file_users);
        files_.groups_ = header_.strings(rpm_tag::file_groups);
        if (files_.modes_.empty() || files_.users_.empty() || files_.groups_.empty())
            return refuse("the header lacks the modes, users or groups of its files");
        files_.digest_algorithm_ = header_.number(rpm_tag::file_digest_algorithm).value_or(openpgp_md5);
        if (FileHasher::digest_bytes(files_.digest_algorithm_) != 0) return Done{};
        return refuse(fmt::format("the header names the digest algorithm {}, which is not known",
                                  files_.digest_algorithm_));
    }

    Status check_file(std::size_t index) const {
        MME_CHECK(check_path(index));
        if (files_.user(index).size() > most_owner_bytes || files_.group(index).size() > most_owner_bytes)
            return refuse(index, "has an owner of more than 1024 bytes");
        MME_CHECK(check_digest(index));
        if (files_.is_ghost(index)) return Done{};
        const auto type = type_of_mode(files_.mode(index));
        if (!type)
            return refuse(index,
                          fmt::format("has the mode {:o}, which is no type of file", files_.mode(index)));
        if (*type == FileType::directory && files_.has_flag(index, config_flag))
            return refuse(index, "is a directory marked %config, which rpm cannot install");
        const auto target = files_.target(index);
        if (*type == FileType::symlink && (target.empty() || target.size() > most_path_bytes))
            return refuse(index, fmt::format("is a symbolic link with a target of {} bytes, expected 1 to {}",
                                             target.size(), most_path_bytes));
        if (*type == FileType::file && files_.digest(index).empty())
            return refuse(index, "has no digest of its content, so rpm would not notice another");
        return Done{};
    }

    /// One that is no digest makes rpm drop those of all files.
    [[nodiscard]] Status check_digest(std::size_t index) const {
        const auto digest = files_.digest(index);
        const std::size_t digits = 2 * FileHasher::digest_bytes(files_.digest_algorithm_);
        const bool is_hex = digest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
        if (digest.empty() || (digest.size() == digits && is_hex)) return Done{};
        return refuse(index, fmt::format("has a digest that is not {} hexadecimal digits", digits));
    }

    [[nodiscard]] Status check_path(std::size_t index) const {
        const auto base = files_.base(index);
        if (files_.directory_indexes_.empty()) {
            const bool plain = is_source_rpm(header_) ? is_plain_base(base) : is_plain_path(base);
            if (!plain) return refuse(index, "has no plain absolute path");
        } else if (files_.directory_indexes_[index] >= files_.directories_.size()) {
            return refuse(index, fmt::format("names directory {} of {}", files_.directory_indexes_[index],
                                             files_.directories_.size()));
        } else if (!is_plain_base(base) && !(base.empty() && files_.directory(index) == "/")) {
            return refuse(index, "has no plain name");
        }
        const std::size_t bytes = files_.directory(index).size() + base.size();
        if (bytes <= most_path_bytes) return Done{};
        return refuse(index,
                      fmt::format("has a path of {} bytes, at most {} are allowed", bytes, most_path_bytes));
    }

    /// As rpmfilesBuildNLink: regular files, no ghosts, inodes other than 0.
    void find_holders() {
        files_.holders_.resize(files_.count_);
        std::iota(files_.holders_.begin(), files_.holders_.end(), 0U);
        const RpmNumbers devices = header_.numbers(rpm_tag::file_devices);
        const RpmNumbers inodes = header_.numbers(rpm_tag::file_inodes);
        if (devices.empty() || inodes.empty()) return;
        std::vector<std::uint32_t> linked;
        for (std::uint32_t i = 0; i < files_.count_; ++i)
            if (files_.is_regular_content(i) && inodes[i] != 0) linked.push_back(i);
        const auto key = [&](std::uint32_t i) { return devices[i] << 32U | inodes[i]; };
        std::sort(linked.begin(), linked.end(), [&](std::uint32_t left, std::uint32_t right) {
            return std::pair{key(left), left} < std::pair{key(right), right};
        });
        for (std::size_t i = linked.size(); i-- > 1;)
            if (key(linked[i - 1]) == key(linked[i]))
                files_.holders_[linked[i - 1]] = files_.holders_[linked[i]];
    }

    [[nodiscard]] Status check_holder(std::size_t index) const {
        const std::size_t holder = files_.holders_[index];
        if (holder == index || (files_.stated_size(index) == files_.stated_size(holder) &&
                                files_.digest(index) == files_.digest(holder)))
            return Done{};
        return refuse(index, fmt::format("is a name of file {}, with another size or digest", holder));
    }

    const PackageFile& file_;
    const RpmHeader& header_;
    RpmFiles files_;
};

Result<RpmFiles> RpmFiles::open(const PackageFile& file, const RpmHeader& header) {
    return RpmFilesReader{file, header}.read();
}

std::string_view RpmFiles::directory(std::size_t index) const {
    return directory_indexes_.empty() ? std::string_view{} : directories_[directory_indexes_[index]];
}

std::string RpmFiles::path(std::size_t index) const {
    std::string path{directory(index)};
    return path += base(index);
}

FileType RpmFiles::type(std::size_t index) const {
    return type_of_mode(mode(index)).value_or(FileType::file);
}

unsigned RpmFiles::mode(std::size_t index) const {
    return static_cast<unsigned>(modes_[index]);
}

bool RpmFiles::has_flag(std::size_t index, std::uint64_t flag) const {
    return !flags_.empty() && (flags_[index] & flag) != 0;
}

bool RpmFiles::is_ghost(std::size_t index) const {
    return has_flag(index, ghost_flag);
}

std::string_view RpmFiles::target(std::size_t index) const {
    return targets_.empty() ? std::string_view{} : targets_[index];
}

std::string_view RpmFiles::digest(std::size_t index) const {
    return digests_.empty() ? std::string_view{} : digests_[index];
}

bool RpmFiles::is_regular_content(std::size_t index) const {
    return S_ISREG(mode(index)) && !is_ghost(index);
}

Tally RpmFiles::tally() const {
    Tally tally;
    for (std::size_t i = 0; i < count_; ++i)
        if (is_regular_content(i) && holders_[i] == i) tally.add(1, sizes_[i]);
    return tally;
}

}  // namespace mme
