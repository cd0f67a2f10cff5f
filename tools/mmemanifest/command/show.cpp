// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include "manifest/reader.h"
#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/report/scan_report.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

void print_json(const Manifest& manifest) {
    auto parts = nlohmann::ordered_json::array();
    for (const auto& part : manifest.package.parts)
        parts.push_back({{"name", part.name}, {"size", part.size}, {"sha256", part.sha256.hex()}});
    const auto& identity = manifest.package.identity;
    const nlohmann::ordered_json value{{"format", manifest_format},
                                       {"created", to_rfc3339(manifest.created)},
                                       {"release",
                                        {{"provider", manifest.release.provider},
                                         {"product", manifest.release.product},
                                         {"version", manifest.release.version},
                                         {"update-class", word(manifest.release.update_class)}}},
                                       {"package",
                                        {{"type", word(identity.type)},
                                         {"kind", word(manifest.package.kind)},
                                         {"name", identity.name},
                                         {"version", identity.version},
                                         {"architecture", identity.architecture},
                                         {"file", manifest.package.file},
                                         {"content-id", manifest.package.content_id.hex()},
                                         {"parts", std::move(parts)}}},
                                       {"scans", scan_json(manifest.scans)}};
    fmt::print("{}\n", value.dump(2));
}

void print_text(const Manifest& manifest) {
    const auto& identity = manifest.package.identity;
    fmt::print(
        "{} {} {} ({})\n  provider    {}\n  product     {} {}, {}\n  created     {}\n  content id  {}\n",
        identity.name, identity.version, identity.architecture, word(identity.type),
        manifest.release.provider, manifest.release.product, manifest.release.version,
        word(manifest.release.update_class), to_rfc3339(manifest.created), manifest.package.content_id.hex());
    for (const auto& part : manifest.package.parts)
        fmt::print("  part        {} {} {}\n", part.name, part.size, part.sha256.hex());
    fmt::print("{}", scan_text(identity.name, manifest.scans));
    fmt::print("The signature is not judged here: mmeverify check does that.\n");
}

Exit run_show(const std::string& path, bool json) {
    const auto text = load_manifest(path);
    if (!text) return complain(text.error());
    const auto manifest = parse_manifest(*text);
    if (!manifest) return complain(Exit::unchecked, path + ": " + manifest.error().text());
    json ? print_json(*manifest) : print_text(*manifest);
    return Exit::clean;
}

}  // namespace

void add_show(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("show", "Print the manifest of a package or file");
    auto path = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    command->add_option("PKG|FILE", *path, "Package or manifest")->required();
    command->add_flag("--json", *json, "Print JSON");
    command->callback([path, json, &run] { run = [path, json] { return run_show(*path, *json); }; });
}

}  // namespace mme
