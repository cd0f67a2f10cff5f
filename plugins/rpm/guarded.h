// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <rpm/rpmlog.h>
#include <rpm/rpmtypes.h>

#include <exception>

#include "libverify/process/blocked_signals.h"
#include "manifest/printable.h"

namespace mme {

/// Runs the body of a hook; no write in it ends the host's process (BlockedSignals). An exception that
/// reached librpm would abort rpm in the middle of its work; here it becomes the refusing answer, which is an
/// argument so that it cannot be forgotten.
template <class Body>
rpmRC guarded(rpmRC refuse, Body body) noexcept {
    const BlockedSignals in_this_call;
    try {
        return body();
    } catch (const std::exception& exception) {
        rpmlog(RPMLOG_ERR, "mmeverify: refused (internal-error): %s\n",
               printable_start(exception.what(), 4096).c_str());
    } catch (...) {
        rpmlog(RPMLOG_ERR, "mmeverify: refused (internal-error): an unknown exception\n");
    }
    return refuse;
}

}  // namespace mme
