// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/engine/worker_processes.h"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace mme::test {
namespace {

/// By the fourth field of /proc/PID/stat; the second one, the name, holds no space here.
std::vector<pid_t> children_of(pid_t parent) {
    std::vector<pid_t> children;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
        std::ifstream file(entry.path() / "stat");
        pid_t id = 0;
        std::string name;
        std::string state;
        pid_t its_parent = 0;
        const bool alive = file >> id >> name >> state >> its_parent && state != "Z";
        if (alive && its_parent == parent && name == "(scan-worker)") children.push_back(id);
    }
    return children;
}

int signal_all(const std::vector<pid_t>& processes, int number) {
    for (const pid_t one : processes) ::kill(one, number);
    return static_cast<int>(processes.size());
}

}  // namespace

int signal_worker_programs(int number) {
    return signal_all(children_of(::getpid()), number);
}

int signal_busy_worker(int number, int tries) {
    for (int i = 0; i <= tries; ++i) {
        std::vector<pid_t> busy;
        for (const pid_t program : children_of(::getpid()))
            for (const pid_t one : children_of(program)) busy.push_back(one);
        if (!busy.empty()) return signal_all(busy, number);
        ::usleep(100'000);
    }
    return 0;
}

}  // namespace mme::test
