// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/engine_server.h"

#include <unistd.h>

#include "tools/mmemanifest/engine/engine_greeting.h"
#include "tools/mmemanifest/engine/file_engine.h"
#include "tools/mmemanifest/engine/isolated_engine.h"
#include "tools/mmemanifest/isolation/fork_server.h"
#include "tools/mmemanifest/worker/greet.h"

namespace mme {
namespace {

/// libclamav maps a whole file (of at most 2 GB) into memory and unpacks beside it. Its temporary files are
/// at most as large as what it scans of one file.
constexpr ProcessLimits engine_limits{std::uint64_t{4} << 30U, std::uint64_t{4} << 30U, 0, 256, false};
constexpr ProcessLimits engine_server_limits{std::uint64_t{5} << 30U, std::uint64_t{4} << 30U, 0, 1024, true};

Result<std::unique_ptr<Engine>> open_kind(const std::string& kind, const std::string& source) {
    if (kind == "clamav") return open_clamav(source);
    if (kind == "yara") return open_yara(source);
    return fail(Code::internal_error, "the worker program knows no engine " + kind);
}

void answer(Channel& channel, const FileEngine& engine, Received& received) {
    MessageReader request(received.bytes);
    SpooledFile file;
    file.descriptor = std::move(received.descriptor);
    file.size = request.number();
    file.path = request.text();
    const FileAnswer found = engine.scan(file, engine.facts(), {});
    (void)channel.send(
        MessageWriter(scan_answer).number(static_cast<std::uint64_t>(found.state)).text(found.text));
}

void answer_until_end(Channel channel, const FileEngine& engine) {
    Received received;
    while (channel.receive(received) == Transfer::done) answer(channel, engine, received);
}

}  // namespace

Status serve_engine(Channel control, Confinement confinement, const std::string& scratch,
                    const std::string& kind, const std::string& source) {
    MME_TRY(const auto engine, open_kind(kind, source));
    const auto* files = dynamic_cast<const FileEngine*>(engine.get());
    if (files == nullptr) return fail(Code::internal_error, kind + " does not scan file by file");
    MME_CHECK(work_in(scratch));
    confinement.confine_server(".", engine_server_limits);
    greet(control, greeting_of(*engine, confinement.layers()));
    serve_forks(std::move(control), engine_limits, [&](Channel channel) {
        if (!confinement.confine_worker(".", engine_limits)) ::_exit(unconfined_exit);
        answer_until_end(std::move(channel), *files);
    });
    return Done{};
}

}  // namespace mme
