// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/content_id.h"

namespace mme {

std::string content_id_text(std::span<const Part> parts) {
    std::string text;
    for (const Part& part : parts)
        text += part.name + ' ' + std::to_string(part.size) + ' ' + part.sha256.hex() + '\n';
    return text;
}

}  // namespace mme
