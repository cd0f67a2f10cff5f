// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <set>

#include "manifest/printable.h"
#include "tools/mmemanifest/command/gate_options.h"
#include "tools/mmemanifest/publish/index.h"
#include "tools/mmemanifest/publish/intake.h"
#include "tools/mmemanifest/publish/new_tree.h"
#include "tools/mmemanifest/publish/run_program.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

struct PublishOptions {
    std::vector<std::string> packages;
    std::string repository;
    GateOptions gate;
    HostLayout host;
    IndexRules index;
    std::string finish;
    bool replace = false;
};

std::string objection(const PublishOptions& options) {
    std::set<std::string> names;
    for (const fs::path package : options.packages)
        if (!names.insert(package.filename().string()).second)
            return "two packages are named " + package.filename().string();
    return objection_to_report(options.gate, options.packages);
}

std::vector<fs::path> copies_of(const std::vector<Candidate>& candidates) {
    std::vector<fs::path> copies;
    for (const auto& one : candidates) copies.push_back(one.copy);
    return copies;
}

/// From accepted packages to the repository's next state, still beside it.
Status build(const PublishOptions& options, const std::vector<Candidate>& candidates, PackageType type,
             const NewTree& tree) {
    IndexRules rules = options.index;
    rules.kind = kind_of(tree.path(), type);
    MME_CHECK(add_and_index(tree.path(), copies_of(candidates), tree.aside(), rules));
    if (!options.finish.empty()) MME_CHECK(run_program({options.finish, tree.path()}, tree.path()));
    return check_not_interrupted();
}

Status check_names(const PublishOptions& options, const std::vector<Candidate>& candidates,
                   const NewTree& tree) {
    if (options.replace) return Done{};
    MME_TRY(const auto why, objection_to_names(candidates, tree.path()));
    if (why.empty()) return Done{};
    return fail(Code::subject_mismatch, why + "; --replace puts this one in its place");
}

/// What ends a publication; the repository is as it was.
Exit not_published(const Error& error) {
    const bool refused = error.code() == Code::subject_mismatch;
    return complain(refused ? Exit::refused : Exit::unchecked, error.text(),
                    "the repository is as it was; nothing was published");
}

Exit publish(const PublishOptions& options, const GateRules& rules) {
    auto tree = NewTree::begin(options.repository);
    if (!tree) return not_published(tree.error());
    const auto candidates = copy_in(options.packages, tree->aside());
    if (!candidates) return not_published(candidates.error());
    const auto type = type_of_all(*candidates);
    if (!type) return not_published(type.error());
    const RunReport report = judge_candidates(options.host, *candidates, rules);
    if (const Exit judged =
            conclude(report, options.gate,
                     "refused: not every package is sealed by the policy; nothing was published");
        judged != Exit::clean)
        return judged;
    if (const auto free = check_names(options, *candidates, *tree); !free) return not_published(free.error());
    if (const auto built = build(options, *candidates, *type, *tree); !built)
        return not_published(built.error());
    if (const auto done = tree->put_in_place(); !done) return not_published(done.error());
    for (const auto& package : options.packages) fmt::print("{}\n", printable(package));
    return Exit::clean;
}

Exit run_publish(const PublishOptions& options) {
    if (const auto why = objection(options); !why.empty()) return complain(Exit::usage, why);
    const auto rules = load_gate(options.gate);
    if (!rules) return complain(rules.error());
    const InterruptGuard guard;
    return publish(options, *rules);
}

void add_judgement_options(CLI::App& command, PublishOptions& options) {
    command.add_option("--policy", options.host.policy, "The policy that decides; keys.d lies beside it")
        ->capture_default_str();
    command.add_option("--state", options.host.state, "Folder for the keyring made of keys.d")
        ->capture_default_str();
    command.add_option("--log", options.host.log, "Folder of the journal of decisions")
        ->capture_default_str();
    add_gate_options(command, options.gate);
}

}  // namespace

void add_publish(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("publish", "Put sealed packages into a repository and index it");
    auto options = std::make_shared<PublishOptions>();
    command->add_option("PKG", options->packages, "Sealed rpm or deb files")->required();
    command->add_option("--to", options->repository, "Repository, made if it is not there")->required();
    add_judgement_options(*command, *options);
    command->add_option("--distribution", options->index.distribution, "reprepro: code name");
    command
        ->add_option("--index-option", options->index.options,
                     "Option for createrepo_c, apt-ftparchive or reprepro; may be repeated")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--finish", options->finish,
                        "Program that is given the new tree before it is put in place, to sign the index");
    command->add_flag("--replace", options->replace, "Replace published files of the same name");
    command->callback([options, &run] { run = [options] { return run_publish(*options); }; });
}

}  // namespace mme
