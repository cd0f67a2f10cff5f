// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <string>

#include "libverify/io/fd.h"
#include "manifest/result.h"

namespace mme {

/// Longest time that one transaction waits for another to write its events.
inline constexpr std::chrono::seconds longest_lock_wait{10};

/// The file whose lock serialises writers of a journal. Whoever can open a file can lock it (flock(2)), so it
/// is not the journal, which others may read, but a file that only its owner can open.
class JournalLockFile {
  public:
    /// Opens `journal.lock` in an open directory and makes it where it is not there yet. `shown` names the
    /// directory. Errors: internal-error if it is no regular file of root or this user with mode 0600.
    static Result<JournalLockFile> open(int directory, const std::string& shown);

    /// Errors: internal-error if another process holds it for longer than `longest`.
    [[nodiscard]] Status lock(std::chrono::milliseconds longest) const;
    void unlock() const noexcept;

  private:
    JournalLockFile(Fd file, std::string shown) : file_(std::move(file)), shown_(std::move(shown)) {}

    Fd file_;
    std::string shown_;
};

}  // namespace mme
