// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mme {

/// A signature of which gpg said that it is right over the bytes.
struct RightSignature {
    std::string fingerprint;  ///< of the key that signed, upper-case hexadecimal
    long made = 0;            ///< seconds since 1970
    int hash_algorithm = 0;   ///< its OpenPGP number
};

/// Reads what `gpg --status-fd N --multifile --verify` wrote (GnuPG's doc/DETAILS) and gives the signatures
/// of each file, by the file's name. Holds only files whose status is nothing but signatures that are right
/// (the key may have expired since): of any other, and of a file whose end was not reached, it says nothing.
/// Output that is not all status lines gives nothing at all.
std::map<std::string, std::vector<RightSignature>> parse_verify_status(std::string_view output);

}  // namespace mme
