// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/archive_list.h"

#include <algorithm>
#include <system_error>

namespace mme {
namespace {

constexpr std::size_t most_archives = 100'000;
constexpr int deepest_folder = 64;  // a link that leads back up would otherwise never end

Error refuse_archives(const std::string& why) {
    return fail(Code::internal_error, "dpkg's archives: " + why);
}

Status walk(const std::filesystem::path& folder, std::vector<std::string>& found) {
    std::error_code error;
    using Walk = std::filesystem::recursive_directory_iterator;
    Walk entry(folder, std::filesystem::directory_options::follow_directory_symlink, error);
    for (; !error && entry != Walk{}; entry.increment(error)) {
        if (entry.depth() > deepest_folder)
            return refuse_archives("folders too deep at " + entry->path().string());
        const std::string path = entry->path().string();
        std::error_code gone;
        const bool regular = entry->is_regular_file(gone);
        if (gone) return refuse_archives("cannot look at " + path + ": " + gone.message());
        if (!regular || !path.ends_with(".deb")) continue;
        found.push_back(path);
        if (found.size() > most_archives) return refuse_archives("more than 100000 below " + folder.string());
    }
    if (error) return refuse_archives("cannot walk " + folder.string() + ": " + error.message());
    return Done{};
}

}  // namespace

Result<std::vector<std::string>> list_archives(const DpkgCommandLine& line,
                                               const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const auto& operand : line.operands) {
        const auto path = folder / operand;
        std::error_code error;
        const bool is_folder = line.recursive && std::filesystem::is_directory(path, error);
        if (!is_folder) found.push_back(path.string());
        if (is_folder) MME_CHECK(walk(path, found));
    }
    if (found.empty()) return refuse_archives("none was found to check");
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace mme
