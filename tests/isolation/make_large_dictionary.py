#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a 7-Zip archive of one file, good in all but that its LZMA dictionary is as large as one likes.
Usage: make_large_dictionary.py FILE DICTIONARY-BYTES ARCHIVE"""
import lzma
import pathlib
import struct
import sys
import zlib

source, dictionary, archive = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
content = source.read_bytes()
packed = lzma.compress(content, format=lzma.FORMAT_RAW,
                       filters=[{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 65536}])
assert max(len(content), len(packed)) < 128, "its sizes are written as single bytes"

lzma_coder = b"\x23\x03\x01\x01\x05" + struct.pack("<BI", (2 * 5 + 0) * 9 + 3, dictionary)
name = (source.name + "\0").encode("utf-16-le")
header = (b"\x01\x04"
          + b"\x06\x00\x01\x09" + bytes([len(packed)]) + b"\x00"               # one packed stream, at the start
          + b"\x07\x0b\x01\x00\x01" + lzma_coder + b"\x0c" + bytes([len(content)]) + b"\x00"
          + b"\x08\x0a\x01" + struct.pack("<I", zlib.crc32(content)) + b"\x00" + b"\x00"
          + b"\x05\x01\x11" + bytes([len(name) + 1]) + b"\x00" + name + b"\x00\x00")
start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
archive.write_bytes(b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header)
