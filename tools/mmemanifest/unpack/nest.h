// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <vector>

#include "libverify/archive/archive_walk.h"
#include "manifest/tally.h"
#include "tools/mmemanifest/unpack/budget.h"
#include "tools/mmemanifest/unpack/listing.h"
#include "tools/mmemanifest/unpack/spool.h"
#include "tools/mmemanifest/unpack/unpacked.h"
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

/// Offers files, and all files inside them (SPEC.md section 4.3). What cannot be opened, or lies beyond a
/// limit, is kept as a gap; only a failure of this machine or of the offer is an error.
class Nest {
  public:
    /// Is told each container that a manifest will list; an error ends the unpacking.
    using Listed = std::function<Status(const Container&)>;

    Nest(const UnpackLimits& limits, Offer offer, const Walker& walker = direct_walker(), Listed listed = {})
        : limits_(limits),
          budget_(limits),
          offer_(std::move(offer)),
          walker_(walker),
          listed_(std::move(listed)) {}

    /// Takes an entry's claims from the limits; before anything of it is read. Beyond one it is named as a
    /// gap and the error is scan-inconclusive: the walk has to end.
    Status charge(const std::string& path, const ArchiveEntry& entry, Expansion& expansion);
    /// Copies the content of a charged entry. Errors: as charge; archive-malformed; internal-error.
    Result<SpooledFile> take(const std::string& path, const ArchiveEntry& entry, Expansion& expansion);
    Result<SpooledFile> take_bytes(const std::string& path, ByteView bytes);

    /// Offers a file of the package and everything inside it.
    Status offer_with_members(SpooledFile file);
    /// Offers a file alone.
    Status offer(std::shared_ptr<const SpooledFile> file) { return offer_(std::move(file)); }

    /// Reads the archive `file`, named `path`, through the walker. Errors: of the walk and the visitor;
    /// scan-inconclusive, and `path` is named, when the walk was given up.
    Result<std::uint64_t> read_archive(const std::string& path, const PackageFile& file, const Walk& walk,
                                       const Visit& visit);
    /// The same where nobody asks where the archive ends.
    Status walk(const std::string& path, const PackageFile& file, const Walk& walk, const Visit& visit);

    /// Names something that no engine was offered.
    void skip(const std::string& path, std::string_view reason);
    /// An error that ends the reading of `path` but not the scan becomes a gap; others stay errors.
    Status forgive(const std::string& path, Status status);

    [[nodiscard]] std::vector<Container> take_containers() { return std::move(containers_); }
    [[nodiscard]] std::vector<Skipped> take_gaps();

  private:
    /// Where in the nest something is read.
    struct Level {
        std::string path;  ///< of the container
        unsigned depth = 0;
        Listing& listing;
        Expansion expansion;
    };

    Status keep(Container container);
    Status open(const SpooledFile& file, const std::string& path, unsigned depth, Listing& listing);
    Status open_as(const PackageFile& file, const Recognised& what, Level& level);
    Status open_archive(const PackageFile& file, ContainerKind kind, Level& level);
    Status open_rest(const PackageFile& file, std::uint64_t end, Level& level);
    Status open_tail(const PackageFile& file, Level& level);
    /// Copies the file from `start` to its end, as a member.
    Result<SpooledFile> take_rest(const PackageFile& file, std::uint64_t start, Level& level);
    Status open_stream(const PackageFile& file, ContainerKind kind, Level& level);
    Status open_rpm(const PackageFile& file, Level& level);
    Status visit(const ArchiveEntry& entry, Level& level);
    Status take_stream(SpooledFile decoded, Level& level);
    Status offer_member(SpooledFile member, const Level& level);

    UnpackLimits limits_;
    Budget budget_;
    Offer offer_;
    const Walker& walker_;
    Listed listed_;
    Spool spool_;
    std::vector<Container> containers_;
    std::vector<Skipped> gaps_;
    std::uint64_t unnamed_gaps_ = 0;
};

/// The result of a function that reads an archive and does not say where it ends.
Result<std::uint64_t> counting_nothing(Status walked);

/// Whether engines see it: cpio gives the content of a file with several names with the last of them.
bool has_content(const ArchiveEntry& entry);

}  // namespace mme
