// SPDX-License-Identifier: LGPL-2.1-or-later
// The readers that meet every byte of a package and of its manifest.
#include <benchmark/benchmark.h>

#include "libverify/digest/hasher.h"
#include "manifest/reader.h"
#include "manifest/writer.h"
#include "tests/unit/manifest/vectors.h"
#include "tests/unit/package/real_packages.h"

namespace mme {
namespace {

/// A manifest whose inventory has `count` files.
std::string manifest_of(std::int64_t count) {
    Manifest manifest = parse_manifest(good("deb")).value();
    manifest.package.files.clear();
    for (std::int64_t i = 0; i < count; ++i) {
        FileEntry entry;
        entry.path = "/opt/mme/lib/module-" + std::to_string(i);
        entry.type = FileType::file;
        entry.mode = 0644;
        entry.owner = entry.group = "root";
        entry.size = 4096;
        entry.sha256 = sha256_of(as_bytes(entry.path));
        manifest.package.files.push_back(entry);
    }
    return write_manifest(manifest);
}

void ParseManifest(benchmark::State& state) {
    const std::string text = manifest_of(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(parse_manifest(text).value());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(ParseManifest)->ArgName("files")->Arg(1)->Arg(1000);

void ReadRpm(benchmark::State& state) {
    const test::Scratch scratch;
    const auto file = PackageFile::open(test::build_rpm(scratch));
    for (auto _ : state) benchmark::DoNotOptimize(read_package(*file).value());
}
BENCHMARK(ReadRpm);

void ReadDeb(benchmark::State& state) {
    const test::Scratch scratch;
    const auto file = PackageFile::open(test::build_deb(scratch));
    for (auto _ : state) benchmark::DoNotOptimize(read_package(*file).value());
}
BENCHMARK(ReadDeb);

void HashFile(benchmark::State& state) {
    const test::Scratch scratch;
    const auto file = PackageFile::open(test::save(scratch, Bytes(std::size_t{16} << 20U, 1)));
    for (auto _ : state) benchmark::DoNotOptimize(sha256_of_range(*file, 0, file->size()).value());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file->size()));
}
BENCHMARK(HashFile);

}  // namespace
}  // namespace mme
