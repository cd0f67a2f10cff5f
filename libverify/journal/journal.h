// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libverify/decision/decision.h"
#include "libverify/host/layout.h"
#include "libverify/io/fd.h"

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
    /// Opens the file for appending and makes it, and its folder, where they are not there yet.
    /// Errors: internal-error; whoever asked must then refuse, since evidence is part of the check.
    static Result<Journal> open(const HostLayout& host);

    /// Appends one JSON line for each package and sends the same to syslog (facility authpriv; alert for
    /// a rejection, info otherwise). Each line holds the SHA-256 of the line before, so a changed or
    /// removed line is noticed. The file is locked while it is read and appended, and synced before
    /// this returns. Errors: internal-error, with the same consequence.
    [[nodiscard]] Status record(const EventContext& context, const std::vector<Decision>& decisions) const;

  private:
    Journal(Fd file, std::filesystem::path path) : file_(std::move(file)), path_(std::move(path)) {}

    Fd file_;
    std::filesystem::path path_;  ///< for messages
};

}  // namespace mme
