# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each reason code stands in SPEC.md, and in a vector, a unit test or an end-to-end test that meets it."""
import re

from sources import ROOT, finish

# Reserved by the format for what this version does not judge yet; a code that is made is not listed here.
RESERVED = {"rollback", "revoked", "waiver-invalid"}


def entries():
    table = (ROOT / "manifest/code.cpp").read_text(encoding="utf-8")
    return re.findall(r"CodeEntry\{Code::(\w+), \"([\w-]+)\"", table)


def text_below(*folders):
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)


def product_uses(identifier):
    sources = [path for folder in ("libverify", "plugins", "tools") for path in (ROOT / folder).rglob("*.cpp")]
    return any(f"Code::{identifier}" in path.read_text(encoding="utf-8") for path in sources)


spec = (ROOT / "manifest/SPEC.md").read_text(encoding="utf-8")
tests = text_below("tests/unit", "tests/e2e/cases", "manifest/testdata")
complaints = []
for identifier, name in entries():
    if f"| `{name}` |" not in spec:
        complaints.append(f"SPEC.md does not list {name}")
    met = re.search(rf"\b{name}\b", tests) or f"Code::{identifier}" in tests
    if name in RESERVED and product_uses(identifier):
        complaints.append(f"{name} is made by the product and may no longer be reserved")
    if name not in RESERVED and not met:
        complaints.append(f"no test meets {name}")
if len(entries()) < 30:
    complaints.append("manifest/code.cpp is no longer read right")
finish(complaints)
