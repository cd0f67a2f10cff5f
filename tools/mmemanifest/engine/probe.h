// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>

#include "tools/mmemanifest/engine/engine.h"

namespace mme {

/// The EICAR anti-malware test file, 68 bytes (eicar.org). Put together when the program runs, so
/// that no source or program file is a detection itself.
std::string eicar_pattern();

/// The test file alone.
Result<SpooledFile> eicar_file();

enum class PatternAt { start, end };

/// A tar archive (POSIX ustar) of `size` bytes (at least 2,048) that holds the test file as its first entry
/// and zeros behind it, or as its last entry behind files of zeros. An engine that reads only the beginning,
/// only the end, or nothing of files of that size misses one of the two.
Result<SpooledFile> eicar_archive(std::uint64_t size, PatternAt place);

/// How large a file an engine was seen to read. A scanner behind a socket says "OK" to files over its
/// own limits, which cannot be asked for; so the limit is tried with eicar_archive() in both forms.
class ProvenSize {
  public:
    using Ask = std::function<Result<FileAnswer>(const SpooledFile& probe)>;

    /// Whether files of `size` bytes are read, trying it if no file as large was tried before.
    /// Errors: those of `ask` and of making the probe.
    Result<bool> covers(std::uint64_t size, const Ask& ask);

  private:
    Result<bool> finds(std::uint64_t size, const Ask& ask);

    std::mutex mutex_;
    std::uint64_t proven_ = 0;
};

}  // namespace mme
