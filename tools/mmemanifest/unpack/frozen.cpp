// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/frozen.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace mme {
namespace {

constexpr int all_seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

bool is_sealed(int descriptor) {
    const int seals = ::fcntl(descriptor, F_GET_SEALS);
    return seals >= 0 && (seals & all_seals) == all_seals;
}

}  // namespace

Result<Fd> frozen(int descriptor) {
    (void)::fcntl(descriptor, F_ADD_SEALS, all_seals);
    Fd other(is_sealed(descriptor)
                 ? ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
                 : ::open(("/proc/self/fd/" + std::to_string(descriptor)).c_str(), O_RDONLY | O_CLOEXEC));
    if (!other)
        return fail(Code::internal_error,
                    std::string("a temporary file cannot be opened for reading: ") + std::strerror(errno));
    return other;
}

bool is_frozen(int descriptor, std::uint64_t size) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return false;
    if (status.st_size < 0 || static_cast<std::uint64_t>(status.st_size) != size) return false;
    const bool reading = (::fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_RDONLY && status.st_nlink == 0;
    return reading || is_sealed(descriptor);
}

}  // namespace mme
