// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/choice.h"

#include <array>
#include <charconv>
#include <set>
#include <string_view>

#include "tools/mmemanifest/engine/icap_message.h"

namespace mme {
namespace {

constexpr unsigned max_timeout_seconds = 86400;
constexpr unsigned max_connections = 64;

using Read = Status (*)(EngineChoice& choice, std::string_view value);

struct Option {
    std::string_view name;
    Read read;
};

struct Form {
    EngineKind kind;
    std::string_view prefix;
    Read read_source;
    std::vector<Option> options;
};

Result<unsigned> parse_number(std::string_view text, unsigned most) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > most)
        return fail(Code::internal_error,
                    "found '" + std::string(text) + "', wanted a number from 1 to " + std::to_string(most));
    return value;
}

Status read_timeout(EngineChoice& choice, std::string_view value) {
    MME_TRY(const unsigned seconds, parse_number(value, max_timeout_seconds));
    choice.timeout = std::chrono::seconds(seconds);
    return Done{};
}

Status read_connections(EngineChoice& choice, std::string_view value) {
    MME_TRY(choice.connections, parse_number(value, max_connections));
    return Done{};
}

Status read_zone(EngineChoice& choice, std::string_view value) {
    MME_TRY(choice.zone, parse_zone(std::string(value)));
    return Done{};
}

Status read_path(EngineChoice& choice, std::string_view value) {
    choice.source = value;
    return Done{};
}

Status read_socket(EngineChoice& choice, std::string_view value) {
    choice.addresses = {{std::string(value), {}, {}}};
    return Done{};
}

Status read_clamd_addresses(EngineChoice& choice, std::string_view value) {
    for (std::size_t start = 0; start <= value.size();) {
        const auto end = std::min(value.find(',', start), value.size());
        MME_TRY(auto address, parse_tcp_address(value.substr(start, end - start), "3310"));
        choice.addresses.push_back(std::move(address));
        start = end + 1;
    }
    return Done{};
}

Status read_icap_url(EngineChoice& choice, std::string_view value) {
    choice.source = value;
    MME_TRY(const auto service, parse_icap_url(choice.source));
    choice.addresses = {service.address};
    return Done{};
}

Status read_version_source(EngineChoice& choice, std::string_view value) {
    choice.version_from = value;
    MME_TRY(const auto source, parse_engine_choice(choice.version_from));
    if (source.kind == EngineKind::icap)
        return fail(Code::internal_error, "an ICAP service states no version");
    return Done{};
}

const std::vector<Option> daemon_options{
    {"timeout", read_timeout}, {"connections", read_connections}, {"zone", read_zone}};

const std::vector<Option> icap_options{
    {"version-from", read_version_source}, {"timeout", read_timeout}, {"connections", read_connections}};

const std::array forms{
    Form{EngineKind::clamav, "clamav:database=", read_path, {}},
    Form{EngineKind::clamd, "clamd:unix=", read_socket, daemon_options},
    Form{EngineKind::clamd, "clamd:tcp=", read_clamd_addresses, daemon_options},
    Form{EngineKind::icap, "icap:", read_icap_url, icap_options},
    Form{EngineKind::profile, "profile:", read_path, {{"timeout", read_timeout}}},
    Form{EngineKind::yara, "yara:rules=", read_path, {}},
};

const Option* option_at(const Form& form, std::string_view text) {
    for (const auto& option : form.options)
        if (text.starts_with(option.name) && text.substr(option.name.size()).starts_with('=')) return &option;
    return nullptr;
}

std::size_t end_of_value(const Form& form, std::string_view text, std::size_t from) {
    for (auto comma = text.find(',', from); comma != std::string_view::npos;
         comma = text.find(',', comma + 1))
        if (option_at(form, text.substr(comma + 1)) != nullptr) return comma;
    return text.size();
}

Status read_options(const Form& form, std::string_view text, EngineChoice& choice) {
    std::set<std::string_view> seen;
    while (!text.empty()) {
        text.remove_prefix(1);
        const Option& option = *option_at(form, text);
        text.remove_prefix(option.name.size() + 1);
        const auto end = end_of_value(form, text, 0);
        if (!seen.insert(option.name).second)
            return fail(Code::internal_error, std::string(option.name) + " is given twice");
        if (auto status = option.read(choice, text.substr(0, end)); !status)
            return std::move(status).error().during("option " + std::string(option.name));
        text.remove_prefix(end);
    }
    return Done{};
}

Result<EngineChoice> parse_form(const Form& form, std::string_view text) {
    EngineChoice choice;
    choice.kind = form.kind;
    const auto end = end_of_value(form, text, 0);
    if (end == 0) return fail(Code::internal_error, "nothing follows " + std::string(form.prefix));
    MME_CHECK(form.read_source(choice, text.substr(0, end)));
    MME_CHECK(read_options(form, text.substr(end), choice));
    if (form.kind == EngineKind::icap && choice.version_from.empty())
        return fail(Code::internal_error,
                    "ICAP carries neither engine nor database version; add ,version-from=clamd:unix=SOCKET "
                    "or another "
                    "engine that states them");
    return choice;
}

}  // namespace

const char* const engine_forms =
    "clamav[:database=DIR], clamd:unix=SOCKET or clamd:tcp=HOST:PORT[,HOST:PORT...] with "
    "[,timeout=SECONDS][,connections=N][,zone=local|utc|+HH:MM], profile:FILE[,timeout=SECONDS], "
    "yara:rules=FILE";

Result<EngineChoice> parse_engine_choice(const std::string& text) {
    if (text == "clamav") return parse_engine_choice(std::string("clamav:database=") + usual_clamav_database);
    for (const auto& form : forms) {
        if (!text.starts_with(form.prefix)) continue;
        auto choice = parse_form(form, std::string_view(text).substr(form.prefix.size()));
        if (!choice) return std::move(choice).error().during("--engine '" + text + "'");
        return choice;
    }
    return fail(Code::internal_error, "--engine '" + text + "' is unknown; wanted " + engine_forms);
}

}  // namespace mme
