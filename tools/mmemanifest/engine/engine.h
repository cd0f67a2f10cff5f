// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "manifest/result.h"
#include "manifest/timestamp.h"
#include "tools/mmemanifest/unpack/package_time.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// What a scan report says of the software that scanned.
struct EngineFacts {
    std::string title;
    std::string version;
    std::string database_version;
    Timestamp database_date;
    std::string settings;

    bool operator==(const EngineFacts&) const = default;
};

enum class FileState { clean, infected, not_scanned };

/// One engine's answer for one file. `text` is the detection's name or the reason why the file was
/// not scanned to its end; empty for clean. It may hold whatever bytes an engine printed.
struct FileAnswer {
    FileState state = FileState::not_scanned;
    std::string text;
};

/// One package before one engine. Ending it without finish() abandons the work and waits for what
/// cannot be abandoned (one file, within the engine's time limit).
class Session {
  public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    /// Hands over a file; may wait until the engine has caught up.
    virtual void offer(std::shared_ptr<const SpooledFile> file) = 0;
    /// Waits for the engine and gives one answer for each file, in the order they were offered.
    /// Whatever is not scanned to its end (limit, error, time-out, encryption) is not_scanned.
    virtual std::vector<FileAnswer> finish() = 0;
};

/// An anti-virus engine, ready to scan. Sessions may be open in several threads at the same time.
class Engine {
  public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    /// What the engine stated when it was opened.
    [[nodiscard]] virtual const EngineFacts& facts() const = 0;
    /// What it states now; a daemon or a program may have another database by then.
    /// Errors: internal-error if it cannot be asked, gives no answer in `time`, or leaves a fact out.
    [[nodiscard]] virtual Result<EngineFacts> ask_facts(const PackageTime& /*time*/) const { return facts(); }
    /// What else its answers hang on where the facts do not say it all, as text for the key under which
    /// reports are kept. Nothing: that cannot be known, and its reports are never used again.
    [[nodiscard]] virtual std::optional<std::string> beyond_facts() const { return std::string{}; }
    /// `stated` is what ask_facts() gave for this package; an answer that the engine knows to come
    /// from another database is not_scanned, and so is what has none when `time` is over or a signal
    /// has come (set/interrupt.h).
    [[nodiscard]] virtual std::unique_ptr<Session> open_session(const EngineFacts& stated,
                                                                const PackageTime& time) const = 0;
};

/// Refuses (internal-error) facts that a report could not carry: blank, or longer than 1024 bytes.
Status check_facts(const EngineFacts& facts);

/// Text of an engine as a report may hold it: printable ASCII, everything else as \xNN, at most 1000
/// bytes; "unnamed" for nothing.
std::string reportable(std::string_view text);
/// Its first 100 bytes between quotes, for messages.
std::string in_quotes(std::string_view text);

/// ClamAV with the databases of a directory. Errors: internal-error for a missing or empty one.
Result<std::unique_ptr<Engine>> open_clamav(const std::string& directory);

/// YARA with one rule file; `include` is refused, so that the file's digest covers every rule.
Result<std::unique_ptr<Engine>> open_yara(const std::string& rules);

}  // namespace mme
