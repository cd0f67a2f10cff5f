// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "libverify/host/layout.h"

namespace mme {

/// The exit codes of mmeverify (mmeverify(1)).
enum class Exit { accepted = 0, refused = 1, usage = 2, unchecked = 3 };

/// Options that every command shares.
struct CommonOptions {
    std::string sysroot;
    std::string policy;
    std::string state;
    std::string log;
    bool json = false;

    [[nodiscard]] HostLayout host() const;
};

/// A command adds itself to the program and sets `run` when it is chosen.
using Run = std::function<Exit()>;

void add_check(CLI::App& program, const CommonOptions& common, Run& run);
void add_explain(CLI::App& program, const CommonOptions& common, Run& run);
void add_keys(CLI::App& program, const CommonOptions& common, Run& run);
void add_status(CLI::App& program, const CommonOptions& common, Run& run);
void add_enable(CLI::App& program, const CommonOptions& common, Run& run);

}  // namespace mme
