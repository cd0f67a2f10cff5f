// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/parent.h"

#include <unistd.h>

#include <fstream>
#include <system_error>

namespace mme {

Result<Parent> find_parent() {
    const std::string place = "/proc/" + std::to_string(getppid());
    Parent parent;
    std::ifstream words(place + "/cmdline", std::ios::binary);
    for (std::string word; std::getline(words, word, '\0');) parent.arguments.push_back(word);
    std::error_code error;
    parent.folder = std::filesystem::read_symlink(place + "/cwd", error);
    if (error || parent.arguments.empty())
        return fail(Code::internal_error, "cannot see the calling dpkg in " + place + "; mount /proc");
    return parent;
}

}  // namespace mme
