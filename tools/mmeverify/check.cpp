// SPDX-License-Identifier: LGPL-2.1-or-later
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "libverify/corridor/corridor.h"
#include "libverify/host/safe_place.h"
#include "libverify/io/descriptor_limit.h"
#include "libverify/report/text.h"
#include "tools/mmeverify/command.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

/// As dpkg and apt would meet it: they open a .deb by its path again, so its place must be safe.
Element element_of(const std::string& path) {
    auto file = PackageFile::open(path);
    const bool is_deb = file && identify(*file) && *identify(*file) == PackageType::deb;
    return {.shown = path,
            .path = path,
            .file = std::move(file),
            .check_location = is_deb,
            .digests_disabled = false,
            .installed_versions = {}};
}

/// The plugins ask as root. What keeps only this user from reading the policy or recording the event says
/// nothing about the packages, so it must not look like their refusal, nor pass unrecorded.
std::string users_obstacle(const HostLayout& host) {
    if (::geteuid() == 0) return {};
    if (::eaccess(host.policy.c_str(), R_OK) != 0 && errno == EACCES)
        return "this user cannot read the policy " + host.policy.string();
    const fs::path place = nearest_existing(host.events());
    const int wanted = place == host.events() ? R_OK | W_OK : W_OK | X_OK;
    if (::eaccess(place.c_str(), wanted) == 0) return {};
    return "this user cannot record a decision: " + place.string() + ": " + std::strerror(errno);
}

bool any_unreadable(const Request& request) {
    bool unreadable = false;
    for (const Element& element : request.elements) {
        if (element.file) continue;
        unreadable = true;
        complain(Exit::unchecked, element.file.error().text(),
                 "nothing was checked; give .rpm or .deb files that this user can read");
    }
    return unreadable;
}

Exit check(const CommonOptions& common, const std::vector<std::string>& paths) {
    const HostLayout host = common.host();
    if (const auto obstacle = users_obstacle(host); !obstacle.empty())
        return complain(Exit::unchecked, obstacle + "; nothing was checked",
                        "run it as root, or keep your own record with --log DIR");
    Request request{.action = "check", .front_end = "mmeverify", .elements = {}, .objections = {}};
    const DescriptorLimit room_for_all(paths.size());
    for (const std::string& path : paths) request.elements.push_back(element_of(path));
    if (any_unreadable(request)) return Exit::unchecked;
    const TransactionDecision decision = judge_all(host, request);
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
