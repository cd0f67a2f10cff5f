// SPDX-License-Identifier: LGPL-2.1-or-later
// What is computed for each package once its bytes and its manifest are read: a batch's proof and the rules.
#include <benchmark/benchmark.h>

#include "libverify/batch/batch.h"
#include "libverify/decision/rules.h"
#include "manifest/reader.h"
#include "tests/unit/manifest/vectors.h"

namespace mme {
namespace {

std::vector<Sha256> leaves_of(std::int64_t count) {
    std::vector<Sha256> leaves;
    for (std::int64_t i = 0; i < count; ++i) leaves.push_back(merkle_leaf(as_bytes(std::to_string(i))));
    return leaves;
}

void ProveBatchMember(benchmark::State& state) {
    const auto leaves = leaves_of(state.range(0));
    const std::string slot = write_batch_slot(
        {.size = leaves.size(), .index = 1, .path = merkle_path(leaves, 1), .signature = "signed"});
    for (auto _ : state) {
        const BatchSlot read = parse_batch_slot(as_bytes(slot)).value();
        benchmark::DoNotOptimize(merkle_root_from_path(leaves[1], read).value());
    }
}
BENCHMARK(ProveBatchMember)->ArgName("packages")->Arg(2)->Arg(300);

void ApplyRules(benchmark::State& state) {
    Manifest manifest = parse_manifest(good("two-engines")).value();
    manifest.scans[1].engine_version = "4.2.3";  // else it counts as the first engine under another name
    Package package;
    package.identity = manifest.package.identity;
    package.parts = manifest.package.parts;
    package.content_id = manifest.package.content_id;
    Policy policy;
    policy.scan = {.min_engines = 2,
                   .engines = {},
                   .max_database_age = std::chrono::days{7},
                   .max_scan_age = std::chrono::days{365}};
    policy.max_skew = std::chrono::minutes{10};
    const std::vector<Signer> signers{{"vendor", "vendor", "F", manifest.created}};
    const std::vector<std::string> installed;
    for (auto _ : state) {
        std::vector<Finding> findings;
        const Evidence evidence{manifest, package, policy, signers, installed, manifest.created};
        check_parts(evidence, findings);
        check_subject(evidence, findings);
        check_scans(evidence, findings);
        check_release(evidence, findings);
        if (!findings.empty()) state.SkipWithError(findings.front().detail.c_str());
    }
}
BENCHMARK(ApplyRules);

}  // namespace
}  // namespace mme
