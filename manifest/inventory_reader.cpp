// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>
#include <limits>

#include "manifest/fields.h"
#include "manifest/inventory.h"
#include "manifest/text_lines.h"

namespace mme {
namespace {

/// A number in decimal, as it is written: no sign, no zero in front, and no more than TOML has.
std::optional<std::uint64_t> decimal(std::string_view text) {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (most - digit) / 10) return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

Result<std::uint64_t> number_field(const TextLines& lines, std::size_t field) {
    if (const auto value = decimal(lines.field(field))) return *value;
    return lines.fault("found " + lines.shown(field) + ", expected a number from 0 to 2^63-1 in decimal");
}

Result<Sha256> digest_field(const TextLines& lines, std::size_t field) {
    if (const auto digest = Sha256::from_base64(lines.field(field))) return *digest;
    return lines.fault("found " + lines.shown(field) + ", expected a SHA-256 as 43 characters of base64");
}

Result<FileType> type_field(const TextLines& lines) {
    for (const FileType type : file_types)
        if (word(type) == lines.field(0)) return type;
    return lines.fault("found " + lines.shown(0) + ", expected the type of a file");
}

Result<unsigned> mode_field(const TextLines& lines) {
    if (const auto mode = parse_octal_mode(lines.field(1))) return *mode;
    return lines.fault("found " + lines.shown(1) + ", expected four octal digits like 0755");
}

bool has_target(FileType type) {
    return type == FileType::symlink || type == FileType::hardlink;
}

/// Reads the lines of entries. A line of one field names the directory of the names that follow.
class EntryReader {
  public:
    explicit EntryReader(TextLines lines) : lines_(lines) {}

    Result<std::vector<FileEntry>> read() {
        files_.reserve(std::min(lines_.count(), max_inventory_entries));
        while (lines_.more()) {
            MME_CHECK(lines_.next());
            MME_CHECK(lines_.fields() == 1 ? take_directory() : take_entry());
        }
        if (unused_directory_) return lines_.fault("found a directory, expected a file in it to follow");
        MME_CHECK(check_each_path_once());
        return std::move(files_);
    }

  private:
    Status take_directory() {
        MME_TRY(std::string path, lines_.text(0, path_rule.max_bytes));
        if (!path.starts_with('/') || !path.ends_with('/'))
            return lines_.fault("found " + lines_.shown(0) + ", expected a path between two slashes");
        if (unused_directory_ || path == directory_)
            return lines_.fault("found " + lines_.shown(0) + ", expected a file of the directory before it");
        directory_ = std::move(path);
        unused_directory_ = true;
        return Done{};
    }

    Status take_entry() {
        FileEntry entry;
        MME_TRY(entry.type, type_field(lines_));
        const bool file = entry.type == FileType::file;
        const std::size_t path_field = file ? 6 : 4;
        const std::size_t expected = path_field + (has_target(entry.type) ? 2 : 1);
        if (lines_.fields() != expected)
            return lines_.fault("found " + std::to_string(lines_.fields()) + " fields, expected " +
                                std::to_string(expected) + " for a " + std::string{word(entry.type)});
        MME_TRY(entry.mode, mode_field(lines_));
        MME_TRY(entry.owner, lines_.text(2, TextRule{}.max_bytes));
        MME_TRY(entry.group, lines_.text(3, TextRule{}.max_bytes));
        if (file) MME_CHECK(take_content(entry));
        if (has_target(entry.type)) {
            MME_TRY(entry.target, lines_.text(path_field + 1, path_rule.max_bytes));
        }
        MME_TRY(entry.path, path_of(path_field));
        return keep(std::move(entry));
    }

    Status take_content(FileEntry& entry) {
        MME_TRY(entry.size, number_field(lines_, 4));
        MME_TRY(entry.sha256, digest_field(lines_, 5));
        return Done{};
    }

    /// A name in the directory, or a path that ends in a slash and so has no name.
    Result<std::string> path_of(std::size_t field) {
        MME_TRY(std::string name, lines_.name(field));
        if (name.starts_with('/') && name.ends_with('/')) return lines_.text(field, path_rule.max_bytes);
        if (directory_.empty() || name.find('/') != std::string::npos)
            return lines_.fault("found " + lines_.shown(field) +
                                ", expected a name in the directory that stands before it");
        unused_directory_ = false;
        std::string path = directory_ + name;
        MME_CHECK(lines_.check_text(path, path_rule.max_bytes));
        return path;
    }

    Status keep(FileEntry entry) {
        path_bytes_ += entry.path.size();
        if (path_bytes_ > max_inventory_path_bytes)
            return lines_.fault("found more than " + std::to_string(max_inventory_path_bytes) +
                                " bytes of paths, expected fewer");
        if (files_.size() == max_inventory_entries)
            return lines_.fault("found more than " + std::to_string(max_inventory_entries) +
                                " entries, expected fewer");
        files_.push_back(std::move(entry));
        return Done{};
    }

    /// Sorted, so that no chosen names make it slow.
    Status check_each_path_once() {
        std::vector<std::string_view> paths;
        paths.reserve(files_.size());
        for (const FileEntry& entry : files_) paths.emplace_back(entry.path);
        std::sort(paths.begin(), paths.end());
        const auto twice = std::adjacent_find(paths.begin(), paths.end());
        if (twice == paths.end()) return Done{};
        return lines_.fault_of_all("found " + toml_quoted(*twice) + " twice, expected each path once");
    }

    TextLines lines_;
    std::vector<FileEntry> files_;
    std::string directory_;
    bool unused_directory_ = false;
    std::size_t path_bytes_ = 0;
};

Result<Container> take_container(const TextLines& lines) {
    if (lines.fields() != 4)
        return lines.fault("found " + std::to_string(lines.fields()) +
                           " fields, expected members, bytes, digest and path");
    Container container;
    MME_TRY(container.members, number_field(lines, 0));
    if (container.members == 0) return lines.fault("found 0 members, expected 1 or more");
    MME_TRY(container.bytes, number_field(lines, 1));
    MME_TRY(container.sha256, digest_field(lines, 2));
    MME_TRY(container.path, lines.text(3, path_rule.max_bytes));
    return container;
}

Result<std::vector<Container>> read_containers(TextLines lines) {
    std::vector<Container> containers;
    std::vector<std::string> paths;
    while (lines.more()) {
        MME_CHECK(lines.next());
        MME_TRY(Container container, take_container(lines));
        if (containers.size() == max_inventory_entries)
            return lines.fault("found more than " + std::to_string(max_inventory_entries) +
                               " containers, expected fewer");
        paths.push_back(container.path);
        containers.push_back(std::move(container));
    }
    std::sort(paths.begin(), paths.end());
    const auto twice = std::adjacent_find(paths.begin(), paths.end());
    if (twice == paths.end()) return containers;
    return lines.fault_of_all("found " + toml_quoted(*twice) + " twice, expected each path once");
}

Error in_both_forms(const TomlTable& table, std::string_view key, std::string_view tables) {
    return table.error_at(key, "found beside [[package." + std::string{tables} + "]], expected one of both");
}

}  // namespace

Status parse_inventory(TomlTable& root, PackageSection& package) {
    MME_TRY(auto table, root.optional_table("inventory"));
    if (!table) return Done{};
    MME_TRY(const auto entries, table->optional_lines("entries"));
    MME_TRY(const auto containers, table->optional_lines("containers"));
    if (!entries && !containers) return root.error_at("inventory", "expected entries or containers in it");
    if (entries && !package.files.empty()) return in_both_forms(*table, "entries", "entry");
    if (containers && !package.containers.empty()) return in_both_forms(*table, "containers", "container");
    if (entries) {
        MME_TRY(package.files, EntryReader(TextLines(*table, "entries", *entries)).read());
    }
    if (containers) {
        MME_TRY(package.containers, read_containers(TextLines(*table, "containers", *containers)));
    }
    return table->finish();
}

}  // namespace mme
