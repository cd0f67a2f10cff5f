// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/interrupt.h"

#include <atomic>

namespace mme {
namespace {

std::atomic<bool> signalled{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler may use nothing else

extern "C" void note_signal(int /*number*/) {
    signalled.store(true);
}

void listen_for(int number, struct sigaction& before) {
    struct sigaction action {};
    action.sa_handler = note_signal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    ::sigaction(number, &action, &before);
}

}  // namespace

InterruptGuard::InterruptGuard() {
    listen_for(SIGINT, interrupt_before_);
    listen_for(SIGTERM, terminate_before_);
}

InterruptGuard::~InterruptGuard() {
    ::sigaction(SIGINT, &interrupt_before_, nullptr);
    ::sigaction(SIGTERM, &terminate_before_, nullptr);
}

bool interrupted() noexcept {
    return signalled.load();
}

Status check_not_interrupted() {
    if (interrupted()) return fail(Code::internal_error, "interrupted by a signal");
    return Done{};
}

}  // namespace mme
