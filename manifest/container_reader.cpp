// SPDX-License-Identifier: LGPL-2.1-or-later
#include <limits>
#include <set>

#include "manifest/fields.h"
#include "manifest/inventory.h"
#include "manifest/path_check.h"
#include "manifest/printable.h"

namespace mme {
namespace {

Result<Container> parse_container(TomlTable& table) {
    Container container;
    MME_TRY(container.path, table.string("path", path_rule));
    if (!is_path_form(container.path, path_rule.max_bytes))
        return table.error_at("path", "found " + toml_quoted(printable(container.path)) +
                                          ", expected text in the form of SPEC.md section 4.1");
    MME_TRY(const auto members, table.integer("members", 1, std::numeric_limits<std::int64_t>::max()));
    container.members = static_cast<std::uint64_t>(members);
    MME_TRY(container.bytes, read_size(table, "bytes"));
    MME_TRY(container.sha256, read_sha256(table, "sha256"));
    MME_CHECK(table.finish());
    return container;
}

}  // namespace

Result<std::vector<Container>> parse_containers(TomlTable& package) {
    MME_TRY(auto tables, package.tables("container"));
    std::vector<Container> containers;
    std::set<std::string> paths;
    for (TomlTable& table : tables) {
        MME_TRY(Container container, parse_container(table));
        if (!paths.insert(container.path).second)
            return table.error_at("path",
                                  "found " + toml_quoted(container.path) + " twice, wanted each path once");
        if (containers.size() == max_inventory_entries)
            return table.error_at("path", "found more than " + std::to_string(max_inventory_entries) +
                                              " containers, expected fewer");
        containers.push_back(std::move(container));
    }
    return containers;
}

}  // namespace mme
