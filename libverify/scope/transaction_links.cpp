// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/transaction_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "libverify/archive/path_text.h"

namespace mme {
namespace {

constexpr std::size_t most_links = 1'000'000;
constexpr std::size_t most_text = std::size_t{64} << 20U;
constexpr std::size_t most_directories = 1'000'000;

std::size_t hash_of(std::string_view path) {
    return std::hash<std::string_view>{}(path);
}

Error refuse(const std::string& path, std::string_view what) {
    return fail(Code::archive_malformed, fmt::format("the path '{}' {}", shortened(path_text(path)), what));
}

}  // namespace

Status TransactionLinks::note_link(const std::string& place, const std::string& target) {
    const auto [known, is_new] = links_.try_emplace(place, Link{target});
    if (!is_new) {
        known->second.disputed |= known->second.target != target;
        return Done{};
    }
    text_ += place.size() + target.size();
    if (links_.size() <= most_links && text_ <= most_text) return Done{};
    return refuse(place, "is one symbolic link more than can be followed in one transaction");
}

void TransactionLinks::note_directories_above(std::string_view place) {
    const std::string_view directory = place.substr(0, place.rfind('/'));
    if (directory == last_directory_ || too_many_directories_) return;
    last_directory_ = directory;
    for (auto end = directory.size(); end > 0 && end != std::string_view::npos;
         end = directory.rfind('/', end - 1))
        directories_.insert(hash_of(directory.substr(0, end)));
    too_many_directories_ = directories_.size() > most_directories;
}

Result<std::optional<std::string>> TransactionLinks::find(const std::string& path) const {
    const auto found = links_.find(path);
    if (found == links_.end()) return std::optional<std::string>{};
    if (found->second.disputed)
        return refuse(path, "is a symbolic link with different targets in two packages of this transaction");
    return std::optional<std::string>{found->second.target};
}

bool TransactionLinks::changed_a_path() {
    if (links_.size() == links_when_asked_) return false;
    links_when_asked_ = links_.size();
    return too_many_directories_ || std::any_of(links_.begin(), links_.end(), [&](const auto& link) {
               return directories_.contains(hash_of(link.first));
           });
}

}  // namespace mme
