#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Files that hide a compressed pattern from readers that look in one place only.   Usage: make_carriers.py PATTERN DIRECTORY
Writes `found.NAME` where every engine has to see the pattern, and `named.NAME` where the file has to be named as not unpacked."""
import bz2
import gzip
import io
import lzma
import pathlib
import shutil
import struct
import sys
import tarfile
import zipfile
import zlib

PATTERN = pathlib.Path(sys.argv[1]).read_bytes()
OUT = pathlib.Path(sys.argv[2])
SECTOR = 2048


def write(name, content):
    (OUT / name).write_bytes(content)


def tar():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("leaf")
        info.size = len(PATTERN)
        archive.addfile(info, io.BytesIO(PATTERN))
    return out.getvalue()


def zipped(*names, method=zipfile.ZIP_DEFLATED, mode=0o100644):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            info = zipfile.ZipInfo(name)
            info.external_attr, info.create_system = mode << 16, 3
            archive.writestr(info, PATTERN, method)
    return out.getvalue()


def deflated(content):
    coder = zlib.compressobj(9, zlib.DEFLATED, -15)
    return coder.compress(content) + coder.flush()


def scripts():
    head = b"#!/bin/sh\n# This installer was made to be run.\nskip=5\ntail -n +$skip \"$0\" | tar x\nexit 0\n"
    for name, packed in (("gz", gzip.compress(tar())), ("xz", lzma.compress(tar())), ("bz2", bz2.compress(tar())),
                         ("lzma", lzma.compress(tar(), format=lzma.FORMAT_ALONE))):
        write("found.makeself." + name, head + packed)
    long_head = head + b"# a line of a licence that is long enough to be repeated\n" * 100000
    write("found.long-makeself", long_head + gzip.compress(tar()))
    write("found.without-shebang", b": run me with sh\nexit\n" + gzip.compress(tar()))
    write("named.makeself.unknown", head + b"\x01\x02\x00\x03" + deflated(PATTERN * 9))


def programs():
    program = pathlib.Path("/bin/true").read_bytes()
    write("found.elf-and-gz", program + gzip.compress(PATTERN))
    write("found.elf-and-zip", program + zipped("leaf"))
    write("named.appimage", program + b"hsqs" + deflated(PATTERN * 9))
    write("named.sfx-rar", program + b"Rar!\x1a\x07\x00" + deflated(PATTERN * 9))
    write("found.module", program + gzip.compress(PATTERN) + bytes(12) + b"~Module signature appended~\n")
    write("found.uimage", struct.pack(">7I4B", 0x27051956, 0, 0, len(gzip.compress(PATTERN)), 0, 0, 0, 5, 2, 2, 1)
          + bytes(32) + gzip.compress(PATTERN))


def zips():
    write("found.zip-before", zipped("hidden") + zipped("leaf"))
    write("found.zip-link", zipped("link", mode=0o120777))
    write("found.zip-directory", zipped("directory/"))
    write("found.zip-behind", zipped("leaf") + bytes(range(1, 64)) * 9)
    write("named.zip-gap", bytes(range(1, 10)) + deflated(PATTERN * 9) + zipped("leaf"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"nothing")
        archive.writestr("hidden", PATTERN * 3)
        archive.writestr("b", b"nothing")
        del archive.filelist[1]
    write("named.zip-unlisted", out.getvalue())
    names = bytearray(zipped("a", "b"))
    names[30] = ord("x")  # the name of the first entry in its local header
    write("named.zip-names", names)


def disk(size=1 << 20):
    content = bytearray(size)
    packed = gzip.compress(PATTERN)
    content[size // 2:size // 2 + len(packed)] = packed
    return content


def disks():
    mbr = disk()
    mbr[446:462] = struct.pack("<B3xB3xII", 0x80, 0x83, 64, 1000)
    mbr[510:512] = b"\x55\xaa"
    write("named.disk-mbr", mbr)
    for sector in (512, 4096):
        gpt = disk()
        gpt[sector:sector + 8] = b"EFI PART"
        write(f"named.disk-gpt-{sector}", gpt)
    write("named.disk-vhd", disk() + b"conectix" + bytes(504))
    for name, at, magic in (("cramfs-be", 0, b"\x28\xcd\x3d\x45"), ("cramfs-shifted", 512, b"\x45\x3d\xcd\x28"),
                            ("squashfs-be", 0, b"sqsh"), ("qcow2", 0, b"QFI\xfb"), ("romfs", 0, b"-rom1fs-"),
                            ("jffs2", 0, b"\x85\x19\x03\x20"), ("ubifs", 0, b"\x31\x18\x10\x06")):
        image = disk()
        image[at:at + len(magic)] = magic
        write("named." + name, image)
    minix = disk()
    minix[1024:1044] = struct.pack("<6HIHH", 32, 1000, 1, 1, 5, 0, 1 << 28, 0x138F, 1)
    write("named.minix", minix)
    for method in ("lh0", "lh6", "lzs", "pm2"):
        write("named.lha-" + method, bytes([22, 0]) + b"-%s-" % method.encode() + bytes(15) + deflated(PATTERN * 9))


def both(value, size):
    return value.to_bytes(size, "little") + value.to_bytes(size, "big")


def record(name, at, size, flags=0):
    body = bytes(1) + both(at, 4) + both(size, 4) + bytes(7) + bytes([flags, 0, 0]) + both(1, 2) + bytes([len(name)]) + name
    body += bytes(1) if len(name) % 2 == 0 else b""
    return bytes([len(body) + 1]) + body


def iso(joliet_names, udf=False, boot=False):
    """Two trees; the second one names more. What they name is compressed."""
    packed = gzip.compress(PATTERN)
    image = bytearray(64 * SECTOR)

    def put(at, content):
        image[at * SECTOR:at * SECTOR + len(content)] = content

    def descriptor(at, kind, root):
        put(at, bytes([kind]) + b"CD001\x01")
        image[at * SECTOR + 128:at * SECTOR + 132] = both(SECTOR, 2)
        image[at * SECTOR + 156:at * SECTOR + 190] = record(b"\0", root, SECTOR, 2)

    descriptor(16, 1, 30)
    descriptor(17, 2, 31)
    image[17 * SECTOR + 88:17 * SECTOR + 91] = b"%/E"
    put(18, b"\xffCD001\x01")
    if udf:
        put(19, b"\0BEA01\x01")
        put(20, b"\0NSR02\x01")
    dots = record(b"\0", 30, SECTOR, 2) + record(b"\1", 30, SECTOR, 2)
    put(30, dots + record(b"A.;1", 40, 5))
    put(31, dots + b"".join(record(name.encode("utf-16-be"), 41, len(packed)) for name in joliet_names))
    put(40, b"plain")
    if joliet_names:
        put(41, packed)
    if boot:
        put(18, b"\0CD001\x01EL TORITO SPECIFICATION")
        image[18 * SECTOR + 71:18 * SECTOR + 75] = (24).to_bytes(4, "little")
        put(24, b"\x01" + bytes(31) + b"\x88" + bytes(5) + struct.pack("<HI", 4, 50))
        put(50, packed)
    return image


def isos():
    write("found.iso-joliet", iso(["leaf"]))
    write("found.iso-boot", iso([], boot=True))
    write("named.iso-udf", iso([], udf=True))
    hidden = iso([])
    hidden[50 * SECTOR:50 * SECTOR + 40] = bytes(range(1, 41))
    write("named.iso-gap", hidden)


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    for make in (scripts, programs, zips, disks, isos):
        make()


main()
