// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/worker_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "tools/mmemanifest/isolation/child_end.h"
#include "tools/mmemanifest/isolation/fork_server.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

constexpr std::size_t most_greeting_texts = 16;
constexpr int most_milliseconds_to_end = 500;
constexpr auto between_looks_for_a_signal = std::chrono::milliseconds(100);

std::string& chosen_path() {
    static std::string path;
    return path;
}

/// From this program's place to its worker's, as they are installed; the build tree has them the same way.
std::string usual_path() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return MME_WORKER_PROGRAM;
    return (program.parent_path() / MME_WORKER_FROM_PROGRAM).lexically_normal().string();
}

Error cannot_start_worker(int error) {
    return fail(Code::internal_error, "the worker program " + worker_program_path() + " cannot be started: " +
                                          std::strerror(error) + "; install mmemanifest again");
}

/// posix_spawn's attributes and file actions: an empty environment, a session of its own (a terminal's
/// signals reach this program first), and no descriptor but the connection.
class WorkerStart {
  public:
    explicit WorkerStart(int connection) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            posix_spawn_file_actions_addopen(&actions_, standard, "/dev/null", O_RDWR, 0);
        posix_spawn_file_actions_adddup2(&actions_, connection, worker_connection);
        posix_spawn_file_actions_addclosefrom_np(&actions_, worker_connection + 1);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    WorkerStart(const WorkerStart&) = delete;
    WorkerStart& operator=(const WorkerStart&) = delete;
    ~WorkerStart() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }

    Result<pid_t> start(const std::vector<std::string>& arguments) const {
        std::vector<char*> pointers;
        for (const auto& one : arguments) pointers.push_back(const_cast<char*>(one.c_str()));
        pointers.push_back(nullptr);
        std::array<char*, 1> no_environment{nullptr};
        pid_t id = -1;
        const int error = ::posix_spawn(&id, arguments.front().c_str(), &actions_, &attributes_,
                                        pointers.data(), no_environment.data());
        if (error != 0) return cannot_start_worker(error);
        return id;
    }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// The same connection under another number: one that had the child's already would be closed on exec.
Result<Fd> moved_up(const Channel& channel) {
    Fd moved(::fcntl(channel.descriptor(), F_DUPFD_CLOEXEC, worker_connection + 1));
    if (!moved) return cannot_start_worker(errno);
    return moved;
}

Result<std::vector<std::string>> texts_of(MessageReader& message) {
    std::vector<std::string> texts;
    const std::uint64_t count = message.number();
    for (std::uint64_t i = 0; i < count && i < most_greeting_texts; ++i) texts.push_back(message.text());
    if (!message.whole() || texts.empty())
        return fail(Code::internal_error, "the worker program does not speak this program's language");
    return texts;
}

}  // namespace

std::string worker_program_path() {
    return chosen_path().empty() ? usual_path() : chosen_path();
}

void set_worker_program(std::string path) {
    chosen_path() = std::move(path);
}

Result<std::unique_ptr<WorkerProgram>> WorkerProgram::start(const std::vector<std::string>& role) {
    MME_TRY(auto scratch, ScratchDirectory::make());
    MME_TRY(auto ends, Channel::pair());
    MME_TRY(auto child_end, moved_up(ends.second));
    std::vector<std::string> arguments{worker_program_path(), scratch.path().string()};
    arguments.insert(arguments.end(), role.begin(), role.end());
    MME_TRY(const pid_t id, WorkerStart(child_end.get()).start(arguments));
    ends.second.close();
    child_end.reset();
    std::unique_ptr<WorkerProgram> program(new WorkerProgram(std::move(scratch), id, std::move(ends.first)));
    MME_CHECK(program->take_greeting());
    return program;
}

Status WorkerProgram::take_greeting() {
    Received received;
    Transfer taken = Transfer::not_now;
    while ((taken = control_.try_receive(received)) == Transfer::not_now) {
        MME_CHECK(check_not_interrupted());
        (void)control_.wait(POLLIN, Channel::Clock::now() + between_looks_for_a_signal);
    }
    if (taken == Transfer::ended) {
        ChildProcess process(std::exchange(id_, -1), {});
        process.kill();
        return fail(Code::internal_error, "the worker program " + process.wait());
    }
    MessageReader message(received.bytes);
    if (message.kind() == refusal_message) return fail(Code::internal_error, message.text());
    MME_TRY(greeting_, texts_of(message));
    return Done{};
}

/// Without its connection it ends its children and itself; one that still loads a database does not look.
WorkerProgram::~WorkerProgram() {
    control_.close();
    if (id_ <= 0) return;
    const ChildProcess process(id_, {});
    pollfd end{process.handle(), POLLIN, 0};
    if (!greeting_.empty()) (void)::poll(&end, 1, most_milliseconds_to_end);
}

Result<Channel> WorkerProgram::fork() const {
    MME_TRY(auto ends, Channel::pair());
    const std::lock_guard lock(mutex_);
    if (control_.send(MessageWriter(start_request), ends.second.descriptor()) != Transfer::done)
        return fail(Code::internal_error, "the process that forks workers is gone");
    return std::move(ends.first);
}

}  // namespace mme
