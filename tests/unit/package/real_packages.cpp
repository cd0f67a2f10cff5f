// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/package/real_packages.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace mme::test {
namespace {

void write_text(const std::filesystem::path& path, const std::string& text) {
    std::ofstream{path} << text;
}

}  // namespace

Scratch::Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "mme-package-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
}

Scratch::~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string run(const std::string& command) {
    std::string output;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> piece{};
    while (const auto got = std::fread(piece.data(), 1, piece.size(), pipe)) output.append(piece.data(), got);
    const int status = ::pclose(pipe);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << command << "\n" << output;
    return output;
}

std::filesystem::path build_rpm(const Scratch& scratch, const std::string& payload) {
    write_text(
        scratch.path() / "mme.spec",
        "Name: mme-core\nVersion: 2.0\nRelease: 1\nEpoch: 3\nSummary: s\nLicense: x\nVendor: Example\n"
        "Provides: mme-api\nObsoletes: old-mme\n%description\nd\n%install\nmkdir -p %{buildroot}/opt/mme\n"
        "echo content > %{buildroot}/opt/mme/file\n%post\necho installed\n%files\n/opt/mme/file\n");
    const std::string top = scratch.path().string();
    run("rpmbuild -bb --quiet --define '_topdir " + top + "/top' --define '_rpmdir " + top +
        "' --define '_build_name_fmt mme.rpm' --define '_binary_payload " + payload + "' " + top +
        "/mme.spec");
    return scratch.path() / "mme.rpm";
}

std::filesystem::path build_deb(const Scratch& scratch, const std::string& compression) {
    const auto root = scratch.path() / "root";
    std::filesystem::create_directories(root / "DEBIAN");
    std::filesystem::create_directories(root / "opt/mme");
    write_text(root / "opt/mme/file", "content\n");
    write_text(
        root / "DEBIAN/control",
        "Package: mme-core\nVersion: 3:2.0-1\nArchitecture: amd64\nMaintainer: Example <a@example.org>\n"
        "Provides: mme-api (= 1)\nReplaces: old-mme, other, third\nDescription: s\n long\n");
    const auto deb = scratch.path() / "mme.deb";
    run("dpkg-deb --root-owner-group -Z" + compression + " -b " + root.string() + " " + deb.string());
    return deb;
}

Bytes load(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::filesystem::path save(const Scratch& scratch, ByteView bytes) {
    auto path = scratch.path() / "edited";
    const auto text = as_text(bytes);
    std::ofstream{path, std::ios::binary}.write(text.data(), static_cast<std::streamsize>(text.size()));
    return path;
}

Result<Package> read(const std::filesystem::path& path) {
    MME_TRY(const PackageFile file, PackageFile::open(path));
    return read_package(file);
}

}  // namespace mme::test
