// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/progress_text.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "libverify/report/text.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

std::string time_text(const std::optional<std::chrono::seconds>& left) {
    if (!left) return "time left not known yet";
    const auto seconds = left->count();
    if (seconds < 60) return fmt::format("{} s left", seconds);
    if (seconds < 3600) return fmt::format("{} min left", (seconds + 59) / 60);
    return fmt::format("{} h {} min left", seconds / 3600, seconds % 3600 / 60);
}

std::string line(const std::string& text, std::size_t columns) {
    return printable_columns(text, columns) + '\n';
}

std::uint64_t percent(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : std::min<std::uint64_t>(100, part * 100 / whole);
}

std::string package_text(const PackageProgress& package) {
    std::string text = fmt::format("  {}: {} files, {} MB unpacked",
                                   std::filesystem::path(package.package).filename().string(), package.files,
                                   package.bytes / 1'000'000);
    for (const auto& engine : package.engines)
        text += fmt::format(", {} {}%", engine.engine, percent(engine.bytes, package.bytes));
    return text;
}

Json engine_json(const EngineProgress& engine, bool with_time) {
    Json json{{"engine", engine.engine}, {"files", engine.files}, {"bytes", engine.bytes}};
    if (with_time) json["seconds-left"] = engine.left ? Json(engine.left->count()) : Json();
    return json;
}

Json engines_json(const std::vector<EngineProgress>& engines, bool with_time) {
    Json list = Json::array();
    for (const auto& engine : engines) list.push_back(engine_json(engine, with_time));
    return list;
}

}  // namespace

std::string progress_text(const SetState& state, std::size_t columns) {
    std::string text = line(
        fmt::format("{} of {} packages, {}", state.done, state.packages, time_text(state.left)), columns);
    for (const auto& engine : state.engines)
        text += line(fmt::format("  {}: {} files, {} MB, {}", engine.engine, engine.files,
                                 engine.bytes / 1'000'000, time_text(engine.left)),
                     columns);
    for (const auto& package : state.running) text += line(package_text(package), columns);
    return text;
}

std::string progress_json(const SetState& state) {
    Json json{{"event", "progress"},
              {"packages", state.packages},
              {"done", state.done},
              {"seconds-left", state.left ? Json(state.left->count()) : Json()},
              {"engines", engines_json(state.engines, true)},
              {"running", Json::array()}};
    for (const auto& package : state.running)
        json["running"].push_back({{"package", package.package},
                                   {"files", package.files},
                                   {"bytes", package.bytes},
                                   {"engines", engines_json(package.engines, false)}});
    return json.dump(-1, ' ', true, Json::error_handler_t::replace) + '\n';
}

}  // namespace mme
