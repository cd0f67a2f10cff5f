// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "libverify/io/fd.h"
#include "manifest/result.h"

namespace mme {

/// The longest event that is written, and so much of the last line's end goes into the next one's `previous`.
inline constexpr std::size_t max_event_bytes = std::size_t{256} << 10U;

/// A file of lines that only grows. Its user holds a lock while it calls these.
class JournalFile {
  public:
    /// What the file ends in. A line that was broken off counts like any other, but lacks its end.
    struct Tail {
        std::uint64_t size = 0;  ///< of the file
        std::string line;  ///< the last line without its end, or its last max_event_bytes if it is longer
        bool ended = true;
    };

    /// Opens `name` in an open directory for appending and makes it (mode 0640) where it is not there yet.
    /// `shown` names the directory. Errors: internal-error for anything but a regular file that only root or
    /// this user can write.
    static Result<JournalFile> open(int directory, const std::string& shown, const char* name);

    /// Reads at most max_event_bytes + 1 from the file's end. Errors: internal-error.
    [[nodiscard]] Result<Tail> read_tail() const;

    /// Appends the text and waits until it is on the disk. What could only be written in part is cut off
    /// again, at `size`. Errors: internal-error.
    [[nodiscard]] Status append(std::string_view text, std::uint64_t size) const;

  private:
    JournalFile(Fd file, std::string shown) : file_(std::move(file)), shown_(std::move(shown)) {}

    Fd file_;
    std::string shown_;
};

}  // namespace mme
