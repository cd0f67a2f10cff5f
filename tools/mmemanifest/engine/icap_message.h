// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/engine/stream.h"

namespace mme {

/// An ICAP service, icap://HOST[:PORT]/SERVICE (RFC 3507 section 4.2).
struct IcapService {
    Address address;
    std::string url;  ///< as it stands in requests
};

/// Errors: internal-error (a usage error). TLS (icaps) is not spoken.
Result<IcapService> parse_icap_url(const std::string& text);

/// The head of an ICAP response: status and headers, names in lower case, folded lines joined,
/// repeated headers joined by ", ".
struct IcapHead {
    int status = 0;
    std::map<std::string, std::string> headers;

    /// Empty if it is not there.
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// Parses a head without its closing blank line. Errors: internal-error.
Result<IcapHead> parse_icap_head(const std::string& text);

/// What a service states in its answer to OPTIONS.
struct IcapOptions {
    std::string istag;
    std::optional<std::uint64_t> preview;  ///< bytes it asks for; nothing: it takes no preview
};

/// Errors: internal-error if it does not take RESPMOD, does not allow 204 or gives no ISTag: what is
/// clean could not be told then.
Result<IcapOptions> parse_icap_options(const IcapHead& head);

/// The request for the options of a service.
std::string icap_options_request(const IcapService& service);
/// The head of a RESPMOD request whose body is `size` bytes, with its encapsulated HTTP heads. The body
/// follows as chunks.
std::string icap_respmod_request(const IcapService& service, std::uint64_t size,
                                 std::optional<std::uint64_t> preview);

/// What the answer to RESPMOD means. Only 204 given for the whole file is clean; X-Infection-Found,
/// X-Violations-Found and X-Virus-ID are detections in every answer; whatever else is not_scanned.
FileAnswer judge_icap_answer(const IcapHead& head, const std::string& istag, std::uint64_t sent,
                             std::uint64_t size);

}  // namespace mme
