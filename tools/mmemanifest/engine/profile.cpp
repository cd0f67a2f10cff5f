// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/profile.h"

#include <algorithm>

#include "libverify/digest/hasher.h"
#include "libverify/io/package_file.h"
#include "manifest/toml.h"

namespace mme {
namespace {

constexpr std::size_t max_profile_bytes = std::size_t{1} << 20U;
constexpr std::int64_t max_timeout_seconds = 86400;
constexpr std::int64_t max_output_mebibytes = 1024;
constexpr int max_exit_code = 255;

using Names = std::vector<std::string>;

Result<Pattern> compile_at(const TomlTable& table, std::string_view key, const std::string& text,
                           const Names& required, const Names& optional) {
    auto pattern = Pattern::compile(text, required, optional);
    if (!pattern) return table.error_at(key, "pattern " + toml_quoted(text) + ": " + pattern.error().text());
    return pattern;
}

Result<std::vector<Pattern>> read_patterns(TomlTable& table, std::string_view key, const Names& required,
                                           const Names& optional) {
    MME_TRY(const auto texts, table.optional_strings(key));
    std::vector<Pattern> patterns;
    for (const auto& text : texts.value_or(Names{})) {
        MME_TRY(auto pattern, compile_at(table, key, text, required, optional));
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

bool is_about_folder(const std::string& word) {
    return word.find("{folder}") != std::string::npos;
}

Status check_command(const TomlTable& table, std::string_view key, const Names& command) {
    if (command.empty() || !command.front().starts_with('/'))
        return table.error_at(key, "wanted the absolute path of a program and its arguments");
    return Done{};
}

Result<Names> read_scan_command(TomlTable& table, std::string_view key) {
    MME_TRY(auto command, table.strings(key));
    MME_CHECK(check_command(table, key, command));
    if (std::none_of(command.begin(), command.end(), is_about_folder))
        return table.error_at(key, "no argument has {folder}, wanted one that names what to scan");
    return command;
}

Result<FactSource> read_fact(TomlTable& table) {
    MME_TRY(auto command, table.strings("command"));
    MME_CHECK(check_command(table, "command", command));
    MME_TRY(const auto text, table.string("pattern"));
    MME_TRY(auto pattern, compile_at(table, "pattern", text, {"value"}, {}));
    return FactSource{std::move(command), std::move(pattern)};
}

Result<FactSource> read_version(TomlTable& root, std::string_view key) {
    MME_TRY(auto table, root.table(key));
    MME_TRY(auto fact, read_fact(table));
    MME_CHECK(table.finish());
    return fact;
}

Status read_date(TomlTable& root, Profile& profile) {
    MME_TRY(auto table, root.table("database-date"));
    MME_TRY(profile.database_date, read_fact(table));
    MME_TRY(profile.date_format, table.string("format"));
    MME_TRY(const auto zone, table.optional_string("zone"));
    const bool stated = profile.date_format.find("%z") != std::string::npos ||
                        profile.date_format.find("%s") != std::string::npos;
    if (stated == zone.has_value())
        return table.error_at("zone", "wanted exactly where the format has neither %z nor %s");
    if (zone) {
        auto parsed = parse_zone(*zone);
        if (!parsed) return table.error_at("zone", parsed.error().text());
        profile.zone = *parsed;
    }
    return table.finish();
}

Result<ExitMeaning> read_meaning(TomlTable& table) {
    MME_TRY(const auto word, table.string("means"));
    MME_TRY(auto text, table.string("text"));
    using enum ExitMeaning::Verdict;
    for (const auto& [name, verdict] : {std::pair{"clean", clean}, {"infected", infected}, {"error", error}})
        if (word == name) return ExitMeaning{verdict, std::move(text)};
    return table.error_at("means",
                          "found " + toml_quoted(word) + ", wanted \"clean\", \"infected\" or \"error\"");
}

bool has_verdict(const std::map<int, ExitMeaning>& exits, ExitMeaning::Verdict verdict) {
    return std::any_of(exits.begin(), exits.end(),
                       [&](const auto& one) { return one.second.verdict == verdict; });
}

Status read_exits(TomlTable& root, Profile& profile) {
    MME_TRY(auto tables, root.tables("exit"));
    for (auto& table : tables) {
        MME_TRY(const auto code, table.integer("code", 0, max_exit_code));
        MME_TRY(auto meaning, read_meaning(table));
        MME_CHECK(table.finish());
        if (!profile.exits.emplace(static_cast<int>(code), std::move(meaning)).second)
            return table.error_at("code", "exit code " + std::to_string(code) + " stands here twice");
    }
    if (!has_verdict(profile.exits, ExitMeaning::Verdict::clean))
        return root.error_at("exit", "wanted at least one [[exit]] that means \"clean\"");
    return Done{};
}

Status read_scan(TomlTable& root, Profile& profile) {
    MME_TRY(auto table, root.table("scan"));
    MME_TRY(profile.command, read_scan_command(table, "command"));
    MME_TRY(const auto seconds, table.integer("timeout-seconds", 1, max_timeout_seconds));
    MME_TRY(const auto mebibytes, table.integer("max-output-mebibytes", 1, max_output_mebibytes));
    profile.timeout = std::chrono::seconds(seconds);
    profile.max_output_bytes = static_cast<std::size_t>(mebibytes) << 20U;
    MME_TRY(auto environment, table.optional_strings("environment"));
    profile.environment = std::move(environment).value_or(Names{});
    for (const auto& variable : profile.environment)
        if (variable.find('=') == std::string::npos || variable.front() == '=')
            return table.error_at("environment",
                                  "found " + toml_quoted(variable) + ", wanted \"NAME=value\"");
    return table.finish();
}

Status read_output(TomlTable& root, Profile& profile) {
    MME_TRY(auto table, root.table("output"));
    OutputRules& rules = profile.output;
    MME_TRY(rules.strict, table.boolean("strict"));
    MME_TRY(rules.detections, read_patterns(table, "detection", {"name"}, {"path"}));
    MME_TRY(rules.skipped, read_patterns(table, "skipped", {}, {"path", "reason"}));
    MME_TRY(rules.clean, read_patterns(table, "clean", {"path"}, {}));
    MME_TRY(rules.ignored, read_patterns(table, "ignored", {}, {}));
    MME_TRY(const auto count, table.optional_string("files"));
    if (count) {
        MME_TRY(rules.file_count, compile_at(table, "files", *count, {"count"}, {}));
    }
    if (rules.detections.empty())
        return table.error_at("detection", "wanted at least one pattern with the group name");
    return table.finish();
}

Status read_test(TomlTable& root, Profile& profile) {
    MME_TRY(auto table, root.optional_table("test"));
    if (!table) return Done{};
    MME_TRY(profile.command_without_database, read_scan_command(*table, "without-database"));
    return table->finish();
}

Status read_origin(TomlTable& root, Profile& profile) {
    MME_TRY(const auto format, root.string("format"));
    if (format != profile_format)
        return root.error_at("format",
                             "found " + toml_quoted(format) + ", wanted " + toml_quoted(profile_format));
    MME_TRY(profile.title, root.string("title"));
    MME_TRY(profile.sources, root.strings("source"));
    MME_TRY(profile.tried, root.string("tried"));
    return Done{};
}

}  // namespace

Result<Profile> parse_profile(const std::string& text) {
    MME_TRY(auto root, TomlTable::parse(text, max_profile_bytes, Code::internal_error));
    Profile profile;
    profile.sha256 = sha256_of(as_bytes(text));
    MME_CHECK(read_origin(root, profile));
    MME_CHECK(read_scan(root, profile));
    MME_CHECK(read_exits(root, profile));
    MME_CHECK(read_output(root, profile));
    MME_TRY(profile.engine_version, read_version(root, "engine-version"));
    MME_TRY(profile.database_version, read_version(root, "database-version"));
    MME_CHECK(read_date(root, profile));
    MME_CHECK(read_test(root, profile));
    MME_CHECK(root.finish());
    return profile;
}

Result<Profile> load_profile(const std::string& path) {
    const auto profile_of_file = [&]() -> Result<Profile> {
        MME_TRY(const auto file, PackageFile::open(path));
        if (file.size() > max_profile_bytes)
            return fail(Code::internal_error, path + " is larger than 1 MiB");
        MME_TRY(const auto text, file.read_range(0, file.size()));
        return parse_profile(std::string(as_text(text)));
    };
    auto profile = profile_of_file();
    // Reading it as a file may fail with a code that speaks of packages.
    if (!profile) return fail(Code::internal_error, profile.error().text() + " (profile " + path + ")");
    return profile;
}

}  // namespace mme
