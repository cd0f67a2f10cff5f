// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <vector>

#include "libverify/archive/archive_walk.h"
#include "manifest/tally.h"
#include "tools/mmemanifest/unpack/budget.h"
#include "tools/mmemanifest/unpack/gap_list.h"
#include "tools/mmemanifest/unpack/listing.h"
#include "tools/mmemanifest/unpack/spool.h"
#include "tools/mmemanifest/unpack/unpacked.h"
#include "tools/mmemanifest/unpack/walker.h"

namespace mme {

/// Where in the nest something is read.
struct Level {
    std::string path;  ///< of the container
    unsigned depth = 0;
    Listing& listing;
    Expansion expansion;
};

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
    void skip(const std::string& path, std::string_view reason) { gaps_.add(path, reason); }
    /// An error that ends the reading of `path` but not the scan becomes a gap; others stay errors.
    Status forgive(const std::string& path, Status status);

    // For the functions that open one kind of container each (open_archive.h and its neighbours).

    /// Offers a member and everything inside it.
    Status offer_member(SpooledFile member, const Level& level);
    /// Opens everything inside a file that was offered, or need not be; `path` names it.
    Status open(const SpooledFile& file, const std::string& path, unsigned depth, Listing& listing);
    /// Whether nothing may be opened at this level any more; "a `what` deeper than ..." is then named.
    bool too_deep(std::string_view what, const Level& level);

    [[nodiscard]] std::vector<Container> take_containers() { return std::move(containers_); }
    [[nodiscard]] std::vector<Skipped> take_gaps() { return gaps_.take(); }

  private:
    Status keep(Container container);
    Status open_as(const PackageFile& file, const Recognised& what, Level& level);

    UnpackLimits limits_;
    Budget budget_;
    Offer offer_;
    const Walker& walker_;
    Listed listed_;
    Spool spool_;
    std::vector<Container> containers_;
    GapList gaps_;
};

/// The result of a function that reads an archive and does not say where it ends.
Result<std::uint64_t> counting_nothing(Status walked);

/// Whether engines see it: cpio gives the content of a file with several names with the last of them.
bool has_content(const ArchiveEntry& entry);

}  // namespace mme
