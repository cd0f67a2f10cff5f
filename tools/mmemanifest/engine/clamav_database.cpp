// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamav_database.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "libverify/digest/hasher.h"
#include "libverify/io/package_file.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t header_bytes = 512;
constexpr std::array<std::string_view, 3> container_types{".cvd", ".cld", ".cud"};
// What libclamav loads from a directory besides its containers.
constexpr std::array<std::string_view, 34> loose_types{
    ".db",  ".hdb", ".hdu",  ".hsb",  ".hsu", ".mdb", ".mdu", ".msb", ".msu", ".ndb", ".ndu", ".ldb",
    ".ldu", ".sdb", ".zmd",  ".rmd",  ".idb", ".cdb", ".cbc", ".fp",  ".sfp", ".ftm", ".pdb", ".gdb",
    ".wdb", ".ign", ".ign2", ".pwdb", ".crb", ".cfg", ".imp", ".ioc", ".yar", ".yara"};

struct Container {
    std::string name;
    std::string version;
    Timestamp date;
};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& types, const fs::path& file) {
    return std::find(types.begin(), types.end(), file.extension().string()) != types.end();
}

std::vector<std::string_view> fields_of(std::string_view header) {
    std::vector<std::string_view> fields;
    for (std::size_t start = 0; start <= header.size();) {
        const auto end = std::min(header.find(':', start), header.size());
        fields.push_back(header.substr(start, end - start));
        start = end + 1;
    }
    return fields;
}

std::optional<std::int64_t> number(std::string_view text) {
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

// ClamAV-VDB:BUILD TIME:VERSION:SIGNATURES:FLEVEL:MD5:DSIG:BUILDER:UNIX TIME; the build time has no
// colon (it is written "23 Nov 2026 20-11 +0000").
Result<Container> read_container(const fs::path& path) {
    MME_TRY(const auto file, PackageFile::open(path));
    MME_TRY(const auto header, file.read_range(0, header_bytes));
    const auto fields = fields_of(as_text(header));
    const auto version = fields.size() > 8 ? number(fields[2]) : std::nullopt;
    const auto built = fields.size() > 8 ? number(fields[8]) : std::nullopt;
    if (fields[0] != "ClamAV-VDB" || !version || !built)
        return fail(Code::internal_error, path.string() + " has no ClamAV database header; run freshclam");
    return Container{path.stem().string(), std::to_string(*version), Timestamp(std::chrono::seconds(*built))};
}

Timestamp modified(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return {};
    return Timestamp(std::chrono::seconds(status.st_mtim.tv_sec));
}

Result<Sha256> digest_of(const std::vector<fs::path>& files) {
    std::string lines;
    for (const auto& path : files) {
        MME_TRY(const auto file, PackageFile::open(path));
        MME_TRY(const auto digest, sha256_of_range(file, 0, file.size()));
        lines += path.filename().string() + ' ' + digest.hex() + '\n';
    }
    return sha256_of(as_bytes(lines));
}

Timestamp date_of(const std::vector<Container>& containers, const std::vector<fs::path>& loose) {
    std::optional<Timestamp> daily;
    Timestamp newest{};
    for (const auto& container : containers) {
        newest = std::max(newest, container.date);
        if (container.name == "daily") daily = std::max(daily.value_or(Timestamp{}), container.date);
    }
    if (daily) return *daily;
    for (const auto& path : loose) newest = std::max(newest, modified(path));
    return newest;
}

std::string joined(const std::vector<Container>& containers) {
    std::string text;
    for (const auto& container : containers)
        text += (text.empty() ? "" : ", ") + container.name + ' ' + container.version;
    return text;
}

Result<std::vector<fs::path>> files_in(const fs::path& directory) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
        if (among(container_types, it->path()) || among(loose_types, it->path())) files.push_back(it->path());
    if (error)
        return fail(Code::internal_error,
                    "ClamAV database " + directory.string() + " cannot be read: " + error.message());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

Result<ClamavDatabase> read_clamav_database(const fs::path& directory) {
    MME_TRY(auto loose, files_in(directory));
    if (loose.empty())
        return fail(Code::internal_error,
                    "ClamAV database " + directory.string() + " holds no signatures; run freshclam");
    MME_TRY(const auto content, digest_of(loose));
    std::vector<Container> containers;
    for (const auto& path : loose) {
        if (!among(container_types, path)) continue;
        MME_TRY(auto container, read_container(path));
        containers.push_back(std::move(container));
    }
    std::erase_if(loose, [](const fs::path& path) { return among(container_types, path); });
    ClamavDatabase database{joined(containers), content, date_of(containers, loose)};
    if (loose.empty()) return database;
    MME_TRY(const auto digest, digest_of(loose));
    database.version += (containers.empty() ? "sha256:" : ", local sha256:") + digest.hex();
    return database;
}

}  // namespace mme
