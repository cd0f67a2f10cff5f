// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/rpm/announce.h"

#include <rpm/rpmlog.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <sstream>
#include <string_view>

namespace mme {
namespace {

/// The file that rpmlog writes to instead of standard error, if the front end chose one.
bool logs_into_a_file() {
    FILE* file = rpmlogSetFile(nullptr);
    rpmlogSetFile(file);
    return file != nullptr;
}

/// rpm prints at once. dnf4 gives rpmlog a file and shows what stands there when the whole transaction
/// is refused; dnf5 and others install a callback and show nothing.
bool front_end_shows(Outcome outcome) {
    if (logs_into_a_file()) return outcome == Outcome::refused_whole;
    return std::string_view{program_invocation_short_name} == "rpm";
}

}  // namespace

void announce(const std::string& text, Outcome outcome) {
    const int priority = outcome == Outcome::goes_on ? RPMLOG_WARNING : RPMLOG_ERR;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) rpmlog(priority, "%s\n", line.c_str());
    if (!front_end_shows(outcome) && ::isatty(STDERR_FILENO) == 1) std::fputs(text.c_str(), stderr);
}

}  // namespace mme
