// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdint>

#include "libverify/io/fd.h"

namespace mme {
namespace {

/// As of version 6; linux/landlock.h of Debian 12 knows version 2. A kernel takes a shorter one as well.
struct Ruleset {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scope = 0;
};

constexpr std::uint64_t all_of_version_1 = (std::uint64_t{1} << 13U) - 1;
constexpr std::uint64_t refer = std::uint64_t{1} << 13U;     // version 2
constexpr std::uint64_t truncate = std::uint64_t{1} << 14U;  // version 3
constexpr std::uint64_t ioctl = std::uint64_t{1} << 15U;     // version 5
constexpr std::uint64_t bind_and_connect_tcp = 3;            // version 4
constexpr std::uint64_t sockets_and_signals = 3;             // version 6

constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t working = reading | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                  LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                  LANDLOCK_ACCESS_FS_MAKE_REG | truncate;

constexpr std::array character_set_directories{"/usr/lib/" MME_MULTIARCH "/gconv", "/usr/lib64/gconv",
                                               "/usr/lib/gconv"};

Ruleset everything(int version) {
    Ruleset rules{all_of_version_1, 0, 0};
    if (version >= 2) rules.files |= refer;
    if (version >= 3) rules.files |= truncate;
    if (version >= 4) rules.network = bind_and_connect_tcp;
    if (version >= 5) rules.files |= ioctl;
    if (version >= 6) rules.scope = sockets_and_signals;
    return rules;
}

std::size_t size_of_ruleset(int version) {
    if (version >= 6) return sizeof(Ruleset);
    return version >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

/// A directory that is not there needs no rule.
bool allow(int ruleset, const char* directory, std::uint64_t access) {
    const Fd place(::open(directory, O_PATH | O_CLOEXEC));
    if (!place) return true;
    const landlock_path_beneath_attr rule{access, place.get()};
    return ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U) == 0;
}

}  // namespace

int landlock_version() noexcept {
    const long version =
        ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? static_cast<int>(version) : 0;
}

bool restrict_files_to(const std::string& scratch) noexcept {
    const int version = landlock_version();
    if (version == 0) return false;
    const Ruleset rules = everything(version);
    const Fd ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, size_of_ruleset(version), 0U)));
    if (!ruleset) return false;
    bool allowed = scratch.empty() || allow(ruleset.get(), scratch.c_str(), working & rules.files);
    for (const char* directory : character_set_directories)
        allowed &= allow(ruleset.get(), directory, reading & rules.files);
    return allowed && ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0U) == 0;
}

}  // namespace mme
