// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"
#include "libverify/journal/journal_file.h"
#include "libverify/journal/journal_lock.h"

namespace mme {

/// Who asked and under what, the same for every event of a transaction.
struct EventContext {
    std::string action;
    std::string front_end;
    Timestamp now;
    Mode mode = Mode::enforce;
    std::optional<Sha256> policy_sha256;  ///< nothing if no policy could be read
};

/// The host's events.jsonl, opened once: inside a package manager the process may be in a chroot by the time
/// that something has to be recorded.
class Journal {
  public:
    /// Opens the file for appending and makes it, its lock and its directory, where they are not there yet.
    /// Errors: policy-unsafe if somebody else could change the directory, internal-error for anything else;
    /// whoever asked must then refuse, since evidence is part of the check.
    static Result<Journal> open(const HostLayout& host);

    /// Appends one JSON line for each package, all or none, and then sends the same to syslog (facility
    /// authpriv; alert for a rejection, info otherwise). Each line holds the SHA-256 of the line before, so a
    /// changed or removed line is noticed. The journal's lock is held while it is read and appended, and the
    /// file synced before syslog is told. Errors: internal-error, with the same consequence; also if another
    /// process holds the lock for longer than longest_lock_wait.
    [[nodiscard]] Status record(const EventContext& context, const std::vector<Decision>& decisions) const;

  private:
    Journal(JournalLockFile lock, JournalFile file) : lock_(std::move(lock)), file_(std::move(file)) {}

    JournalLockFile lock_;
    JournalFile file_;
};

}  // namespace mme
