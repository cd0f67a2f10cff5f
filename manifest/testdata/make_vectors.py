#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes good/*.toml, bad/*.toml and bad/index.txt: each bad vector is one edit of a good one."""
import base64
import hashlib
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def parts(pairs):
    """The [[package.part]] tables and the content id of literal part contents (SPEC.md section 5)."""
    listed = [(name, len(text), digest(text)) for name, text in pairs]
    tables = "".join(f'\n[[package.part]]\nname = "{n}"\nsize = {s}\nsha256 = "{d}"\n' for n, s, d in listed)
    return tables, digest("".join(f"{n} {s} {d}\n" for n, s, d in listed))


RELEASE = '''
[release]
provider = "Example Telecom"
product = "vMME"
version = "24.1"
update-class = "functional"
advisories = []
intended-for = []
'''

SCAN = '''
[[scan]]
engine = "ClamAV"
engine-version = "1.4.6"
database-version = "27810"
database-date = 2026-11-22T08:26:41Z
started = 2026-11-23T18:01:40Z
finished = 2026-11-23T18:02:03Z
result = "clean"
files-offered = 813
files-scanned = 813
bytes-offered = 90123456
bytes-scanned = 90123456
'''


def manifest(kind_of_package="rpm", scans=SCAN, release=RELEASE, extra="", pairs=None, entries=""):
    if pairs is None:
        pairs = [("header", "h\n"), ("payload", "p\n")] if kind_of_package == "rpm" else [
            ("debian-binary", "2.0\n"), ("control.tar.xz", "c\n"), ("data.tar.xz", "d\n")]
    tables, content = parts(pairs)
    arch, file = ("x86_64", "mme-core-24.1-1.x86_64.rpm") if kind_of_package == "rpm" else (
        "amd64", "mme-core_24.1-1_amd64.deb")
    return (f'format = "mme-manifest/1"\ncreated = 2026-11-23T18:02:11Z\n{release}\n[package]\n'
            f'type = "{kind_of_package}"\nkind = "package"\nname = "mme-core"\nversion = "24.1-1"\n'
            f'architecture = "{arch}"\nfile = "{file}"\ncontent-id = "{content}"\n{extra}{tables}{entries}{scans}')


def entry(kind="file", path="/opt/mme/bin/mmed", tail=None):
    if tail is None:
        tail = f'size = 6\nsha256 = "{digest("hello" + chr(10))}"\n' if kind == "file" else ""
    return (f'\n[[package.entry]]\npath = "{path}"\ntype = "{kind}"\nmode = "0755"\nowner = "root"\n'
            f'group = "root"\n{tail}')


def container(path="/opt/mme/lib/mme.jar"):
    listed = f"5 {digest('hello')} {path}!/a.class\n0 {digest('')} {path}!/b/empty\n"
    return (f'\n[[package.container]]\npath = "{path}"\nmembers = 2\nbytes = 5\n'
            f'sha256 = "{digest(listed)}"\n')


def short(text):
    """A digest as a line of [inventory] has it: base64 without padding."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def tabbed(*fields):
    return "\t".join(str(field) for field in fields) + "\n"


FILE = tabbed("file", "0755", "root", "root", 6, short("hello\n"), "mmed")
LINES = "/opt/mme/bin/\n" + FILE
CONTAINER_LINE = tabbed(2, 5, short(f"5 {digest('hello')} /opt/mme/lib/mme.jar!/a.class\n"), "/opt/mme/lib/mme.jar")


def inventory(entries=LINES, containers=""):
    keys = [("entries", entries), ("containers", containers)]
    return "\n[inventory]\n" + "".join(f"{key} = '''\n{lines}'''\n" for key, lines in keys if lines)


def listed(entries=LINES, containers="", tables=""):
    return manifest("deb", entries=tables, scans=SCAN + inventory(entries, containers))


RPM = manifest()
LISTED = listed()
DEB = manifest("deb", entries=entry())
PATCH = RPM.replace('kind = "package"', 'kind = "patch"').replace("content-id", 'replaces = ["24.0-3"]\ncontent-id')
SECOND = SCAN.replace('"ClamAV"', '"YARA"')
INFECTED = SCAN.replace('"clean"', '"infected"') + 'detections = [{ path = "/opt/mme/x", name = "Eicar-Test" }]\n'
PARTIAL = (SCAN.replace('"clean"', '"inconclusive"').replace("files-scanned = 813", "files-scanned = 812")
           + 'skipped = [{ path = "/opt/mme/x.zip", reason = "encrypted" }]\n')

GOOD = {
    "rpm": RPM,
    "deb": DEB,
    "deb-empty-payload": manifest("deb"),
    "deb-plain-tar": manifest("deb", pairs=[("debian-binary", "2.0\n"), ("control.tar", "c\n"), ("data.tar", "d\n")]),
    "deb-zst": manifest("deb", pairs=[("debian-binary", "2.0\n"), ("control.tar.zst", "c\n"), ("data.tar.zst", "d\n")]),
    "entries-of-every-type": manifest("rpm", entries=entry() + entry("directory", "/opt/mme")
                                      + entry("symlink", "/opt/l", 'target = "mme"\n')
                                      + entry("hardlink", "/opt/h", 'target = "/opt/mme/bin/mmed"\n')
                                      + entry("device", "/dev/mme") + entry("fifo", "/run/mme")),
    "containers": manifest("deb", entries=entry(path="/opt/mme/lib/mme.jar") + container()
                           + container("control/postinst")),
    "rpm-container": manifest(entries=container()),
    "escaped-paths": manifest("deb", entries=entry(path="/opt/line\\\\x0Abreak\\\\xFF\\\\\\\\")
                              + container("/opt/line\\\\x0Abreak\\\\xFF\\\\\\\\")),
    "inventory": LISTED,
    "inventory-of-every-type": listed(
        tabbed("directory", "0755", "root", "root", "/") + "/opt/\n" + tabbed("directory", "0755", "root", "root", "mme")
        + "/opt/mme/\n" + tabbed("directory", "2775", "mme", "adm", "bin") + LINES
        + tabbed("hardlink", "0755", "root", "root", "again", "/opt/mme/bin/mmed") + "/\n"
        + tabbed("symlink", "0777", "root", "root", "a link", "opt/mme/bin") + "/dev/\n"
        + tabbed("device", "0660", "root", "root", "mme") + "/run/\n" + tabbed("fifo", "0600", "root", "root", "mme")),
    "inventory-escapes": listed(tabbed("directory", "0755", "root", "root", "/") + "/opt/it\\x27s \\xFF\\\\/\n"
                                + tabbed("file", "0644", "root", "root", 0, short(""), "a\\x09b\\x27c\u00e9")
                                + tabbed("symlink", "0777", "root", "root", "l", "\\\\x27")),
    "inventory-and-containers": listed(LINES, CONTAINER_LINE + tabbed(1, 0, short(""), "control/postinst")),
    "inventory-of-containers-alone": manifest(scans=SCAN + inventory("", CONTAINER_LINE)),
    "inventory-beside-tables": listed("", CONTAINER_LINE, entry()),
    "inventory-in-a-basic-string": LISTED.replace("'''", '"""'),
    "inventory-with-extension": LISTED + "[inventory.x-example]\nanything = 1\n",
    "patch": PATCH,
    "patch-for-two-versions": PATCH.replace('["24.0-3"]', '["24.0-3", "24.0-4"]'),
    "two-engines": manifest(scans=SCAN + SECOND),
    "infected": manifest(scans=INFECTED),
    "inconclusive": manifest(scans=PARTIAL),
    "settings": manifest(scans=SCAN + 'settings = "heuristics on\\nlimits off"\n'),
    "undertaking": manifest(release=RELEASE + 'undertaking = "Free of known malware."\nundertaking-by = "A. Example"\n'),
    "security-update": RPM.replace('"functional"', '"security"').replace("advisories = []", 'advisories = ["CVE-2026-0001"]'),
    "emergency-update": RPM.replace('"functional"', '"emergency"'),
    "intended-for": RPM.replace("intended-for = []", 'intended-for = ["00101", "00102"]'),
    "epoch": RPM.replace('version = "24.1-1"', 'version = "2:24.1-1"'),
    "offset-time": RPM.replace("created = 2026-11-23T18:02:11Z", "created = 2026-11-23T19:02:11+01:00"),
    "extension-table": RPM + '\n[x-example]\nanything = [1, 2.5, true]\n',
    "largest-size": RPM.replace("bytes-offered = 90123456", "bytes-offered = 9223372036854775807"),
    "unicode": RPM.replace('"Example Telecom"', '"Beispiel Telekom \\u00c4\\U0001F4E6"'),
    "string-of-1024-bytes": RPM.replace('"vMME"', '"' + "v" * 1024 + '"'),
}

BAD = []


def bad(name, why, text, code="manifest-malformed"):
    BAD.append((name, code, why, text if isinstance(text, bytes) else text.encode()))


def edit(name, why, old, new, base=RPM, code="manifest-malformed"):
    if old not in base:
        sys.exit(f"{name}: {old!r} is not in its base")
    bad(name, why, base.replace(old, new, 1), code)


def without_line(name, start, base=RPM, code="manifest-malformed"):
    line = next(one for one in base.splitlines(True) if one.startswith(start))
    edit(f"missing-{name}", f"{start.strip(' =')} is required", line, "", base, code)


for key in ["format", "created", "provider", "product", "update-class", "advisories", "intended-for", "type", "kind",
            "name", "architecture", "file", "content-id", "sha256", "size", "engine", "engine-version",
            "database-version", "database-date", "started", "finished", "result", "files-offered", "files-scanned",
            "bytes-offered", "bytes-scanned"]:
    without_line(key, key + " =")
for key in ["path", "mode", "owner", "group"]:
    without_line("entry-" + key, key + " =", DEB)
for key, value in [("engine", "ClamAV"), ("engine-version", "1.4.6"), ("database-version", "27810")]:
    edit(f"empty-{key}", "an empty string says nothing", f'{key} = "{value}"', f'{key} = ""')
    edit(f"blank-{key}", "a blank string says nothing", f'{key} = "{value}"', f'{key} = " \\t "')
    edit(f"number-{key}", "another type", f'{key} = "{value}"', f"{key} = 7")
    edit(f"long-{key}", "more than 1024 bytes", f'{key} = "{value}"', f'{key} = "{"9" * 10240}"')
for key, value in [("created", "2026-11-23T18:02:11Z"), ("started", "2026-11-23T18:01:40Z"),
                   ("database-date", "2026-11-22T08:26:41Z")]:
    edit(f"local-{key}", "a local date-time names no moment", f"{key} = {value}", f"{key} = {value[:-1]}")
    edit(f"string-{key}", "a string is no date-time", f"{key} = {value}", f'{key} = "{value}"')
edit("date-only", "a date is no moment", "started = 2026-11-23T18:01:40Z", "started = 2026-11-23")
edit("no-such-day", "30 February does not exist", "started = 2026-11-23", "started = 2026-02-30")
for word in ["OK", "CLEAN", "Clean", "none"]:
    edit(f"result-{word}", "not a word of the format", 'result = "clean"', f'result = "{word}"')
edit("result-boolean", "another type", 'result = "clean"', "result = true")
edit("result-empty", "an empty string says nothing", 'result = "clean"', 'result = ""')
edit("type-unknown", "not a word of the format", 'type = "rpm"', 'type = "apk"')
edit("kind-unknown", "not a word of the format", 'kind = "package"', 'kind = "module"')
edit("update-class-unknown", "not a word of the format", '"functional"', '"urgent"')
edit("count-negative", "a count is not negative", "files-offered = 813", "files-offered = -1")
edit("count-float", "another type", "files-offered = 813", "files-offered = 813.0")
edit("count-nan", "another type", "files-offered = 813", "files-offered = nan")
edit("count-too-large", "beyond 64 bits", "files-offered = 813", "files-offered = 9223372036854775808")
edit("part-size-negative", "a size is not negative", "size = 2", "size = -2")
edit("content-id-upper", "upper-case digits", 'content-id = "', 'content-id = "A')
edit("content-id-short", "not 64 digits", 'content-id = "', 'content-id = "12" # "')
edit("parts-none", "a package has parts", parts([("header", "h\n"), ("payload", "p\n")])[0], "")
edit("parts-rpm-renamed", "no such part of an rpm", 'name = "payload"', 'name = "data"')
edit("parts-twice", "part names are unique", 'name = "payload"', 'name = "header"')
bad("parts-rpm-order", "payload before header", manifest(pairs=[("payload", "p\n"), ("header", "h\n")]))
bad("parts-rpm-surplus", "a third part", manifest(pairs=[("header", "h\n"), ("payload", "p\n"), ("lead", "l\n")]))
bad("parts-deb-order", "data before control", manifest("deb", pairs=[
    ("debian-binary", "2.0\n"), ("data.tar.xz", "d\n"), ("control.tar.xz", "c\n")]))
bad("parts-deb-missing", "no data.tar", manifest("deb", pairs=[("debian-binary", "2.0\n"), ("control.tar", "c\n")]))
bad("parts-of-rpm-in-deb", "parts of another type", manifest("deb", pairs=[("header", "h\n"), ("payload", "p\n")]))
edit("part-name-with-space", "ambiguous in the content id", 'name = "control.tar.xz"', 'name = "control.tar. xz"', DEB)
edit("replaces-in-package", "only patches replace", "content-id", 'replaces = ["24.0-3"]\ncontent-id')
edit("patch-without-replaces", "a patch names what it replaces", 'kind = "package"', 'kind = "patch"')
edit("patch-replaces-nothing", "a patch names what it replaces", '["24.0-3"]', "[]", PATCH)
edit("undertaking-alone", "nobody undertakes", "intended-for = []", 'intended-for = []\nundertaking = "x"')
edit("undertaking-by-alone", "nothing is undertaken", "intended-for = []", 'intended-for = []\nundertaking-by = "x"')
edit("advisories-string", "another type", "advisories = []", 'advisories = "CVE-2026-0001"')
edit("advisories-empty-string", "an empty string says nothing", "advisories = []", 'advisories = [""]')
edit("advisories-mixed", "another type inside", "advisories = []", 'advisories = ["CVE-2026-0001", 1]')
edit("file-with-folder", "a base name has no folder", 'file = "mme', 'file = "pool/mme')
edit("entry-relative-path", "paths are absolute", '"/opt/mme/bin/mmed"', '"opt/mme/bin/mmed"', DEB)
edit("entry-type-unknown", "not a word of the format", 'type = "file"', 'type = "socket"', DEB)
edit("entry-mode-short", "four octal digits", '"0755"', '"755"', DEB)
edit("entry-mode-decimal", "8 is no octal digit", '"0755"', '"0785"', DEB)
edit("entry-mode-number", "another type", '"0755"', "0o755", DEB)
edit("entry-file-with-target", "a file has no target", "size = 6", 'target = "/x"\nsize = 6', DEB)
edit("entry-file-without-digest", "a file has a digest", 'size = 6\nsha256', 'size = 6\n# sha256', DEB)
bad("entry-twice", "each path once", manifest("deb", entries=entry() + entry()))
CONTAINER = manifest(entries=container())
for key in ["path", "members", "bytes", "sha256"]:
    line = next(one for one in container().splitlines(True) if one.startswith(key + " ="))
    edit("missing-container-" + key, f"{key} is required", container(), container().replace(line, ""), CONTAINER)
edit("container-without-members", "what holds nothing is not listed", "members = 2", "members = 0", CONTAINER)
edit("container-bytes-negative", "a size is not negative", "bytes = 5", "bytes = -5", CONTAINER)
edit("container-unknown-key", "unknown key", "members = 2", "colour = 1\nmembers = 2", CONTAINER)
bad("container-twice", "each path once", manifest(entries=container() + container()))
edit("container-path-too-long", "more than 4096 bytes", "/opt/mme/lib/mme.jar", "/" + "p" * 4096, CONTAINER)
bad("entry-symlink-without-target", "a link has a target", manifest(entries=entry("symlink")))
bad("entry-directory-with-size", "directories have no size", manifest(entries=entry("directory", tail="size = 1\n")))
edit("entry-path-with-escape-character", "names are escaped", "/opt/mme/bin/mmed", "/opt/\\u001b[2J", DEB)
edit("entry-path-with-direction", "names are escaped", "/opt/mme/bin/mmed", "/opt/\u202egnp.exe", DEB)
edit("entry-owner-with-tab", "names are escaped", 'owner = "root"', 'owner = "ro\\tot"', DEB)
edit("entry-path-unknown-escape", "no such escape", "/opt/mme/bin/mmed", "/opt/\\\\n", DEB)
edit("entry-path-needless-escape", "what can stand is not escaped", "/opt/mme/bin/mmed", "/opt/\\\\x41", DEB)
edit("entry-path-needless-escape-of-a-letter", "bytes that make a character stand as it", "/opt/mme/bin/mmed",
     "/opt/\\\\xC3\\\\xA9", DEB)
edit("container-path-with-c1", "names are escaped", "/opt/mme/lib/mme.jar", "/opt/\u009b2J", CONTAINER)

ZERO = tabbed("file", "0644", "root", "root", 0, short(""), "x")
for name, why, lines in [
        ("no-line-feed", "each line ends in one", LINES[:-1]),
        ("empty-line", "a line has fields", LINES + "\n"),
        ("name-without-directory", "the directory stands before its names", FILE),
        ("directory-relative", "directories are absolute", "opt/\n" + FILE),
        ("directory-without-slash", "directories end in a slash", "/opt\n" + FILE),
        ("directory-twice", "a directory stands once before its names", LINES + "/opt/mme/bin/\n" + ZERO),
        ("directory-unused", "a directory has a name after it", "/usr/\n" + LINES),
        ("directory-at-end", "a directory has a name after it", LINES + "/usr/\n"),
        ("whole-path", "only the root directory has no name", LINES + ZERO.replace("\tx", "\t/opt/x")),
        ("root-with-direction", "names are escaped", LINES + tabbed("directory", "0755", "root", "root", "/a\u202eb/")),
        ("root-too-long", "more than 4096 bytes", LINES + tabbed("directory", "0755", "root", "root", "/" + "p" * 5000 + "/")),
        ("root-with-unknown-escape", "no such escape", LINES + tabbed("directory", "0755", "root", "root", "/\\q/")),
        ("name-with-slash", "a name has no slash", LINES.replace("\tmmed", "\ta/mmed")),
        ("name-empty", "a name has a character", LINES.replace("\tmmed", "\t")),
        ("twice", "each path once", LINES + ZERO + ZERO),
        ("type-unknown", "not a word of the format", LINES.replace("file\t", "socket\t")),
        ("type-upper", "not a word of the format", LINES.replace("file\t", "File\t")),
        ("mode-short", "four octal digits", LINES.replace("0755", "755")),
        ("mode-decimal", "8 is no octal digit", LINES.replace("0755", "0785")),
        ("owner-empty", "owners have names", LINES.replace("\troot\troot", "\t\troot")),
        ("owner-blank", "owners have names", LINES.replace("\troot\troot", "\t \troot")),
        ("group-long", "more than 1024 bytes", LINES.replace("\troot\troot", "\troot\t" + "r" * 1025)),
        ("size-zero-in-front", "one spelling of a number", LINES.replace("\t6\t", "\t06\t")),
        ("size-sign", "one spelling of a number", LINES.replace("\t6\t", "\t+6\t")),
        ("size-hexadecimal", "one spelling of a number", LINES.replace("\t6\t", "\t0x6\t")),
        ("size-too-large", "beyond 2^63-1", LINES.replace("\t6\t", "\t9223372036854775808\t")),
        ("size-missing", "a file has a size", LINES.replace("\t6\t", "\t")),
        ("digest-hexadecimal", "43 characters of base64", LINES.replace(short("hello\n"), digest("hello\n"))),
        ("digest-padded", "no padding", LINES.replace(short("hello\n"), short("hello\n") + "=")),
        ("digest-url", "the alphabet of RFC 4648 section 4", LINES.replace(short("hello\n"), "-" + short("hello\n")[1:])),
        ("digest-loose-bits", "bits that belong to no byte", LINES.replace(short("hello\n"), short("hello\n")[:-1] + "B")),
        ("file-with-target", "a file has no target", LINES[:-1] + "\t/opt/x\n"),
        ("symlink-without-target", "a link has a target", "/\n" + tabbed("symlink", "0777", "root", "root", "l")),
        ("directory-with-size", "a directory has no size", "/\n" + tabbed("directory", "0755", "root", "root", 0, "d")),
        ("too-many-fields", "no field more", LINES[:-1] + "\tx\ty\tz\n"),
        ("spaces", "fields stand between tabs", LINES.replace("\t", " ")),
        ("two-tabs", "one tab between fields", LINES.replace("0755\t", "0755\t\t")),
        ("c1", "names are escaped", LINES.replace("mmed", "mm\u009bed")),
        ("direction", "names are escaped", LINES.replace("mmed", "mm\u202eed")),
        ("line-separator", "names are escaped", LINES.replace("mmed", "mm\u2028ed")),
        ("exclamation-mark", "a member is no file of the package", "/opt/a!/\n" + FILE),
        ("backslash-alone", "a backslash begins an escape", LINES.replace("mmed", "mmed\\")),
        ("unknown-escape", "no such escape", LINES.replace("mmed", "mm\\nd")),
        ("lower-case-escape", "upper-case digits", LINES.replace("mmed", "mm\\xffd")),
        ("needless-escape-of-a-letter", "bytes that make a character stand as it", LINES.replace("mmed", "mm\\xC3\\xA9d")),
        ("needless-escape-in-a-directory", "bytes that make a character stand as it", LINES.replace("/opt/", "/\\xC3\\xB6pt/")),
        ("exclamation-mark-escaped-alone", "it is escaped before a slash only", LINES.replace("mmed", "mm\\x21d")),
        ("rest-of-an-archive", "a member is no file of the package", LINES.replace("mmed", "mm\\+ed")),
        ("cut-and-short", "what fits is not cut", LINES.replace("mmed", "mm\\~" + digest("x"))),
        ("path-too-long", "more than 4096 bytes", "/" + "p" * 4000 + "/\n" + tabbed(
            "file", "0644", "root", "root", 0, short(""), "x" * 100))]:
    bad("inventory-" + name, why, listed(lines))
bad("inventory-apostrophe", "an apostrophe is escaped", listed(LINES.replace("mmed", "mm'd")))
bad("inventory-control", "names are escaped",
    LISTED.replace("'''", '"""').replace("mmed", "mm\\u001b[2Jd"))
bad("inventory-both-forms", "one of both", listed(LINES, "", entry()))
bad("inventory-both-forms-of-containers", "one of both", listed(LINES, CONTAINER_LINE, container()))
bad("inventory-empty", "an inventory lists something", manifest(scans=SCAN + "\n[inventory]\n"))
bad("inventory-no-lines", "an inventory lists something", manifest(scans=SCAN + "\n[inventory]\nentries = ''\n"))
bad("inventory-array", "another type", manifest(scans=SCAN + "\n[inventory]\nentries = []\n"))
bad("inventory-unknown-key", "unknown key", LISTED + "colour = 1\n")
for name, why, lines in [
        ("none", "what holds nothing is not listed", CONTAINER_LINE.replace("2\t5", "0\t5")),
        ("sign", "one spelling of a number", CONTAINER_LINE.replace("2\t5", "2\t-5")),
        ("without-path", "the file that holds them", CONTAINER_LINE[:CONTAINER_LINE.rindex("\t")] + "\n"),
        ("twice", "each path once", CONTAINER_LINE * 2),
        ("blank-path", "the file that holds them", CONTAINER_LINE.replace("/opt/mme/lib/mme.jar", " "))]:
    bad("inventory-container-" + name, why, listed(LINES, lines))

edit("unknown-key-root", "unknown key", "created =", "creator = 1\ncreated =")
edit("unknown-key-release", "unknown key", "product =", "colour = 1\nproduct =")
edit("unknown-key-package", "unknown key", "kind =", "colour = 1\nkind =")
edit("unknown-key-part", "unknown key", "size = 2", "colour = 1\nsize = 2")
bad("unknown-key-scan", "unknown key", RPM + "colour = 1\n")
bad("unknown-table", "unknown table", RPM + "\n[other]\n")
edit("extension-no-table", "an extension is a table", "created =", "x-example = 1\ncreated =")
edit("duplicate-key", "the key twice", 'name = "mme-core"', 'name = "mme-core"\nname = "mme-core"')
bad("duplicate-table", "the table twice", RPM + "\n[release]\n")
bad("dotted-redefinition", "a table reopened by a dotted key", RPM + "\n[x-a]\nb.c = 1\n[x-a.b]\nd = 1\n")
edit("release-no-table", "another type", RELEASE, "release = 1\n")
bad("release-missing", "[release] is required", RPM.replace(RELEASE, ""))
bad("scan-no-array", "[scan] is one table, not an array of them", RPM.replace("[[scan]]", "[scan]"))
bad("scan-missing", "no report", manifest(scans=""), "scan-missing")
edit("scan-empty-array", "no report", "created =", "scan = []\ncreated =", manifest(scans=""), "scan-missing")
bad("detection-without-name", "a detection has a name", RPM + 'detections = [{ path = "/x" }]\n')
bad("detections-of-strings", "another type inside", RPM + 'detections = ["/x"]\n')
bad("skipped-without-reason", "what was skipped has a reason", RPM + 'skipped = [{ path = "/x" }]\n')
bad("settings-too-long", "more than 8192 bytes", RPM + f'settings = "{"s" * 8193}"\n')
edit("format-2", "another version", "mme-manifest/1", "mme-manifest/2", code="manifest-unsupported")
edit("format-case", "another spelling", "mme-manifest/1", "MME-manifest/1", code="manifest-unsupported")
edit("format-number", "another type", '"mme-manifest/1"', "1")
edit("nul-byte", "a NUL byte", "vMME", "v\0MME")
edit("nul-escape", "an escaped NUL", "vMME", "v\\u0000MME")
bad("byte-order-mark", "a byte-order mark", b"\xef\xbb\xbf" + RPM.encode())
bad("invalid-utf-8", "a byte that begins no character", RPM.encode().replace(b"vMME", b"v\xffMME"))
bad("utf-16", "another encoding", RPM.encode("utf-16-le"))
bad("empty", "an empty document", "")
bad("no-toml", "a line of prose", "this is no manifest\n")
bad("truncated", "cut inside a string", RPM[:RPM.index("vMME") + 2])
for name, header in [("slash", "[/x]"), ("second-slash", "[[/x]]"), ("equals-sign", "[=]"), ("dot", "[.x]"), ("hash", "[#]"),
                     ("brace", "[{]"), ("line-feed", "[\nx]"), ("character", "[\u00e9]"), ("end", "[")]:
    bad("table-named-by-" + name, "no table has such a name", RPM + header + "\n")
bad("deep-arrays", "nesting of 10000 levels", RPM + "x-a = " + "[" * 10000 + "]" * 10000 + "\n")
bad("deep-behind-quotes", "nesting of 33 levels behind quotes that end no string", RPM + "\n[x-a]\n" + "".join(
    ['a = ' + '"' * 8 + "\n", "b = '''\\''' # \"\"\" it's\n", "c = " + "[" * 33 + "]" * 33 + "\n"]))
bad("deep-dotted-key", "10000 dotted names", RPM + "\n[x-a]\n" + "a." * 9999 + "a = 1\n")


GOOD["brackets-in-strings"] = RPM + "\n[x-a]\n" + "".join(
    f"{key} = {before}{'[{=,.' * 40}{after}\n" for key, before, after in [
        ("a", '"\\"', '"'), ("b", "'\"", "'"), ("c", '""""" ', '"""""'), ("d", "'''''", "'''''"),
        ("e", "1 # it's \"", "")])


def main():
    for folder in ["good", "bad"]:
        shutil.rmtree(os.path.join(HERE, folder), ignore_errors=True)
        os.makedirs(os.path.join(HERE, folder))
    for name, text in GOOD.items():
        with open(os.path.join(HERE, "good", name + ".toml"), "w", encoding="utf-8") as out:
            out.write(text)
    with open(os.path.join(HERE, "bad", "index.txt"), "w", encoding="utf-8") as index:
        for name, code, why, data in BAD:
            index.write(f"{name}.toml {code} {why}\n")
            with open(os.path.join(HERE, "bad", name + ".toml"), "wb") as out:
                out.write(data)


main()
