// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/package/package_reader.h"

#include <poll.h>

#include <algorithm>

#include "libverify/archive/path_text.h"
#include "tools/mmemanifest/isolation/fork_server.h"
#include "tools/mmemanifest/package/package_answer.h"
#include "tools/mmemanifest/package/package_message.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

constexpr std::chrono::minutes longest_reading{10};
constexpr auto between_looks_for_a_signal = std::chrono::milliseconds(100);

Error not_read(const PackageFile& file, const std::string& how) {
    return fail(Code::scan_inconclusive,
                file.shown() + " was not read: the process that reads packages " + path_text(how));
}

/// One message, or why there is none.
Status receive(Channel& channel, Received& received, const PackageFile& file,
               Channel::Clock::time_point end) {
    for (;;) {
        MME_CHECK(check_not_interrupted());
        const Transfer taken = channel.try_receive(received);
        if (taken == Transfer::done) return Done{};
        if (taken == Transfer::ended) return not_read(file, "ended without an answer");
        const auto now = Channel::Clock::now();
        if (now >= end) return not_read(file, "gave no answer in time");
        (void)channel.wait(POLLIN, std::min(end, now + between_looks_for_a_signal));
    }
}

Result<Package> ask(Channel channel, const PackageFile& file, Channel::Clock::time_point end) {
    const auto question = std::move(MessageWriter(package_request).text(file.shown()));
    if (channel.send(question, file.descriptor()) != Transfer::done) return not_read(file, "is gone");
    PackageAnswer answer(file);
    Received received;
    while (!answer.ended()) {
        MME_CHECK(receive(channel, received, file, end));
        MessageReader message(received.bytes);
        if (message.kind() == end_message) return not_read(file, message.text());
        MME_CHECK(answer.take(received));
    }
    return answer.finish();
}

}  // namespace

Result<Package> PackageReader::read(const PackageFile& file, const PackageTime& time) {
    MME_CHECK(identify(file));
    if (!program_) {
        MME_TRY(program_, WorkerProgram::start({"unpacker"}));
    }
    MME_TRY(auto channel, program_->fork());
    const auto end = std::min(time.end, Channel::Clock::now() + longest_reading);
    MME_TRY(auto package, ask(std::move(channel), file, end));
    MME_CHECK(check_part_digests(file, package));
    return package;
}

}  // namespace mme
