// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace mme {

inline std::filesystem::path manifest_folder() {
    return MME_MANIFEST_DIR;
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string good(const std::string& name) {
    return text_of(manifest_folder() / "testdata" / "good" / (name + ".toml"));
}

inline std::string bad(const std::string& name) {
    return text_of(manifest_folder() / "testdata" / "bad" / (name + ".toml"));
}

}  // namespace mme
