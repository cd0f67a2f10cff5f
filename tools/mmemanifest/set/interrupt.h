// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <csignal>

#include "manifest/result.h"

namespace mme {

/// While one exists, the first SIGINT or SIGTERM only sets a flag that long work looks at, so that
/// everything temporary is removed on the way out. The second one ends the program at once.
class InterruptGuard {
  public:
    InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;
    ~InterruptGuard();

  private:
    struct sigaction interrupt_before_ {};
    struct sigaction terminate_before_ {};
};

/// Whether a signal came since the program started.
bool interrupted() noexcept;

/// Errors: internal-error "interrupted by a signal" after one came.
Status check_not_interrupted();

}  // namespace mme
