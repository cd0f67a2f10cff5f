# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes ar, tar and compressed streams byte by byte, so that each field can be wrong by itself."""
import bz2
import copy
import dataclasses
import gzip
import lzma
import subprocess

BLOCK = 512


@dataclasses.dataclass
class Entry:
    """One tar entry. What is not None among the raw fields replaces the field as it stands in the header."""
    name: bytes
    kind: bytes = b"0"
    content: bytes = b""
    mode: int = 0o644
    uid: int = 0
    gid: int = 0
    mtime: int = 1700000000
    target: bytes = b""
    uname: bytes = b"root"
    gname: bytes = b"root"
    magic: bytes = b"ustar  \0"
    prefix: bytes = b""
    size: int = None
    raw: dict = dataclasses.field(default_factory=dict)  # offset: bytes, after everything but the checksum
    signed_checksum: bool = False
    checksum_shift: int = 0
    padding: bytes = b"\0"
    as_libarchive: bool = False  # the headers of long texts have the start of the target, and another group

    def changed(self, **fields):
        other = copy.deepcopy(self)
        for name, value in fields.items():
            setattr(other, name, value)
        return other

    def header(self):
        block = bytearray(BLOCK)

        def put(offset, value):
            block[offset:offset + len(value)] = value

        size = len(self.content) if self.size is None else self.size
        put(0, self.name[:100])
        put(100, b"%07o\0" % self.mode)
        put(108, b"%07o\0" % self.uid)
        put(116, b"%07o\0" % self.gid)
        put(124, b"%011o\0" % size)
        put(136, b"%011o\0" % self.mtime)
        put(148, b" " * 8)
        put(156, self.kind)
        put(157, self.target[:100])
        put(257, self.magic)
        if self.magic.startswith(b"ustar"):
            put(265, self.uname)
            put(297, self.gname)
            put(345, self.prefix)
        for offset, value in self.raw.items():
            put(offset, value)
        if not any(148 <= offset < 156 for offset in self.raw):
            total = sum(byte - 256 if self.signed_checksum and byte > 127 else byte for byte in block)
            put(148, b"%06o\0 " % (total + self.checksum_shift))
        return bytes(block)

    def long_text(self, kind, text):
        header = Entry(b"././@LongLink", kind, text + b"\0", mtime=0)
        if self.as_libarchive:
            header.raw, header.gname = {157: self.target[:100]}, b"wheel"
        return header.blocks()

    def blocks(self):
        before = b""
        if len(self.target) > 100:
            before += self.long_text(b"K", self.target)
        if len(self.name) > 100:
            before += self.long_text(b"L", self.name)
        rest = -len(self.content) % BLOCK
        return before + self.header() + self.content + (self.padding * rest)[:rest]


def tar(entries, end=b"\0" * 1024, fill=10240):
    data = b"".join(entry if isinstance(entry, bytes) else entry.blocks() for entry in entries) + end
    return data + b"\0" * (-len(data) % fill) if fill else data


def member(name, content, mtime=b"0", uid=b"0", gid=b"0", mode=b"100644", size=None, magic=b"`\n", pad=b"\n"):
    header = name.ljust(16)[:16] + mtime.ljust(12)[:12] + uid.ljust(6)[:6] + gid.ljust(6)[:6] + mode.ljust(8)[:8]
    header += (b"%d" % len(content) if size is None else size).ljust(10)[:10] + magic
    return header + content + (pad if len(content) % 2 else b"")


def zstd(data):
    return subprocess.run(["zstd", "-qc", "-1"], input=data, check=True, stdout=subprocess.PIPE).stdout


COMPRESS = {
    b"": lambda data: data,
    b".gz": lambda data: gzip.compress(data, 1, mtime=0),
    b".xz": lambda data: lzma.compress(data, preset=0),
    b".zst": zstd,
    b".bz2": lambda data: bz2.compress(data, 1),
    b".lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE, preset=0),
}


@dataclasses.dataclass
class Deb:
    """A package before it is written. The two archives are lists of entries or of raw bytes."""
    control: list
    data: list
    control_suffix: bytes = b".xz"
    data_suffix: bytes = b".xz"
    control_codec: bytes = None  # None: as the suffix says
    data_codec: bytes = None
    control_end: bytes = b"\0" * 1024
    data_end: bytes = b"\0" * 1024
    fill: int = 10240
    control_tail: bytes = b""  # behind the compressed stream
    data_tail: bytes = b""
    magic: bytes = b"!<arch>\n"
    version: bytes = b"2.0\n"
    arrange: object = None  # takes and gives the list of (name, content, fields of member)
    tail: bytes = b""

    def archive(self, entries, end, suffix, codec, tail):
        return COMPRESS[suffix if codec is None else codec](tar(entries, end, self.fill)) + tail

    def bytes(self):
        control = self.archive(self.control, self.control_end, self.control_suffix, self.control_codec,
                               self.control_tail)
        data = self.archive(self.data, self.data_end, self.data_suffix, self.data_codec, self.data_tail)
        members = [(b"debian-binary", self.version, {}), (b"control.tar" + self.control_suffix, control, {}),
                   (b"data.tar" + self.data_suffix, data, {})]
        if self.arrange:
            members = self.arrange(members)
        return self.magic + b"".join(member(name, text, **fields) for name, text, fields in members) + self.tail
