// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "manifest/result.h"

namespace mme {

class Engine;

/// Follows the scan of one package. The members are called from several threads and must not throw.
class ScanWatch {
  public:
    ScanWatch() = default;
    ScanWatch(const ScanWatch&) = delete;
    ScanWatch& operator=(const ScanWatch&) = delete;
    virtual ~ScanWatch() = default;

    /// The scan begins; these engines take part.
    virtual void begun(const std::vector<const Engine*>& engines) = 0;
    /// A file was unpacked and goes to every engine. An error ends the scan with it.
    virtual Status offered(std::uint64_t bytes) = 0;
    /// An engine is through with a file.
    virtual void answered(const Engine& engine, std::uint64_t bytes) noexcept = 0;
};

}  // namespace mme
