// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/host/safe_place.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr int max_hops = 40;  // as the kernel's own limit for symbolic links

struct Rule {
    Code refusal;
    uid_t other_owner;  ///< who may own a place besides root
};

Status check_one(const fs::path& path, const struct stat& status, const Rule& rule) {
    const Code refusal = rule.refusal;
    if (status.st_uid != 0 && status.st_uid != rule.other_owner)
        return fail(refusal,
                    path.string() + " is owned by uid " + std::to_string(status.st_uid) + ", not by root");
    const bool sticky_folder = S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0;
    const bool link = S_ISLNK(status.st_mode);  // a link's own mode means nothing
    if (!link && !sticky_folder && (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return fail(refusal, path.string() + " can be written by group or others");
    return Done{};
}

/// Walks the path component by component from '/', as the kernel would, checking each.
Status walk(const fs::path& path, int& hops, const Rule& rule) {
    const Code refusal = rule.refusal;
    fs::path at = "/";
    for (auto part = path.begin(); part != path.end(); ++part) {
        at = (at / *part).lexically_normal();
        struct stat status {};
        if (::lstat(at.c_str(), &status) != 0)
            return fail(refusal, at.string() + ": " + std::strerror(errno));
        MME_CHECK(check_one(at, status, rule));
        if (!S_ISLNK(status.st_mode)) continue;
        if (++hops > max_hops) return fail(refusal, path.string() + " goes through too many links");
        std::error_code error;
        fs::path target = fs::read_symlink(at, error);
        if (error) return fail(refusal, at.string() + ": " + error.message());
        if (target.is_relative()) target = at.parent_path() / target;
        for (auto rest = std::next(part); rest != path.end(); ++rest) target /= *rest;
        return walk(target, hops, rule);
    }
    return Done{};
}

Status check_absolute(const fs::path& path, const Rule& rule) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    if (error) return fail(rule.refusal, path.string() + ": " + error.message());
    int hops = 0;
    return walk(absolute, hops, rule);
}

}  // namespace

Status check_safe_place(const fs::path& path, Code refusal) {
    return check_absolute(path, {refusal, 0});
}

Status check_own_place(const fs::path& path, Code refusal) {
    return check_absolute(path, {refusal, ::geteuid()});
}

fs::path nearest_existing(fs::path path) {
    std::error_code error;
    while (!fs::exists(path, error) && path.has_relative_path()) path = path.parent_path();
    return path;
}

}  // namespace mme
