// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/engine/date_text.h"
#include "tools/mmemanifest/exchange/import_limits.h"
#include "tools/mmemanifest/exchange/review.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

struct ImportOptions {
    std::string file;
    std::string zone;
    bool json = false;
};

// This machine's own zone is not known to be the one of whoever wrote the report.
std::string objection_to_zone(const std::string& text) {
    const auto zone = parse_zone(text);
    return zone && *zone ? std::string{} : "found '" + text + "', wanted utc or an offset like +09:00";
}

Exit review_report(const ImportOptions& options) {
    const auto text = load_text(options.file, max_import_bytes);
    if (!text) return complain(Exit::unchecked, text.error().text());
    const auto scans = read_report(*text, options.zone.empty() ? Zone{} : parse_zone(options.zone).value());
    if (!scans)
        return complain(Exit::refused, options.file + ": " + scans.error().text(),
                        "give CSV or a Markdown table with a header, and --zone if its times state none");
    fmt::print("{}", options.json ? review_json(*scans) : review_text(*scans));
    return all_clean(*scans) ? Exit::clean : Exit::refused;
}

}  // namespace

void add_import_report(CLI::App& program, Run& run) {
    auto* command =
        program.add_subcommand("import-report", "Read somebody's table of scan results, for review only");
    auto options = std::make_shared<ImportOptions>();
    command->add_option("FILE", options->file, "CSV, or text with a Markdown table")->required();
    command->add_option("--zone", options->zone, "Zone of times that state none: utc or +HH:MM")
        ->check(CLI::Validator(objection_to_zone, "ZONE"));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &run] { run = [options] { return review_report(*options); }; });
}

}  // namespace mme
