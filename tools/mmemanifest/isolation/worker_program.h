// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/isolation/scratch_directory.h"

namespace mme {

/// A running scan-worker program: the process that has loaded an engine's database, or that unpacks, and that
/// forks a child for each piece of work. It holds no key and knows no agent: its environment is empty, and of
/// this program's descriptors it has none but its connection. It ends when this object goes, or this program.
/// For a confined role start() is called by the main thread: the program ends with the thread that started
/// it.
class WorkerProgram {
  public:
    /// Starts it in one of its roles (tools/mmemanifest/worker/main.cpp), and waits for its greeting, which
    /// may take as long as a database takes to load. Errors: internal-error with its reason, or with what
    /// became of it; "interrupted by a signal".
    static Result<std::unique_ptr<WorkerProgram>> start(const std::vector<std::string>& role);
    WorkerProgram(const WorkerProgram&) = delete;
    WorkerProgram& operator=(const WorkerProgram&) = delete;
    ~WorkerProgram();

    /// The texts of its greeting; the first is its layers of isolation.
    [[nodiscard]] const std::vector<std::string>& greeting() const noexcept { return greeting_; }
    [[nodiscard]] const std::string& layers() const noexcept { return greeting_.front(); }

    /// The connection to the program itself, for a role that forks no children.
    [[nodiscard]] Channel& connection() noexcept { return control_; }

    /// A connection to a child forked for it; from any thread. When the child ends, the last message is
    /// end_message; closing the connection kills it. Errors: internal-error if the program is gone.
    Result<Channel> fork() const;

  private:
    WorkerProgram(ScratchDirectory scratch, pid_t id, Channel control)
        : scratch_(std::move(scratch)), id_(id), control_(std::move(control)) {}
    Status take_greeting();

    ScratchDirectory scratch_;
    pid_t id_;
    mutable std::mutex mutex_;
    mutable Channel control_;
    std::vector<std::string> greeting_;
};

/// For tests: where the worker program is. Otherwise it is at its place beside this program as installed.
void set_worker_program(std::string path);
/// Where it is.
std::string worker_program_path();

/// A number and as many texts: what the program states when it is ready. The first is its layers of
/// isolation.
inline constexpr char greeting_message = 'g';
/// One text: why it cannot be used.
inline constexpr char refusal_message = 'r';
/// The descriptor on which the program finds its connection.
inline constexpr int worker_connection = 3;

}  // namespace mme
