// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/icap_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "tools/mmemanifest/engine/clamav_detection.h"
#include "tools/mmemanifest/engine/output_lines.h"

namespace mme {
namespace {

constexpr std::string_view scheme = "icap://";
constexpr std::string_view version = "ICAP/1.0 ";
constexpr const char* end_of_line = "\r\n";

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Status-Line of RFC 2616 section 6.1: three digits, a space, and a reason that may be empty. Nothing behind
// the digits is let pass too.
std::optional<int> status_of(std::string_view line) {
    if (!line.starts_with(version)) return std::nullopt;
    line.remove_prefix(version.size());
    constexpr std::size_t digits = 3;
    if (line.size() > digits && line[digits] != ' ') return std::nullopt;
    const auto code = line.substr(0, digits);
    if (code.size() != digits || code[0] == '0' || !std::all_of(code.begin(), code.end(), is_digit))
        return std::nullopt;
    return number<int>(code);
}

// token of RFC 2616 section 2.2.
bool is_token(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) {
        return c > ' ' && c < '\x7f' &&
               std::string_view("()<>@,;:\\\"/[]?={}").find(c) == std::string_view::npos;
    });
}

Status add_header(std::string_view line, IcapHead& head, std::string& last) {
    if (line[0] == ' ' || line[0] == '\t') {
        if (last.empty()) return fail(Code::internal_error, "ICAP head begins with a folded line");
        head.headers[last] += " " + trimmed(line);
        return Done{};
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_token(line.substr(0, colon)))
        return fail(Code::internal_error, "ICAP header " + in_quotes(line) + " has no name");
    last = lower(line.substr(0, colon));
    std::string& value = head.headers[last];
    value += (value.empty() ? "" : ", ") + trimmed(line.substr(colon + 1));
    return Done{};
}

// Type=0; Resolution=2; Threat=NAME;
std::string threat_of(const std::string& header) {
    constexpr std::string_view key = "Threat=";
    const auto start = header.find(key);
    if (start == std::string::npos) return header;
    const auto from = start + key.size();
    return trimmed(std::string_view(header).substr(from, header.find(';', from) - from));
}

}  // namespace

Result<IcapService> parse_icap_url(const std::string& text) {
    const auto slash = text.find('/', scheme.size());
    const bool printable =
        std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!text.starts_with(scheme) || slash == std::string::npos || slash + 1 == text.size() || !printable)
        return fail(Code::internal_error, "found '" + text + "', wanted icap://HOST[:PORT]/SERVICE");
    MME_TRY(auto address, parse_tcp_address(text.substr(scheme.size(), slash - scheme.size()), "1344"));
    return IcapService{std::move(address), text};
}

std::string IcapHead::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

Result<IcapHead> parse_icap_head(const std::string& text) {
    IcapHead head;
    std::string last;
    const auto lines = lines_of(text);
    const auto status = lines.empty() ? std::nullopt : status_of(lines[0]);
    if (!status)
        return fail(Code::internal_error,
                    "found " + in_quotes(text) + ", wanted ICAP/1.0 and a status of three digits");
    head.status = *status;
    for (std::size_t i = 1; i < lines.size(); ++i) MME_CHECK(add_header(lines[i], head, last));
    return head;
}

Result<IcapOptions> parse_icap_options(const IcapHead& head) {
    if (head.status != 200)
        return fail(Code::internal_error, "OPTIONS answered with status " + std::to_string(head.status));
    if (head.header("methods").find("RESPMOD") == std::string::npos)
        return fail(Code::internal_error, "the service does not take RESPMOD");
    if (head.header("allow").find("204") == std::string::npos)
        return fail(Code::internal_error,
                    "the service does not allow 204, so it cannot say that a file is clean");
    IcapOptions options{head.header("istag"), std::nullopt};
    if (options.istag.empty()) return fail(Code::internal_error, "the service gives no ISTag");
    if (head.headers.contains("preview")) {
        options.preview = number<std::uint64_t>(head.header("preview"));
        if (!options.preview)
            return fail(Code::internal_error, "Preview: " + in_quotes(head.header("preview")));
    }
    return options;
}

std::string icap_options_request(const IcapService& service) {
    return fmt::format(
        "OPTIONS {} ICAP/1.0\r\nHost: {}\r\nUser-Agent: mmemanifest\r\nConnection: close\r\n"
        "Encapsulated: null-body=0\r\n\r\n",
        service.url, service.address.host);
}

std::string icap_respmod_request(const IcapService& service, std::uint64_t size,
                                 std::optional<std::uint64_t> preview) {
    const std::string request =
        "GET http://mmemanifest.invalid/file HTTP/1.1\r\nHost: mmemanifest.invalid\r\n\r\n";
    const std::string response = fmt::format(
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n", size);
    return fmt::format(
        "RESPMOD {} ICAP/1.0\r\nHost: {}\r\nUser-Agent: mmemanifest\r\nAllow: 204\r\nConnection: close\r\n{}"
        "Encapsulated: req-hdr=0, res-hdr={}, res-body={}\r\n\r\n{}{}",
        service.url, service.address.host, preview ? fmt::format("Preview: {}{}", *preview, end_of_line) : "",
        request.size(), request.size() + response.size(), request, response);
}

FileAnswer judge_icap_answer(const IcapHead& head, const std::string& istag, std::uint64_t sent,
                             std::uint64_t size) {
    for (const char* name : {"x-infection-found", "x-violations-found", "x-virus-id"})
        if (head.headers.contains(name)) return clamav_detection(threat_of(head.header(name)));
    if (head.header("istag") != istag)
        return {FileState::not_scanned,
                "the service's ISTag was " + istag + " and is now " + in_quotes(head.header("istag"))};
    if (head.status != 204)
        return {FileState::not_scanned, "the service answered with status " + std::to_string(head.status) +
                                            " and names no detection; only 204 is clean"};
    if (sent != size)
        return {FileState::not_scanned, "the service had seen " + std::to_string(sent) + " of " +
                                            std::to_string(size) + " bytes when it answered"};
    return {FileState::clean, {}};
}

}  // namespace mme
