// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamav_detection.h"

namespace mme {

FileAnswer clamav_detection(std::string_view name) {
    const bool unread =
        name.starts_with("Heuristics.Limits.Exceeded") || name.starts_with("Heuristics.Encrypted");
    return {unread ? FileState::not_scanned : FileState::infected, std::string(name)};
}

}  // namespace mme
