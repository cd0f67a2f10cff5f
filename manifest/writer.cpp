// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/writer.h"

#include <array>
#include <cstdio>

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

std::string octal_mode(unsigned mode) {
    std::array<char, 16> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04o", mode);
    return {text.data(), static_cast<std::size_t>(length)};
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

std::string write_file(const FileEntry& file) {
    std::string text = "\n[[package.entry]]\n" + text_line("path", file.path) +
                       text_line("type", word(file.type)) + text_line("mode", octal_mode(file.mode)) +
                       text_line("owner", file.owner) + text_line("group", file.group);
    if (file.type == FileType::file) text += line("size", std::to_string(file.size));
    if (file.sha256) text += text_line("sha256", file.sha256->hex());
    return text + optional_line("target", file.target);
}

std::string write_container(const Container& container) {
    return "\n[[package.container]]\n" + text_line("path", container.path) +
           line("members", std::to_string(container.members)) +
           line("bytes", std::to_string(container.bytes)) + text_line("sha256", container.sha256.hex());
}

std::string write_package(const PackageSection& package) {
    std::string text = "\n[package]\n" + text_line("type", word(package.identity.type)) +
                       text_line("kind", word(package.kind)) + text_line("name", package.identity.name) +
                       text_line("version", package.identity.version) +
                       text_line("architecture", package.identity.architecture) +
                       text_line("file", package.file) + text_line("content-id", package.content_id.hex());
    if (!package.replaces.empty()) text += list_line("replaces", package.replaces);
    for (const Part& part : package.parts) text += write_part(part);
    for (const FileEntry& file : package.files) text += write_file(file);
    for (const Container& container : package.containers) text += write_container(container);
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
    return text;
}

}  // namespace mme
