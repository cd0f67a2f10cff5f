// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/journal/event.h"

#include <unistd.h>

#include <array>
#include <fstream>

#include "libverify/report/decision_fields.h"

namespace mme {
namespace {

std::string host_name() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "unknown";
    return name.data();
}

/// The login behind this process, which sudo and su do not change; -1 if the kernel keeps none.
long audit_uid() {
    std::ifstream in("/proc/self/loginuid");
    unsigned long uid = 0;
    constexpr unsigned long unset = 4294967295;
    if (!(in >> uid) || uid == unset) return -1;
    return static_cast<long>(uid);
}

}  // namespace

std::string event_line(const EventContext& context, const Decision& decision, const std::string& previous) {
    nlohmann::ordered_json event;
    event["format"] = "mme-event/1";
    event["time"] = to_rfc3339(context.now);
    event["host"] = host_name();
    event["uid"] = ::getuid();
    event["audit-uid"] = audit_uid();
    event["action"] = context.action;
    event["front-end"] = context.front_end;
    event["mode"] = context.mode == Mode::enforce ? "enforce" : "permissive";
    event["policy-sha256"] = context.policy_sha256 ? context.policy_sha256->hex() : "";
    event.update(decision_fields(decision));
    event["previous"] = previous;
    return event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace mme
