// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <span>
#include <string>

#include "manifest/model.h"

namespace mme {

/// The text whose SHA-256 is the content id (SPEC.md section 5): one line "NAME SIZE SHA256\n" for
/// each part, in order. Hashing is libverify's work: this library touches neither files nor OpenSSL.
std::string content_id_text(std::span<const Part> parts);

}  // namespace mme
