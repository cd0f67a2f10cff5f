// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <utility>

#include "libverify/io/bytes.h"
#include "manifest/result.h"

namespace mme {

/// A file of keys.d.
struct KeyFile {
    KeyFile(Bytes bytes, std::string file_name = "a key file")
        : content(std::move(bytes)), name(std::move(file_name)) {}

    Bytes content;
    std::string name;  ///< its path, for messages
};

/// Whether the file looks like OpenPGP public keys (RFC 9580 section 10.1), armoured or binary; what gpg
/// makes of it comes later. Errors: policy-malformed, naming the file and telling an empty one, secret keys,
/// a GnuPG keybox and anything else apart.
Status check_key_file(const KeyFile& file);

}  // namespace mme
