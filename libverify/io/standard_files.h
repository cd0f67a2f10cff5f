// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <fcntl.h>
#include <unistd.h>

namespace mme {

/// Fills the places of standard input, output and error that the caller has closed, so that no file
/// opened later takes one of them and is given what is meant for the screen. Output to a filled place
/// fails (EBADF). To be called before anything is opened.
inline void fill_standard_files() noexcept {
    for (;;) {
        const int descriptor = ::open("/dev/null", O_RDONLY | O_NOCTTY);
        if (descriptor >= 0 && descriptor <= STDERR_FILENO) continue;
        if (descriptor > STDERR_FILENO) ::close(descriptor);
        return;
    }
}

}  // namespace mme
