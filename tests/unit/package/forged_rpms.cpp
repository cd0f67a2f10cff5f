// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/package/forged_rpms.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace mme::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* spec = R"(
Name: mme-core
Version: 1
Release: 1
Summary: s
License: x
Vendor: Example
BuildArch: noarch
AutoReqProv: no
Provides: mme-api
%description
d
%install
mkdir -p %{buildroot}/opt/mme/empty
cd %{buildroot}/opt/mme
printf 12345 > five
printf 1234567 > seven
ln seven seven-again
: > nothing
ln -s five link
printf ghost > ghost
%post -p <lua>
x = 1
%files
%dir /opt/mme
%dir /opt/mme/empty
/opt/mme/five
/opt/mme/seven
/opt/mme/seven-again
/opt/mme/nothing
/opt/mme/link
%ghost /opt/mme/ghost
)";

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char one : text) out += one == '\'' ? std::string{"'\\''"} : std::string{one};
    return out + "'";
}

/// One line for an entry. Other names of a file look like the file, as on disk.
std::string line_of(FileType type, unsigned mode, const std::string& path, const std::string& target,
                    const std::string& content) {
    static constexpr const char* types = "fdlhcp";
    std::ostringstream line;
    line << types[static_cast<int>(type)] << ' ' << std::oct << (type == FileType::symlink ? 0 : mode) << ' '
         << path << " > " << target << " : " << content;
    return line.str();
}

std::string content_of(ArchiveEntry& entry, Error* error) {
    std::string content;
    Bytes piece(100);
    for (;;) {
        const auto count = entry.read(piece);
        if (!count) *error = count.error();
        if (!count || *count == 0) return content;
        content += as_text(ByteView{piece}.first(*count));
    }
}

std::string line_on_disk(const fs::path& root, const fs::directory_entry& one) {
    struct stat status {};
    ::lstat(one.path().c_str(), &status);
    const bool link = one.is_symlink();
    const FileType type = link                 ? FileType::symlink
                          : one.is_directory() ? FileType::directory
                                               : FileType::file;
    std::string content;
    if (type == FileType::file) content = std::string{as_text(load(one.path()))};
    return line_of(type, status.st_mode & 07777U, "/" + one.path().lexically_relative(root).string(),
                   link ? fs::read_symlink(one.path()).string() : "", content);
}

/// rpm knows names of one file, not links: all get the content of the one that has it.
void resolve_links(std::vector<ArchiveEntry>& links,
                   const std::vector<std::pair<std::string, std::string>>& contents,
                   std::vector<std::string>& lines) {
    for (const auto& link : links)
        for (const auto& [path, content] : contents)
            if (path == link.target)
                lines.push_back(line_of(FileType::file, link.mode, link.path, "", content));
}

}  // namespace

const fs::path& whole_rpm() {
    static const Scratch scratch;
    static const fs::path rpm = [] {
        std::ofstream(scratch.path() / "s.spec") << spec;
        const std::string top = scratch.path().string();
        run("rpmbuild -bb --quiet --define '_topdir " + top + "/top' --define '_rpmdir " + top +
            "' --define '_binary_payload w9.gzdio' --define '_build_name_fmt mme.rpm' " + top + "/s.spec");
        return scratch.path() / "mme.rpm";
    }();
    return rpm;
}

std::vector<fs::path> forge(const Scratch& scratch, const std::vector<std::string>& copies) {
    const std::string out = (scratch.path() / "forged.rpm").string();
    std::string command = "python3 " MME_SOURCE_DIR "/tests/rpm/forge.py " + whole_rpm().string() + " " + out;
    for (const auto& statements : copies) command += " " + quoted(statements);
    run(command);
    std::vector<fs::path> forged;
    for (std::size_t i = 0; i < copies.size(); ++i) forged.emplace_back(out + "." + std::to_string(i));
    return forged;
}

Result<std::vector<std::string>> unpacked_by_us(const fs::path& rpm) {
    MME_TRY(const PackageFile file, PackageFile::open(rpm));
    MME_TRY(const Package package, read_package(file));
    std::vector<std::string> lines;
    std::vector<ArchiveEntry> links;
    std::vector<std::pair<std::string, std::string>> contents;
    Error error = fail(Code::internal_error, "");
    const auto visit = [&](ArchiveEntry& entry) -> Status {
        if (entry.type == FileType::hardlink) links.push_back(entry);
        if (entry.type == FileType::hardlink) return Done{};
        const std::string content = content_of(entry, &error);
        if (!error.detail().empty()) return error;
        contents.emplace_back(entry.path, content);
        lines.push_back(line_of(entry.type, entry.mode, entry.path, entry.target, content));
        return Done{};
    };
    MME_CHECK(walk_payload(file, package, visit));
    resolve_links(links, contents, lines);
    std::sort(lines.begin(), lines.end());
    return lines;
}

Installed install_by_rpm(const Scratch& scratch, const fs::path& rpm, const std::string& options) {
    const fs::path root = scratch.path() / "root";
    fs::remove_all(root);
    fs::create_directories(root / "opt/mme");
    const std::string output = (scratch.path() / "output").string();
    const std::string command =
        "rpm --root " + root.string() +
        " --define '_dbpath /var/lib/rpm' --nodeps --noscripts --ignorearch --noplugins " + options + " -U " +
        rpm.string() + " >" + output + " 2>&1 </dev/null";
    Installed installed;
    installed.done = std::system(command.c_str()) == 0;
    std::ifstream said(output);
    installed.said.assign(std::istreambuf_iterator<char>{said}, {});
    for (const auto& one : fs::recursive_directory_iterator(root / "opt"))
        installed.files.push_back(line_on_disk(root, one));
    std::sort(installed.files.begin(), installed.files.end());
    return installed;
}

}  // namespace mme::test
