# SPDX-License-Identifier: LGPL-2.1-or-later
"""Rpms that are built to be read in two ways, with every unsigned digest and size made right, and ordinary ones."""
import copy
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "rpm"))
from forge import BINARY, INT64, Entry, Rpm, Value, i18n, int16s, int32s, int64s, string, strings  # noqa: E402

ORDINARY = 0.05
COMPRESSORS = (None, "gzip", "bzip2", "xz", "lzma", "zstd")
NAME, VERSION, RELEASE, EPOCH, ARCH = 1000, 1001, 1002, 1003, 1022
PREIN, POSTIN = 1023, 1024
SIZES, MODES, LINKTOS, FLAGS, USERS, GROUPS, INODES, BASES, DIRECTORIES = 1028, 1030, 1036, 1037, 1039, 1040, 1096, 1117, 1118
DIGESTS, DIRECTORY_INDEXES = 1035, 1116
SPEC = """Name: mme-core
Version: 1
Release: 1
Summary: s
License: x
BuildArch: noarch
AutoReqProv: no
%description
d
%install
mkdir -p %{buildroot}/opt/mme/empty
cd %{buildroot}/opt/mme
printf 12345 > five
printf 1234567 > seven
ln seven again
: > nothing
ln -s five link
printf ghost > ghost
%pre
true
%post
false
%files
%dir /opt/mme
%dir /opt/mme/empty
%attr(4755,root,root) /opt/mme/five
/opt/mme/seven
/opt/mme/again
/opt/mme/nothing
/opt/mme/link
%ghost /opt/mme/ghost
"""


def build():
    with tempfile.TemporaryDirectory() as work:
        spec = pathlib.Path(work) / "mme.spec"
        spec.write_text(SPEC)
        subprocess.run(["rpmbuild", "-bb", "--define", f"_topdir {work}", "--define", f"_rpmdir {work}", spec], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return Rpm(next(pathlib.Path(work).glob("noarch/*.rpm")))


# Each changes package `p` with the help of `r`, a random.Random.
def retype_identity(p, r):
    tag = r.choice((NAME, VERSION, RELEASE, ARCH))
    old = p.main[tag].values[0].decode()
    p.main[tag] = r.choice((strings(old), strings(old, "other"), i18n(old), i18n(old, "mme-other"), int32s(7)))


def rename(p, r):
    p.main[NAME] = string(r.choice(("mme-other", "MME-Core", "mme core", "a", "mme-core\n", "mme/core", "mme.core+x", "é")))


def epoch(p, r):
    p.main[EPOCH] = r.choice((int32s(1), int32s(0), int32s(1, 2), int16s(1), int64s(1), string("1")))


def script(p, r):
    p.main[r.choice((PREIN, POSTIN))] = r.choice((string("echo changed\n"), strings("true", "false"), i18n("true", "x"), string("")))


def repeat_tag(p, r):
    tag = r.choice((NAME, VERSION, PREIN, BASES, MODES))
    p.main.twice.append((tag, copy.deepcopy(p.main[tag]) if r.random() < 0.5 else string("other")))


def miscount(p, r):
    tag = r.choice((NAME, SIZES, MODES, LINKTOS, FLAGS, BASES, DIRECTORIES, USERS))
    p.main[tag].count = max(0, len(p.main[tag].values) + r.choice((-1, 1)))


def shorten_list(p, r):
    values = p.main[r.choice((SIZES, MODES, LINKTOS, FLAGS, USERS, GROUPS, INODES))].values
    values.pop() if r.random() < 0.5 else values.append(values[-1])


def header_mode(p, r):
    p.main[MODES].values[r.randrange(7)] = r.choice((0o100600, 0o104755, 0o102755, 0o040700, 0o120777, 0o010644, 0, 0o644, 0o177777))


def header_size(p, r):
    p.main[SIZES].values[r.randrange(7)] = r.choice((0, 1, 5, 7, 4096))


def header_owner(p, r):
    p.main[r.choice((USERS, GROUPS))].values[r.randrange(7)] = r.choice((b"daemon", b"root", b"mail", b"www-data"))


def header_flags(p, r):
    p.main[FLAGS].values[r.randrange(7)] = r.choice((1, 2, 16, 64, 128, 8))


def header_name(p, r):
    p.main[BASES].values[r.randrange(7)] = r.choice((b"other", b"five", b".", b"..", b"", b"a/b", b"a b"))


def header_directory(p, r):
    p.main[DIRECTORIES].values[0] = r.choice((b"/opt/", b"/opt", b"opt/", b"/opt//", b"/opt/../opt/", b"/opt/./"))


def link_target(p, r):
    p.main[LINKTOS].values[r.randrange(7)] = r.choice((b"/etc/passwd", b"five", b"", b"../x", b"seven"))


def hard_links(p, r):
    p.main[INODES].values[r.randrange(7)] = r.choice(p.main[INODES].values)


def cpio_mode(p, r):
    r.choice(p.entries).mode = r.choice((0o100644, 0o010644, 0o120777, 0o040755, 0o104755, 0))


def cpio_numbers(p, r):
    setattr(r.choice(p.entries), r.choice(("inode", "user", "group", "links", "mtime", "major", "minor", "check")), r.randrange(9))


def cpio_size(p, r):
    r.choice(p.entries).size = r.randrange(9)


def cpio_content(p, r):
    r.choice(p.entries).content = r.choice((b"", b"54321", b"five", b"1234567"))


def cpio_name(p, r):
    entry = r.choice(p.entries)
    bare = entry.name.lstrip(b"./")
    entry.name = r.choice((bare, b"/" + bare, b"./" + bare, b".//" + bare, b"././" + bare, b"./opt/../" + bare, bare + b"/", bare + b"\0x"))


def cpio_order(p, r):
    r.shuffle(p.entries)


def cpio_repeat(p, r):
    p.entries.insert(r.randrange(len(p.entries)), r.choice(p.entries).copy())


def cpio_drop(p, r):
    p.entries.remove(r.choice(p.entries))


def cpio_unlisted(p, r):
    p.entries.insert(r.randrange(len(p.entries)), Entry(r.choice(("./opt/mme/unlisted", "./opt/mme/ghost", "./etc/x")), "x"))


def cpio_form(p, r):
    if r.random() < 0.5:
        p.strip()
    else:
        for entry in [*p.entries, p.trailer]:
            entry.sum()


def trailer(p, r):
    p.trailer = r.choice((None, p.trailer, Entry("TRAILER!!!", "x", mode=0), Entry("TRAILER!!", mode=0)))
    p.behind_trailer = r.choice((b"", b"\0" * 512, b"x", Entry("./opt/mme/late", "x").store()))


def behind_payload(p, r):
    p.behind_payload = r.choice((b"", b"\0", b"x" * 8))


def compressor(p, r):
    p.compressor = r.choice(COMPRESSORS)
    if r.random() < 0.6 and p.compressor:
        p.main[1125] = string(p.compressor)


def signature_entries(p, r):
    tag = r.choice((274, 999, 1001, NAME, 0x40004d4e))
    where = p.signatures.behind if r.random() < 0.5 else p.signatures
    where[tag] = r.choice((strings("00"), string("x"), Value(BINARY, b"1234"), int32s(1)))


def regions(p, r):
    r.choice((p.main, p.signatures)).has_region = False


def added_file(p, r):
    p.add_file("/opt/mme/" + r.choice(("late", "five", "ghost2")), b"x", r.choice((0o100644, 0o120777, 0o040755)), r.choice((0, 64)))


def long_sizes(p, r):
    values = p.main.pop(SIZES).values
    p.main[5008] = Value(INT64, values)


def translated(p, r):
    """A text with a translation, which rpm shows where LANGUAGE asks for it."""
    p.main[100] = strings("C", "de", "fr")
    tag = r.choice((NAME, VERSION, RELEASE, ARCH, PREIN, 1004))
    old = p.main[tag].values[0].decode()
    p.main[tag] = i18n(old, "de-" + old, "fr-" + old)


def directory_index(p, r):
    p.main[DIRECTORY_INDEXES].values[r.randrange(7)] = r.choice((0, 1, 2, 9, 0xffffffff))


def file_digest(p, r):
    values = p.main[DIGESTS].values
    values[r.randrange(7)] = r.choice((b"", b"0" * 64, b"0" * 32, b"x" * 64, values[r.randrange(7)]))


def digest_algorithm(p, r):
    p.main[5011] = r.choice((int32s(1), int32s(8), int32s(10), int32s(99), int16s(8), int32s(8, 8)))


def old_names(p, r):
    names = [p.main[DIRECTORIES].values[index] + base
             for base, index in zip(p.main[BASES].values, p.main[DIRECTORY_INDEXES].values)]
    p.main[1027] = strings(*(names if r.random() < 0.5 else [b"/etc/other"] * len(names)))
    if r.random() < 0.5:
        for tag in (BASES, DIRECTORIES, DIRECTORY_INDEXES):
            p.main.pop(tag)


def payload_format(p, r):
    p.main[1124] = r.choice((string("cpio"), string("ustar"), string("drpm"), strings("cpio"), string("")))


def relocatable(p, r):
    p.main[1098] = r.choice((strings("/opt"), strings("/opt/mme", "/usr"), string("/opt"), strings("opt")))


def drop_tag(p, r):
    p.main.pop(r.choice((NAME, VERSION, RELEASE, ARCH, BASES, DIRECTORIES, DIRECTORY_INDEXES, SIZES, MODES, LINKTOS, FLAGS, USERS,
                         GROUPS, INODES, DIGESTS, 1033, 1095, 1124, 1125, 5092)), None)


CHANGES = (translated, directory_index, file_digest, digest_algorithm, old_names, payload_format, relocatable, drop_tag, retype_identity, rename, epoch, script, repeat_tag, miscount, shorten_list, header_mode, header_size, header_owner,
           header_flags, header_name, header_directory, link_target, hard_links, cpio_mode, cpio_numbers, cpio_size, cpio_content,
           cpio_name, cpio_order, cpio_repeat, cpio_drop, cpio_unlisted, cpio_form, trailer, behind_payload, compressor,
           signature_entries, regions, added_file, long_sizes)


class Generator:
    def __init__(self, random):
        self.random, self.plain = random, build()

    def ordinary(self, package):
        package.compressor = self.random.choice(COMPRESSORS)
        package.main.pop(1125, None)
        if package.compressor:
            package.main[1125] = string(package.compressor)
        return f"ordinary, {package.compressor}"

    def applied(self, change, package):
        """Whether there was anything left to change after the change before."""
        try:
            change(package, self.random)
            return True
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            return False

    def make(self):
        """The package's bytes, what was done to it, and whether it is an ordinary one."""
        package = copy.deepcopy(self.plain)
        is_ordinary = self.random.random() < ORDINARY
        if is_ordinary:
            said = self.ordinary(package)
        else:
            changes = self.random.sample(CHANGES, self.random.choice((1, 1, 1, 2)))
            said = " and ".join(change.__name__ for change in changes if self.applied(change, package))
        with tempfile.NamedTemporaryFile(suffix=".rpm") as file:
            package.save(file.name)
            return file.read(), said, is_ordinary
