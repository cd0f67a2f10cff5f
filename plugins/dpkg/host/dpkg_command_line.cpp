// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/dpkg_command_line.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mme {
namespace {

enum class Kind { flag, value, suffix, action, recursive };

struct Option {
    std::string_view name;
    char letter;  ///< 0: none
    Kind kind;
};

// dpkg's options as its main program knows them. What is not here is refused: an option of a newer
// dpkg might take a value, and then an archive would be read as something else.
constexpr auto known_options = std::to_array<Option>({
    {"install", 'i', Kind::action},
    {"unpack", 0, Kind::action},
    {"configure", 0, Kind::action},
    {"remove", 'r', Kind::action},
    {"purge", 'P', Kind::action},
    {"triggers-only", 0, Kind::action},
    {"add-architecture", 0, Kind::action},
    {"remove-architecture", 0, Kind::action},
    {"recursive", 'R', Kind::recursive},
    {"pending", 'a', Kind::flag},
    {"auto-deconfigure", 'B', Kind::flag},
    {"skip-same-version", 'E', Kind::flag},
    {"refuse-downgrade", 'G', Kind::flag},
    {"selected-only", 'O', Kind::flag},
    {"no-also-select", 'N', Kind::flag},
    {"no-act", 0, Kind::flag},
    {"dry-run", 0, Kind::flag},
    {"simulate", 0, Kind::flag},
    {"no-debsig", 0, Kind::flag},
    {"no-pager", 0, Kind::flag},
    {"triggers", 0, Kind::flag},
    {"no-triggers", 0, Kind::flag},
    {"robot", 0, Kind::flag},
    {"debug", 'D', Kind::value},
    {"root", 0, Kind::value},
    {"admindir", 0, Kind::value},
    {"instdir", 0, Kind::value},
    {"log", 0, Kind::value},
    {"status-fd", 0, Kind::value},
    {"status-logger", 0, Kind::value},
    {"pre-invoke", 0, Kind::value},
    {"post-invoke", 0, Kind::value},
    {"path-exclude", 0, Kind::value},
    {"path-include", 0, Kind::value},
    {"verify-format", 0, Kind::value},
    {"abort-after", 0, Kind::value},
    {"ignore-depends", 0, Kind::value},
    {"force", 0, Kind::suffix},
    {"no-force", 0, Kind::suffix},
    {"refuse", 0, Kind::suffix},
});

Error refuse_command_line(const std::string& why) {
    return fail(Code::internal_error, "dpkg's command line: " + why);
}

class Parser {
  public:
    Parser(const std::vector<std::string>& arguments, std::size_t first)
        : arguments_(arguments), next_(first) {}

    Status read_options() {
        while (next_ < arguments_.size() && arguments_[next_].starts_with('-')) {
            const std::string& word = arguments_[next_++];
            if (word == "--") break;
            MME_CHECK(word.starts_with("--") ? long_option(word) : cluster(word));
        }
        return Done{};
    }

    Result<std::optional<std::string>> root() {
        MME_CHECK(read_options());
        if (next_ == arguments_.size()) return line_.root;
        return refuse_command_line("'" + arguments_[next_] + "' of apt's DPkg::Options is no option");
    }

    Result<DpkgCommandLine> whole() {
        MME_CHECK(read_options());
        if (line_.action.empty()) return refuse_command_line("no action that installs or removes was found");
        line_.operands.assign(arguments_.begin() + static_cast<std::ptrdiff_t>(next_), arguments_.end());
        return std::move(line_);
    }

  private:
    Status long_option(std::string_view word) {
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
        const auto* option = std::find_if(known_options.begin(), known_options.end(), [&](const Option& one) {
            return one.kind == Kind::suffix ? name.starts_with(std::string(one.name) + "-")
                                            : one.name == name;
        });
        if (option == known_options.end())
            return refuse_command_line("option '" + std::string(word) + "' is not known");
        const bool has_value = equals != std::string_view::npos;
        if (option->kind == Kind::suffix) return Done{};
        if (option->kind != Kind::value && has_value)
            return refuse_command_line("option '" + std::string(word) + "' takes no value");
        if (option->kind == Kind::value) {
            if (!has_value) MME_CHECK(take_value(word));
            note_root(name, has_value ? word.substr(equals + 1) : std::string_view(arguments_[next_ - 1]));
            return Done{};
        }
        return apply(*option);
    }

    Status cluster(std::string_view word) {
        if (word.size() == 1) return refuse_command_line("a lone '-' is not known");
        for (std::size_t i = 1; i < word.size(); ++i) {
            const auto* option = std::find_if(known_options.begin(), known_options.end(),
                                              [&](const Option& one) { return one.letter == word[i]; });
            if (word[i] == 0 || option == known_options.end())
                return refuse_command_line("option '-" + std::string(1, word[i]) + "' is not known");
            if (option->kind == Kind::value) return i + 1 < word.size() ? Status(Done{}) : take_value(word);
            MME_CHECK(apply(*option));
        }
        return Done{};
    }

    Status take_value(std::string_view word) {
        if (next_ >= arguments_.size())
            return refuse_command_line("option '" + std::string(word) + "' lacks its value");
        ++next_;
        return Done{};
    }

    void note_root(std::string_view name, std::string_view value) {
        if (name == "root" || name == "instdir") line_.root = std::string(value);
    }

    Status apply(const Option& option) {
        if (option.kind == Kind::recursive) line_.recursive = true;
        if (option.kind != Kind::action) return Done{};
        if (!line_.action.empty() && line_.action != option.name) return refuse_command_line("two actions");
        line_.action = option.name;
        return Done{};
    }

    const std::vector<std::string>& arguments_;
    std::size_t next_;
    DpkgCommandLine line_;
};

}  // namespace

Result<DpkgCommandLine> parse_dpkg_command_line(const std::vector<std::string>& arguments) {
    return Parser(arguments, 1).whole();
}

Result<std::optional<std::string>> root_in_dpkg_options(const std::vector<std::string>& options) {
    return Parser(options, 0).root();
}

}  // namespace mme
