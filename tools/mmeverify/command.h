// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "libverify/host/layout.h"
#include "manifest/result.h"

namespace mme {

/// The exit codes of mmeverify (mmeverify(1)).
enum class Exit { accepted = 0, refused = 1, usage = 2, unchecked = 3 };

/// Options that every command shares.
struct CommonOptions {
    std::string sysroot;  ///< absolute and without a last '/'; empty: the running system
    std::string policy;   ///< this and the next two: absolute; empty: the default
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

/// Prints "mmeverify: TEXT" and "hint: HINT", one line each, on standard error and gives `exit` back.
Exit complain(Exit exit, const std::string& text, const std::string& hint);
/// The same for an error that kept something from being done or checked, with its code and remedy.
Exit complain(const Error& error);

}  // namespace mme
