// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cache.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "libverify/embed/embed.h"
#include "libverify/io/whole.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_entry_bytes = max_manifest_bytes + 1024;
constexpr std::size_t secret_bytes = 32;

/// Whether this user owns it, and nobody else has one of the `forbidden` permissions.
bool is_own(int descriptor, mode_t forbidden = S_IWGRP | S_IWOTH) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && status.st_uid == ::geteuid() &&
           (status.st_mode & forbidden) == 0;
}

Error cannot_make(const fs::path& file) {
    return fail(Code::internal_error,
                "the cache's key " + file.string() + " cannot be made: " + std::strerror(errno));
}

/// Whole under another name first, so that of two programs one makes the key and both find all of it.
Status make_secret(const fs::path& file) {
    Bytes secret(secret_bytes);
    std::string made = file.string() + ".XXXXXX";
    const Fd target(::mkostemp(made.data(), O_CLOEXEC));
    if (!target) return cannot_make(file);
    const bool linked = ::getrandom(secret.data(), secret.size(), 0) == static_cast<ssize_t>(secret.size()) &&
                        write_all(target.get(), secret) && ::fsync(target.get()) == 0 &&
                        (::link(made.c_str(), file.c_str()) == 0 || errno == EEXIST);
    const Error error = cannot_make(file);
    ::unlink(made.c_str());
    if (!linked) return error;
    return Done{};
}

Result<Bytes> load_secret(const fs::path& file) {
    const Fd descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!descriptor && errno == ENOENT) {
        MME_CHECK(make_secret(file));
        return load_secret(file);
    }
    Bytes secret(secret_bytes);
    struct stat status {};
    const bool good = descriptor && is_own(descriptor.get(), S_IRWXG | S_IRWXO) &&
                      ::fstat(descriptor.get(), &status) == 0 && S_ISREG(status.st_mode) &&
                      status.st_size == static_cast<off_t>(secret.size()) &&
                      read_all_at(descriptor.get(), 0, secret);
    if (good) return secret;
    return fail(Code::internal_error,
                "the cache's key " + file.string() +
                    " is not 32 bytes that this user alone may read (mode 0600); remove "
                    "it, and every package is scanned again");
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
    MME_TRY(auto secret, load_secret(folder / "secret.key"));
    return ScanCache(folder, std::move(secret));
}

fs::path ScanCache::path_of(const Sha256& key) const {
    return folder_ / (key.hex() + ".scan");
}

std::optional<CacheEntry> ScanCache::find(const Sha256& key) const {
    const auto text = load_own_text(path_of(key));
    if (!text) return std::nullopt;
    auto entry = parse_cache_entry(key, *text, secret_);
    if (!entry) return std::nullopt;
    return std::move(entry).value();
}

Status ScanCache::record(const Sha256& key, const CacheEntry& entry) const {
    return write_file_atomically(path_of(key), as_bytes(write_cache_entry(key, entry, secret_)));
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
