// SPDX-License-Identifier: LGPL-2.1-or-later
#include <utility>

#include "manifest/inventory.h"

namespace mme {
namespace {

/// What a manifest holds beside its inventory.
constexpr std::size_t rest_of_a_manifest_bytes = std::size_t{1} << 20U;

/// A string between three apostrophes cannot hold three of them; no other text has this escape.
std::string without_apostrophes(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text)
        if (c == '\'')
            safe += "\\x27";
        else
            safe += c;
    return safe;
}

std::string container_line(const Container& one) {
    return std::to_string(one.members) + '\t' + std::to_string(one.bytes) + '\t' + one.sha256.base64() +
           '\t' + without_apostrophes(one.path) + '\n';
}

std::string many_lines(std::string_view key, const std::string& lines) {
    return lines.empty() ? std::string{} : std::string{key} + " = '''\n" + lines + "'''\n";
}

}  // namespace

void EntryLines::add(const FileEntry& entry) {
    const std::string path = without_apostrophes(entry.path);
    const std::size_t name_at = path.rfind('/') + 1;
    const bool whole = name_at == path.size();  // the root directory has no name
    if (!whole && directory_ != std::string_view(path).substr(0, name_at)) {
        directory_ = path.substr(0, name_at);
        text_ += directory_ + '\n';
    }
    text_ += word(entry.type);
    text_ += '\t' + octal_mode(entry.mode);
    text_ += '\t' + without_apostrophes(entry.owner) + '\t' + without_apostrophes(entry.group);
    if (entry.type == FileType::file)
        text_ += '\t' + std::to_string(entry.size) + '\t' + entry.sha256.value_or(Sha256{}).base64();
    text_ += '\t' + (whole ? path : path.substr(name_at));
    if (entry.target) text_ += '\t' + without_apostrophes(*entry.target);
    text_ += '\n';
}

std::string EntryLines::take() {
    return std::exchange(text_, {});
}

void InventorySize::add(const FileEntry& entry) {
    lines_.add(entry);
    bytes_ += lines_.take().size();
    path_bytes_ += entry.path.size();
    ++entries_;
}

void InventorySize::add(const Container& container) {
    bytes_ += container_line(container).size();
    ++containers_;
}

std::string InventorySize::objection() const {
    constexpr std::size_t most_bytes = max_manifest_bytes - rest_of_a_manifest_bytes;
    const auto over = [](std::uint64_t found, std::uint64_t expected, std::string_view what) {
        if (found <= expected) return std::string{};
        return "its inventory has " + std::to_string(found) + ' ' + std::string{what} +
               ", expected at most " + std::to_string(expected);
    };
    for (const auto& found :
         {over(entries_, max_inventory_entries, "entries"),
          over(containers_, max_inventory_entries, "containers"),
          over(path_bytes_, max_inventory_path_bytes, "bytes of paths"),
          over(bytes_, most_bytes, "bytes in " + std::to_string(entries_ + containers_) + " lines")})
        if (!found.empty()) return found;
    return {};
}

std::string write_inventory(const PackageSection& package) {
    EntryLines entries;
    for (const FileEntry& entry : package.files) entries.add(entry);
    std::string containers;
    for (const Container& container : package.containers) containers += container_line(container);
    const std::string text = many_lines("entries", entries.take()) + many_lines("containers", containers);
    return text.empty() ? text : "\n[inventory]\n" + text;
}

}  // namespace mme
