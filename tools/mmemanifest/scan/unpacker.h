// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>

#include "libverify/package/package.h"
#include "tools/mmemanifest/isolation/worker_program.h"
#include "tools/mmemanifest/package/package_reader.h"
#include "tools/mmemanifest/unpack/limits.h"
#include "tools/mmemanifest/unpack/package_time.h"
#include "tools/mmemanifest/unpack/unpacked.h"

namespace mme {

/// Unpacks packages in processes of their own (tools/mmemanifest/worker/unpack_server.h), so that this one,
/// which may sign what comes out, never decodes anything a package holds.
class Unpacker {
  public:
    /// To be called by the main thread (WorkerProgram). Errors: internal-error.
    static Result<Unpacker> open();

    /// As unpack() (unpack/unpack.h), from any thread, until `time` is over. A package whose unpacking ends
    /// without an answer is named as a gap. Errors: those of unpack(); internal-error "interrupted by a
    /// signal".
    Result<Unpacked> unpack(const PackageFile& file, const Package& package, const UnpackLimits& limits,
                            const PackageTime& time, const Offer& offer) const;

    /// Reads packages in processes of the same program.
    [[nodiscard]] PackageReader reader() const { return PackageReader(program_); }

    /// The layers of isolation in force, for the report's settings.
    [[nodiscard]] const std::string& layers() const noexcept { return program_->layers(); }

  private:
    explicit Unpacker(std::shared_ptr<const WorkerProgram> program) : program_(std::move(program)) {}

    std::shared_ptr<const WorkerProgram> program_;
};

}  // namespace mme
