#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes small files that hold more archives than anyone can read.   Usage: make_bombs.py DIRECTORY"""
import gzip
import io
import pathlib
import sys
import tarfile
import zipfile

WIDTH = 16  # copies of each archive in the one around it
DEPTH = 7   # archives around each other; one less than is unpacked


def zip_of(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(WIDTH):
            archive.writestr(name.format(number), content)
    return out.getvalue()


def zips(depth):
    """A zip of zips of zips ...: 16^7 files of zeros at the bottom."""
    content = bytes(100_000)
    for level in range(depth):
        content = zip_of("{}.zeros" if level == 0 else "{}.zip", content)
    return content


def streams(depth):
    """A gzip stream in a gzip stream ...: 1 GB of zeros in its middle, in one file."""
    content = gzip.compress(bytes(1 << 20), 9) * 1024
    for _ in range(depth - 1):
        content = gzip.compress(content, 9)
    return content


def alike(depth):
    """Each level has the same form and names, as an archive that holds itself has it."""
    content = b"self"
    for _ in range(depth):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            member = tarfile.TarInfo("r/r.tar.gz")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        content = out.getvalue()
    return content


def many(count):
    """One archive of many archives."""
    one = zip_of("{}", b"content")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for number in range(count):
            member = tarfile.TarInfo(f"{number}.zip")
            member.size = len(one)
            archive.addfile(member, io.BytesIO(one))
    return out.getvalue()


target = pathlib.Path(sys.argv[1])
(target / "zips.zip").write_bytes(zips(DEPTH))
(target / "streams.gz").write_bytes(streams(DEPTH))
(target / "alike.tar.gz").write_bytes(alike(200))
(target / "many.tar.gz").write_bytes(many(30_000))
