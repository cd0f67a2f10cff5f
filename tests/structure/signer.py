# SPDX-License-Identifier: LGPL-2.1-or-later
"""What may sign reads no package itself: mmemanifest's own code leaves that to the scan-worker program.
Usage: signer.py ROOT [MMEMANIFEST SCAN-WORKER]     with the programs, what they are linked with is looked at too"""
import re
import subprocess
import sys

from sources import files, finish

# These decompress or parse what a package holds.
READERS = r"\b(read_package|read_rpm|read_deb|read_deb_control|walk_\w+|judge_all|Decoder|StreamChain|ArchiveReader)\b"
# What runs in the worker's processes; and publish, which holds no key and judges as a host does.
WORKER = ("tools/mmemanifest/worker/", "tools/mmemanifest/unpack/")
JUDGE = "tools/mmemanifest/publish/judge.cpp"

# Libraries that have a program's own code nothing to do with, by the start of their file's name.
NOT_IN_SIGNER = ("libarchive.", "libclamav.", "libyara.", "liblz4.")
NOT_IN_WORKER = ("libgpgme.", "libgpg-error.", "libassuan.")


def code_of(text):
    return re.sub(r"//.*", "", text)


def objections_to_sources():
    for path, text in files(["tools/mmemanifest"], ".h", ".cpp"):
        if str(path).startswith(WORKER) or str(path) == JUDGE:
            continue
        for name in re.findall(READERS, code_of(text)):
            yield f"{path} names {name}; only {', '.join(WORKER)} and {JUDGE} may"


def needed_by(program):
    listing = subprocess.run(["readelf", "-dW", program], check=True, capture_output=True, text=True).stdout
    found = re.findall(r"\(NEEDED\).*\[(.+)\]", listing)
    assert found, f"{program} needs no library; readelf said:\n{listing}"
    return found


def objections_to_libraries(program, unwanted):
    return [f"{program} is linked with {one}" for one in needed_by(program) if one.startswith(unwanted)]


objections = list(objections_to_sources())
for program, unwanted in zip(sys.argv[2:], (NOT_IN_SIGNER, NOT_IN_WORKER)):
    objections += objections_to_libraries(program, unwanted)
finish(objections)
