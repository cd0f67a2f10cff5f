// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/path_resolver.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "libverify/archive/path_text.h"
#include "libverify/package/payload.h"

namespace mme {
namespace {

constexpr std::size_t most_links = 1'000'000;
constexpr std::uint64_t most_link_text = std::uint64_t{64} << 20U;
constexpr std::uint64_t most_followed_text = std::uint64_t{256} << 20U;
constexpr std::size_t most_remembered_text = std::size_t{16} << 20U;
constexpr std::size_t bytes_of_entry = 128;  // in the map, without its texts
constexpr int most_hops = 40;                // as the kernel's own limit for symbolic links

Error too_much(const std::string& path, std::string_view what) {
    return fail(Code::archive_malformed, fmt::format("the path '{}' {}", shortened(path_text(path)), what));
}

}  // namespace

/// One path on its way, component by component.
class PathResolver::Walk {
  public:
    Walk(PathResolver& resolver, const std::string& path, Links links, bool last)
        : resolver_(resolver), path_(path), links_(links), last_(last) {}

    Result<std::string> run() {
        push(path_);
        while (!ahead_.empty()) {
            const std::string component = std::move(ahead_.back());
            ahead_.pop_back();
            MME_CHECK(step(component));
        }
        return reached_.empty() ? "/" : reached_;
    }

  private:
    Status step(const std::string& component) {
        if (component == "..") {
            reached_.erase(reached_.empty() ? 0 : reached_.rfind('/'));
            return Done{};
        }
        const std::string next = reached_ + "/" + component;
        if (next.size() > most_path_bytes) return too_much(path_, "leads to a path of more than 4096 bytes");
        MME_CHECK(spend(next.size()));
        const bool followed = last_ || !ahead_.empty();
        if (!followed) {
            reached_ = next;
            return Done{};
        }
        MME_TRY(const auto target, resolver_.link_at(next, links_));
        if (target) return follow(*target);
        reached_ = next;
        return Done{};
    }

    Status follow(const std::string& target) {
        constexpr std::uint64_t cost_of_a_byte = 8;  // "../../.." is a component for every three
        if (++hops_ > most_hops) return too_much(path_, "goes through more than 40 links");
        MME_CHECK(spend(cost_of_a_byte * target.size()));
        if (target.starts_with('/')) reached_.clear();
        push(target);
        return Done{};
    }

    Status spend(std::uint64_t text) {
        resolver_.spent_ += text;
        if (resolver_.spent_ <= most_followed_text) return Done{};
        return too_much(path_, "is one of too many to be followed through links");
    }

    /// Puts the components of a text in front of what is ahead.
    void push(std::string_view text) {
        while (!text.empty()) {
            const auto slash = text.rfind('/');
            const auto component = slash == std::string_view::npos ? text : text.substr(slash + 1);
            if (!component.empty() && component != ".") ahead_.emplace_back(component);
            text = slash == std::string_view::npos ? std::string_view{} : text.substr(0, slash);
        }
    }

    PathResolver& resolver_;
    const std::string& path_;
    Links links_;
    bool last_;
    int hops_ = 0;
    std::string reached_;
    std::vector<std::string> ahead_;  ///< the next one is at the back
};

Status PathResolver::add_link(const std::string& path, const std::string& target) {
    package_text_ += path.size() + target.size();
    if (package_links_.size() == most_links || package_text_ > most_link_text)
        return too_much(path, "is one symbolic link more than can be followed");
    package_links_.insert_or_assign(path, target);
    return Done{};
}

Result<std::string> PathResolver::resolve(const std::string& path, Links links, bool last) {
    return Walk(*this, path, links, last).run();
}

std::optional<std::string> PathResolver::host_link(const std::string& path) {
    if (const auto known = host_links_.find(path); known != host_links_.end()) return known->second;
    std::array<char, most_path_bytes> target{};
    const ssize_t length = ::readlink((root_ + path).c_str(), target.data(), target.size());
    std::optional<std::string> found;
    if (length >= 0) found.emplace(target.data(), static_cast<std::size_t>(length));
    remembered_text_ += bytes_of_entry + path.size() + (found ? found->size() : 0);
    if (remembered_text_ > most_remembered_text) {
        host_links_.clear();
        remembered_text_ = 0;
    }
    return host_links_.emplace(path, std::move(found)).first->second;
}

bool PathResolver::exhausted() const noexcept {
    return spent_ > most_followed_text;
}

Result<std::optional<std::string>> PathResolver::link_at(const std::string& path, Links links) {
    if (links == Links::of_host) return host_link(path);
    if (const auto own = package_links_.find(path); own != package_links_.end())
        return std::optional<std::string>{own->second};
    if (transaction_ != nullptr) {
        MME_TRY(auto brought, transaction_->find(path));
        if (brought) return brought;
    }
    return host_link(path);
}

}  // namespace mme
