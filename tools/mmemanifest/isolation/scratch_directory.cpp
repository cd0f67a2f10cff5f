// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/scratch_directory.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tools/mmemanifest/isolation/confinement.h"

namespace mme {

Result<ScratchDirectory> ScratchDirectory::make() {
    const char* chosen = std::getenv("TMPDIR");
    std::string name =
        std::string(chosen == nullptr || *chosen == '\0' ? "/tmp" : chosen) + "/mmemanifest-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        return fail(Code::internal_error, "cannot make a temporary directory " + name + ": " +
                                              std::strerror(errno) + "; set TMPDIR to a directory that is");
    if (::geteuid() == 0 && ::chown(name.c_str(), nobody, nobody) != 0) {
        // A container without that user: its processes stay what they are, and the directory is theirs.
    }
    return ScratchDirectory(name);
}

ScratchDirectory::ScratchDirectory(ScratchDirectory&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
}

ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace mme
