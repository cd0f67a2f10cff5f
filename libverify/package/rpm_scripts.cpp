// SPDX-License-Identifier: LGPL-2.1-or-later
#include <array>

#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

struct ScriptTag {
    std::uint32_t tag;
    const char* name;
    std::uint32_t least;  ///< strings that make it worth a look
};

/// Tags that hold text rpm executes: one script, or one for each trigger. An interpreter with arguments may
/// be given a whole program in them ("/bin/sh", "-c", ...).
constexpr std::array<ScriptTag, 21> script_tags{{
    {1023, "prein", 1},
    {1024, "postin", 1},
    {1025, "preun", 1},
    {1026, "postun", 1},
    {1151, "pretrans", 1},
    {1152, "posttrans", 1},
    {5104, "preuntrans", 1},
    {5105, "postuntrans", 1},
    {1079, "verifyscript", 1},
    {1065, "trigger", 1},
    {5066, "filetrigger", 1},
    {5076, "transfiletrigger", 1},
    {1085, "prein-interpreter", 2},
    {1086, "postin-interpreter", 2},
    {1087, "preun-interpreter", 2},
    {1088, "postun-interpreter", 2},
    {1153, "pretrans-interpreter", 2},
    {1154, "posttrans-interpreter", 2},
    {5106, "preuntrans-interpreter", 2},
    {5107, "postuntrans-interpreter", 2},
    {1091, "verifyscript-interpreter", 2},
}};

/// Nothing if the tag is absent or has too few strings.
const RpmEntry* find_scripts(const RpmHeader& header, const ScriptTag& tag) {
    const RpmEntry* entry = header.find(tag.tag);
    return entry != nullptr && entry->count >= tag.least ? entry : nullptr;
}

}  // namespace

std::vector<RpmScript> rpm_scripts(const RpmHeader& header) {
    std::vector<RpmScript> scripts;
    for (const ScriptTag& tag : script_tags) {
        const RpmEntry* entry = find_scripts(header, tag);
        if (entry == nullptr) continue;
        const RpmTexts bodies{*entry};
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            std::string name = bodies.size() == 1 ? tag.name : tag.name + (" " + std::to_string(i + 1));
            scripts.push_back({std::move(name), bodies[i]});
        }
    }
    return scripts;
}

Tally rpm_script_tally(const RpmHeader& header) {
    Tally tally;
    for (const ScriptTag& tag : script_tags)
        if (const RpmEntry* entry = find_scripts(header, tag); entry != nullptr)
            tally.add(entry->count, entry->data.size() - entry->count);
    return tally;
}

}  // namespace mme
