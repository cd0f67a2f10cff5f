// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/virustotal.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "tools/mmemanifest/exchange/outcome.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

const char* category(const Scan& scan) {
    const ScanResult outcome = outcome_of(scan);
    if (outcome == ScanResult::infected) return "malicious";
    return outcome == ScanResult::clean ? "undetected" : "failure";
}

// "YYYYMMDD".
std::string day_digits(Timestamp time) {
    std::string text = to_rfc3339(time).substr(0, 10);
    std::erase(text, '-');
    return text;
}

nlohmann::json engine_result(const Scan& scan) {
    nlohmann::json result{{"category", category(scan)},
                          {"engine_name", scan.engine},
                          {"engine_version", scan.engine_version},
                          {"engine_update", day_digits(scan.database_date)},
                          {"method", "blacklist"},
                          {"result", nullptr}};
    if (!scan.detections.empty()) result["result"] = scan.detections.front().name;
    return result;
}

/// A key for each scan, so that none hides another.
class Keys {
  public:
    std::string key_for(const std::string& engine) {
        std::string key = engine;
        while (!taken_.emplace(key, 1).second) key = engine + " #" + std::to_string(++taken_[engine]);
        return key;
    }

  private:
    std::map<std::string, unsigned> taken_;
};

nlohmann::json results_of(const std::vector<Scan>& scans) {
    Keys keys;
    auto results = nlohmann::json::object();
    for (const auto& scan : scans) results[keys.key_for(scan.engine)] = engine_result(scan);
    return results;
}

Json stats_of(const std::vector<Scan>& scans) {
    Json stats;
    for (const char* name : {"malicious", "suspicious", "undetected", "harmless", "timeout",
                             "confirmed-timeout", "failure", "type-unsupported"})
        stats[name] = std::count_if(scans.begin(), scans.end(), [name](const Scan& scan) {
            return std::string_view{category(scan)} == name;
        });
    return stats;
}

Timestamp last_finished(const std::vector<Scan>& scans) {
    Timestamp last{};
    for (const auto& scan : scans) last = std::max(last, scan.finished);
    return last;
}

Json file_object(const Subject& subject) {
    const auto& package = subject.manifest.package;
    const auto& scans = subject.manifest.scans;
    Json object{{"type", "file"}};
    if (subject.file) object["id"] = subject.file->sha256.hex();
    Json attributes{{"meaningful_name", package.file}, {"names", {package.file}}};
    if (subject.file) {
        attributes["size"] = subject.file->size;
        attributes["sha256"] = subject.file->sha256.hex();
    }
    attributes["mme_content_id"] = package.content_id.hex();
    attributes["last_analysis_date"] = last_finished(scans).time_since_epoch().count();
    attributes["last_analysis_stats"] = stats_of(scans);
    attributes["last_analysis_results"] = results_of(scans);
    object["attributes"] = std::move(attributes);
    return object;
}

}  // namespace

std::string virustotal_json(std::span<const Subject> subjects) {
    Json list = Json::array();
    for (const auto& subject : subjects) list.push_back(file_object(subject));
    const Json made{{"meta",
                     {{"made-by", "mmemanifest"},
                      {"note",
                       "Like a file object of VirusTotal, and not from there: made from the scan report of a "
                       "manifest, whose signature was not judged"}}},
                    {"data", list.size() == 1 ? list.front() : list}};
    return made.dump(2, ' ', true, Json::error_handler_t::replace) + '\n';
}

}  // namespace mme
