// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/gap_list.h"

#include <utility>

#include "libverify/archive/path_text.h"

namespace mme {
namespace {

constexpr std::size_t most_gaps = 1000;
constexpr std::size_t most_reason_bytes = 1024;

}  // namespace

void GapList::add(const std::string& path, std::string_view reason) {
    if (gaps_.size() == most_gaps) {
        ++unnamed_;
        return;
    }
    gaps_.push_back({path, shortened(path_text(reason), most_reason_bytes)});
}

std::vector<Skipped> GapList::take() {
    if (unnamed_ > 0) gaps_.push_back({"(more)", std::to_string(unnamed_) + " more files were not unpacked"});
    return std::move(gaps_);
}

}  // namespace mme
