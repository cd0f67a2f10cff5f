// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "libverify/embed/embed.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_entry_bytes = max_manifest_bytes + 1024;

/// Whether only this user could have put there what is there.
bool is_own(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && status.st_uid == ::geteuid() &&
           (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

Result<std::string> load_own_text(const fs::path& path) {
    Fd descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!descriptor || !is_own(descriptor.get()))
        return fail(Code::internal_error, path.string() + " is not there or not this user's own");
    MME_TRY(const auto file, PackageFile::adopt(std::move(descriptor), path.string()));
    if (file.size() > max_entry_bytes) return fail(Code::internal_error, path.string() + " is too large");
    MME_TRY(const auto bytes, file.read_range(0, file.size()));
    return std::string(as_text(bytes));
}

}  // namespace

Result<ScanCache> ScanCache::open(const fs::path& folder) {
    std::error_code error;
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(Code::internal_error,
                    "the cache " + folder.string() + " cannot be made: " + std::strerror(errno));
    const Fd descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor || !is_own(descriptor.get()))
        return fail(Code::internal_error,
                    "the cache " + folder.string() +
                        " is not a folder that only this user can write to; nothing in it can be trusted");
    return ScanCache(folder);
}

fs::path ScanCache::path_of(const Sha256& key) const {
    return folder_ / (key.hex() + ".scan");
}

std::optional<CacheEntry> ScanCache::find(const Sha256& key) const {
    const auto text = load_own_text(path_of(key));
    if (!text) return std::nullopt;
    auto entry = parse_cache_entry(key, *text);
    if (!entry) return std::nullopt;
    return std::move(entry).value();
}

Status ScanCache::record(const Sha256& key, const CacheEntry& entry) const {
    return write_file_atomically(path_of(key), as_bytes(write_cache_entry(key, entry)));
}

std::optional<fs::path> usual_cache_folder() {
    const auto named = [](const char* variable) {
        const char* value = std::getenv(variable);
        return fs::path(value == nullptr ? "" : value);
    };
    if (const auto xdg = named("XDG_CACHE_HOME"); xdg.is_absolute()) return xdg / "mmeverify";
    if (const auto home = named("HOME"); home.is_absolute()) return home / ".cache" / "mmeverify";
    return std::nullopt;
}

}  // namespace mme
