// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cache_key.h"

#include "libverify/digest/hasher.h"
#include "manifest/toml.h"
#include "tools/mmemanifest/isolation/worker_program.h"

namespace mme {

Sha256 cache_key(const ScanSubject& subject, const EngineFacts& facts, const std::string& beyond) {
    const std::string text = "mme-scan-cache/1\n" + subject.program.hex() + '\n' + subject.content_id.hex() +
                             '\n' + subject.file.hex() + '\n' + toml_quoted(subject.unpacking) + '\n' +
                             toml_quoted(facts.title) + '\n' + toml_quoted(facts.version) + '\n' +
                             toml_quoted(facts.database_version) + '\n' + to_rfc3339(facts.database_date) +
                             '\n' + toml_quoted(facts.settings) + '\n' + toml_quoted(beyond) + '\n';
    return sha256_of(as_bytes(text));
}

Result<Sha256> digest_of_this_program() {
    std::string lines;
    for (const std::string& path : {std::string("/proc/self/exe"), worker_program_path()}) {
        MME_TRY(const auto program, PackageFile::open(path));
        MME_TRY(const auto digest, sha256_of_range(program, 0, program.size()));
        lines += digest.hex() + '\n';
    }
    return sha256_of(as_bytes(lines));
}

}  // namespace mme
