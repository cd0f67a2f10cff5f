// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdio>
#include <exception>

#include "libverify/process/blocked_signals.h"
#include "manifest/printable.h"

namespace mme {

/// Prints one line for the operator; apt and dpkg pass standard error on.
inline void log_to_stderr(const char* text) noexcept try {
    std::fprintf(stderr, "mmeverify: %s\n", printable(text).c_str());
} catch (...) {
    std::fputs("mmeverify: out of memory\n", stderr);
}

/// Runs the body of a hook; no write in it ends the process (BlockedSignals); an exception becomes the
/// refusing answer, which is an argument so that it cannot be forgotten.
template <class Body>
int guarded(int refuse, void (*log)(const char*) noexcept, Body body) noexcept {
    const BlockedSignals in_this_call;
    try {
        return body();
    } catch (const std::exception& exception) {
        log("refused (internal-error)");
        log(exception.what());
    } catch (...) {
        log("refused (internal-error): an unknown exception");
    }
    return refuse;
}

}  // namespace mme
