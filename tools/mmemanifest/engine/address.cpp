// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "tools/mmemanifest/engine/stream.h"

namespace mme {
namespace {

bool is_port(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), digit)) return false;
    const int number = std::stoi(std::string(text));
    return number > 0 && number < 65536;
}

}  // namespace

std::string Address::shown() const {
    if (!path.empty()) return path;
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port;
}

Result<Address> parse_tcp_address(std::string_view text, std::string_view default_port) {
    const bool bracketed = text.starts_with('[');
    const auto host_end = bracketed ? text.find(']') : text.rfind(':');
    Address address;
    address.host = text.substr(bracketed ? 1 : 0, host_end - (bracketed ? 1 : 0));
    auto rest = host_end == std::string_view::npos ? std::string_view() : text.substr(host_end);
    if (bracketed && !rest.empty()) rest.remove_prefix(1);
    address.port = rest.starts_with(':') ? rest.substr(1) : default_port;
    const bool complete =
        (rest.empty() && !(bracketed && host_end == std::string_view::npos)) || rest.starts_with(':');
    const bool ambiguous = !bracketed && address.host.find(':') != std::string::npos;
    if (address.host.empty() || !is_port(address.port) || !complete || ambiguous)
        return fail(Code::internal_error,
                    "found '" + std::string(text) + "', wanted HOST:PORT or [IPv6]:PORT");
    return address;
}

}  // namespace mme
