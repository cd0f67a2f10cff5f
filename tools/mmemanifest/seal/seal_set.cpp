// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/seal_set.h"

#include <mutex>

#include "libverify/embed/embed.h"
#include "tools/mmemanifest/seal/compose.h"
#include "tools/mmemanifest/seal/sign.h"
#include "tools/mmemanifest/seal/staging.h"
#include "tools/mmemanifest/set/interrupt.h"
#include "tools/mmemanifest/set/jobs.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

/// What a set still lacks; the first error of any thread.
class FirstError {
  public:
    void note(const Status& status) {
        if (status) return;
        const std::lock_guard lock(mutex_);
        if (!error_) error_ = status.error();
    }
    [[nodiscard]] bool any() const {
        const std::lock_guard lock(mutex_);
        return error_.has_value();
    }
    [[nodiscard]] Status status() const {
        const std::lock_guard lock(mutex_);
        if (error_) return *error_;
        return Done{};
    }

  private:
    mutable std::mutex mutex_;
    std::optional<Error> error_;
};

Status embed_guarded(const PackageFile& file, const std::string& manifest, const std::string& slot,
                     const fs::path& target, PackageReader reader) noexcept {
    try {
        return embed(file, as_bytes(manifest), as_bytes(slot), target,
                     [&](const PackageFile& one) { return reader.read(one); });
    } catch (const std::exception& error) {
        return fail(Code::internal_error, target.filename().string() + ": " + error.what());
    }
}

Result<std::vector<std::string>> compose_all(const std::vector<ScannedPackage>& packages,
                                             const std::optional<Release>& release) {
    std::vector<std::string> manifests;
    for (const auto& scanned : packages) {
        MME_TRY(const auto manifest, compose_manifest(scanned, release));
        MME_TRY(auto text, manifest_text(manifest));
        manifests.push_back(std::move(text));
    }
    return manifests;
}

std::vector<fs::path> names_of(const std::vector<ScannedPackage>& packages) {
    std::vector<fs::path> names;
    for (const auto& scanned : packages) names.push_back(scanned.path.filename());
    return names;
}

}  // namespace

Status seal_set(const std::vector<ScannedPackage>& packages, const SealRules& rules,
                const Unpacker& unpacker) {
    MME_TRY(const auto manifests, compose_all(packages, rules.release));
    MME_TRY(const auto slots, sign_manifests(manifests, rules.key));
    MME_TRY(const auto staging, Staging::make(rules.output));
    const auto names = names_of(packages);
    FirstError first;
    run_jobs(
        rules.jobs, packages.size(), [&] { return first.any() || interrupted(); },
        [&](std::size_t i) {
            first.note(embed_guarded(packages[i].file, manifests[i], slots[i], staging.path() / names[i],
                                     unpacker.reader()));
        });
    MME_CHECK(first.status());
    MME_CHECK(check_not_interrupted());
    return staging.keep(names);
}

}  // namespace mme
