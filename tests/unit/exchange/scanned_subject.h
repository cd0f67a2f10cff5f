// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "tests/unit/report/clean_scan.h"
#include "tools/mmemanifest/exchange/subject.h"

namespace mme {

/// Names that mean something to a terminal, a table, a browser or a parser, and one that is no UTF-8.
inline const std::string hostile =
    "a|b\n<script>alert('1')</script>\"&,\\ *_`[x](y)!/ \xE2\x80\xAE \xFF \x1b[2J";

/// A package with one clean scan.
inline Subject scanned_subject(const std::string& name = "mme-core", const std::string& engine = "ClamAV") {
    Subject subject;
    subject.manifest.created = clean_scan(engine).finished;
    auto& package = subject.manifest.package;
    package.identity = {PackageType::rpm, name, "2.0-1", "x86_64"};
    package.file = name + ".rpm";
    package.content_id.bytes.fill(0xC1);
    subject.manifest.scans = {clean_scan(engine)};
    return subject;
}

}  // namespace mme
