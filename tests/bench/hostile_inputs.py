#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes packages, and manifests beside them, each of which tries to make its reader use memory or time.
Usage: hostile_inputs.py DIRECTORY BASE.deb BASE.rpm      the bases are honest packages of the judged names

NAME.deb and NAME.rpm are packages; what stands beside one for `mmeverify check` is NAME.deb.mme.toml and .mme.sig;
NAME.deb.to-sign is a manifest that a trusted key has to sign first."""
import bz2
import gzip
import hashlib
import io
import lzma
import pathlib
import shutil
import struct
import subprocess
import sys
import threading
import zlib

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "oracle"), str(TESTS / "rpm")]
import deb_parts  # noqa: E402
import forge  # noqa: E402
from deb_parts import Deb, Entry  # noqa: E402

CONTROL = b"Package: mme-core\nVersion: 1.0\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: hostile\n"
EMPTY = hashlib.sha256(b"").hexdigest().encode()
ZEROS = 700 << 20
MIB = 1 << 20
LONGEST_PATH = b"/".join([b"d" * 200] * 19) + b"/"


def compress_zeros(suffix, before=b""):
    """Streamed, so that making a bomb takes no more memory than reading it should."""
    makers = {b".gz": lambda out: gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0),
              b".bz2": lambda out: bz2.BZ2File(out, "wb", compresslevel=1),
              b".xz": lambda out: lzma.LZMAFile(out, "wb", preset=0),
              b".lzma": lambda out: lzma.LZMAFile(out, "wb", format=lzma.FORMAT_ALONE, preset=0)}
    if suffix == b".zst":
        program = subprocess.Popen(["zstd", "-qc", "-1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        collected = []
        reader = threading.Thread(target=lambda: collected.append(program.stdout.read()))
        reader.start()
        write_zeros(program.stdin, before)
        program.stdin.close()
        reader.join()
        return collected[0]
    out = io.BytesIO()
    with makers[suffix](out) as stream:
        write_zeros(stream, before)
    return out.getvalue()


def write_zeros(stream, before):
    stream.write(before)
    block = bytes(MIB)
    for _ in range(ZEROS // MIB):
        stream.write(block)


def with_large_dictionary(xz):
    """The first block's LZMA2 dictionary becomes 4 GiB - 1, its header's sum made right again."""
    data = bytearray(xz)
    size = (data[12] + 1) * 4
    place = data.index(b"\x21\x01", 12) + 2
    data[place] = 40
    data[12 + size - 4:12 + size] = struct.pack("<I", zlib.crc32(bytes(data[12:12 + size - 4])))
    return bytes(data)


def with_large_window(content):
    """A zstd frame whose window is 2 GiB; read from a pipe, so that the frame does not state its size."""
    data = bytearray(subprocess.run("zstd -qc -1 | cat", shell=True, input=content, stdout=subprocess.PIPE, check=True).stdout)
    data[4] &= 0x1F & ~0x20
    data[5] = (31 - 10) << 3
    return bytes(data)


def control(text=CONTROL, more=()):
    return [Entry(b"./", b"5", mode=0o755), Entry(b"./control", content=text), *more]


def deb(control_entries=None, data_entries=(), **fields):
    return Deb(control_entries or control(), list(data_entries), **fields)


def replaced(member, content, suffix):
    """A deb of which one archive is these bytes."""
    def arrange(members):
        return [(name, text, fields) if not name.startswith(member) else (member + suffix, content, fields)
                for name, text, fields in members]
    return deb(arrange=arrange)


def file_header(size):
    return Entry(b"./opt/mme/zeros", size=size).header()


def debs():
    for suffix in (b".gz", b".xz", b".zst", b".bz2", b".lzma"):
        if suffix in (b".gz", b".xz", b".zst"):
            yield "control-bomb" + suffix.decode(), replaced(b"control.tar", compress_zeros(suffix, file_header(ZEROS)), suffix)
        yield "data-bomb" + suffix.decode(), replaced(b"data.tar", compress_zeros(suffix, file_header(ZEROS)), suffix)
    yield "xz-large-dictionary", replaced(b"data.tar", with_large_dictionary(lzma.compress(deb_parts.tar([]))), b".xz")
    yield "zst-large-window", replaced(b"data.tar", with_large_window(deb_parts.tar([])), b".zst")
    yield "control-many-files", deb(control(more=[Entry(b"./f%d" % i) for i in range(40_000)]))
    yield "control-long-field", deb(control(CONTROL + b" " + b"x" * (15 * MIB) + b"\n"))
    yield "control-many-fields", deb(control(CONTROL + b"".join(b"X-%d: 1\n" % i for i in range(400_000))))
    yield "control-many-provides", deb(control(CONTROL + b"Provides: " + b", ".join(b"p%d" % i for i in range(400_000)) + b"\n"))
    yield "data-many-files", deb(data_entries=[Entry(b"./opt/mme/%d" % i) for i in range(100_000)], data_suffix=b".gz")
    yield "data-long-paths", deb(data_entries=[Entry(b"./opt/mme/" + LONGEST_PATH + b"%d" % i) for i in range(10_000)])
    yield "data-chain-of-links", deb(data_entries=[
        Entry(b"./opt/l%d" % i, b"2", mode=0o777, target=b"l%d/" % (i - 1) + b"./" * 1900) for i in range(20_000)])
    yield "data-links-many-ways", deb(data_entries=[
        Entry(b"./l%d" % i, b"2", mode=0o777, target=(b"/l%d/" % (i - 1)) + b"/".join([b"l%d" % (i - 1)] * 900)) for i in range(1, 2000)])
    yield "ar-many-members", deb(arrange=lambda members: members + [(b"_%d" % i, b"", {}) for i in range(150_000)])
    yield "ar-endless-member", deb(arrange=lambda members: members[:2] + [(members[2][0], members[2][1], {"size": b"9999999999"})])


def add_files(package, directories, names):
    """Many files in every list of the header at once; Rpm.add_file() is for a few."""
    count = len(names)
    package.main[1118].values += directories
    first = len(package.main[1118].values) - len(directories)
    new = {1117: names, 1116: [first + i % len(directories) for i in range(count)], 1030: [0o100644] * count,
           1037: [0] * count, 1035: [EMPTY] * count, 1028: [0] * count, 1096: list(range(1000, 1000 + count)),
           1039: [b"root"] * count, 1040: [b"root"] * count}
    for tag in (1117, 1116, 1028, 1030, 1033, 1034, 1035, 1036, 1037, 1039, 1040, 1045, 1095, 1096, 1097, 1140, 1141):
        if tag in package.main:
            value = package.main[tag]
            value.values += new.get(tag, [b"" if value.kind == forge.STRINGS else value.values[0]] * count)


def rpms(base):
    def changed(change):
        package = forge.Rpm(base)
        change(package)
        return package

    yield "header-many-files", changed(lambda p: add_files(p, [b"/opt/mme/"], [b"%d" % i for i in range(100_000)]))
    yield "header-directories-times-files", changed(lambda p: add_files(
        p, [b"/opt/mme/" + LONGEST_PATH + b"%d/" % i for i in range(1000)], [b"x" * 100 + b"%d" % i for i in range(100_000)]))
    yield "header-many-tags", changed(lambda p: p.main.update({100_000 + i: forge.int32s(i) for i in range(60_000)}))
    yield "header-long-text", changed(lambda p: p.main.update({1005: forge.i18n("x" * (12 * MIB))}))
    yield "header-many-scripts", changed(lambda p: p.main.update(
        {tag: forge.string("x" * (2 * MIB)) for tag in (1023, 1024, 1025, 1026)}))
    yield "signatures-many-tags", changed(lambda p: p.signatures.update({100_000 + i: forge.int32s(i) for i in range(3000)}))
    yield "payload-many-entries", changed(lambda p: setattr(p, "entries", p.entries + [
        forge.Entry("./opt/mme/%d" % i, mode=0o100644) for i in range(100_000)]))
    yield "payload-many-equal", changed(lambda p: setattr(p, "entries", p.entries * 20_000))
    yield "payload-bomb", changed(lambda p: setattr(p, "whole_archive", bytes(ZEROS)))


def slot_texts():
    """What an unknown hand can put beside a package: nothing of it is authenticated."""
    armour = b"-----BEGIN PGP SIGNATURE-----\n\n"
    yield "slot-zeros", bytes(15 * MIB), b""
    yield "slot-lines", b"\n" * (15 * MIB), b""
    yield "slot-brackets", b"[" * (15 * MIB), b""
    yield "slot-batch", b'format = "mme-batch/1"\n' + b'manifest = "' + b"a" * 64 + b'"\n' * 400_000, b""
    yield "signature-zeros", b"", bytes(15 * MIB)
    yield "signature-armour", b"", armour + b"A" * 64 + b"\n" + (b"A" * 64 + b"\n") * 200_000
    yield "signature-packets", b"", b"\x88\x01\x04" * (5 * MIB)


def manifests_to_sign():
    """What a trusted key has signed; the vendor's build may be a hostile hand."""
    yield "signed-brackets", b"a = " + b"[" * (15 * MIB)
    yield "signed-names", b"\n".join(b"[a%d.b.c.d.e]" % i for i in range(600_000))
    yield "signed-dots", b"a." * (7 * MIB) + b"a = 1\n"
    yield "signed-values", b"a = [" + b"1," * (7 * MIB) + b"]\n"
    yield "signed-text", b'a = """' + b"x" * (15 * MIB) + b'"""\n'
    yield "signed-tables", b"[[scan]]\n" * 1_500_000


def main():
    directory, base_deb, base_rpm = (pathlib.Path(one) for one in sys.argv[1:])
    for name, package in debs():
        (directory / (name + ".deb")).write_bytes(package.bytes())
    for name, package in rpms(base_rpm):
        package.save(str(directory / (name + ".rpm")))
    for name, text, signature in slot_texts():
        shutil.copy(base_deb, directory / (name + ".deb"))
        (directory / (name + ".deb.mme.toml")).write_bytes(text)
        (directory / (name + ".deb.mme.sig")).write_bytes(signature)
    for name, text in manifests_to_sign():
        shutil.copy(base_deb, directory / (name + ".deb"))
        (directory / (name + ".deb.to-sign")).write_bytes(text)


if __name__ == "__main__":
    main()
