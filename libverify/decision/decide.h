// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "libverify/authenticate/authenticate.h"
#include "libverify/decision/decision.h"

namespace mme {

/// Closes the case of one package. This is the only maker of an accept: it takes an authentic manifest
/// as proof, and no finding may be left.
void decide(Decision& decision, const AuthenticManifest& proof);

}  // namespace mme
