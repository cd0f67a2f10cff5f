// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/writer.h"

#include "manifest/inventory.h"
#include "manifest/toml.h"

namespace mme {
namespace {

std::string line(std::string_view key, const std::string& value) {
    return std::string{key} + " = " + value + "\n";
}

std::string text_line(std::string_view key, std::string_view value) {
    return line(key, toml_quoted(value));
}

std::string optional_line(std::string_view key, const std::optional<std::string>& value) {
    return value ? text_line(key, *value) : std::string{};
}

std::string list_line(std::string_view key, const std::vector<std::string>& values) {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + toml_quoted(value);
    return line(key, "[" + list + "]");
}

std::string write_release(const Release& release) {
    return "\n[release]\n" + text_line("provider", release.provider) + text_line("product", release.product) +
           text_line("version", release.version) + text_line("update-class", word(release.update_class)) +
           list_line("advisories", release.advisories) + list_line("intended-for", release.intended_for) +
           optional_line("undertaking", release.undertaking) +
           optional_line("undertaking-by", release.undertaking_by);
}

std::string write_part(const Part& part) {
    return "\n[[package.part]]\n" + text_line("name", part.name) + line("size", std::to_string(part.size)) +
           text_line("sha256", part.sha256.hex());
}

std::string write_package(const PackageSection& package) {
    std::string text = "\n[package]\n" + text_line("type", word(package.identity.type)) +
                       text_line("kind", word(package.kind)) + text_line("name", package.identity.name) +
                       text_line("version", package.identity.version) +
                       text_line("architecture", package.identity.architecture) +
                       text_line("file", package.file) + text_line("content-id", package.content_id.hex());
    if (!package.replaces.empty()) text += list_line("replaces", package.replaces);
    for (const Part& part : package.parts) text += write_part(part);
    return text;
}

std::string write_detections(const std::vector<Detection>& detections) {
    if (detections.empty()) return {};
    std::string list;
    for (const Detection& found : detections)
        list += (list.empty() ? "" : ", ") + ("{ path = " + toml_quoted(found.path)) +
                ", name = " + toml_quoted(found.name) + " }";
    return line("detections", "[" + list + "]");
}

std::string write_skipped(const std::vector<Skipped>& skipped) {
    if (skipped.empty()) return {};
    std::string list;
    for (const Skipped& left : skipped)
        list += (list.empty() ? "" : ", ") + ("{ path = " + toml_quoted(left.path)) +
                ", reason = " + toml_quoted(left.reason) + " }";
    return line("skipped", "[" + list + "]");
}

std::string write_scan(const Scan& scan) {
    return "\n[[scan]]\n" + text_line("engine", scan.engine) +
           text_line("engine-version", scan.engine_version) +
           text_line("database-version", scan.database_version) +
           line("database-date", to_rfc3339(scan.database_date)) + line("started", to_rfc3339(scan.started)) +
           line("finished", to_rfc3339(scan.finished)) + text_line("result", word(scan.result)) +
           line("files-offered", std::to_string(scan.files_offered)) +
           line("files-scanned", std::to_string(scan.files_scanned)) +
           line("bytes-offered", std::to_string(scan.bytes_offered)) +
           line("bytes-scanned", std::to_string(scan.bytes_scanned)) + write_detections(scan.detections) +
           write_skipped(scan.skipped) + optional_line("settings", scan.settings);
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
    std::string text = text_line("format", manifest_format) + line("created", to_rfc3339(manifest.created)) +
                       write_release(manifest.release) + write_package(manifest.package);
    for (const Scan& scan : manifest.scans) text += write_scan(scan);
    return text + write_inventory(manifest.package);
}

}  // namespace mme
