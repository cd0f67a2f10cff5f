// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/host/make_directories.h"

#include <sys/stat.h>

namespace mme {

void make_directories(const std::filesystem::path& path) noexcept try {
    std::filesystem::path made;
    for (const auto& part : path) {
        made /= part;
        ::mkdir(made.c_str(), 0755);
    }
} catch (...) {
    // No memory for a path: the directory is not there then.
}

}  // namespace mme
