// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <mutex>
#include <vector>

#include "libverify/package/package.h"
#include "tools/mmemanifest/isolation/channel.h"
#include "tools/mmemanifest/unpack/limits.h"
#include "tools/mmemanifest/unpack/unpacked.h"

namespace mme {

/// Files that every engine is through with, noted in the threads of engines and told to the unpacking
/// process.
class DoneFiles {
  public:
    void note(std::uint64_t file);
    /// As many as there is room for, without waiting.
    void tell(Channel& channel);

  private:
    std::mutex mutex_;
    std::vector<std::uint64_t> files_;
};

/// Takes what the unpacking process says, which may have been subverted by what it unpacked: each count, size
/// and text is bounded by what the limits allow, a descriptor is one that nobody can write through, and no
/// path is opened. It could still leave a file out: what a report is worth against that is the engines' scan
/// of the package as a whole.
class UnpackAnswers {
  public:
    UnpackAnswers(const PackageFile& file, const Package& package, const UnpackLimits& limits,
                  const Offer& offer);

    /// Takes one message. Errors: of the offer; of the unpacking; internal-error for what is no answer.
    Status take(Received& received);

    [[nodiscard]] bool ended() const noexcept { return ended_; }
    [[nodiscard]] DoneFiles& done() noexcept { return *done_; }
    Unpacked finish() { return std::move(unpacked_); }
    /// Names the whole package as not unpacked to its end.
    void skip_package(const std::string& reason);

  private:
    Status take_file(MessageReader& message, Fd descriptor);
    Status take_part(MessageReader& message);
    Status take_inventory(MessageReader& message);
    Status take_containers(MessageReader& message);
    Status take_gaps(MessageReader& message);
    Status take_end(MessageReader& message);
    Status accept(SpooledFile file, std::uint64_t number);
    bool within_bytes(std::uint64_t size);

    const PackageFile& file_;
    const Package& package_;
    UnpackLimits limits_;
    const Offer& offer_;
    std::shared_ptr<DoneFiles> done_ = std::make_shared<DoneFiles>();
    Unpacked unpacked_;
    std::uint64_t offered_ = 0;
    std::uint64_t bytes_left_;
    std::uint64_t text_left_;
    bool ended_ = false;
};

}  // namespace mme
