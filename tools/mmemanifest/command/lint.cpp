// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/lint.h"
#include "manifest/printable.h"

#include <fmt/format.h>

#include "manifest/reader.h"
#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

Exit run_lint(const std::string& path) {
    PackageReader reader;
    const auto text = load_manifest(path, reader);
    if (!text) return complain(text.error());
    const auto manifest = parse_manifest(*text);
    if (!manifest)
        return complain(Exit::refused, fmt::format("{}: {}: {}", path, name_of(manifest.error().code()),
                                                   manifest.error().text()));
    const auto remarks = lint(*manifest);
    for (const auto& remark : remarks)
        fmt::print("{}: {}: {}\n", printable(path), name_of(remark.code), printable(remark.message));
    return remarks.empty() ? Exit::clean : Exit::refused;
}

}  // namespace

void add_lint(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("lint", "Say what any host would refuse in a manifest");
    auto path = std::make_shared<std::string>();
    command->add_option("FILE", *path, "Manifest or package")->required();
    command->callback([path, &run] { run = [path] { return run_lint(*path); }; });
}

}  // namespace mme
