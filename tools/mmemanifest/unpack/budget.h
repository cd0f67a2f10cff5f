// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "manifest/result.h"
#include "tools/mmemanifest/unpack/limits.h"

namespace mme {

/// What is left of the limits for one package, whatever archive spends it.
class Budget {
  public:
    explicit Budget(const UnpackLimits& limits) : limits_(limits) {}

    /// Errors: scan-inconclusive naming the limit and its option.
    Status take_entry();
    Status take_bytes(std::uint64_t bytes);

  private:
    UnpackLimits limits_;
    std::uint64_t entries_ = 0;
    std::uint64_t bytes_ = 0;
};

/// What one archive has put out. Claimed sizes count in full before a byte is expanded; what expands beyond
/// claims (headers, padding) is seen in the decoder's own count.
class Expansion {
  public:
    /// Of an archive of `size` bytes.
    Expansion(std::uint64_t size, const UnpackLimits& limits);
    /// Of a package's payload: the ratio does not bind it.
    Expansion() = default;

    /// Takes a claim from the budget; `decoded` is the decoder's count. Errors: scan-inconclusive.
    Status take(std::uint64_t claim, std::uint64_t decoded, Budget& budget);

  private:
    std::uint64_t most_ = ~std::uint64_t{0};
    std::uint64_t ratio_ = 0;
    std::uint64_t claimed_ = 0;
    std::uint64_t charged_ = 0;
};

}  // namespace mme
