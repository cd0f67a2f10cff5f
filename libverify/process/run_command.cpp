// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/process/run_command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "libverify/io/fd.h"
#include "libverify/process/descendants.h"

namespace mme {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t taken_at_once = std::size_t{64} << 10U;
constexpr int most_milliseconds = 3'600'000;
constexpr int milliseconds_between_stops = 100;
constexpr int milliseconds_between_looks = 20;
constexpr std::chrono::milliseconds most_for_killing{2000};

Error cannot_start(const Command& command, int error) {
    return fail(Code::internal_error, (command.arguments.empty() ? "nothing" : command.arguments[0]) +
                                          " cannot be started: " + std::strerror(error));
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (const auto& text : texts)
        list.push_back(const_cast<char*>(text.c_str()));  // posix_spawn(3) takes them so
    list.push_back(nullptr);
    return list;
}

// posix_spawn's attributes and file actions, which are freed on every path.
class Preparation {
  public:
    Preparation() {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
    }
    Preparation(const Preparation&) = delete;
    Preparation& operator=(const Preparation&) = delete;
    ~Preparation() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }

    int prepare(const Command& command, int output) {
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        int error = 0;
        const auto add = [&error](int result) { error = error == 0 ? result : error; };
        add(posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0));
        add(posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO));
        add(posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO));
        add(posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1));
        add(posix_spawn_file_actions_addchdir_np(&actions, command.working_directory.c_str()));
        add(posix_spawnattr_setpgroup(&attributes, 0));
        add(posix_spawnattr_setsigmask(&attributes, &none));
        add(posix_spawnattr_setsigdefault(&attributes, &all));
        add(posix_spawnattr_setflags(&attributes,
                                     POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
        return error;
    }

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

// A started program. Whatever happens, its process group does not outlive this.
class Process {
  public:
    static Result<Process> start(const Command& command, int output);
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    Process(Process&& other) noexcept
        : id_(std::exchange(other.id_, -1)), handle_(std::move(other.handle_)) {}
    Process& operator=(Process&&) = delete;
    ~Process() {
        if (id_ > 0) (void)end();
    }

    [[nodiscard]] int handle() const { return handle_.get(); }

    [[nodiscard]] bool is_reaped() const { return id_ <= 0; }

    // Its wait status; nothing if somebody else took it, as the kernel does where SIGCHLD is ignored. The
    // group is killed before the leader is reaped, so that its number cannot belong to anyone else.
    std::optional<int> end() {
        ::kill(-id_, SIGKILL);
        return reap();
    }

    // The same without killing anything, once it has ended by itself.
    std::optional<int> reap() {
        int status = 0;
        pid_t reaped = -1;
        do reaped = ::waitpid(id_, &status, 0);
        while (reaped < 0 && errno == EINTR);
        return std::exchange(id_, -1) == reaped ? std::optional(status) : std::nullopt;
    }

  private:
    // Not pidfd_open(3): its header in glibc 2.36 is for C alone.
    explicit Process(pid_t id) : id_(id), handle_(static_cast<int>(::syscall(SYS_pidfd_open, id, 0))) {}

    pid_t id_;
    Fd handle_;
};

Result<Process> Process::start(const Command& command, int output) {
    std::vector<std::string> environment{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                                         "LC_ALL=C"};
    environment.insert(environment.end(), command.environment.begin(), command.environment.end());
    Preparation preparation;
    if (const int error = preparation.prepare(command, output); error != 0)
        return cannot_start(command, error);
    pid_t id = -1;
    const int error =
        ::posix_spawn(&id, command.arguments[0].c_str(), &preparation.actions, &preparation.attributes,
                      pointers(command.arguments).data(), pointers(environment).data());
    if (error != 0) return cannot_start(command, error);
    Process process(id);
    if (process.handle() < 0) return cannot_start(command, errno);
    return process;
}

int milliseconds_until(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, most_milliseconds));
}

// Appends what is there; false at the end of the output.
bool read_some(int descriptor, std::string& output) {
    std::array<char, taken_at_once> piece{};
    const ssize_t count = ::read(descriptor, piece.data(), piece.size());
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    output.append(piece.data(), static_cast<std::size_t>(count));
    return count > 0;
}

// A process that was left behind may hold the pipe open, so only what is there is read.
std::optional<Outcome::End> read_what_is_there(int output, const Command& command, std::string& text) {
    for (std::size_t before = text.size() + 1; before != text.size();) {
        before = text.size();
        (void)read_some(output, text);
        if (text.size() > command.max_output_bytes) return Outcome::End::too_much_output;
    }
    return std::nullopt;
}

// What stopped the program, or nothing once it has ended by itself and its output is read.
std::optional<Outcome::End> follow(const Process& process, int output, const Command& command,
                                   Clock::time_point deadline, std::string& text) {
    bool open = true;
    for (bool ended = false; !ended;) {
        std::array<pollfd, 2> entries{{{process.handle(), POLLIN, 0}, {open ? output : -1, POLLIN, 0}}};
        const int most = command.stop == nullptr ? most_milliseconds : milliseconds_between_stops;
        const int ready =
            ::poll(entries.data(), entries.size(), std::min(milliseconds_until(deadline), most));
        // The end is looked at first: what was written before it is then in the pipe.
        ended = ready > 0 && entries[0].revents != 0;
        if (ready > 0 && entries[1].revents != 0) open = read_some(output, text);
        if (text.size() > command.max_output_bytes) return Outcome::End::too_much_output;
        if (!ended && command.stop != nullptr && command.stop()) return Outcome::End::stopped;
        if (!ended && Clock::now() >= deadline) return Outcome::End::timed_out;
    }
    return read_what_is_there(output, command, text);
}

// The same for what the program has left behind.
std::optional<Outcome::End> follow_descendants(int output, const Command& command, Clock::time_point deadline,
                                               std::string& text) {
    for (bool ended = false; !ended;) {
        ended = reap_ended_children();
        if (const auto stopped = read_what_is_there(output, command, text)) return stopped;
        if (!ended && command.stop != nullptr && command.stop()) return Outcome::End::stopped;
        if (!ended && Clock::now() >= deadline) return Outcome::End::outlived;
        if (!ended) (void)::poll(nullptr, 0, milliseconds_between_looks);
    }
    return std::nullopt;
}

// Waits for all of it; what has to be ended before is ended with all that is below it.
std::optional<Outcome::End> follow_all(Process& process, int output, const Command& command, Outcome& outcome,
                                       std::optional<int>& status) {
    const auto deadline = Clock::now() + command.timeout;
    auto stopped = follow(process, output, command, deadline, outcome.output);
    if (command.wait_for_descendants && !stopped) {
        status = process.reap();
        stopped = follow_descendants(output, command, deadline, outcome.output);
    }
    if (stopped == Outcome::End::outlived) outcome.left_behind = running_children();
    if (!process.is_reaped()) status = process.end();
    if (command.wait_for_descendants) (void)kill_all_children(most_for_killing);
    return stopped;
}

}  // namespace

std::string describe(const Outcome& outcome) {
    switch (outcome.end) {
        case Outcome::End::exited:
            return "exit code " + std::to_string(outcome.code);
        case Outcome::End::killed_by_signal:
            return "died of signal " + std::to_string(outcome.code) + " (" + ::strsignal(outcome.code) + ")";
        case Outcome::End::timed_out:
            return "time-out";
        case Outcome::End::too_much_output:
            return "too much output";
        case Outcome::End::stopped:
            return "interrupted by a signal";
        case Outcome::End::outlived:
            return "left " + outcome.left_behind + " running until the time-out";
    }
    return "unknown end";
}

Result<Outcome> run_command(const Command& command) {
    if (command.arguments.empty() || !command.arguments[0].starts_with('/'))
        return cannot_start(command, ENOENT);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return cannot_start(command, errno);
    const Fd output(ends[0]);
    Fd input(ends[1]);
    ::fcntl(output.get(), F_SETFL, O_NONBLOCK);
    MME_TRY(auto process, Process::start(command, input.get()));
    input.reset();
    Outcome outcome;
    std::optional<int> status;
    const auto stopped = follow_all(process, output.get(), command, outcome, status);
    if (!status)
        return fail(Code::internal_error, "how " + command.arguments[0] + " ended cannot be learned");
    const bool killed = WIFSIGNALED(*status);
    outcome.end = stopped.value_or(killed ? Outcome::End::killed_by_signal : Outcome::End::exited);
    outcome.code = killed ? WTERMSIG(*status) : WEXITSTATUS(*status);
    return outcome;
}

}  // namespace mme
