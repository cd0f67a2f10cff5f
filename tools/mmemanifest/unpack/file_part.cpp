// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/file_part.h"

#include <fcntl.h>

#include <utility>

namespace mme {

Result<PackageFile> view_of(const SpooledFile& file) {
    Fd descriptor(::fcntl(file.descriptor.get(), F_DUPFD_CLOEXEC, 0));
    if (!descriptor) return fail(Code::internal_error, "out of file descriptors");
    return PackageFile::adopt(std::move(descriptor), file.path);
}

}  // namespace mme
