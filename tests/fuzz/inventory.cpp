// SPDX-License-Identifier: LGPL-2.1-or-later
// The lines of an inventory that is read are the lines that are written: each has one spelling.
#include "manifest/inventory.h"

#include <string>

#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mme;
    using namespace mme::fuzz;
    // The first byte chooses between files and containers.
    if (size < 2 || as_text({data, size}).find("'''") != std::string_view::npos) return 0;
    const std::string key = (data[0] & 1U) != 0 ? "containers" : "entries";
    const std::string text =
        "[inventory]\n" + key + " = '''\n" + std::string(as_text({data + 1, size - 1})) + "'''\n";
    auto root = TomlTable::parse(text, max_manifest_bytes, Code::manifest_malformed);
    if (!root) return 0;
    PackageSection package;
    if (!parse_inventory(*root, package)) return 0;
    promise(write_inventory(package) == "\n" + text, "an inventory is written as it was read");
    return 0;
}
