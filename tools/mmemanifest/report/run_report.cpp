// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/report/run_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/embed/embed.h"
#include "libverify/report/text.h"
#include "tools/mmemanifest/report/scan_report.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

std::string_view outcome(const RunReport& report) {
    if (report.any(PackageState::refused)) return word(PackageState::refused);
    return word(report.all_clean() ? PackageState::clean : PackageState::unchecked);
}

Json remark_json(const Remark& remark) {
    Json json{{"code", name_of(remark.code)}, {"detail", remark.detail}};
    if (!remark.engine.empty()) json["engine"] = remark.engine;
    if (!remark.path.empty()) json["path"] = remark.path;
    if (!remark.detection.empty()) json["detection"] = remark.detection;
    return json;
}

Json package_json(const PackageReport& package) {
    Json json{{"package", package.package}, {"result", word(package.state)}};
    if (package.identity) {
        json["type"] = word(package.identity->type);
        json["name"] = package.identity->name;
        json["version"] = package.identity->version;
        json["architecture"] = package.identity->architecture;
    }
    if (package.content_id) json["content-id"] = package.content_id->hex();
    json["findings"] = Json::array();
    for (const auto& remark : package.remarks) json["findings"].push_back(remark_json(remark));
    json["scans"] = scan_json(package.scans);
    return json;
}

std::string now_text() {
    return to_rfc3339(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

std::string package_text(const PackageReport& package) {
    std::string text = fmt::format("{}: {}\n", printable(package.package), word(package.state));
    if (package.identity)
        text += printable(fmt::format("  {} {} {} ({})", package.identity->name, package.identity->version,
                                      package.identity->architecture, word(package.identity->type))) +
                '\n';
    if (package.content_id) text += fmt::format("  content id {}\n", package.content_id->hex());
    for (const auto& remark : package.remarks)
        text += fmt::format("  {}: {}\n", name_of(remark.code), printable(remark.detail));
    for (const auto& scan : package.scans) text += "  " + printable(scan_line(scan)) + '\n';
    return text;
}

}  // namespace

std::string_view word(PackageState state) noexcept {
    switch (state) {
        case PackageState::clean:
            return "clean";
        case PackageState::refused:
            return "refused";
        case PackageState::unchecked:
            return "unchecked";
        case PackageState::not_reached:
            break;
    }
    return "not-reached";
}

bool RunReport::any(PackageState state) const noexcept {
    return std::any_of(packages.begin(), packages.end(),
                       [&](const PackageReport& one) { return one.state == state; });
}

bool RunReport::all_clean() const noexcept {
    return !packages.empty() && std::all_of(packages.begin(), packages.end(), [](const PackageReport& one) {
        return one.state == PackageState::clean;
    });
}

std::string remarks_text(const PackageReport& package) {
    std::string text;
    for (const auto& remark : package.remarks)
        text += fmt::format("{}: refused ({}): {}\n", printable(package.package), name_of(remark.code),
                            printable(remark.detail));
    return text;
}

std::string report_text(const RunReport& report) {
    const auto clean =
        std::count_if(report.packages.begin(), report.packages.end(),
                      [](const PackageReport& one) { return one.state == PackageState::clean; });
    std::string text = fmt::format("mmemanifest {}: {}, {} of {} packages clean, {}\n", report.command,
                                   outcome(report), clean, report.packages.size(), now_text());
    for (const auto& package : report.packages) text += package_text(package);
    return text;
}

std::string report_json(const RunReport& report) {
    Json json{{"format", "mme-report/1"},
              {"command", report.command},
              {"created", now_text()},
              {"result", outcome(report)},
              {"packages", Json::array()}};
    for (const auto& package : report.packages) json["packages"].push_back(package_json(package));
    return json.dump(2, ' ', true, Json::error_handler_t::replace) + '\n';
}

Status save_report(const RunReport& report, const std::filesystem::path& file) {
    const std::string text = file.extension() == ".json" ? report_json(report) : report_text(report);
    return write_file_atomically(file, as_bytes(text));
}

}  // namespace mme
