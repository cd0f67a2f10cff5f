// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/revocations.h"
#include "manifest/toml.h"

namespace mme {
namespace {

std::string text_line(std::string_view key, std::string_view value) {
    return std::string{key} + " = " + toml_quoted(value) + "\n";
}

std::string time_line(std::string_view key, Timestamp value) {
    return std::string{key} + " = " + to_rfc3339(value) + "\n";
}

std::string write_detection(const LaterDetection& one) {
    return "\n[[package.detection]]\n" + text_line("engine", one.engine) +
           text_line("engine-version", one.engine_version) +
           text_line("database-version", one.database_version) +
           time_line("database-date", one.database_date) + text_line("path", one.path) +
           text_line("name", one.name);
}

std::string write_package(const WithdrawnPackage& package) {
    std::string text = "\n[[package]]\n" + text_line("content-id", package.content_id.hex()) +
                       text_line("type", word(package.identity.type)) +
                       text_line("name", package.identity.name) +
                       text_line("version", package.identity.version) +
                       text_line("architecture", package.identity.architecture) +
                       time_line("found", package.found) + text_line("reason", package.reason);
    for (const auto& one : package.detections) text += write_detection(one);
    return text;
}

std::string write_key(const WithdrawnKey& key) {
    return "\n[[key]]\n" + text_line("fingerprint", key.fingerprint) + time_line("found", key.found) +
           text_line("reason", key.reason);
}

}  // namespace

std::string write_revocations(const Revocations& revocations) {
    std::string text = text_line("format", revocations_format) + text_line("list", revocations.list) +
                       "serial = " + std::to_string(revocations.serial) + "\n" +
                       time_line("issued", revocations.issued);
    for (const auto& package : revocations.packages) text += write_package(package);
    for (const auto& key : revocations.keys) text += write_key(key);
    return text;
}

}  // namespace mme
