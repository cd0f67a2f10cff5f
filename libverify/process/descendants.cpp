// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/process/descendants.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

namespace mme {
namespace {

constexpr std::size_t most_named = 5;
constexpr auto between_kills = std::chrono::milliseconds(5);

struct Child {
    pid_t id = 0;
    std::string name;
};

std::optional<pid_t> number_of(const std::string& name) {
    pid_t id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
    return id;
}

// proc(5), /proc/PID/stat: number, name in parentheses (which may hold parentheses itself), state, parent.
std::optional<Child> child_at(const std::filesystem::path& directory) {
    const auto id = number_of(directory.filename().string());
    if (!id) return std::nullopt;
    std::ifstream file(directory / "stat");
    std::string line;
    std::getline(file, line);
    const auto open = line.find('(');
    const auto close = line.rfind(')');
    if (open == std::string::npos || close == std::string::npos) return std::nullopt;
    std::istringstream rest(line.substr(close + 1));
    char state = 0;
    pid_t parent = 0;
    rest >> state >> parent;
    if (parent != ::getpid() || state == 'Z') return std::nullopt;
    return Child{*id, line.substr(open + 1, close - open - 1)};
}

std::vector<Child> children() {
    std::vector<Child> found;
    std::error_code error;
    for (std::filesystem::directory_iterator it("/proc", error), end; !error && it != end;
         it.increment(error))
        if (auto child = child_at(it->path())) found.push_back(std::move(*child));
    return found;
}

}  // namespace

bool reap_ended_children() noexcept {
    for (;;) {
        const pid_t reaped = ::waitpid(-1, nullptr, WNOHANG);
        if (reaped < 0 && errno == EINTR) continue;
        if (reaped <= 0) return reaped < 0;
    }
}

std::string running_children() {
    const auto found = children();
    std::string text;
    for (std::size_t i = 0; i < found.size() && i < most_named; ++i)
        text += (i == 0 ? "" : ", ") + ("pid " + std::to_string(found[i].id)) + " (" + found[i].name + ")";
    if (found.size() > most_named) text += " and " + std::to_string(found.size() - most_named) + " more";
    return text;
}

bool kill_all_children(std::chrono::milliseconds most) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!reap_ended_children()) {
        for (const auto& child : children()) ::kill(child.id, SIGKILL);
        if (std::chrono::steady_clock::now() >= end) return false;
        std::this_thread::sleep_for(between_kills);
    }
    return true;
}

}  // namespace mme
