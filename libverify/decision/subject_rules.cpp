// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "libverify/decision/rules.h"

namespace mme {
namespace {

using Findings = std::vector<Finding>;

std::string shown(const Part& part) {
    return part.name + ", " + std::to_string(part.size) + " bytes, SHA-256 " + part.sha256.hex();
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool share_one(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::any_of(left.begin(), left.end(), [&](const std::string& word) {
        return std::find(right.begin(), right.end(), word) != right.end();
    });
}

}  // namespace

void check_parts(const Evidence& evidence, Findings& findings) {
    const std::size_t before = findings.size();
    const auto& wanted = evidence.manifest.package.parts;
    const auto& found = evidence.package.parts;
    for (std::size_t i = 0; i < std::max(wanted.size(), found.size()); ++i) {
        if (i < wanted.size() && i < found.size() && wanted[i] == found[i]) continue;
        const std::string& name = i < found.size() ? found[i].name : wanted[i].name;
        findings.push_back({Code::part_mismatch, "the part '" + name + "' is not the one that was signed",
                            i < found.size() ? shown(found[i]) : "no such part",
                            i < wanted.size() ? shown(wanted[i]) : "no such part"});
    }
    const bool parts_differ = findings.size() > before;  // then the content id only says it again
    if (!parts_differ && evidence.manifest.package.content_id != evidence.package.content_id)
        findings.push_back({Code::part_mismatch, "the content id differs", evidence.package.content_id.hex(),
                            evidence.manifest.package.content_id.hex()});
}

void check_subject(const Evidence& evidence, Findings& findings) {
    const Identity& found = evidence.package.identity;
    const Identity& wanted = evidence.manifest.package.identity;
    const auto compare = [&](const char* what, std::string_view in_package, std::string_view in_manifest) {
        if (in_package == in_manifest) return;
        findings.push_back({Code::subject_mismatch, std::string{"the manifest is for another "} + what,
                            std::string{in_package}, std::string{in_manifest}});
    };
    compare("package type", word(found.type), word(wanted.type));
    compare("name", found.name, wanted.name);
    compare("version", found.version, wanted.version);
    compare("architecture", found.architecture, wanted.architecture);
}

void check_release(const Evidence& evidence, Findings& findings) {
    const auto& intended = evidence.manifest.release.intended_for;
    if (!intended.empty() && !share_one(intended, evidence.policy.host_ids))
        findings.push_back({Code::not_intended_for_host, "the release was made for other networks",
                            "this host: " + joined(evidence.policy.host_ids), joined(intended)});
    const auto& section = evidence.manifest.package;
    if (section.kind == PackageKind::patch && !share_one(section.replaces, evidence.installed_versions))
        findings.push_back(
            {Code::patch_not_applicable, "the patch may not be applied to what is installed",
             evidence.installed_versions.empty() ? "not installed" : joined(evidence.installed_versions),
             joined(section.replaces)});
}

}  // namespace mme
