# SPDX-License-Identifier: LGPL-2.1-or-later
"""manifest <- libverify <- plugins, tools; and each third-party library has its homes."""
import re

from sources import PRODUCT, files, finish

# What a folder may include of the project; the longest matching line counts.
MAY_INCLUDE = {
    "manifest": ["manifest/"],
    "libverify": ["libverify/", "manifest/"],
    "plugins/rpm": ["plugins/rpm/", "libverify/", "manifest/"],
    "plugins/dpkg": ["plugins/dpkg/", "libverify/", "manifest/"],
    # The host program loads its plugins; it must not link the judgement in.
    "plugins/dpkg/host": ["plugins/dpkg/host/", "plugins/dpkg/hook_api.h", "libverify/io/descriptor_limit.h",
                          "libverify/io/fd.h", "manifest/"],
    "tools/command_line": [],
    "tools/mmeverify": ["tools/mmeverify/", "tools/command_line/", "plugins/dpkg/configuration/", "libverify/",
                        "manifest/"],
    "tools/mmemanifest": ["tools/mmemanifest/", "tools/command_line/", "libverify/", "manifest/"],
}

# Where the headers of a library may be included.
HOMES = {
    r"toml\+\+/|toml\.hpp": ["manifest/toml.cpp"],
    r"gpgme\.h": ["libverify/openpgp/gpgme_context.h"],
    r"archive(_entry)?\.h": ["libverify/archive/"],
    r"lz4(frame)?\.h": ["libverify/decode/lz4_codec.cpp"],
    r"zlib\.h": ["libverify/decode/gzip_codec.cpp"],
    r"bzlib\.h": ["libverify/decode/bzip2_codec.cpp"],
    r"lzma\.h": ["libverify/decode/lzma_codec.cpp"],
    r"zstd\.h": ["libverify/decode/zstd_codec.cpp"],
    r"rpm/": ["plugins/rpm/"],
    r"openssl/": ["libverify/digest/", "libverify/openpgp/signature_blob.cpp"],
    r"nlohmann/": ["libverify/report/", "libverify/journal/", "tools/"],
    r"CLI/": ["tools/", "plugins/dpkg/host/main.cpp"],
    r"clamav\.h": ["tools/mmemanifest/engine/clamav.cpp"],
    r"seccomp\.h": ["tools/mmemanifest/isolation/system_call_filter.cpp"],
    r"yara\.h": ["tools/mmemanifest/engine/yara.cpp"],
    r"uuid/": ["tools/mmemanifest/exchange/name_uuid.cpp"],
    r"re2/": ["tools/mmemanifest/engine/pattern.cpp"],
    r"dlfcn\.h": ["plugins/dpkg/host/plugin_set.cpp", "plugins/dpkg/configuration/", "tools/mmeverify/"],
}


def allowed(path):
    folders = [folder for folder in MAY_INCLUDE if str(path).startswith(folder + "/")]
    return MAY_INCLUDE[max(folders, key=len)]


def objections(path, text):
    for name in re.findall(r'^#include "(.+)"', text, re.M):
        if not name.startswith(tuple(allowed(path))):
            yield f"{path} includes {name}; {', '.join(allowed(path))} are allowed there"
    for name in re.findall(r"^#include <(.+)>", text, re.M):
        for pattern, homes in HOMES.items():
            if re.match(pattern, name) and not str(path).startswith(tuple(homes)):
                yield f"{path} includes <{name}>; its home is {', '.join(homes)}"


finish([one for path, text in files(PRODUCT, ".h", ".cpp") for one in objections(path, text)])
