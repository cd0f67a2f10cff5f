# SPDX-License-Identifier: LGPL-2.1-or-later
"""The source files of the project, as the structure tests see them."""
import pathlib
import sys

ROOT = pathlib.Path(sys.argv[1])
PRODUCT = ("manifest", "libverify", "plugins", "tools")
FOLDERS = (".ci", *PRODUCT, "tests", "contrib")
SOURCES = {".cpp", ".h", ".py", ".sh", ".cmake"}


def files(folders, *endings):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and path.is_file():
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def is_script(path):
    return path.suffix == ".sh" or not path.suffix and path.read_bytes()[:2] == b"#!"


def is_source(path):
    return path.suffix in SOURCES or path.name == "CMakeLists.txt" or is_script(path)


def everything(wanted):
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "testdata" not in path.parts and wanted(path):
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


def finish(complaints):
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    sys.exit(1 if complaints else 0)
