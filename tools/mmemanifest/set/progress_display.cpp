// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/progress_display.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "tools/mmemanifest/set/progress_text.h"

namespace mme {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t usual_columns = 80;

std::size_t terminal_columns() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return usual_columns;
    return size.ws_col - 1U;
}

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

}  // namespace

ProgressDisplay::ProgressDisplay(const SetProgress& progress, ProgressKind kind)
    : progress_(progress), kind_(kind) {
    if (kind_ == ProgressKind::automatic && ::isatty(STDERR_FILENO) != 1) kind_ = ProgressKind::none;
    if (kind_ != ProgressKind::none) thread_ = std::thread([this] { run(); });
}

ProgressDisplay::~ProgressDisplay() {
    {
        const std::lock_guard lock(mutex_);
        end_ = true;
    }
    ended_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void ProgressDisplay::run() {
    std::unique_lock lock(mutex_);
    auto pause = std::chrono::milliseconds(1s);
    while (!ended_.wait_for(lock, pause, [this] { return end_; })) {
        draw();
        if (kind_ == ProgressKind::automatic) pause = 250ms;
    }
    if (kind_ == ProgressKind::json) draw();
    wipe();
}

void ProgressDisplay::draw() {
    const auto state = progress_.state();
    if (kind_ == ProgressKind::json) return print(progress_json(state));
    const std::string text = progress_text(state, terminal_columns());
    wipe();
    print(text);
    lines_ = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Cursor up and everything below erased (ECMA-48 CUU and ED).
void ProgressDisplay::wipe() {
    if (lines_ > 0) print(fmt::format("\033[{}A\033[J", lines_));
    lines_ = 0;
}

}  // namespace mme
