// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <deque>
#include <functional>
#include <mutex>

#include "tools/mmemanifest/engine/clamd.h"
#include "tools/mmemanifest/engine/clamd_connection.h"
#include "tools/mmemanifest/engine/probe.h"

namespace mme {

/// One daemon of a pool.
struct ClamdNode {
    Address address;
    ProvenSize proven;        ///< how large a file it was seen to read
    Deadline unused_until{};  ///< it failed, and is left out until then
    std::string failure;      ///< why
};

/// The daemons of a clamd engine.
class ClamdPool {
  public:
    using Conversation = std::function<Result<FileAnswer>(ClamdNode& node, ClamdConnection& connection)>;

    explicit ClamdPool(const ClamdOptions& options);

    /// Holds the conversation with one daemon after the other, beginning with another one each time,
    /// until it gives an answer; its error means that the connection is lost. Connecting may fail at
    /// every address, but two lost conversations are enough, so that a file that kills daemons does
    /// not kill them all. Each has until `timeout` is over, or the package's time; one that is cut short by
    /// the latter is not left out.
    FileAnswer ask(std::chrono::seconds timeout, const PackageTime& time, const Conversation& conversation);

    /// Every daemon; for opening, when no other thread uses the pool.
    std::deque<ClamdNode>& nodes() { return nodes_; }
    /// Leaves a daemon out for five seconds.
    void leave_out(ClamdNode& node, const std::string& failure);

  private:
    std::vector<ClamdNode*> usable();
    FileAnswer none_answered();

    Zone zone_;
    std::mutex mutex_;
    std::size_t next_ = 0;
    std::deque<ClamdNode> nodes_;  // a node does not move
};

}  // namespace mme
