// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {

/// An engine whose library runs in processes of its own (tools/mmemanifest/worker/engine_server.h): one has
/// loaded the database, and each session has a child of it that is given the files' descriptors. A file at
/// which that child crashes, meets a limit or gives no answer in time is not_scanned with that reason, and
/// the next one is given to a new child.
struct IsolatedEngineOptions {
    std::string kind;    ///< "clamav" or "yara"
    std::string source;  ///< database directory or rule file
    std::chrono::seconds most_for_a_file{0};
};

/// Errors: as the engine's own open function; internal-error if its process cannot be started.
Result<std::unique_ptr<Engine>> open_isolated(const IsolatedEngineOptions& options);

/// The session of such an engine with the program that forks its children.
std::unique_ptr<Session> open_isolated_session(const WorkerProgram& program,
                                               std::chrono::seconds most_for_a_file, const PackageTime& time);

/// A number and a text, with a descriptor: size and path of a file to be scanned.
inline constexpr char scan_request = 'f';
/// A number and a text: a FileState and a FileAnswer's text.
inline constexpr char scan_answer = 'a';

}  // namespace mme
