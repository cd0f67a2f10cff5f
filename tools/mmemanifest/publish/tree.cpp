// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/tree.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "libverify/digest/hasher.h"
#include "tools/mmemanifest/publish/run_program.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t files_for_one_command = 200;

Result<std::vector<fs::path>> everything_below(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
        paths.push_back(entry->path());
    if (error) return fail(Code::internal_error, folder.string() + " cannot be read: " + error.message());
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<std::string> state_of(const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
        return fail(Code::internal_error, path.string() + ": " + std::strerror(errno));
    // The time of an inode's change is left out: a hard link to it changes that.
    std::string text = path.string() + '\0';
    for (const auto value :
         {static_cast<std::uintmax_t>(status.st_ino), static_cast<std::uintmax_t>(status.st_mode),
          static_cast<std::uintmax_t>(status.st_size), static_cast<std::uintmax_t>(status.st_mtim.tv_sec),
          static_cast<std::uintmax_t>(status.st_mtim.tv_nsec)})
        text += std::to_string(value) + ' ';
    return text;
}

/// The files that are written into, as paths below the folder; "./" keeps them from being options.
Result<std::vector<std::string>> files_to_copy(const fs::path& folder) {
    MME_TRY(const auto paths, everything_below(folder));
    std::vector<std::string> files;
    for (const auto& path : paths) {
        std::error_code error;
        const auto status = fs::symlink_status(path, error);
        if (fs::is_regular_file(status) && !is_package_name(path))
            files.push_back("./" + path.lexically_relative(folder).string());
    }
    return files;
}

}  // namespace

bool is_package_name(const fs::path& file) {
    const auto extension = file.extension();
    return extension == ".rpm" || extension == ".deb" || extension == ".udeb" || extension == ".ddeb";
}

Result<Sha256> tree_state(const fs::path& folder) {
    MME_TRY(const auto paths, everything_below(folder));
    Hasher hasher;
    for (const auto& path : paths) {
        MME_TRY(const auto state, state_of(path));
        hasher.update(as_bytes(state));
    }
    return hasher.finish();
}

Status copy_tree(const fs::path& folder, const fs::path& copy) {
    MME_CHECK(run_program({"cp", "-a", "--link", "--no-target-directory", folder, copy}, folder));
    MME_TRY(const auto files, files_to_copy(folder));
    for (std::size_t done = 0; done < files.size(); done += files_for_one_command) {
        std::vector<std::string> command{
            "cp", "-a", "--reflink=auto", "--remove-destination", "--parents", "--target-directory", copy};
        const std::size_t end = std::min(files.size(), done + files_for_one_command);
        for (std::size_t i = done; i < end; ++i) command.push_back(files[i]);
        MME_CHECK(run_program(command, folder));
    }
    return Done{};
}

}  // namespace mme
