// SPDX-License-Identifier: LGPL-2.1-or-later
#include <iostream>

#include "libverify/corridor/corridor.h"
#include "libverify/report/text.h"
#include "tools/mmeverify/command.h"

namespace mme {
namespace {

/// As dpkg and apt would meet it: they open a .deb by its path again, so its place must be safe.
Element element_of(const std::string& path) {
    auto file = PackageFile::open(path);
    const bool is_deb = file && identify(*file) && *identify(*file) == PackageType::deb;
    return {.shown = path,
            .path = path,
            .file = std::move(file),
            .payload_digest = PayloadDigest::compute,
            .check_location = is_deb,
            .digests_disabled = false,
            .installed_versions = {}};
}

Exit check(const CommonOptions& common, const std::vector<std::string>& paths) {
    Request request{.action = "check", .front_end = "mmeverify", .elements = {}, .objections = {}};
    bool unreadable = false;
    for (const std::string& path : paths) {
        request.elements.push_back(element_of(path));
        if (request.elements.back().file) continue;
        unreadable = true;
        std::cerr << "mmeverify: " << request.elements.back().file.error().text() << '\n';
    }
    if (unreadable) return Exit::unchecked;
    const TransactionDecision decision = judge_all(common.host(), request);
    if (common.json)
        std::cout << decision_json(decision);
    else
        for (const Decision& one : decision.packages) std::cout << decision_text(one);
    return decision.any_rejected() ? Exit::refused : Exit::accepted;
}

}  // namespace

void add_check(CLI::App& program, const CommonOptions& common, Run& run) {
    auto paths = std::make_shared<std::vector<std::string>>();
    CLI::App* command =
        program.add_subcommand("check", "The decision for package files, as the plugins would take it");
    command->add_option("PKG", *paths, "Package files")->required();
    command->callback([&common, &run, paths] { run = [&common, paths] { return check(common, *paths); }; });
}

}  // namespace mme
