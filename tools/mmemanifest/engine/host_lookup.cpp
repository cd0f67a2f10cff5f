// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/host_lookup.h"

#include <sys/socket.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

constexpr auto between_looks_at_signals = std::chrono::milliseconds(100);

struct Found {
    int error = EAI_FAIL;
    AddressList list;
};

Found ask_resolver(const std::string& host, const std::string& port, int flags) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo* list = nullptr;
    const int error = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
    return {error, AddressList(error == 0 ? list : nullptr)};
}

/// Shared by who asks and by the thread that waits for the resolver, whichever of them ends last.
struct Lookup {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Found> found;
};

void look_up_in_thread(const std::shared_ptr<Lookup>& lookup, const std::string& host,
                       const std::string& port) {
    std::thread([lookup, host, port] {
        Found found = ask_resolver(host, port, 0);
        const std::lock_guard lock(lookup->mutex);
        lookup->found = std::move(found);
        lookup->changed.notify_all();
    }).detach();
}

Result<AddressList> list_of(Found found) {
    if (found.error == 0 && found.list) return std::move(found.list);
    return fail(Code::internal_error,
                found.error == 0 ? "the host has no address" : ::gai_strerror(found.error));
}

}  // namespace

Result<AddressList> look_up_host(const std::string& host, const std::string& port,
                                 std::chrono::steady_clock::time_point deadline) {
    if (auto numeric = ask_resolver(host, port, AI_NUMERICHOST); numeric.error == 0)
        return list_of(std::move(numeric));
    const auto lookup = std::make_shared<Lookup>();
    look_up_in_thread(lookup, host, port);
    std::unique_lock lock(lookup->mutex);
    while (!lookup->found) {
        MME_CHECK(check_not_interrupted());
        if (std::chrono::steady_clock::now() >= deadline) return fail(Code::internal_error, "time-out");
        lookup->changed.wait_for(lock, between_looks_at_signals);
    }
    return list_of(std::move(*lookup->found));
}

}  // namespace mme
