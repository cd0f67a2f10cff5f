// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/model.h"

namespace mme {

std::string_view word(PackageType value) noexcept {
    return value == PackageType::rpm ? "rpm" : "deb";
}

std::string_view word(PackageKind value) noexcept {
    return value == PackageKind::package ? "package" : "patch";
}

std::string_view word(UpdateClass value) noexcept {
    switch (value) {
        case UpdateClass::functional:
            return "functional";
        case UpdateClass::security:
            return "security";
        case UpdateClass::emergency:
            return "emergency";
    }
    return {};
}

std::string_view word(ScanResult value) noexcept {
    switch (value) {
        case ScanResult::clean:
            return "clean";
        case ScanResult::infected:
            return "infected";
        case ScanResult::inconclusive:
            return "inconclusive";
    }
    return {};
}

std::string_view word(FileType value) noexcept {
    switch (value) {
        case FileType::file:
            return "file";
        case FileType::directory:
            return "directory";
        case FileType::symlink:
            return "symlink";
        case FileType::hardlink:
            return "hardlink";
        case FileType::device:
            return "device";
        case FileType::fifo:
            return "fifo";
    }
    return {};
}

std::string octal_mode(unsigned mode) {
    std::string text(4, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, mode >>= 3U)
        *digit = static_cast<char>('0' + (mode & 7U));
    return text;
}

}  // namespace mme
