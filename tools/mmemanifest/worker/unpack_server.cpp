// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/worker/unpack_server.h"

#include <unistd.h>

#include <map>

#include "tools/mmemanifest/isolation/fork_server.h"
#include "tools/mmemanifest/package/package_message.h"
#include "tools/mmemanifest/unpack/frozen.h"
#include "tools/mmemanifest/unpack/unpack.h"
#include "tools/mmemanifest/unpack/unpack_message.h"
#include "tools/mmemanifest/worker/forked_walker.h"
#include "tools/mmemanifest/worker/greet.h"
#include "tools/mmemanifest/worker/package_server.h"

namespace mme {
namespace {

/// Its own memory is the inventory; what it unpacks lies in files, which the limits of unpacking bound.
constexpr std::uint64_t any_size = ~std::uint64_t{0};
constexpr ProcessLimits unpacker_limits{std::uint64_t{2} << 30U, any_size, 0, 4096, true};
constexpr ProcessLimits unpack_server_limits{std::uint64_t{3} << 30U, any_size, 0, 4096, true};
constexpr std::size_t full_message_bytes = std::size_t{48} << 10U;

/// Offers files to the program that asked, and keeps each until it says that the engines are through with it:
/// so the memory that files lie in counts until then.
class Offering {
  public:
    explicit Offering(Channel& channel) : channel_(channel) {}

    Status offer(std::shared_ptr<const SpooledFile> file) {
        drop_done();
        MessageWriter message(file_offered);
        message.number(next_);
        write_offered(message, *file);
        MME_CHECK(next_ == 0 ? send(message, -1) : send_frozen(message, *file));
        held_.emplace(next_++, std::move(file));
        return Done{};
    }

  private:
    Status send_frozen(const MessageWriter& message, const SpooledFile& file) {
        MME_TRY(const Fd descriptor, frozen(file.descriptor.get()));
        return send(message, descriptor.get());
    }

    Status send(const MessageWriter& message, int descriptor) {
        if (channel_.send(message, descriptor) == Transfer::done) return Done{};
        return fail(Code::internal_error, "nobody waits for what is unpacked");
    }

    void drop_done() {
        Received received;
        while (channel_.try_receive(received) == Transfer::done)
            for (MessageReader message(received.bytes); message.more();) held_.erase(message.number());
    }

    Channel& channel_;
    std::uint64_t next_ = 0;
    std::map<std::uint64_t, std::shared_ptr<const SpooledFile>> held_;
};

template <class T>
void send_list(Channel& channel, char kind, const std::vector<T>& list) {
    MessageWriter message(kind);
    for (const T& one : list) {
        write_one(message, one);
        if (message.bytes().size() < full_message_bytes) continue;
        (void)channel.send(message);
        message = MessageWriter(kind);
    }
    if (!message.empty()) (void)channel.send(message);
}

void send_result(Channel& channel, const Result<Unpacked>& result) {
    MessageWriter end(unpack_end);
    if (result) {
        send_list(channel, inventory_part, result->files);
        send_list(channel, containers_part, result->containers);
        send_list(channel, gaps_part, result->gaps);
        end.number(0);
    } else {
        end.number(1).number(static_cast<std::uint64_t>(result.error().code())).text(result.error().text());
    }
    (void)channel.send(end);
}

Result<Unpacked> unpack_requested(Channel& channel, const UnpackRequest& request, Fd descriptor,
                                  const Confinement& confinement) {
    MME_TRY(const auto file, PackageFile::adopt(std::move(descriptor), request.display_name));
    const ForkedWalker walker(confinement, request.time);
    Offering offering(channel);
    const Offer offer = [&](std::shared_ptr<const SpooledFile> one) {
        return offering.offer(std::move(one));
    };
    return unpack(file, request.package, request.limits, offer, walker);
}

void answer_one(Channel channel, const Confinement& confinement) {
    Received received;
    if (channel.receive(received) != Transfer::done) return;
    MessageReader message(received.bytes);
    if (message.kind() == package_request) return describe_requested(channel, received, confinement);
    const UnpackRequest request = read_request(message);
    if (!message.whole()) return;
    send_result(channel, unpack_requested(channel, request, std::move(received.descriptor), confinement));
}

}  // namespace

Status serve_unpacker(Channel control, Confinement confinement, const std::string& scratch) {
    load_character_sets();
    MME_CHECK(work_in(scratch));
    confinement.confine_server(".", unpack_server_limits);
    greet(control, {confinement.layers()});
    serve_forks(std::move(control), unpacker_limits, [&](Channel channel) {
        Confinement::confine_forker(unpacker_limits);
        answer_one(std::move(channel), confinement);
    });
    return Done{};
}

}  // namespace mme
