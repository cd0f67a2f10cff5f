// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/greet.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {

void greet(Channel& control, const std::vector<std::string>& texts) {
    MessageWriter message(greeting_message);
    message.number(texts.size());
    for (const auto& text : texts) message.text(text);
    (void)control.send(message);
}

Status work_in(const std::string& scratch) {
    if (::chdir(scratch.c_str()) != 0 || ::setenv("TMPDIR", ".", 1) != 0)
        return fail(Code::internal_error, "cannot work in " + scratch + ": " + std::strerror(errno));
    return Done{};
}

}  // namespace mme
