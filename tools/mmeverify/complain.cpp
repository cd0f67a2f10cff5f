// SPDX-License-Identifier: LGPL-2.1-or-later
#include <iostream>

#include "libverify/report/text.h"
#include "tools/mmeverify/command.h"

namespace mme {

Exit complain(Exit exit, const std::string& text, const std::string& hint) {
    std::cerr << "mmeverify: " << printable(text) << "\nhint: " << printable(hint) << '\n';
    return exit;
}

Exit complain(const Error& error) {
    return complain(Exit::unchecked, error.text() + " (" + std::string(name_of(error.code())) + ")",
                    std::string(entry_of(error.code()).remedy));
}

}  // namespace mme
