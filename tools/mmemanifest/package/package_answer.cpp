// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/package/package_answer.h"

#include <algorithm>

#include "libverify/archive/path_text.h"
#include "libverify/digest/hasher.h"
#include "tools/mmemanifest/package/package_message.h"

namespace mme {
namespace {

Error no_answer() {
    return fail(Code::internal_error, "the process that reads packages gave an answer that is none");
}

bool is_word(const std::string& text) {
    return !text.empty() && text.size() <= max_path_bytes && is_printable(text);
}

/// Behind each other, and all of them in the file.
bool lie_within(const std::vector<Extent>& extents, std::uint64_t size) {
    std::uint64_t end = 0;
    for (const Extent& one : extents) {
        if (one.offset < end || one.offset > size || one.length > size - one.offset) return false;
        end = one.offset + one.length;
    }
    return true;
}

bool makes_sense(const Package& package, const PackageFile& file) {
    const Identity& identity = package.identity;
    const std::size_t expected_parts = identity.type == PackageType::rpm ? 2 : 3;
    return is_word(identity.name) && is_word(identity.version) && is_word(identity.architecture) &&
           package.vendor.size() <= max_vendor_bytes && package.parts.size() == expected_parts &&
           std::all_of(package.parts.begin(), package.parts.end(),
                       [](const Part& part) { return is_word(part.name); }) &&
           lie_within(package.part_extents, file.size());
}

}  // namespace

Status PackageAnswer::take(const Received& received) {
    MessageReader message(received.bytes);
    if (message.kind() == package_described && !described_) return take_facts(message);
    if (message.kind() == package_blobs && described_) return take_blobs(message.rest());
    return no_answer();
}

Status PackageAnswer::take_facts(MessageReader& message) {
    if (message.number() != 0) return take_error(message);
    package_ = read_facts(message);
    // A length is said with one added: 0 is a blob that is not there.
    const bool blobs_fit = expect_blob(package_.embedded.manifest, manifest_bytes_, message.number()) &&
                           expect_blob(package_.embedded.signature, signature_bytes_, message.number());
    if (!message.whole() || !blobs_fit || !makes_sense(package_, file_)) return no_answer();
    left_ = manifest_bytes_ + signature_bytes_;
    described_ = true;
    return Done{};
}

Status PackageAnswer::take_error(MessageReader& message) {
    const std::uint64_t code = message.number();
    const std::string text = message.text();
    if (!message.whole() || code > static_cast<std::uint64_t>(Code::internal_error)) return no_answer();
    return fail(static_cast<Code>(code), is_printable(text) ? text : path_text(text));
}

bool PackageAnswer::expect_blob(std::optional<Bytes>& blob, std::size_t& length, std::uint64_t stated) {
    if (stated == 0) return true;
    blob.emplace();
    length = static_cast<std::size_t>(stated - 1);
    return stated - 1 <= max_manifest_bytes;
}

Status PackageAnswer::take_blobs(ByteView bytes) {
    if (bytes.empty() || bytes.size() > left_) return no_answer();
    left_ -= bytes.size();
    for (auto [blob, length] : {std::pair{&package_.embedded.manifest, manifest_bytes_},
                                std::pair{&package_.embedded.signature, signature_bytes_}}) {
        if (!*blob) continue;
        const auto taken = bytes.first(std::min(bytes.size(), length - (*blob)->size()));
        (*blob)->insert((*blob)->end(), taken.begin(), taken.end());
        bytes = bytes.subspan(taken.size());
    }
    return Done{};
}

Status check_part_digests(const PackageFile& file, const Package& package) {
    for (std::size_t i = 0; i < package.parts.size(); ++i) {
        const Extent& extent = package.part_extents[i];
        MME_TRY(const Sha256 found, sha256_of_range(file, extent.offset, extent.length));
        if (found != package.parts[i].sha256)
            return fail(Code::archive_malformed, file.shown() + " changed while it was read: the part " +
                                                     package.parts[i].name + " has the SHA-256 " +
                                                     found.hex() + ", expected " +
                                                     package.parts[i].sha256.hex() + "; try it again");
    }
    return Done{};
}

}  // namespace mme
