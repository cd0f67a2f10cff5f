# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each source and script states its licence in its first two lines."""
from sources import ROOT, finish

LINE = "SPDX-License-Identifier: LGPL-2.1-or-later"
SOURCES = {".cpp", ".h", ".py", ".sh", ".cmake", ".map"}
FOLDERS = (".ci", "manifest", "libverify", "plugins", "tools", "tests", "contrib")


def is_source(path):
    if path.suffix in SOURCES or path.name == "CMakeLists.txt":
        return path.suffix != ".map"
    return not path.suffix and path.read_bytes()[:2] == b"#!"


def unlicensed():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "testdata" not in path.parts and is_source(path):
                head = path.read_text(encoding="utf-8", errors="replace").split("\n")[:3]
                if not any(LINE in line for line in head):
                    yield f"{path.relative_to(ROOT)} lacks '{LINE}'"


finish(list(unlicensed()))
