// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of re2.h.
#include "tools/mmemanifest/engine/pattern.h"

#include <re2/re2.h>

#include <algorithm>

namespace mme {
namespace {

RE2::Options bytes_not_text() {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    options.set_never_nl(true);
    return options;
}

bool among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

struct Pattern::Compiled {
    explicit Compiled(const std::string& text) : expression(text, bytes_not_text()) {}
    RE2 expression;
};

Result<Pattern> Pattern::compile(const std::string& text, const std::vector<std::string>& required,
                                 const std::vector<std::string>& optional) {
    auto compiled = std::make_shared<const Compiled>(text);
    const RE2& expression = compiled->expression;
    if (!expression.ok()) return fail(Code::internal_error, "it is no RE2 expression: " + expression.error());
    const auto& groups = expression.NamedCapturingGroups();
    for (const auto& name : required)
        if (!groups.contains(name))
            return fail(Code::internal_error, "it has no group (?P<" + name + ">...)");
    for (const auto& [name, index] : groups)
        if (!among(required, name) && !among(optional, name))
            return fail(Code::internal_error, "the group (?P<" + name + ">...) means nothing here");
    return Pattern(std::move(compiled));
}

std::optional<Pattern::Groups> Pattern::find(std::string_view line) const {
    const RE2& expression = compiled_->expression;
    std::vector<re2::StringPiece> found(static_cast<std::size_t>(expression.NumberOfCapturingGroups()) + 1);
    if (!expression.Match(re2::StringPiece(line.data(), line.size()), 0, line.size(), RE2::UNANCHORED,
                          found.data(), static_cast<int>(found.size())))
        return std::nullopt;
    Groups groups;
    for (const auto& [name, index] : expression.NamedCapturingGroups()) {
        const auto& group = found[static_cast<std::size_t>(index)];
        if (group.data() != nullptr) groups.emplace(name, std::string(group.data(), group.size()));
    }
    return groups;
}

}  // namespace mme
