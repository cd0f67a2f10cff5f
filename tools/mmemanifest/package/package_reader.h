// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>

#include "libverify/package/package.h"
#include "tools/mmemanifest/isolation/worker_program.h"
#include "tools/mmemanifest/unpack/package_time.h"

namespace mme {

/// Reads packages in processes of their own (tools/mmemanifest/worker/package_server.h), so that this one,
/// which may sign what comes out, decompresses and parses nothing of them.
class PackageReader {
  public:
    /// With a program of its own, started when the first package is read; by the main thread (WorkerProgram).
    PackageReader() = default;
    /// With one that runs already; read() may then be called from any thread.
    explicit PackageReader(std::shared_ptr<const WorkerProgram> program) : program_(std::move(program)) {}

    /// As read_package(), without `claims`; the digests of the parts are made here. At most ten minutes, and
    /// no longer than `time`. Errors: those of read_package(); scan-inconclusive, naming the file, if the
    /// process crashed, met a limit or ended without an answer; internal-error "interrupted by a signal".
    Result<Package> read(const PackageFile& file, const PackageTime& time = {});

  private:
    std::shared_ptr<const WorkerProgram> program_;
};

}  // namespace mme
