// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>

#include "libverify/package/package.h"
#include "tools/mmemanifest/isolation/channel.h"

namespace mme {

/// Takes what a process says of a package that it reads, and may have been subverted by: texts are bounded
/// and printable, parts are within the file and behind each other, blobs no longer than a manifest may be.
/// That the parts' digests are those of the bytes is left to check_part_digests().
class PackageAnswer {
  public:
    explicit PackageAnswer(const PackageFile& file) : file_(file) {}

    /// Takes one message. Errors: the process's own, of reading; internal-error for what is no answer.
    Status take(const Received& received);
    /// Whether nothing is missing any more.
    [[nodiscard]] bool ended() const noexcept { return described_ && left_ == 0; }
    Package finish() { return std::move(package_); }

  private:
    Status take_facts(MessageReader& message);
    Status take_error(MessageReader& message);
    Status take_blobs(ByteView bytes);
    bool expect_blob(std::optional<Bytes>& blob, std::size_t& length, std::uint64_t stated);

    const PackageFile& file_;
    Package package_;
    bool described_ = false;
    std::size_t manifest_bytes_ = 0;
    std::size_t signature_bytes_ = 0;
    std::size_t left_ = 0;  ///< of both
};

/// Hashes the parts where they lie. Errors: archive-malformed if one has another digest than the package
/// says: the file has changed, or what read it does not tell the truth; of reading.
Status check_part_digests(const PackageFile& file, const Package& package);

}  // namespace mme
