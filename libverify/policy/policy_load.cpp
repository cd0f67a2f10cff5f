// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "libverify/host/safe_place.h"
#include "libverify/io/package_file.h"
#include "libverify/policy/policy.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_file_bytes = std::uint64_t{1} << 20U;

/// A small file that only root could have written; its bytes come from the one descriptor.
Result<Bytes> load_safe_file(const fs::path& path) {
    if (auto safe = check_safe_place(path, Code::policy_unsafe); !safe)
        return std::move(safe).error().during("at " + path.string());
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return fail(Code::policy_malformed,
                    path.string() + " is not a regular file; remove it or put a file in its place");
    MME_TRY(const PackageFile file, PackageFile::open(path));
    if (file.size() > max_file_bytes)
        return fail(Code::policy_malformed, path.string() + " is larger than 1 MiB");
    return file.read_range(0, file.size());
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code error;
    // A link that leads nowhere is there: what it meant to bring must not be passed over.
    if (fs::symlink_status(folder, error).type() == fs::file_type::not_found) return paths;
    if (auto safe = check_safe_place(folder, Code::policy_unsafe); !safe)
        return std::move(safe).error().during("at " + folder.string());
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error))
        paths.push_back(entry->path());
    if (error) return fail(Code::policy_malformed, folder.string() + ": " + error.message());
    std::sort(paths.begin(), paths.end());
    return paths;
}

constexpr std::size_t most_key_files = 256;
constexpr std::size_t most_key_bytes = std::size_t{4} << 20U;

bool is_key_name(const fs::path& path) {
    return path.extension() == ".asc" || path.extension() == ".gpg";
}

Result<std::vector<KeyFile>> load_keys(const fs::path& folder) {
    MME_TRY(const auto paths, files_in(folder));
    std::vector<KeyFile> keys;
    std::size_t bytes = 0;
    for (const fs::path& path : paths) {
        if (!is_key_name(path)) continue;
        MME_TRY(Bytes content, load_safe_file(path));
        bytes += content.size();
        if (keys.size() == most_key_files || bytes > most_key_bytes)
            return fail(
                Code::policy_malformed,
                folder.string() + " holds more than 256 key files or 4 MiB; keep the keys of [[signer]]");
        MME_CHECK(check_key_file(keys.emplace_back(std::move(content), path.string())));
    }
    if (keys.empty()) return fail(Code::policy_malformed, folder.string() + " holds no key (*.asc, *.gpg)");
    return keys;
}

/// Withdrawals and waivers are not read by this version. Passing over a withdrawal would accept what
/// was withdrawn, so their presence refuses.
Status check_nothing_unread(const fs::path& folder) {
    MME_TRY(const auto paths, files_in(folder));
    if (paths.empty()) return Done{};
    return fail(Code::policy_malformed,
                paths.front().string() +
                    ": this version of mmeverify cannot read it; nothing is accepted while it is there");
}

}  // namespace

Result<std::vector<fs::path>> unread_key_files(const HostLayout& host) {
    MME_TRY(auto paths, files_in(host.keys()));
    paths.erase(std::remove_if(paths.begin(), paths.end(), is_key_name), paths.end());
    return paths;
}

Result<Policy> load_policy(const HostLayout& host) {
    std::error_code error;
    const bool there = fs::exists(host.policy, error);
    if (error) return fail(Code::policy_malformed, host.policy.string() + ": " + error.message());
    if (!there) return fail(Code::policy_missing, host.policy.string() + " is not there");
    MME_TRY(const Bytes text, load_safe_file(host.policy));
    auto parsed = parse_policy(as_text(text));
    if (!parsed) return std::move(parsed).error().during("in " + host.policy.string());
    Policy policy = std::move(parsed).value();
    MME_TRY(policy.key_files, load_keys(host.keys()));
    MME_CHECK(check_nothing_unread(host.revocations()));
    MME_CHECK(check_nothing_unread(host.waivers()));
    return policy;
}

}  // namespace mme
