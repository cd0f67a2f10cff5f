// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/engine/engine.h"

namespace mme {

/// An engine that is asked about one file after the other. Its session answers while the package is
/// still being unpacked.
class FileEngine : public Engine {
  public:
    [[nodiscard]] std::unique_ptr<Session> open_session(const EngineFacts& stated,
                                                        const PackageTime& time) const final;

    /// Scans the whole file behind the descriptor, whose offset is not to be relied on. Called from
    /// as many threads at once as threads() says, for each session. One that waits for somebody else gives
    /// up when `time` is over or a signal has come.
    [[nodiscard]] virtual FileAnswer scan(const SpooledFile& file, const EngineFacts& stated,
                                          const PackageTime& time) const = 0;
    [[nodiscard]] virtual unsigned threads() const { return 1; }
};

}  // namespace mme
