// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/stix.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/mmemanifest/exchange/name_uuid.h"
#include "tools/mmemanifest/exchange/outcome.h"
#include "tools/mmemanifest/report/scan_report.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

// The name space that STIX 2.1 section 2.9 gives to observables, and forbids for everything else.
const std::string observable_space = "00abedb4-aa42-466c-9c01-fed23315a9b7";
const std::string own_space = "2e0fd3ce-43cc-4063-a4b0-e2b59156a81a";

// nlohmann's map sorts the keys and escapes what RFC 8785 escapes, which makes this the canonical form of
// objects that hold ASCII keys and no numbers.
std::string canonical(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Objects in the order they were added, each once.
class Objects {
  public:
    /// Gives the identifier back.
    std::string add(Json object) {
        std::string id = object["id"];
        if (known_.insert(id).second) list_.push_back(std::move(object));
        return id;
    }
    /// Adds an object that is named by its own content, so that none is ever another version of it.
    std::string add_named(Json object) {
        const std::string type = object["type"];
        object["id"] = type + "--" + name_uuid(own_space, canonical(object));
        return add(std::move(object));
    }
    [[nodiscard]] const Json& list() const { return list_; }

  private:
    Json list_ = Json::array();
    std::set<std::string> known_;
};

struct File {
    std::string name;
    std::optional<std::uint64_t> size;
    std::optional<Sha256> sha256;
};

Json observable(const File& file) {
    nlohmann::json named{{"name", file.name}};
    if (file.sha256) named["hashes"] = {{"SHA-256", file.sha256->hex()}};
    Json object{{"type", "file"},
                {"spec_version", "2.1"},
                {"id", "file--" + name_uuid(observable_space, canonical(named))},
                {"name", file.name}};
    if (file.size) object["size"] = *file.size;
    if (file.sha256) object["hashes"] = {{"SHA-256", file.sha256->hex()}};
    return object;
}

File package_file(const Subject& subject) {
    File file{subject.manifest.package.file, {}, {}};
    if (!subject.file) return file;
    file.size = subject.file->size;
    file.sha256 = subject.file->sha256;
    return file;
}

// created and modified have exactly three digits after the point (section 3.2).
std::string with_milliseconds(Timestamp time) {
    std::string text = to_rfc3339(time);
    return text.insert(text.size() - 1, ".000");
}

Json domain_object(const std::string& type, const Manifest& manifest) {
    const std::string created = with_milliseconds(manifest.created);
    return {
        {"type", type},
        {"spec_version", "2.1"},
        {"id", ""},
        {"created", created},
        {"modified", created},
        {"external_references",
         {{{"source_name", "mme-manifest content-id"}, {"external_id", manifest.package.content_id.hex()}}}}};
}

// Section 4.12: product names are in lower case, their words joined by '-'.
std::string product_name(const std::string& title) {
    std::string name;
    for (const char c : title) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (word)
            name += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name.empty() ? title : name;
}

std::string result_word(const Scan& scan) {
    const ScanResult outcome = outcome_of(scan);
    if (outcome == ScanResult::infected) return "malicious";
    return outcome == ScanResult::clean ? "benign" : "unknown";
}

Json analysis(const Manifest& manifest, const Scan& scan, const std::string& sample) {
    Json object = domain_object("malware-analysis", manifest);
    object["product"] = product_name(scan.engine);
    object["version"] = scan.engine_version;
    object["analysis_engine_version"] = scan.engine_version;
    object["analysis_definition_version"] = scan.database_version;
    object["submitted"] = to_rfc3339(scan.started);
    object["analysis_started"] = to_rfc3339(scan.started);
    object["analysis_ended"] = to_rfc3339(scan.finished);
    object["result"] = result_word(scan);
    object["sample_ref"] = sample;
    return object;
}

/// The regular files of the inventory, which alone of what a scan names have a digest in the manifest.
std::map<std::string_view, const FileEntry*> files_by_path(const PackageSection& package) {
    std::map<std::string_view, const FileEntry*> files;
    for (const auto& entry : package.files)
        if (entry.sha256) files.emplace(entry.path, &entry);
    return files;
}

using Found = std::map<std::string, std::vector<std::string>>;  ///< identifiers of files by detection

Found found_files(const Manifest& manifest, const Scan& scan, Objects& objects) {
    const auto inventory = files_by_path(manifest.package);
    Found found;
    for (const auto& one : scan.detections) {
        File file{one.path, {}, {}};
        if (const auto entry = inventory.find(one.path); entry != inventory.end()) {
            file.size = entry->second->size;
            file.sha256 = entry->second->sha256;
        }
        found[one.name].push_back(objects.add(observable(file)));
    }
    return found;
}

std::vector<std::string> add_analyses(const Manifest& manifest, const Scan& scan, const std::string& sample,
                                      Objects& objects) {
    const Json plain = analysis(manifest, scan, sample);
    if (scan.detections.empty()) return {objects.add_named(plain)};
    std::vector<std::string> ids;
    for (const auto& [name, files] : found_files(manifest, scan, objects)) {
        Json object = plain;
        object["result_name"] = name;
        object["analysis_sco_refs"] = std::set<std::string>(files.begin(), files.end());
        ids.push_back(objects.add_named(std::move(object)));
    }
    return ids;
}

void add_subject(const Subject& subject, Objects& objects) {
    const Manifest& manifest = subject.manifest;
    const std::string sample = objects.add(observable(package_file(subject)));
    std::set<std::string> spoken_of{sample};
    for (const auto& scan : manifest.scans)
        for (auto& id : add_analyses(manifest, scan, sample, objects)) spoken_of.insert(std::move(id));
    const auto& identity = manifest.package.identity;
    Json note = domain_object("note", manifest);
    note["abstract"] = "Anti-virus scan of " + identity.name + " " + identity.version;
    note["content"] =
        scan_text(identity.name, manifest.scans) +
        "The digest of the package file is that of the file shown, which may carry signatures and a "
        "manifest that were not there when it was scanned; the content id covers what is installed. "
        "The signature of the manifest was not judged.\n";
    note["object_refs"] = spoken_of;
    objects.add_named(std::move(note));
}

}  // namespace

std::string stix_bundle(std::span<const Subject> subjects) {
    Objects objects;
    for (const auto& subject : subjects) add_subject(subject, objects);
    const Json bundle{{"type", "bundle"},
                      {"id", "bundle--" + name_uuid(own_space, canonical(objects.list()))},
                      {"objects", objects.list()}};
    return bundle.dump(2, ' ', true, Json::error_handler_t::replace) + '\n';
}

}  // namespace mme
