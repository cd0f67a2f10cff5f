// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/listing.h"

#include <utility>

namespace mme {

void Listing::add(const SpooledFile& member) {
    ++members_;
    bytes_ += member.counted;
    lines_.update(
        as_bytes(std::to_string(member.counted) + " " + member.sha256.hex() + " " + member.path + "\n"));
}

Container Listing::finish(std::string path) {
    return {std::move(path), members_, bytes_, lines_.finish()};
}

}  // namespace mme
