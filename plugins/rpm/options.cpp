// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/rpm/options.h"

#include <sstream>
#include <string>

namespace mme {

Result<HostLayout> parse_options(std::string_view options) {
    HostLayout host;
    std::istringstream words{std::string{options}};
    for (std::string word; words >> word;) {
        const auto equals = word.find('=');
        const std::string key = word.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
        if (!value.starts_with('/'))
            return fail(Code::internal_error,
                        "option '" + word + "' of %__transaction_mmeverify: KEY=/ABSOLUTE/PATH is wanted");
        if (key == "policy")
            host.policy = value;
        else if (key == "state")
            host.state = value;
        else if (key == "log")
            host.log = value;
        else
            return fail(
                Code::internal_error,
                "option '" + key + "' of %__transaction_mmeverify is not known; policy, state and log are");
    }
    return host;
}

}  // namespace mme
