// SPDX-License-Identifier: LGPL-2.1-or-later
// A slot comes out of an unsigned place, so exactly the lines that write_batch_slot() makes are taken, one
// pass over at most 64 KiB. The form is also valid TOML, but no TOML parser is handed what nobody has signed.
#include <algorithm>
#include <charconv>
#include <optional>

#include "libverify/batch/batch.h"
#include "manifest/toml.h"

namespace mme {
namespace {

constexpr std::string_view first_line = "format = \"mme-batch/1\"";
constexpr std::uint64_t max_batch = 1'000'000;
constexpr std::size_t max_hashes = 64;

/// Takes one line after the other; an error names the line.
class SlotLines {
  public:
    explicit SlotLines(std::string_view text) : rest_(text) {}

    [[nodiscard]] Error error(const std::string& problem) const {
        return fail(Code::signature_invalid,
                    "the batch slot, line " + std::to_string(number_) + ": " + problem);
    }

    Result<std::string_view> next(std::string_view expected) {
        ++number_;
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) return error("the text ends, expected " + std::string{expected});
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return line;
    }

    /// The line's rest behind `start`.
    Result<std::string_view> behind(std::string_view start) {
        MME_TRY(const std::string_view line, next("'" + std::string{start} + "...'"));
        if (!line.starts_with(start)) return error("expected '" + std::string{start} + "...'");
        return line.substr(start.size());
    }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

/// A number as written: decimal digits without a sign or a leading zero.
std::optional<std::uint64_t> plain_number(std::string_view text) {
    if (text.empty() || text.size() > 7 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Result<std::uint64_t> take_number(SlotLines& lines, std::string_view start, std::uint64_t least,
                                  std::uint64_t most) {
    MME_TRY(const std::string_view text, lines.behind(start));
    const auto value = plain_number(text);
    if (!value || *value < least || *value > most)
        return lines.error("expected '" + std::string{start} + "' and a number from " +
                           std::to_string(least) + " to " + std::to_string(most));
    return *value;
}

/// `  "HASH",`, and a closing bracket behind the last.
std::optional<Sha256> hash_in(std::string_view line) {
    if (!line.starts_with("  \"") || !line.ends_with("\",")) return std::nullopt;
    line.remove_prefix(3);
    line.remove_suffix(std::min<std::size_t>(line.size(), 2));
    return Sha256::from_hex(line);
}

/// The hashes, each in a line of its own.
Result<std::vector<Sha256>> take_path(SlotLines& lines) {
    MME_TRY(const std::string_view after, lines.behind("path = ["));
    std::vector<Sha256> path;
    if (after == "]") return path;
    if (!after.empty()) return lines.error("expected 'path = [' alone in its line, or 'path = []'");
    for (bool last = false; !last;) {
        MME_TRY(std::string_view line, lines.next("a hash"));
        last = line.ends_with(']');
        if (last) line.remove_suffix(1);
        const auto hash = hash_in(line);
        if (!hash)
            return lines.error(
                "expected two blanks, a hash in quotes and a comma, then ']' if it is the last");
        if (path.size() == max_hashes) return lines.error("more than 64 hashes");
        path.push_back(*hash);
    }
    return path;
}

/// What stands in quotes: printable ASCII, with \n, \" and \\ for a line feed and these two.
std::optional<std::string> unquoted(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] < ' ' || text[i] > '~' || text[i] == '"') return std::nullopt;
        if (text[i] != '\\') {
            plain += text[i];
            continue;
        }
        if (++i == text.size()) return std::nullopt;
        if (text[i] != 'n' && text[i] != '"' && text[i] != '\\') return std::nullopt;
        plain += text[i] == 'n' ? '\n' : text[i];
    }
    return plain;
}

Result<std::string> take_signature(SlotLines& lines) {
    MME_TRY(const std::string_view text, lines.behind("signature = \""));
    if (!text.ends_with('"')) return lines.error("the signature has no closing quote");
    auto signature = unquoted(text.substr(0, text.size() - 1));
    if (!signature || signature->empty())
        return lines.error("expected a signature of printable ASCII, with \\n for each line's end");
    return std::move(*signature);
}

}  // namespace

bool is_batch_slot(ByteView slot) noexcept {
    const std::string_view text = as_text(slot);
    return text.substr(0, text.find('\n')) == first_line;
}

Result<BatchSlot> parse_batch_slot(ByteView slot) {
    if (slot.size() > max_batch_slot_bytes)
        return fail(Code::signature_invalid,
                    "the batch slot has " + std::to_string(slot.size()) + " bytes, expected at most 65536");
    SlotLines lines(as_text(slot));
    MME_TRY(const std::string_view format, lines.next("the format"));
    if (format != first_line) return lines.error("expected '" + std::string{first_line} + "'");
    BatchSlot batch;
    MME_TRY(batch.size, take_number(lines, "size = ", 1, max_batch));
    MME_TRY(batch.index, take_number(lines, "index = ", 0, batch.size - 1));
    MME_TRY(batch.path, take_path(lines));
    MME_TRY(batch.signature, take_signature(lines));
    if (!lines.at_end()) return lines.error("nothing may follow the signature's line");
    return batch;
}

std::string write_batch_slot(const BatchSlot& slot) {
    std::string text = std::string{first_line} + "\nsize = " + std::to_string(slot.size) +
                       "\nindex = " + std::to_string(slot.index) + "\npath = [";
    for (const Sha256& hash : slot.path) text += "\n  \"" + hash.hex() + "\",";
    return text + "]\nsignature = " + toml_quoted(slot.signature) + "\n";
}

}  // namespace mme
