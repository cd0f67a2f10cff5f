// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/index.h"

#include <fstream>

#include "tools/mmemanifest/publish/run_program.h"

namespace mme {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

Status move_to(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return fail(Code::internal_error, to.string() + " cannot be put there: " + error.message());
    return Done{};
}

Status take_in(const fs::path& repository, const std::vector<fs::path>& incoming) {
    for (const auto& file : incoming) MME_CHECK(move_to(file, repository / file.filename()));
    return Done{};
}

void remove_files(const fs::path& folder, const std::vector<std::string>& names) {
    std::error_code error;
    for (const auto& name : names) fs::remove(folder / name, error);
}

Words command(Words words, const Words& options, const Words& rest) {
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), rest.begin(), rest.end());
    return words;
}

Status index_rpm(const fs::path& repository, const IndexRules& rules) {
    Words words{"createrepo_c", "--quiet"};
    std::error_code error;
    if (fs::exists(repository / "repodata", error)) words.emplace_back("--update");
    MME_CHECK(run_program(command(words, rules.options, {"."}), repository));
    remove_files(repository / "repodata", {"repomd.xml.asc", "repomd.xml.key"});
    return Done{};
}

/// A flat repository: Packages and Release beside the packages. Both are made elsewhere first, since
/// apt-ftparchive would read its own output.
Status index_flat(const fs::path& repository, const fs::path& scratch, const IndexRules& rules) {
    remove_files(repository, {"Packages", "Packages.gz", "Packages.xz", "Packages.bz2", "Packages.zst",
                              "Release", "Release.gpg", "InRelease"});
    MME_CHECK(run_program(command({"apt-ftparchive"}, rules.options, {"packages", "."}), repository,
                          scratch / "Packages"));
    MME_CHECK(run_program({"gzip", "-9", "-n", "-k", "Packages"}, scratch));
    MME_CHECK(move_to(scratch / "Packages", repository / "Packages"));
    MME_CHECK(move_to(scratch / "Packages.gz", repository / "Packages.gz"));
    MME_CHECK(run_program(command({"apt-ftparchive"}, rules.options, {"release", "."}), repository,
                          scratch / "Release"));
    return move_to(scratch / "Release", repository / "Release");
}

/// The code names that conf/distributions defines, reprepro(1).
Words distributions_of(const fs::path& repository) {
    std::ifstream file(repository / "conf" / "distributions");
    constexpr std::string_view field = "Codename:";
    Words names;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(field)) continue;
        const auto begin = line.find_first_not_of(" \t", field.size());
        if (begin != std::string::npos)
            names.push_back(line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin));
    }
    return names;
}

Result<std::string> distribution_for(const fs::path& repository, const IndexRules& rules) {
    if (!rules.distribution.empty()) return rules.distribution;
    const Words names = distributions_of(repository);
    if (names.size() == 1) return names.front();
    return fail(Code::internal_error, "conf/distributions names " + std::to_string(names.size()) +
                                          " distributions; say which one with --distribution");
}

/// Every folder is given, so that conf/options cannot lead out of the new tree.
Status index_reprepro(const fs::path& repository, const std::vector<fs::path>& incoming,
                      const IndexRules& rules) {
    MME_TRY(const auto name, distribution_for(repository, rules));
    Words words = command({"reprepro", "--silent", "--basedir", repository, "--outdir", repository,
                           "--confdir", repository / "conf", "--dbdir", repository / "db", "--listdir",
                           repository / "lists", "--logdir", repository / "logs"},
                          rules.options, {"includedeb", name});
    for (const auto& file : incoming) words.push_back(file);
    return run_program(words, repository);
}

}  // namespace

RepositoryKind kind_of(const fs::path& repository, PackageType type) {
    std::error_code error;
    if (type == PackageType::rpm) return RepositoryKind::rpm;
    const bool managed = fs::exists(repository / "conf" / "distributions", error);
    return managed ? RepositoryKind::reprepro : RepositoryKind::flat_deb;
}

Status add_and_index(const fs::path& repository, const std::vector<fs::path>& incoming,
                     const fs::path& scratch, const IndexRules& rules) {
    if (rules.kind == RepositoryKind::reprepro) return index_reprepro(repository, incoming, rules);
    MME_CHECK(take_in(repository, incoming));
    return rules.kind == RepositoryKind::rpm ? index_rpm(repository, rules)
                                             : index_flat(repository, scratch, rules);
}

}  // namespace mme
