# SPDX-License-Identifier: LGPL-2.1-or-later
"""rpm's own reading: the package is installed by the real rpm into an empty root."""
import os
import pathlib
import shutil
import subprocess

from readings import Reading, sha256, tree_on_disk

DATABASE = "/var/lib/rpm"
SCRIPTS = ("prein", "postin", "preun", "postun", "pretrans", "posttrans")
OPTIONS = ["--nodeps", "--noscripts", "--notriggers", "--noplugins", "--ignorearch", "--ignoreos", "--force", "--nosignature"]
LANGUAGE = "de:fr"  # a translated text must not be the one that counts
SECONDS = 20
ACCOUNTS = ("/etc/passwd", "/etc/group")  # rpm gives the files of an unknown user to root
ABSENT = "\x01"
QUERY = "\x02".join(["%{NAME}", "%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}", "%{ARCH}"]
                    + [f"%|{tag.upper()}?{{%{{{tag.upper()}}}}}:{{{ABSENT}}}|" for tag in SCRIPTS]) + "\x03"


class Oracle:
    def __init__(self, scratch):
        self.root, self.empty = pathlib.Path(scratch) / "root", pathlib.Path(scratch) / "empty"
        (self.empty / DATABASE[1:]).mkdir(parents=True)
        (self.empty / "etc").mkdir()
        for accounts in ACCOUNTS:
            shutil.copy(accounts, self.empty / "etc")
        self.rpm(self.empty, "--initdb")

    def rpm(self, root, *words):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LANGUAGE": LANGUAGE}
        return subprocess.run(["rpm", "--root", root, "--dbpath", DATABASE, *words], env=environment, timeout=SECONDS,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def read(self, package, _):
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.empty, self.root)
        try:
            done = self.rpm(self.root, "-U", *OPTIONS, package)
        except subprocess.TimeoutExpired:
            return Reading(refused="rpm does not end")  # it opens a FIFO that nobody writes to
        if done.returncode != 0:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            return Reading(refused=" / ".join(lines[-4:]))
        records = self.rpm(self.root, "-qa", "--qf", QUERY).stdout.split(b"\x03")[:-1]
        if len(records) != 1:
            return Reading(refused=f"{len(records)} packages in rpm's database")
        *identity, = records[0].split(b"\x02")
        scripts = {name: sha256(body) for name, body in zip(SCRIPTS, identity[3:]) if body != ABSENT.encode()}
        return Reading(None, tuple(part.decode("latin-1") for part in identity[:3]), scripts, self.tree())

    def tree(self):
        """What is on disk, but the parents that rpm makes without being asked."""
        listed = set(self.rpm(self.root, "-qal").stdout.split(b"\n"))
        tree = tree_on_disk(os.fsencode(self.root), os.fsencode(DATABASE), {b"/var", b"/var/lib", b"/etc", *map(os.fsencode, ACCOUNTS)})
        return {path: entry for path, entry in tree.items() if entry[0] != "directory" or path in listed}
