// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/verify_status.h"

#include <charconv>
#include <optional>

namespace mme {
namespace {

constexpr std::string_view line_start = "[GNUPG:] ";

/// Cuts what stands before `end` off `text`, and `end` too.
std::string_view take_until(std::string_view& text, char end) {
    const auto at = text.find(end);
    const auto taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return taken;
}

template <class Number>
std::optional<Number> decimal(std::string_view text) {
    Number value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value < 0) return std::nullopt;
    return value;
}

/// VALIDSIG FINGERPRINT DATE SECONDS EXPIRES VERSION RESERVED PUBLIC-KEY-ALGORITHM HASH-ALGORITHM CLASS ...
std::optional<RightSignature> right_signature(std::string_view arguments) {
    std::vector<std::string_view> words;
    while (!arguments.empty()) words.push_back(take_until(arguments, ' '));
    if (words.size() < 9 || words[0].empty()) return std::nullopt;
    const auto made = decimal<long>(words[2]);
    const auto hash = decimal<int>(words[7]);
    if (!made || !hash) return std::nullopt;
    return RightSignature{std::string{words[0]}, *made, *hash};
}

/// What has been said between FILE_START and FILE_DONE.
class FileStatus {
  public:
    explicit FileStatus(std::string_view name) : name_(name) {}

    void line(std::string_view keyword, std::string_view arguments) {
        if (keyword == "NEWSIG") {
            ++begun_;
        } else if (keyword == "GOODSIG" || keyword == "EXPKEYSIG") {
            ++good_;
        } else if (keyword == "VALIDSIG") {
            const auto signature = right_signature(arguments);
            if (signature) signatures_.push_back(*signature);
        } else if (keyword != "KEY_CONSIDERED" && keyword != "KEYEXPIRED" && keyword != "SIG_ID") {
            only_right_ = false;
        }
    }

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::vector<RightSignature>& signatures() const noexcept { return signatures_; }
    [[nodiscard]] bool all_right() const noexcept {
        return only_right_ && begun_ > 0 && good_ == begun_ && signatures_.size() == begun_;
    }

  private:
    std::string name_;
    std::vector<RightSignature> signatures_;
    std::size_t begun_ = 0;
    std::size_t good_ = 0;
    bool only_right_ = true;
};

}  // namespace

std::map<std::string, std::vector<RightSignature>> parse_verify_status(std::string_view output) {
    std::map<std::string, std::vector<RightSignature>> files;
    std::optional<FileStatus> file;
    while (!output.empty()) {
        std::string_view line = take_until(output, '\n');
        if (!line.starts_with(line_start)) return {};
        line.remove_prefix(line_start.size());
        const std::string_view keyword = take_until(line, ' ');
        if (keyword == "FILE_START") {
            take_until(line, ' ');  // what is done with it
            file.emplace(line);
        } else if (keyword == "FILE_DONE") {
            if (file && file->all_right()) files.emplace(file->name(), file->signatures());
            file.reset();
        } else if (file) {
            file->line(keyword, line);
        }
    }
    return files;
}

}  // namespace mme
