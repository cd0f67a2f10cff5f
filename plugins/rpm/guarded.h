// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <rpm/rpmlog.h>
#include <rpm/rpmtypes.h>

#include <exception>

namespace mme {

/// Runs the body of a hook. An exception that reached librpm would abort rpm in the middle of its work;
/// here it becomes the refusing answer, which is an argument so that it cannot be forgotten.
template <class Body>
rpmRC guarded(rpmRC refuse, Body body) noexcept {
    try {
        return body();
    } catch (const std::exception& exception) {
        rpmlog(RPMLOG_ERR, "mmeverify: refused (internal-error): %s\n", exception.what());
    } catch (...) {
        rpmlog(RPMLOG_ERR, "mmeverify: refused (internal-error): an unknown exception\n");
    }
    return refuse;
}

}  // namespace mme
