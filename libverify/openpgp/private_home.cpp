// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/private_home.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "libverify/digest/hasher.h"
#include "libverify/host/make_directories.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

// Dates are ours to judge, so gpg must not refuse on them; nothing may start, ask or fetch.
constexpr std::string_view gpg_conf =
    "no-autostart\ndisable-dirmngr\nno-auto-key-retrieve\nno-auto-key-locate\ntrust-model always\n"
    "no-auto-check-trustdb\nignore-time-conflict\nignore-valid-from\n"
    "no-greeting\nbatch\nno-tty\n";

/// Another gpg may find other faults in a key, so the listing is made anew for it.
std::string gpg_program_state() {
    struct stat status {};
    if (::stat(MME_GPG_PROGRAM, &status) != 0) return "missing";
    return std::to_string(status.st_ino) + ' ' + std::to_string(status.st_size) + ' ' +
           std::to_string(status.st_mtim.tv_sec) + '.' + std::to_string(status.st_mtim.tv_nsec);
}

std::string stamp_of(const std::vector<KeyFile>& key_files) {
    Hasher hasher;
    hasher.update(as_bytes(gpg_conf));
    hasher.update(as_bytes(gpg_program_state()));
    for (const KeyFile& file : key_files) hasher.update(sha256_of(file.content).bytes);
    return hasher.finish().hex();
}

constexpr const char* listing_name = "listing";

std::string content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

bool write(const fs::path& path, std::string_view content) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << content;
    return static_cast<bool>(out.flush());
}

/// A kept home is used only if it is ours alone and was built whole from these keys.
bool is_current(const fs::path& folder, const std::string& stamp) {
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return false;
    return status.st_uid == ::geteuid() && (status.st_mode & 077U) == 0 &&
           content_of(folder / "stamp") == stamp;
}

Result<std::string> make_folder(const fs::path& parent) {
    std::string name = (parent / "gnupg.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        return fail(Code::internal_error, "no folder for the keyring can be made in " + parent.string());
    return name;
}

Status fill(const std::string& home, const std::vector<KeyFile>& key_files, const std::string& stamp,
            const PrivateHome::Import& import) {
    if (!write(fs::path(home) / "gpg.conf", gpg_conf))
        return fail(Code::internal_error, "cannot write " + home + "/gpg.conf");
    MME_TRY(const std::string listing, import(home, key_files));
    if (!write(fs::path(home) / listing_name, listing))
        return fail(Code::internal_error, "cannot write the key listing in " + home);
    if (!write(fs::path(home) / "stamp", stamp))
        return fail(Code::internal_error, "cannot write " + home + "/stamp");
    return Done{};
}

}  // namespace

Result<PrivateHome> PrivateHome::open(const fs::path& folder, const std::vector<KeyFile>& key_files,
                                      const Import& import) {
    const std::string stamp = stamp_of(key_files);
    if (is_current(folder, stamp)) return PrivateHome(folder.string(), false);
    std::error_code ignored;
    make_directories(folder.parent_path());
    const bool kept = ::access(folder.parent_path().c_str(), W_OK) == 0;
    MME_TRY(std::string made, make_folder(kept ? folder.parent_path() : fs::temp_directory_path(ignored)));
    PrivateHome home(std::move(made), true);
    MME_CHECK(fill(home.path(), key_files, stamp, import));
    if (!kept) return home;
    fs::remove_all(folder, ignored);
    std::error_code failed;
    fs::rename(home.path(), folder, failed);
    if (failed) return home;  // another process was faster: ours serves this one, and goes with it
    home.path_ = folder.string();
    home.temporary_ = false;
    return home;
}

PrivateHome::PrivateHome(PrivateHome&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, false)) {}

std::string PrivateHome::key_listing() const {
    return content_of(fs::path(path_) / listing_name);
}

PrivateHome::~PrivateHome() {
    std::error_code ignored;
    if (temporary_) std::filesystem::remove_all(path_, ignored);
}

}  // namespace mme
