// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/staging.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace mme {

namespace fs = std::filesystem;

Result<Staging> Staging::make(const fs::path& output) {
    std::error_code error;
    fs::create_directories(output, error);
    if (error) return fail(Code::internal_error, output.string() + " cannot be made: " + error.message());
    std::string name = (output / ".mmemanifest.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        return fail(Code::internal_error, output.string() + " cannot be written: " + std::strerror(errno));
    return Staging(output, std::move(name));
}

Staging::Staging(Staging&& other) noexcept
    : output_(std::move(other.output_)), path_(std::exchange(other.path_, {})) {}

Staging::~Staging() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
}

Status Staging::keep(const std::vector<fs::path>& names) const {
    for (const auto& name : names) {
        std::error_code error;
        fs::rename(path_ / name, output_ / name, error);
        if (error)
            return fail(Code::internal_error,
                        (output_ / name).string() + " cannot be put in place: " + error.message());
    }
    return Done{};
}

}  // namespace mme
