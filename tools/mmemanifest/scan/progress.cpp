// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace mme {

using namespace std::chrono_literals;

Progress::Progress(std::string name)
    : name_(std::move(name)),
      terminal_(::isatty(STDERR_FILENO) == 1),
      due_(std::chrono::steady_clock::now() + 1s) {}

Progress::~Progress() {
    if (drawn_) fmt::print(stderr, "\r\033[K");
}

void Progress::add(std::uint64_t bytes) {
    ++files_;
    bytes_ += bytes;
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now < due_) return;
    fmt::print(stderr, "\r\033[K{}: {} files, {} MB scanned", name_, files_, bytes_ / 1'000'000);
    std::fflush(stderr);
    drawn_ = true;
    due_ = now + 200ms;
}

}  // namespace mme
