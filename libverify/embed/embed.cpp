// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/embed/embed.h"

#include "libverify/embed/output.h"

namespace mme {
namespace {

/// The copy is read back: nothing is handed out that a verifier would see differently.
Status check_copy(const Package& before, ByteView manifest, std::optional<ByteView> signature,
                  const std::filesystem::path& copy, const PackageReading& read) {
    MME_TRY(const PackageFile file, PackageFile::open(copy));
    MME_TRY(const Package after, read(file));
    const bool same = before.parts == after.parts && before.content_id == after.content_id &&
                      before.identity == after.identity;
    const bool carried = after.embedded.manifest == Bytes{manifest.begin(), manifest.end()};
    const bool signed_same = signature
                                 ? after.embedded.signature == Bytes{signature->begin(), signature->end()}
                                 : !after.embedded.signature.has_value();
    if (same && carried && signed_same) return Done{};
    return fail(Code::internal_error,
                "the copy with the manifest differs from the package; nothing was written");
}

}  // namespace

Status embed(const PackageFile& package, ByteView manifest, std::optional<ByteView> signature,
             const std::filesystem::path& output, const PackageReading& read) {
    if (manifest.empty() || (signature && signature->empty())) {
        return fail(Code::manifest_malformed, "an empty manifest or signature cannot be embedded");
    }
    MME_TRY(const Package before, read(package));
    const auto write = before.identity.type == PackageType::rpm ? write_embedded_rpm : write_embedded_deb;
    return write_through(
        output, [&](Output& sink) { return write(package, manifest, signature, sink); },
        [&](const std::filesystem::path& copy) {
            return check_copy(before, manifest, signature, copy, read);
        });
}

}  // namespace mme
