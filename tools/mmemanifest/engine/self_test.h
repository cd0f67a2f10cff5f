// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "tools/mmemanifest/engine/choice.h"

namespace mme {

/// One thing that was tried with an engine.
struct SelfTestStep {
    enum class Outcome { passed, failed, not_tried };
    std::string claim;
    Outcome outcome = Outcome::not_tried;
    std::string observed;
};

/// Proves an engine on this machine: it states what a report needs, finds the EICAR test file among
/// clean ones and names it, finds nothing in clean and empty files, and is not clean when its time is
/// over or its database missing, as far as that can be tried from outside.
std::vector<SelfTestStep> test_engine(const EngineChoice& choice);

/// Whether nothing failed.
bool all_passed(const std::vector<SelfTestStep>& steps);

}  // namespace mme
