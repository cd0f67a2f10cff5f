// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/package_server.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "libverify/package/package.h"
#include "tools/mmemanifest/package/package_message.h"
#include "tools/mmemanifest/worker/greet.h"

namespace mme {
namespace {

/// As much memory as the fork server says that its children have.
constexpr ProcessLimits reading_limits{std::uint64_t{2} << 30U, 0, 0, 64, false};
constexpr std::size_t piece_bytes = std::size_t{64} << 10U;

Result<Package> read_requested(Received& request) {
    MessageReader message(request.bytes);
    const std::string display_name = message.text();
    MME_TRY(const auto file, PackageFile::adopt(std::move(request.descriptor), display_name));
    MME_TRY(auto package, read_package(file));
    if (package.vendor.size() <= max_vendor_bytes) return package;
    return fail(Code::archive_malformed, display_name + ": the maintainer has " +
                                             std::to_string(package.vendor.size()) +
                                             " bytes, expected at most " + std::to_string(max_vendor_bytes));
}

std::uint64_t stated_length(const std::optional<Bytes>& blob) {
    return blob ? blob->size() + 1 : 0;
}

void send_blob(Channel& channel, const std::optional<Bytes>& blob) {
    for (ByteView left = blob ? ByteView(*blob) : ByteView(); !left.empty();) {
        const auto piece = left.first(std::min(left.size(), piece_bytes));
        if (channel.send(MessageWriter(package_blobs).rest(piece)) != Transfer::done) return;
        left = left.subspan(piece.size());
    }
}

void send_package(Channel& channel, const Package& package) {
    MessageWriter answer(package_described);
    answer.number(0);
    write_facts(answer, package);
    answer.number(stated_length(package.embedded.manifest)).number(stated_length(package.embedded.signature));
    if (channel.send(answer) != Transfer::done) return;
    send_blob(channel, package.embedded.manifest);
    send_blob(channel, package.embedded.signature);
}

}  // namespace

void describe_requested(Channel& channel, Received& request, const Confinement& confinement) {
    if (!confinement.confine_worker({}, reading_limits)) ::_exit(unconfined_exit);
    const auto package = read_requested(request);
    if (package) return send_package(channel, *package);
    const Error& error = package.error();
    (void)channel.send(std::move(MessageWriter(package_described)
                                     .number(1)
                                     .number(static_cast<std::uint64_t>(error.code()))
                                     .text(error.text())));
}

}  // namespace mme
