// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/mmemanifest/engine/engine.h"

namespace mme {

/// What an engine in a process of its own states when it is ready.
struct EngineGreeting {
    EngineFacts facts;
    std::optional<std::string> beyond;  ///< Engine::beyond_facts()
};

/// The greeting's texts, after the layers of isolation.
std::vector<std::string> greeting_of(const Engine& engine, const std::string& layers);

/// Reads them again; the layers become part of the facts' settings. Errors: internal-error for texts that are
/// no greeting.
Result<EngineGreeting> read_greeting(const std::vector<std::string>& texts);

}  // namespace mme
