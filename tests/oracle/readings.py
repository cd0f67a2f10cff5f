# SPDX-License-Identifier: LGPL-2.1-or-later
"""What two readers make of one package, in one form, and where they differ."""
import dataclasses
import grp
import hashlib
import json
import os
import pwd
import stat
import subprocess

KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "directory", stat.S_IFLNK: "symlink", stat.S_IFIFO: "fifo",
         stat.S_IFCHR: "device", stat.S_IFBLK: "device"}


@dataclasses.dataclass
class Reading:
    """One reader's view. `refused` is its reason, else None; then the rest counts."""
    refused: str = None
    identity: tuple = ()
    scripts: dict = dataclasses.field(default_factory=dict)  # name: SHA-256
    tree: dict = dataclasses.field(default_factory=dict)     # path as bytes: tuple of what is there


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def bytes_of(text):
    """describe writes each byte of a name as the character of that number."""
    return text.encode("latin-1")


def account(name, number, find, field):
    """The host's account of that name; else the number beside it, which a deb alone has, as dpkg does, or root, as rpm does."""
    try:
        return getattr(find(name), field)
    except KeyError:
        return 0 if number is None else number


def parents(tree):
    """Every directory above a path of the tree, those nearest to the root first."""
    found = set()
    for path in tree:
        while (path := os.path.dirname(path)) not in (b"/", b""):
            found.add(path)
    return sorted(found)


def tree_entry(entry):
    kind, mode = entry["type"], entry["mode"]
    owners = (account(entry["owner"], entry.get("owner-id"), pwd.getpwnam, "pw_uid"),
              account(entry["group"], entry.get("group-id"), grp.getgrnam, "gr_gid"))
    if kind == "symlink":
        return (kind, *owners, bytes_of(entry["target"]))
    if kind == "file":
        return (kind, mode, *owners, entry["size"], entry["sha256"])
    return (kind, mode, *owners)


def resolve_links(tree, links):
    """A hard link is the file it names, and that may be one too."""
    for path, target in links:
        tree[path] = tree.get(target, ("nothing",))


def our_readings(describe, paths):
    output = subprocess.run([describe, *paths], check=True, stdout=subprocess.PIPE).stdout
    for line in output.decode("utf-8").splitlines():
        found = json.loads(line)
        reading = Reading(refused=found.get("refused"))
        if reading.refused is None:
            reading.identity = tuple(found["identity"])
            reading.scripts = {name: digest for name, digest in found["scripts"].items() if name != "md5sums"}
            links = []
            for entry in found["entries"]:
                path = bytes_of(entry["path"])
                if entry["type"] == "hardlink":
                    links.append((path, bytes_of(entry["target"])))
                else:
                    reading.tree[path] = tree_entry(entry)
            resolve_links(reading.tree, links)
            reading.tree.pop(b"/", None)  # the root that is unpacked into
        yield reading


def entry_on_disk(path):
    status = os.lstat(path)
    kind = KINDS.get(stat.S_IFMT(status.st_mode), "other")
    owners = (status.st_uid, status.st_gid)
    if kind == "symlink":
        return (kind, *owners, os.readlink(path))
    mode = stat.S_IMODE(status.st_mode)
    if kind == "file":
        with open(path, "rb") as file:
            return (kind, mode, *owners, status.st_size, sha256(file.read()))
    return (kind, mode, *owners)


def tree_on_disk(root, database, made):
    """Every path below `root`, a bytes path, but the package manager's `database` and the directories `made` for it."""
    tree = {}
    for directory, names, files in os.walk(root):
        for name in names + files:
            path = os.path.join(directory, name)
            tree[path[len(root):]] = entry_on_disk(path)
        names[:] = [name for name in names if os.path.join(directory, name)[len(root):] != database
                    and not os.path.islink(os.path.join(directory, name))]
    return {path: entry for path, entry in tree.items() if path != database and path not in made}


def difference(ours, theirs):
    """Why the two disagree; None if they agree or we refuse."""
    if ours.refused is not None:
        return None
    if theirs.refused is not None:
        return f"we read it, the package manager refuses: {theirs.refused}"
    if ours.identity != theirs.identity:
        return f"identity: we {ours.identity}, the package manager {theirs.identity}"
    if ours.scripts != theirs.scripts:
        return f"scripts: we {sorted(ours.scripts)}, the package manager {sorted(theirs.scripts)}, or other contents"
    for path in sorted(ours.tree.keys() | theirs.tree.keys()):
        if ours.tree.get(path) != theirs.tree.get(path):
            return f"{path!r}: we {ours.tree.get(path)}, the package manager {theirs.tree.get(path)}"
    return None
