// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_file_index.h"

#include <algorithm>
#include <numeric>

#include "libverify/archive/path_text.h"
#include "libverify/package/malformed.h"

namespace mme {
namespace {

/// A path in two pieces.
struct SplitPath {
    std::string_view directory;
    std::string_view base;
};

/// As the whole paths compare. `left` has the shorter directory.
int compare_longer(SplitPath left, SplitPath right) {
    const std::size_t common = left.directory.size();
    if (const int order = left.directory.compare(right.directory.substr(0, common)); order != 0) return order;
    right.directory.remove_prefix(common);
    const auto start = left.base.substr(0, right.directory.size());
    if (const int order = start.compare(right.directory); order != 0) return order;
    return left.base.substr(start.size()).compare(right.base);
}

int compare_paths(SplitPath left, SplitPath right) {
    if (left.directory.data() == right.directory.data() && left.directory.size() == right.directory.size())
        return left.base.compare(right.base);
    return left.directory.size() <= right.directory.size() ? compare_longer(left, right)
                                                           : -compare_longer(right, left);
}

SplitPath split_path(const RpmFiles& files, std::size_t index) {
    return {files.directory(index), files.base(index)};
}

}  // namespace

RpmFileIndex::RpmFileIndex(const RpmFiles& files)
    : files_(&files),
      absolute_(files.size() != 0 && files.path(0).starts_with('/')),
      by_path_(files.size()),
      other_names_(files.size(), 0) {
    std::iota(by_path_.begin(), by_path_.end(), 0U);
    std::sort(by_path_.begin(), by_path_.end(),
              [&](std::uint32_t left, std::uint32_t right) { return compare(left, right) < 0; });
    for (std::size_t i = 0; i < files.size(); ++i)
        if (files.holders()[i] != i) ++other_names_[files.holders()[i]];
}

int RpmFileIndex::compare(std::size_t left, std::size_t right) const {
    return compare_paths(split_path(*files_, left), split_path(*files_, right));
}

Result<RpmFileIndex> RpmFileIndex::of(const PackageFile& file, const RpmFiles& files) {
    RpmFileIndex index(files);
    const auto twice = std::adjacent_find(
        index.by_path_.begin(), index.by_path_.end(),
        [&](std::uint32_t left, std::uint32_t right) { return index.compare(left, right) == 0; });
    if (twice != index.by_path_.end())
        return malformed(file, "the header lists " + path_text(files.path(*twice)) + " twice");
    return index;
}

std::optional<std::size_t> RpmFileIndex::find(std::string_view name) const {
    if (name.starts_with("./"))
        name.remove_prefix(2);
    else if (name.starts_with('/'))
        name.remove_prefix(1);
    const SplitPath sought{absolute_ ? std::string_view{"/"} : std::string_view{}, name};
    const auto found = std::lower_bound(by_path_.begin(), by_path_.end(), sought,
                                        [&](std::uint32_t file, const SplitPath& path) {
                                            return compare_paths(split_path(*files_, file), path) < 0;
                                        });
    if (found == by_path_.end() || compare_paths(split_path(*files_, *found), sought) != 0)
        return std::nullopt;
    return *found;
}

std::optional<std::size_t> RpmFileIndex::find(std::uint32_t number) const {
    if (number >= files_->size()) return std::nullopt;
    return number;
}

}  // namespace mme
