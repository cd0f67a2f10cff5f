// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/scan_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "libverify/io/whole.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t copied_at_once = std::size_t{1} << 20U;
constexpr std::size_t name_digits = 8;

Error system_error(const std::string& what) {
    return fail(Code::internal_error, what + ": " + std::strerror(errno));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Status copy_to(const SpooledFile& file, int target, const std::string& path) {
    Bytes piece(std::min<std::uint64_t>(copied_at_once, std::max<std::uint64_t>(file.size, 1)));
    for (std::uint64_t offset = 0; offset < file.size;) {
        const std::span part{piece.data(), std::min<std::uint64_t>(piece.size(), file.size - offset)};
        if (!read_all_at(file.descriptor.get(), offset, part))
            return system_error("an unpacked file cannot be read");
        if (!write_all(target, part))
            return system_error("cannot copy a file to " + path + "; set TMPDIR to a larger disk");
        offset += part.size();
    }
    return Done{};
}

// Whether a path may end before `rest`: a scanner goes on with ":", " ", "/inner", "->inner", but a letter or
// a dot makes it the name of another file.
bool is_boundary(std::string_view rest) {
    const auto goes_on = [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
    };
    return rest.empty() || !goes_on(rest[0]);
}

std::int64_t nanoseconds(const timespec& time) {
    return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

}  // namespace

Result<ScanFolder> ScanFolder::make() {
    std::error_code error;
    const fs::path parent = fs::canonical(fs::temp_directory_path(error), error);
    std::string top = (parent / "mmemanifest.XXXXXX").string();
    if (error || ::mkdtemp(top.data()) == nullptr)
        return system_error("cannot make a folder in " + parent.string());
    ScanFolder folder(std::move(top));
    if (::mkdir(folder.files().c_str(), 0700) != 0 || ::mkdir(folder.empty().c_str(), 0700) != 0)
        return system_error("cannot make a folder in " + folder.top());
    return folder;
}

ScanFolder::ScanFolder(ScanFolder&& other) noexcept
    : top_(std::exchange(other.top_, {})), copies_(std::move(other.copies_)) {}

ScanFolder::~ScanFolder() {
    std::error_code ignored;
    if (!top_.empty()) fs::remove_all(top_, ignored);
}

std::string ScanFolder::path_of(std::size_t index) const {
    return fmt::format("{}/{:08}", files(), index + 1);
}

Status ScanFolder::add(const SpooledFile& file) {
    Copy& copy = copies_.emplace_back();
    copy.problem = "it could not be copied for the scanner";
    const std::string path = path_of(copies_.size() - 1);
    const Fd target(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target) return system_error("cannot make " + path);
    MME_CHECK(copy_to(file, target.get(), path));
    struct stat status {};
    if (::fstat(target.get(), &status) != 0) return system_error("cannot look at " + path);
    copy = {status.st_ino, static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim), {}};
    return Done{};
}

std::optional<std::size_t> ScanFolder::index_of(std::string_view path) const {
    const std::string prefix = files() + "/";
    if (!path.starts_with(prefix)) return std::nullopt;
    path.remove_prefix(prefix.size());
    const auto end = std::find_if_not(path.begin(), path.end(), is_digit);
    const std::string digits(path.begin(), end);
    if (digits.size() != name_digits || !is_boundary(path.substr(name_digits))) return std::nullopt;
    const std::size_t number = std::stoul(digits);
    if (number == 0 || number > copies_.size()) return std::nullopt;
    return number - 1;
}

std::string ScanFolder::change_of(std::size_t index) const {
    const Copy& copy = copies_[index];
    if (!copy.problem.empty()) return copy.problem;
    struct stat status {};
    if (::lstat(path_of(index).c_str(), &status) != 0)
        return "it vanished from the scan folder; is an on-access scanner active?";
    const bool same = status.st_ino == copy.inode &&
                      static_cast<std::uint64_t>(status.st_size) == copy.size &&
                      nanoseconds(status.st_mtim) == copy.modified;
    return same ? "" : "it was changed in the scan folder";
}

}  // namespace mme
