// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "manifest/result.h"
#include "manifest/timestamp.h"

namespace mme {

/// What a scan report says of the software that scanned.
struct EngineFacts {
    std::string title;
    std::string version;
    std::string database_version;
    Timestamp database_date;
    std::string settings;
};

enum class FileState { clean, infected, not_scanned };

/// One engine's answer for one file. `text` is the detection's name or the reason why the file was
/// not scanned to its end; empty for clean.
struct FileAnswer {
    FileState state = FileState::not_scanned;
    std::string text;
};

/// An anti-virus engine with its database loaded. scan() is called from one thread at a time.
class Engine {
  public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    [[nodiscard]] virtual const EngineFacts& facts() const = 0;
    /// Scans the whole file behind the descriptor, whose offset is not to be relied on. Whatever is
    /// not scanned to its end (limit, error, time-out, encryption) is not_scanned, never clean.
    [[nodiscard]] virtual FileAnswer scan(int descriptor, std::uint64_t size) const = 0;
};

/// ClamAV with the databases of a directory. Errors: internal-error for a missing or empty one.
Result<std::unique_ptr<Engine>> open_clamav(const std::string& directory);

/// YARA with one rule file; `include` is refused, so that the file's digest covers every rule.
Result<std::unique_ptr<Engine>> open_yara(const std::string& rules);

}  // namespace mme
