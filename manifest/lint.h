// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "manifest/code.h"
#include "manifest/model.h"

namespace mme {

/// A remark about a manifest that can be read but will not serve: a publisher should mend it.
struct LintRemark {
    Code code;            ///< the code a host would refuse with
    std::string message;  ///< names the key and the value
};

/// What a host would refuse in this manifest whatever its policy: results other than clean, counts
/// that contradict the result, times in an impossible order, one engine reported twice.
std::vector<LintRemark> lint(const Manifest& manifest);

}  // namespace mme
