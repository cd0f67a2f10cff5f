// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/run_program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mme {
namespace {

class FileActions {
  public:
    FileActions() { ::posix_spawn_file_actions_init(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }

    void set(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& output) {
        ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        if (output)
            ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, output->c_str(),
                                               O_WRONLY | O_CREAT | O_EXCL, 0644);
        else
            ::posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
        ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

Status wait_for(pid_t child, const std::string& name) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return fail(Code::internal_error, name + ": " + std::strerror(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return Done{};
    const std::string how = WIFSIGNALED(status)
                                ? "was ended by signal " + std::to_string(WTERMSIG(status))
                                : "failed with exit status " + std::to_string(WEXITSTATUS(status));
    return fail(Code::internal_error, name + " " + how);
}

}  // namespace

Status run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                   const std::optional<std::filesystem::path>& output) {
    std::vector<char*> pointers;
    std::vector<std::string> words = arguments;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    FileActions actions;
    actions.set(folder, output);
    pid_t child = 0;
    const int error =
        ::posix_spawnp(&child, pointers.front(), actions.get(), nullptr, pointers.data(), environ);
    if (error != 0)
        return fail(Code::internal_error, arguments.front() + " cannot be started: " + std::strerror(error));
    return wait_for(child, arguments.front());
}

}  // namespace mme
