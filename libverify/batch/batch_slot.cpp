// SPDX-License-Identifier: LGPL-2.1-or-later
#include <limits>

#include "libverify/batch/batch.h"
#include "libverify/openpgp/signature_blob.h"
#include "manifest/toml.h"

namespace mme {
namespace {

constexpr std::string_view format = "mme-batch/1";
constexpr std::int64_t max_batch = 1'000'000;

Result<std::vector<Sha256>> parse_path(TomlTable& table) {
    MME_TRY(const auto texts, table.strings("path"));
    if (texts.size() > 64) return table.error_at("path", "more than 64 hashes");
    std::vector<Sha256> path;
    for (const std::string& text : texts) {
        const auto hash = Sha256::from_hex(text);
        if (!hash) return table.error_at("path", "'" + text + "' is not 64 lower-case hexadecimal digits");
        path.push_back(*hash);
    }
    return path;
}

}  // namespace

bool is_batch_slot(ByteView slot) noexcept {
    const std::string_view text = as_text(slot);
    return text.substr(0, text.find('\n')) == "format = \"mme-batch/1\"";
}

Result<BatchSlot> parse_batch_slot(ByteView slot) {
    MME_TRY(TomlTable table, TomlTable::parse(as_text(slot), max_signature_bytes, Code::signature_invalid));
    MME_TRY(const std::string stated, table.string("format"));
    if (stated != format) return table.error_at("format", "found '" + stated + "', wanted 'mme-batch/1'");
    BatchSlot batch;
    MME_TRY(const std::int64_t size, table.integer("size", 1, max_batch));
    MME_TRY(const std::int64_t index, table.integer("index", 0, size - 1));
    batch.size = static_cast<std::uint64_t>(size);
    batch.index = static_cast<std::uint64_t>(index);
    MME_TRY(batch.path, parse_path(table));
    MME_TRY(batch.signature, table.string("signature", {.max_bytes = max_signature_bytes}));
    MME_CHECK(table.finish());
    return batch;
}

std::string write_batch_slot(const BatchSlot& slot) {
    std::string text = "format = \"mme-batch/1\"\nsize = " + std::to_string(slot.size) +
                       "\nindex = " + std::to_string(slot.index) + "\npath = [";
    for (const Sha256& hash : slot.path) text += "\n  \"" + hash.hex() + "\",";
    return text + "]\nsignature = " + toml_quoted(slot.signature) + "\n";
}

}  // namespace mme
