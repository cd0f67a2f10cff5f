// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/new_tree.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "tools/mmemanifest/publish/tree.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

Error system_error(const fs::path& path, std::string_view what) {
    return fail(Code::internal_error,
                path.string() + " cannot be " + std::string(what) + ": " + std::strerror(errno));
}

Result<Fd> lock_folder(const fs::path& folder) {
    Fd descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor) return system_error(folder, "opened");
    if (::flock(descriptor.get(), LOCK_EX) != 0) return system_error(folder, "locked");
    return descriptor;
}

/// Everything of the new tree must be on disk before it takes the old one's place.
Status sync_file_system(const fs::path& folder) {
    const Fd descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor || ::syncfs(descriptor.get()) != 0) return system_error(folder, "synced");
    return Done{};
}

Status make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directory(folder, error);
    if (error) return fail(Code::internal_error, folder.string() + " cannot be made: " + error.message());
    return Done{};
}

}  // namespace

NewTree::Place NewTree::places_of(const fs::path& repository) {
    const fs::path hidden = repository.parent_path() / ("." + repository.filename().string());
    return {repository, hidden.string() + ".mmemanifest-new", hidden.string() + ".mmemanifest-aside"};
}

void NewTree::clear(const Place& place) {
    std::error_code error;
    fs::remove_all(place.tree, error);
    fs::remove_all(place.aside, error);
}

Result<NewTree> NewTree::begin(const fs::path& repository) {
    std::error_code error;
    fs::path real = fs::weakly_canonical(repository, error);
    if (!error && !real.has_filename()) real = real.parent_path();
    if (error || !real.has_filename())
        return fail(Code::internal_error, repository.string() + " cannot be a repository");
    MME_TRY(auto lock, lock_folder(real.parent_path()));
    NewTree tree(places_of(real), std::move(lock), std::nullopt);
    clear(tree.place_);
    if (fs::exists(real, error)) {
        MME_TRY(tree.before_, tree_state(real));
        MME_CHECK(copy_tree(real, tree.place_.tree));
    } else {
        MME_CHECK(make_folder(tree.place_.tree));
    }
    MME_CHECK(make_folder(tree.place_.aside));
    return tree;
}

NewTree::~NewTree() {
    if (lock_) clear(place_);
}

Status NewTree::check_untouched() const {
    if (!before_) return Done{};
    MME_TRY(const auto now, tree_state(place_.repository));
    if (now == *before_) return Done{};
    return fail(Code::internal_error,
                place_.repository.string() + " was changed by somebody else meanwhile; publish again");
}

Status NewTree::put_in_place() {
    MME_CHECK(sync_file_system(place_.tree));
    MME_CHECK(check_untouched());
    const unsigned how = before_ ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, place_.tree.c_str(), AT_FDCWD, place_.repository.c_str(), how) != 0)
        return system_error(place_.repository, "replaced in one step");
    if (::fsync(lock_.get()) != 0) return system_error(place_.repository.parent_path(), "synced");
    return Done{};
}

}  // namespace mme
