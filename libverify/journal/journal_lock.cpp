// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/journal/journal_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

namespace mme {
namespace {

constexpr const char* lock_name = "journal.lock";
constexpr std::chrono::milliseconds between_attempts{20};

Error lock_error(const std::string& shown, const std::string& what) {
    return fail(Code::internal_error, "the event cannot be recorded: " + shown + ": " + what);
}

/// Whether nobody but root and this user could hold the lock.
Status check_private(int file, const std::string& shown) {
    struct stat status {};
    if (::fstat(file, &status) != 0) return lock_error(shown, std::string{"stat: "} + std::strerror(errno));
    if (!S_ISREG(status.st_mode)) return lock_error(shown, "is not a regular file; remove it");
    if (status.st_uid != 0 && status.st_uid != ::geteuid())
        return lock_error(shown, "is owned by uid " + std::to_string(status.st_uid) + "; remove it");
    if ((status.st_mode & 077U) != 0)
        return lock_error(shown, "others than its owner may open it and hold its lock; remove it");
    return Done{};
}

}  // namespace

Result<JournalLockFile> JournalLockFile::open(int directory, const std::string& shown) {
    const std::string path = shown + "/" + lock_name;
    Fd file(::openat(directory, lock_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
    if (!file) return lock_error(path, std::string{"open: "} + std::strerror(errno));
    MME_CHECK(check_private(file.get(), path));
    return JournalLockFile(std::move(file), path);
}

Status JournalLockFile::lock(std::chrono::milliseconds longest) const {
    const auto deadline = std::chrono::steady_clock::now() + longest;
    while (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return lock_error(shown_, std::string{"lock: "} + std::strerror(errno));
        if (std::chrono::steady_clock::now() >= deadline)
            return lock_error(shown_, "another process has held the lock for " +
                                          std::to_string(longest.count()) + " ms; see who with fuser(1)");
        std::this_thread::sleep_for(between_attempts);
    }
    return Done{};
}

void JournalLockFile::unlock() const noexcept {
    ::flock(file_.get(), LOCK_UN);
}

}  // namespace mme
