// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "tools/mmemanifest/engine/clamd_answer.h"
#include "tools/mmemanifest/engine/stream.h"

namespace mme {

/// One session (zIDSESSION of clamd(8)) with one daemon. Behind a load balancer all its requests reach
/// the same daemon, so the version that is asked before and after a file is that of the scan.
/// Errors are internal-error: the connection cannot be used any more.
class ClamdConnection {
  public:
    static Result<ClamdConnection> open(const Address& address, Zone zone, Deadline deadline);

    Result<EngineFacts> ask_version();
    /// Has the file scanned: its descriptor is passed over a UNIX socket (FILDES), its bytes are sent
    /// over TCP (INSTREAM). A refusal of the daemon is an answer.
    Result<FileAnswer> scan(const SpooledFile& file);

  private:
    ClamdConnection(Stream stream, bool local, Zone zone, Deadline deadline)
        : stream_(std::move(stream)), local_(local), zone_(zone), deadline_(deadline) {}

    Status command(std::string_view text);
    Result<std::string> answer_line();
    Status pass_descriptor(const SpooledFile& file);
    Status send_bytes(const SpooledFile& file);
    Status send_chunks(const SpooledFile& file, std::uint64_t start, std::uint64_t end);

    Stream stream_;
    bool local_;
    Zone zone_;
    Deadline deadline_;
    unsigned requests_ = 0;
};

}  // namespace mme
