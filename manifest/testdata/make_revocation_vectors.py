#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes revocations/good/*.toml, revocations/bad/*.toml and revocations/bad/index.txt: the vectors of mme-revocations/1.
Each bad one is one edit of a good one."""
import hashlib
import os
import shutil
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "revocations")

HEAD = '''format = "mme-revocations/1"
list = "vMME"
serial = 4
issued = 2026-12-01T06:00:00Z
'''

PACKAGE = f'''
[[package]]
content-id = "{hashlib.sha256(b"mme-core").hexdigest()}"
type = "rpm"
name = "mme-core"
version = "24.1-1"
architecture = "x86_64"
found = 2026-12-01T05:12:44Z
reason = "found by 1 detection when it was scanned again"
'''

DETECTION = '''
[[package.detection]]
engine = "ClamAV"
engine-version = "1.4.6"
database-version = "daily 27818, main 62"
database-date = 2026-11-30T08:26:41Z
path = "/opt/mme/bin/mmed"
name = "Unix.Trojan.Example-1"
'''

KEY = '''
[[key]]
fingerprint = "84644D17E4E3ACE74D78DEDE59B8A8A915AFD5B8"
found = 2026-12-01T05:00:00Z
reason = "the token that held it was lost"
'''

OTHER = PACKAGE.replace(hashlib.sha256(b"mme-core").hexdigest(), hashlib.sha256(b"mme-db").hexdigest())
DETECTED = HEAD + PACKAGE + DETECTION

GOOD = {
    "detected": DETECTED,
    "withdrawn-by-a-person": HEAD + PACKAGE,
    "two-packages": HEAD + PACKAGE + DETECTION + OTHER + DETECTION + DETECTION,
    "deb": DETECTED.replace('"rpm"', '"deb"'),
    "key": HEAD + KEY,
    "key-of-32-bytes": HEAD + KEY.replace("84644D17E4E3ACE74D78DEDE59B8A8A915AFD5B8", "0123456789ABCDEF" * 4),
    "package-and-key": DETECTED + KEY,
    "first-serial": DETECTED.replace("serial = 4", "serial = 1"),
    "largest-serial": DETECTED.replace("serial = 4", "serial = 9223372036854775807"),
    "found-when-issued": DETECTED.replace("05:12:44Z", "06:00:00Z"),
    "offset-time": DETECTED.replace("06:00:00Z", "07:00:00+01:00"),
    "extension-table": DETECTED + "\n[x-example]\nanything = [1, 2.5, true]\n",
}

BAD = []


def bad(name, why, text):
    BAD.append((name, why, text))


def edit(name, why, old, new, base=DETECTED):
    if old not in base:
        sys.exit(f"{name}: {old!r} is not in its base")
    bad(name, why, base.replace(old, new, 1))


for key in ["format", "list", "serial", "issued", "content-id", "type", "name", "version", "architecture", "found",
            "reason", "engine", "engine-version", "database-version", "database-date", "path"]:
    line = next(one for one in DETECTED.splitlines(True) if one.startswith(key + " ="))
    edit(f"missing-{key}", f"{key} is required", line, "")
edit("missing-detection-name", "a detection has a name", 'name = "Unix.Trojan.Example-1"\n', "")
for key in ["fingerprint", "found", "reason"]:
    line = next(one for one in KEY.splitlines(True) if one.startswith(key + " ="))
    edit(f"missing-key-{key}", f"{key} is required", line, "", HEAD + KEY)
edit("format-2", "another version of the format", "revocations/1", "revocations/2")
edit("format-of-manifest", "another format", "mme-revocations/1", "mme-manifest/1")
edit("list-blank", "a blank string names nothing", '"vMME"', '" "')
edit("serial-zero", "serials begin with 1", "serial = 4", "serial = 0")
edit("serial-negative", "a serial is not negative", "serial = 4", "serial = -1")
edit("serial-string", "another type", "serial = 4", 'serial = "4"')
edit("serial-too-large", "beyond 64 bits", "serial = 4", "serial = 9223372036854775808")
edit("issued-local", "a local date-time names no moment", "06:00:00Z", "06:00:00")
edit("found-after-issued", "known only after it was listed", "05:12:44Z", "06:00:01Z")
edit("key-found-after-issued", "known only after it was listed", "05:00:00Z", "06:00:01Z", HEAD + KEY)
edit("content-id-short", "not 64 digits", 'content-id = "', 'content-id = "12" # "')
edit("content-id-upper", "upper-case digits", 'content-id = "', 'content-id = "A')
edit("type-unknown", "not a word of the format", '"rpm"', '"apk"')
edit("reason-empty", "an empty string says nothing", '"found by 1 detection when it was scanned again"', '""')
edit("path-too-long", "more than 4096 bytes", '"/opt/mme/bin/mmed"', '"/' + "x" * 4096 + '"')
edit("fingerprint-lower", "lower-case digits", "84644D17", "84644d17", HEAD + KEY)
edit("fingerprint-short", "a key id is no fingerprint", "84644D17E4E3ACE74D78DEDE", "", HEAD + KEY)
edit("fingerprint-with-spaces", "digits alone", "84644D17E4", "84644D17 4", HEAD + KEY)
bad("nothing-withdrawn", "a list withdraws something", HEAD)
bad("package-twice", "each package once", HEAD + PACKAGE + PACKAGE)
bad("key-twice", "each key once", HEAD + KEY + KEY)
edit("unknown-key-root", "unknown key", "serial =", "colour = 1\nserial =")
edit("unknown-key-package", "unknown key", "found =", "colour = 1\nfound =")
edit("unknown-key-detection", "unknown key", "path =", "colour = 1\npath =")
edit("unknown-key-key", "unknown key", "found =", "colour = 1\nfound =", HEAD + KEY)
bad("unknown-table", "unknown table", DETECTED + "\n[other]\n")
edit("duplicate-key", "the key twice", "serial = 4", "serial = 4\nserial = 5")
bad("package-no-array", "[package] is one table, not an array of them", HEAD + PACKAGE.replace("[[package]]", "[package]"))
bad("truncated", "the end is missing", DETECTED[:-10])
bad("empty", "nothing", "")


def write(folder, name, text):
    with open(os.path.join(HERE, folder, name), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def main():
    for folder in ["good", "bad"]:
        shutil.rmtree(os.path.join(HERE, folder), ignore_errors=True)
        os.makedirs(os.path.join(HERE, folder))
    for name, text in GOOD.items():
        write("good", name + ".toml", text)
    for name, _, text in BAD:
        write("bad", name + ".toml", text)
    write("bad", "index.txt", "".join(f"{name}.toml policy-malformed {why}\n" for name, why, _ in sorted(BAD)))


main()
