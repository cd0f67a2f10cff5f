// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/greet.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "libverify/archive/archive_walk.h"
#include "tools/mmemanifest/isolation/worker_program.h"
#include "tools/mmemanifest/unpack/spool.h"

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

/// By reading an archive once: the locale is made when the first one is read.
void load_character_sets() {
    const Bytes empty_tar(1024);
    const auto spooled = Spool().take_bytes("empty", empty_tar);
    if (!spooled) return;
    const auto file = PackageFile::adopt(Fd(::dup(spooled->descriptor.get())), "empty");
    if (file) (void)walk_container(*file, ContainerKind::tar, [](ArchiveEntry&) -> Status { return Done{}; });
}

}  // namespace mme
