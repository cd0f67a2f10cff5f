// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamd_pool.h"

#include <algorithm>

namespace mme {
namespace {

constexpr std::chrono::seconds left_out_for{5};
constexpr int most_lost_conversations = 2;

}  // namespace

ClamdPool::ClamdPool(const ClamdOptions& options) : zone_(options.zone) {
    for (const auto& address : options.addresses) nodes_.emplace_back().address = address;
}

void ClamdPool::leave_out(ClamdNode& node, const std::string& failure) {
    const std::lock_guard lock(mutex_);
    node.unused_until = Deadline::clock::now() + left_out_for;
    node.failure = failure;
}

std::vector<ClamdNode*> ClamdPool::usable() {
    const std::lock_guard lock(mutex_);
    std::vector<ClamdNode*> found;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        ClamdNode& node = nodes_[(next_ + i) % nodes_.size()];
        if (Deadline::clock::now() >= node.unused_until) found.push_back(&node);
    }
    ++next_;
    return found;
}

FileAnswer ClamdPool::none_answered() {
    const std::lock_guard lock(mutex_);
    std::string reasons;
    for (const auto& node : nodes_)
        if (!node.failure.empty())
            reasons +=
                (reasons.empty() ? "" : "; ") + ("clamd at " + node.address.shown() + ": ") + node.failure;
    return {FileState::not_scanned, std::move(reasons)};
}

FileAnswer ClamdPool::ask(std::chrono::seconds timeout, const PackageTime& time,
                          const Conversation& conversation) {
    const Deadline deadline = time.end_within(timeout);
    int lost = 0;
    for (ClamdNode* node : usable()) {
        auto connection = ClamdConnection::open(node->address, zone_, deadline);
        if (time.is_over()) return {FileState::not_scanned, time_is_over(time)};
        if (!connection) {
            leave_out(*node, connection.error().text());
            continue;
        }
        auto answer = conversation(*node, *connection);
        if (answer) return std::move(answer).value();
        if (time.is_over()) return {FileState::not_scanned, time_is_over(time)};
        leave_out(*node, answer.error().text());
        if (++lost == most_lost_conversations || Deadline::clock::now() >= deadline) break;
    }
    return none_answered();
}

}  // namespace mme
