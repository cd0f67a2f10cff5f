// SPDX-License-Identifier: LGPL-2.1-or-later
#include <array>
#include <utility>

#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

/// Tags that hold text rpm executes: one script, or one for each trigger.
constexpr std::array<std::pair<std::uint32_t, const char*>, 12> script_tags{{
    {1023, "prein"},
    {1024, "postin"},
    {1025, "preun"},
    {1026, "postun"},
    {1151, "pretrans"},
    {1152, "posttrans"},
    {5104, "preuntrans"},
    {5105, "postuntrans"},
    {1079, "verifyscript"},
    {1065, "trigger"},
    {5066, "filetrigger"},
    {5076, "transfiletrigger"},
}};

}  // namespace

std::vector<RpmScript> rpm_scripts(const RpmHeader& header) {
    std::vector<RpmScript> scripts;
    for (const auto& [tag, name] : script_tags) {
        const RpmTexts bodies = header.strings(tag);
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            std::string shown = bodies.size() == 1 ? name : name + (" " + std::to_string(i + 1));
            scripts.push_back({std::move(shown), std::string{bodies[i]}});
        }
    }
    return scripts;
}

}  // namespace mme
