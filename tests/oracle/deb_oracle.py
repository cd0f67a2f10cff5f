# SPDX-License-Identifier: LGPL-2.1-or-later
"""dpkg's own reading: the package is unpacked by the real dpkg into an empty root."""
import os
import pathlib
import shutil
import signal
import subprocess

from readings import Reading, parents, sha256, tree_on_disk

ADMIN = b"/var/lib/dpkg"
NOT_SCRIPTS = {"list", "md5sums"}  # dpkg makes the second itself where a package has none
SECONDS = 20
OPTIONS = ["--force-unsafe-io", "--force-depends", "--force-architecture", "--force-script-chrootless", "--no-triggers",
           "--log=/dev/null"]


def stanza_of(status):
    fields = {}
    for line in status.splitlines():
        if line[:1] not in (" ", "\t") and ":" in line:
            name, value = line.split(":", 1)
            fields[name.lower()] = value.strip()
    return fields


class Oracle:
    def __init__(self, scratch):
        self.root = pathlib.Path(scratch) / "root"

    def fresh_root(self):
        shutil.rmtree(self.root, ignore_errors=True)
        for directory in ("updates", "info", "triggers", "parts", "alternatives"):
            (self.root / "var/lib/dpkg" / directory).mkdir(parents=True)
        for file in ("status", "available"):
            (self.root / "var/lib/dpkg" / file).touch()

    def read(self, package, ours):
        """dpkg does not make a directory that its package does not bring: a real host may have it, so then it gets it here."""
        theirs = self.read_into({}, package)
        if theirs.refused is not None and "No such file or directory" in theirs.refused and ours.refused is None:
            return self.read_into({path: ours.tree.get(path) for path in parents(ours.tree)}, package)
        return theirs

    def read_into(self, directories, package):
        """`directories` are there before: with the mode and owner that the package has for them, where it brings them later."""
        self.fresh_root()
        for path, brought in directories.items():
            place = os.fsencode(self.root) + path
            os.makedirs(place, exist_ok=True)
            if brought and brought[0] == "directory":
                os.chown(place, *brought[2:4])
                os.chmod(place, brought[1])
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        status, output = self.run(["dpkg", f"--root={self.root}", *OPTIONS, "--unpack", package], environment)
        if status is None:
            return Reading(refused="dpkg does not end")  # dpkg-deb reads a bad size of a member again and again
        if status != 0:
            lines = output.decode("utf-8", "replace").strip().splitlines()
            return Reading(refused=" / ".join(lines[-4:]))
        status = (self.root / "var/lib/dpkg/status").read_text("utf-8", "surrogateescape")
        fields = stanza_of(status)
        name = fields.get("package", "")
        identity = (name, fields.get("version", ""), fields.get("architecture", ""))
        made = {b"/var", b"/var/lib", *(path for path, brought in directories.items() if brought is None)}
        return Reading(None, identity, self.scripts(name), tree_on_disk(os.fsencode(self.root), ADMIN, made))

    @staticmethod
    def run(words, environment):
        """Exit status and output; None for a command that does not end, which is killed with all that it started."""
        with subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              start_new_session=True) as started:
            try:
                output = started.communicate(timeout=SECONDS)[0]
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                started.communicate()
                return None, b""
            return started.returncode, output

    def scripts(self, name):
        found = {}
        for path in (self.root / "var/lib/dpkg/info").iterdir():
            stem, _, kind = path.name.rpartition(".")
            if stem.partition(":")[0] == name and kind not in NOT_SCRIPTS:
                found[kind] = sha256(path.read_bytes())
        return found
