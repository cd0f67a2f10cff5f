# SPDX-License-Identifier: LGPL-2.1-or-later
"""The source files of the project, as the structure tests see them."""
import pathlib
import sys

ROOT = pathlib.Path(sys.argv[1])
PRODUCT = ("manifest", "libverify", "plugins", "tools")


def files(folders, *endings):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in endings and path.is_file():
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def finish(complaints):
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    sys.exit(1 if complaints else 0)
