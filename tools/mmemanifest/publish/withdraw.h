// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "manifest/revocations.h"
#include "tools/mmemanifest/report/run_report.h"

namespace mme {

/// Where a withdrawal list lies and who signs it.
struct ListPlace {
    std::string file;  ///< NAME.toml; its signature is NAME.sig
    std::string name;  ///< of the list, if it is a new one
    std::string key;   ///< fingerprint or user id in the caller's GnuPG home
};

/// The packages of a report in which something was found, as a withdrawal list names them.
std::vector<WithdrawnPackage> detected_in(const RunReport& report);

/// Adds packages to the list that is there, or begins one, with the next serial; what it holds already
/// stays as it is, and with nothing new neither file changes. Gives the list as it is now.
/// A list whose signature is not by the same key is never carried on: it could hold anything.
/// Errors: policy-malformed for a list that cannot be read, signature-missing or signature-invalid for
/// one that is not signed by the key; internal-error.
Result<Revocations> withdraw(const std::vector<WithdrawnPackage>& packages, const ListPlace& place);

}  // namespace mme
