// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <map>
#include <span>

#include "manifest/printable.h"
#include "manifest/reader.h"
#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/exchange/csv.h"
#include "tools/mmemanifest/exchange/html.h"
#include "tools/mmemanifest/exchange/markdown.h"
#include "tools/mmemanifest/exchange/stix.h"
#include "tools/mmemanifest/exchange/virustotal.h"
#include "tools/mmemanifest/report/scan_report.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

nlohmann::ordered_json json_of(const Manifest& manifest) {
    auto parts = nlohmann::ordered_json::array();
    for (const auto& part : manifest.package.parts)
        parts.push_back({{"name", part.name}, {"size", part.size}, {"sha256", part.sha256.hex()}});
    const auto& identity = manifest.package.identity;
    return {{"format", manifest_format},
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
}

/// One line, whatever its parts hold.
template <class... Parts>
void print_line(fmt::format_string<const Parts&...> format, const Parts&... parts) {
    fmt::print("{}\n", printable(fmt::format(format, parts...)));
}

void print_inventory(const PackageSection& package) {
    std::map<FileType, std::size_t> count;
    for (const FileEntry& entry : package.files) ++count[entry.type];
    for (const auto& [type, entries] : count) print_line("  inventory   {} of type {}", entries, word(type));
    if (!package.containers.empty())
        print_line("  inventory   {} that hold files", package.containers.size());
}

void print_text(const Manifest& manifest) {
    const auto& identity = manifest.package.identity;
    const auto& release = manifest.release;
    print_line("{} {} {} ({})", identity.name, identity.version, identity.architecture, word(identity.type));
    print_line("  provider    {}", release.provider);
    print_line("  product     {} {}, {}", release.product, release.version, word(release.update_class));
    print_line("  created     {}", to_rfc3339(manifest.created));
    print_line("  content id  {}", manifest.package.content_id.hex());
    for (const auto& part : manifest.package.parts)
        print_line("  part        {} {} {}", part.name, part.size, part.sha256.hex());
    print_inventory(manifest.package);
    fmt::print("{}", scan_text(identity.name, manifest.scans));
    fmt::print("The signature is not judged here: mmeverify check does that.\n");
}

void print_json(const std::vector<Manifest>& manifests) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& manifest : manifests) list.push_back(json_of(manifest));
    fmt::print("{}\n", (list.size() == 1 ? list.front() : list).dump(2, ' ', true));
}

using Export = std::string (*)(std::span<const Subject>);

const std::map<std::string, Export>& exports() {
    static const std::map<std::string, Export> by_name{
        {"stix", stix_bundle},
        {"virustotal", virustotal_json},
        {"csv", [](std::span<const Subject> subjects) { return csv_text(scan_table(subjects)); }},
        {"markdown", [](std::span<const Subject> subjects) { return markdown_text(scan_table(subjects)); }},
        {"html", [](std::span<const Subject> subjects) { return html_text(scan_table(subjects)); }}};
    return by_name;
}

struct ShowOptions {
    std::vector<std::string> paths;
    std::string as;
    bool json = false;
};

Exit show_as(const ShowOptions& options) {
    PackageReader reader;
    std::vector<Subject> subjects;
    for (const auto& path : options.paths) {
        auto subject = load_subject(path, reader);
        if (!subject) return complain(subject.error());
        subjects.push_back(std::move(subject).value());
    }
    fmt::print("{}", exports().at(options.as)(subjects));
    return Exit::clean;
}

Exit show_plain(const ShowOptions& options) {
    PackageReader reader;
    std::vector<Manifest> manifests;
    for (const auto& path : options.paths) {
        const auto text = load_manifest(path, reader);
        if (!text) return complain(text.error());
        auto manifest = parse_manifest(*text);
        if (!manifest) return complain(Exit::unchecked, path + ": " + manifest.error().text());
        manifests.push_back(std::move(manifest).value());
    }
    if (options.json)
        print_json(manifests);
    else
        for (const auto& manifest : manifests) print_text(manifest);
    return Exit::clean;
}

}  // namespace

void add_show(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("show", "Print the manifests of packages or files");
    auto options = std::make_shared<ShowOptions>();
    command->add_option("PKG|FILE", options->paths, "Packages or manifests")->required();
    auto* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_option("--as", options->as, "Print the scan reports in a form that others read")
        ->check(CLI::IsMember(&exports()))
        ->excludes(json);
    command->callback([options, &run] {
        run = [options] { return options->as.empty() ? show_plain(*options) : show_as(*options); };
    });
}

}  // namespace mme
