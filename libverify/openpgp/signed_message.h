// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/io/bytes.h"
#include "manifest/result.h"

namespace mme {

/// A text and its detached signatures as the one OpenPGP message that they are in RFC 9580 section 10.3: the
/// signature packets, then the text as a literal data packet. One gpg process checks any number of signed
/// messages, but only one detached signature. `packets` are whole signature packets in binary. Errors:
/// internal-error if the text exceeds a packet's 4 GiB.
Result<Bytes> signed_message(ByteView text, ByteView packets);

}  // namespace mme
