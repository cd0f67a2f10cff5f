// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/archive_list.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace mme {
namespace {

constexpr std::size_t most_archives = 100'000;
constexpr std::size_t most_entries = 1'000'000;
constexpr std::size_t deepest_directory = 64;

Error refuse_archives(const std::string& why) {
    return fail(Code::internal_error, "dpkg's archives: " + why);
}

/// Below one directory, as `dpkg -R` goes through it. A link back to a directory above is followed once: its
/// paths must be as safe as any others, since dpkg takes them too.
class Walk {
  public:
    explicit Walk(std::vector<std::string>& found) : found_(found) {}

    Status into(const std::filesystem::path& directory) {
        if (above_.size() > deepest_directory)
            return refuse_archives("directories too deep at " + directory.string());
        struct stat status {};
        if (::stat(directory.c_str(), &status) != 0) return cannot_walk(directory, errno);
        const Place place{status.st_dev, status.st_ino};
        const bool again = std::find(above_.begin(), above_.end(), place) != above_.end();
        above_.push_back(place);
        MME_CHECK(entries_of(directory, !again));
        above_.pop_back();
        return Done{};
    }

  private:
    using Place = std::pair<dev_t, ino_t>;

    static Error cannot_walk(const std::filesystem::path& directory, int error) {
        return refuse_archives("cannot walk " + directory.string() + ": " + std::strerror(error));
    }

    Status entries_of(const std::filesystem::path& directory, bool descend) {
        std::error_code error;
        std::filesystem::directory_iterator entry(directory, error);
        for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error))
            MME_CHECK(look_at(*entry, descend));
        return error ? Status(cannot_walk(directory, error.value())) : Status(Done{});
    }

    Status look_at(const std::filesystem::directory_entry& entry, bool descend) {
        if (++seen_ > most_entries) return refuse_archives("more than 1000000 files to look at");
        const std::string path = entry.path().string();
        std::error_code gone;
        const auto type = entry.status(gone).type();
        // A link that leads nowhere is no directory to dpkg either; one that is called an archive is refused.
        const bool leads_nowhere = gone.value() == ELOOP || gone.value() == ENOENT;
        if (gone && (!leads_nowhere || path.ends_with(".deb")))
            return refuse_archives("cannot look at " + path + ": " + gone.message());
        if (type == std::filesystem::file_type::directory)
            return descend ? into(entry.path()) : Status(Done{});
        if (type != std::filesystem::file_type::regular || !path.ends_with(".deb")) return Done{};
        found_.push_back(path);
        if (found_.size() > most_archives) return refuse_archives("more than 100000");
        return Done{};
    }

    std::vector<std::string>& found_;
    std::vector<Place> above_;
    std::size_t seen_ = 0;
};

}  // namespace

Result<std::vector<std::string>> list_archives(const DpkgCommandLine& line,
                                               const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const auto& operand : line.operands) {
        const auto path = folder / operand;
        std::error_code error;
        const bool is_folder = line.recursive && std::filesystem::is_directory(path, error);
        if (!is_folder) found.push_back(path.string());
        if (is_folder) MME_CHECK(Walk(found).into(path));
    }
    if (found.empty()) return refuse_archives("none was found to check");
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace mme
