// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamd_answer.h"

#include "tools/mmemanifest/engine/clamav_detection.h"

namespace mme {
namespace {

constexpr std::string_view title = "ClamAV ";
constexpr const char* date_format = "%a %b %d %H:%M:%S %Y";  // ctime(3)

Error misunderstood(const std::string& line, const std::string& wanted) {
    return fail(Code::internal_error, "clamd answered " + in_quotes(line) + ", wanted " + wanted);
}

}  // namespace

Result<std::string> parse_clamd_session_line(const std::string& line, unsigned number) {
    const std::string prefix = std::to_string(number) + ": ";
    if (!line.starts_with(prefix))
        return misunderstood(line, "the answer to request " + std::to_string(number));
    return line.substr(prefix.size());
}

Result<EngineFacts> parse_clamd_version(const std::string& line, Zone zone) {
    const auto version_end = line.find('/');
    const auto database_end =
        version_end == std::string::npos ? version_end : line.find('/', version_end + 1);
    if (!line.starts_with(title))
        return misunderstood(
            line,
            "ClamAV VERSION/DATABASE/DATE; a daemon that does not state them cannot be used: set "
            "EnableVersionCommand yes in its clamd.conf");
    if (database_end == std::string::npos)
        return misunderstood(line, "ClamAV VERSION/DATABASE/DATE; it has no daily database: run freshclam");
    EngineFacts facts{"ClamAV",
                      line.substr(title.size(), version_end - title.size()),
                      line.substr(version_end + 1, database_end - version_end - 1),
                      {},
                      {}};
    const bool numbered = !facts.database_version.empty() &&
                          facts.database_version.find_first_not_of("0123456789") == std::string::npos;
    if (!numbered || reportable(facts.version) != facts.version)
        return misunderstood(line, "ClamAV VERSION/DATABASE/DATE");
    MME_TRY(facts.database_date, parse_date(line.substr(database_end + 1), date_format, zone));
    return facts;
}

FileAnswer parse_clamd_answer(const std::string& line) {
    constexpr std::string_view found = " FOUND";
    if (line.ends_with("ERROR")) return {FileState::not_scanned, "clamd answered " + in_quotes(line)};
    const auto colon = line.find(": ");
    const std::string name = colon == std::string::npos ? "" : line.substr(0, colon);
    const std::string verdict = colon == std::string::npos ? "" : line.substr(colon + 2);
    const bool ours = name == "stream" || (name.starts_with("fd[") && name.ends_with("]"));
    if (ours && verdict == "OK") return {FileState::clean, {}};
    if (ours && verdict.ends_with(found))
        return clamav_detection(verdict.substr(0, verdict.size() - found.size()));
    return {FileState::not_scanned, "clamd answered " + in_quotes(line) + ", wanted OK, FOUND or ERROR"};
}

}  // namespace mme
