// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmeverify/front_end/ask_program.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "libverify/io/fd.h"

namespace mme {
namespace {

class SpawnActions {
  public:
    SpawnActions() { posix_spawn_file_actions_init(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    SpawnActions(SpawnActions&&) = delete;
    SpawnActions& operator=(SpawnActions&&) = delete;
    ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
    void connect(const Fd& file, int as) { posix_spawn_file_actions_adddup2(&actions_, file.get(), as); }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

/// In memory and not a pipe, so that neither side can wait for the other.
Fd scratch_file(const std::string& content) {
    Fd file(::memfd_create("mmeverify", MFD_CLOEXEC));
    const auto size = static_cast<ssize_t>(content.size());
    if (file && ::pwrite(file.get(), content.data(), content.size(), 0) != size) file.reset();
    return file;
}

std::string content_of(const Fd& file) {
    std::string content;
    std::array<char, 4096> block{};
    for (ssize_t got = 0;
         (got = ::pread(file.get(), block.data(), block.size(), static_cast<off_t>(content.size()))) > 0;)
        content.append(block.data(), static_cast<std::size_t>(got));
    return content;
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

Error cannot_run(const ProgramCall& call, int error) {
    return fail(Code::internal_error, call.words.front() + " cannot be run: " + std::strerror(error));
}

}  // namespace

Result<ProgramAnswer> ask_program(const ProgramCall& call) {
    const std::array<Fd, 3> files{scratch_file(call.input), scratch_file({}), scratch_file({})};
    SpawnActions actions;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i]) return cannot_run(call, errno);
        actions.connect(files[i], static_cast<int>(i));
    }
    pid_t child = -1;
    const int failed = ::posix_spawn(&child, call.words.front().c_str(), actions.get(), nullptr,
                                     pointers_to(call.words).data(), pointers_to(call.environment).data());
    if (failed != 0) return cannot_run(call, failed);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return cannot_run(call, errno);
    const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ProgramAnswer{exit, content_of(files[1]), content_of(files[2])};
}

}  // namespace mme
