// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <rpm/rpmts.h>

#include "libverify/corridor/request.h"

namespace mme {

/// The packages that the transaction installs, each opened through the front end's own callback
/// (rpmtsNotify), so that rpm, dnf and zypper are served alike. No judgement is made here.
Request request_of(rpmts ts);

/// SHA-256 of the immutable region of a header that rpm holds in memory.
/// Errors: integrity-check-disabled if the header has none.
Result<Sha256> immutable_sha256(Header header);

/// What tells one call of tsm_pre from another: the packages and the flags that matter. dnf runs each
/// transaction twice, first as a test.
std::string fingerprint_of(rpmts ts);

/// The root directory that is installed into, without a slash at its end; empty for "/".
std::string root_of(rpmts ts);

}  // namespace mme
