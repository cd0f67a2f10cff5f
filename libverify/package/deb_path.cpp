// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_path.h"

#include <algorithm>

#include "libverify/package/payload.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

Error path_fault(const char* what) {
    return fail(Code::archive_malformed, what);
}

Status check_component(std::string_view component) {
    if (component.empty()) return path_fault("its path has an empty component");
    if (component == "." || component == "..") return path_fault("its path has the component . or ..");
    if (component.ends_with(".dpkg-new") || component.ends_with(".dpkg-tmp"))
        return path_fault("its path is one that dpkg uses while it unpacks (.dpkg-new, .dpkg-tmp)");
    return Done{};
}

/// dpkg makes each entry under its name and ".dpkg-new" first, and a name has at most 255 bytes.
Status check_last_component(std::string_view component) {
    constexpr std::size_t most = 255 - std::string_view{".dpkg-new"}.size();
    if (component.size() > most)
        return path_fault("its name has more than 246 bytes, so that dpkg cannot unpack it");
    return Done{};
}

Status check_components(std::string_view path) {
    while (true) {
        const auto end = std::min(path.find('/'), path.size());
        MME_CHECK(check_component(path.substr(0, end)));
        if (end == path.size()) return check_last_component(path);
        path.remove_prefix(end + 1);
    }
}

}  // namespace

Result<std::string> deb_installed_path(std::string_view name, bool is_directory) {
    if (name.find_first_of("\n\0"sv) != std::string_view::npos)
        return path_fault("its path has a newline or NUL");
    if (name == "." || name == "./" || name == "/") {
        if (!is_directory) return path_fault("the root of the file system is no directory in it");
        return std::string{"/"};
    }
    if (name.starts_with("./")) name.remove_prefix(1);
    if (name.starts_with('/')) name.remove_prefix(1);
    if (is_directory && name.ends_with('/')) name.remove_suffix(1);
    if (name.size() >= most_path_bytes) return path_fault("its path has more than 4,096 bytes");
    MME_CHECK(check_components(name));
    return "/" + std::string{name};
}

}  // namespace mme
