#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Changes an rpm and makes every unsigned digest and size in it right again, as somebody does who builds a package
to be read in two ways.   Usage: forge.py IN.rpm OUT STATEMENTS...

Each argument is Python for one copy; they are written to OUT.0, OUT.1, ... `p` is the package (class Rpm). For example:
    p.main[1000] = i18n('harmless', 'mme-core')        another type of the name
    p.entry('a').mode = 0o010644                       what the cpio entry says of a file
    p.signatures.behind[274] = strings('00')           a tag behind the region of the signature header
"""
import bz2
import gzip
import hashlib
import lzma
import struct
import subprocess
import sys

INT8, INT16, INT32, INT64, STRING, BINARY, STRINGS, I18N = 2, 3, 4, 5, 6, 7, 8, 9
UNITS = {1: 'B', INT8: 'B', INT16: 'H', INT32: 'I', INT64: 'Q'}
MAGIC = b'\x8e\xad\xe8\x01\0\0\0\0'


class Value:
    """One entry of a header: its type, its values, and a count that may be a lie."""

    def __init__(self, kind, values, count=None):
        self.kind, self.values, self.count = kind, values, count

    def stored(self):
        if self.kind == BINARY:
            return self.values, len(self.values)
        if self.kind in UNITS:
            return b''.join(struct.pack('>' + UNITS[self.kind], one) for one in self.values), len(self.values)
        return b''.join(one + b'\0' for one in self.values), len(self.values)


def to_bytes(texts):
    return [one if isinstance(one, bytes) else one.encode() for one in texts]


def string(text):
    return Value(STRING, to_bytes([text]))


def strings(*texts):
    return Value(STRINGS, to_bytes(texts))


def i18n(*texts):
    return Value(I18N, to_bytes(texts))


def int16s(*numbers):
    return Value(INT16, list(numbers))


def int32s(*numbers):
    return Value(INT32, list(numbers))


def int64s(*numbers):
    return Value(INT64, list(numbers))


class Header(dict):
    """Tags in the order of the index; `behind` are those after the region."""

    def __init__(self, region):
        super().__init__()
        self.region = region
        self.has_region = True
        self.behind = {}
        self.twice = []  # (tag, value) once more, at the end of the region

    @staticmethod
    def load(data, offset, region):
        count, size = struct.unpack('>II', data[offset + 8:offset + 16])
        store = offset + 16 + 16 * count
        header = Header(region)
        for i in range(count):
            tag, kind, place, items = struct.unpack('>IIiI', data[offset + 16 + 16 * i:offset + 32 + 16 * i])
            if tag != region:
                header[tag] = Header.value(data, store + place, kind, items)
        return header, store + size

    @staticmethod
    def value(data, place, kind, items):
        if kind == BINARY:
            return Value(kind, data[place:place + items])
        if kind in UNITS:
            unit = struct.calcsize(UNITS[kind])
            return Value(kind, list(struct.unpack('>%d%s' % (items, UNITS[kind]), data[place:place + items * unit])))
        texts = []
        for _ in range(items):
            end = data.index(b'\0', place)
            texts.append(data[place:end])
            place = end + 1
        return Value(kind, texts)

    def store(self):
        index, data = b'', b''
        inside = [(tag, self[tag]) for tag in sorted(self)] + self.twice

        def put(tag, value):
            nonlocal index, data
            stored, items = value.stored()
            unit = struct.calcsize(UNITS[value.kind]) if value.kind in UNITS else 1
            data += b'\0' * (-len(data) % unit)
            index += struct.pack('>IIiI', tag, value.kind, len(data), items if value.count is None else value.count)
            data += stored

        for tag, value in inside:
            put(tag, value)
        if self.has_region:
            trailer = struct.pack('>IIiI', self.region, BINARY, -16 * (len(inside) + 1), 16)
            index = struct.pack('>IIiI', self.region, BINARY, len(data), 16) + index
            data += trailer
        for tag, value in self.behind.items():
            put(tag, value)
        return MAGIC + struct.pack('>II', len(index) // 16, len(data)) + index + data


class Entry:
    """One entry of the cpio archive."""

    FIELDS = ('inode', 'mode', 'user', 'group', 'links', 'mtime', 'size', 'major', 'minor', 'rmajor', 'rminor',
              'name_size', 'check')

    def __init__(self, name, content=b'', magic=b'070701', **fields):
        self.name, self.content, self.magic = to_bytes([name])[0], to_bytes([content])[0], magic
        self.index = 0
        self.size = self.name_size = None  # None: what is right
        for field in self.FIELDS:
            if field not in ('size', 'name_size'):
                setattr(self, field, fields.get(field, 0o100644 if field == 'mode' else 0))

    def copy(self, **changes):
        other = Entry(self.name, self.content, self.magic)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(changes)
        return other

    def store(self):
        if self.magic == b'07070X':
            out = self.magic + b'%08x' % self.index
            out += b'\0' * (-len(out) % 4)
        else:
            size = len(self.content) if self.size is None else self.size
            name_size = len(self.name) + 1 if self.name_size is None else self.name_size
            values = [size if field == 'size' else name_size if field == 'name_size' else getattr(self, field)
                      for field in self.FIELDS]
            out = self.magic + b''.join(b'%08x' % value for value in values) + self.name + b'\0'
            out += b'\0' * (-len(out) % 4)
        out += self.content
        return out + b'\0' * (-len(out) % 4)

    def sum(self):
        """The checksum that the crc form has."""
        self.magic, self.check = b'070702', sum(self.content) & 0xffffffff


def load_cpio(raw):
    entries, at = [], 0
    while True:
        fields = [int(raw[at + 6 + 8 * i:at + 14 + 8 * i], 16) for i in range(13)]
        values = dict(zip(Entry.FIELDS, fields))
        name = raw[at + 110:at + 109 + values['name_size']]
        start = at + 110 + values['name_size']
        start += -start % 4
        content = raw[start:start + values['size']]
        if name == b'TRAILER!!!':
            return entries
        entries.append(Entry(name, content, raw[at:at + 6], **values))
        at = start + values['size']
        at += -at % 4


def decompressed(name, data):
    if name == 'zstd':
        return subprocess.run(['zstd', '-dcq'], input=data, stdout=subprocess.PIPE, check=True).stdout
    if name in ('xz', 'lzma'):
        return lzma.decompress(data)
    return {'gzip': gzip.decompress, 'bzip2': bz2.decompress, None: bytes}[name](data)


def compressed(name, data):
    if name == 'zstd':
        return subprocess.run(['zstd', '-cq'], input=data, stdout=subprocess.PIPE, check=True).stdout
    if name == 'lzma':
        return lzma.compress(data, format=lzma.FORMAT_ALONE)
    return {'gzip': lambda raw: gzip.compress(raw, mtime=0), 'bzip2': bz2.compress, 'xz': lzma.compress,
            None: bytes}[name](data)


class Rpm:
    def __init__(self, path):
        with open(path, 'rb') as file:
            data = file.read()
        self.lead = data[:96]
        self.signatures, end = Header.load(data, 96, 62)
        self.main, payload = Header.load(data, end + -end % 8, 63)
        self.compressor = self.main[1125].values[0].decode() if 1125 in self.main else None
        self.entries = load_cpio(decompressed(self.compressor, data[payload:]))
        self.trailer = Entry('TRAILER!!!', mode=0, links=1)
        self.behind_trailer = b''
        self.behind_payload = b''  # behind the compressed stream
        self.whole_archive = None  # instead of the entries

    def entry(self, base):
        return next(one for one in self.entries if one.name.decode().rsplit('/', 1)[-1] == base)

    def index(self, base):
        return self.main[1117].values.index(base.encode())

    def move(self, base, place):
        one = self.entry(base)
        self.entries.remove(one)
        self.entries.insert(place, one)

    def add_file(self, path, content=b'', mode=0o100644, flags=0):
        """A file more in every list of the header (behind the others), not in the payload."""
        directory, base = path.rsplit('/', 1)
        directories = self.main[1118].values
        if directory.encode() + b'/' not in directories:
            directories.append(directory.encode() + b'/')
        regular = mode & 0o170000 == 0o100000
        inode = max(self.main[1096].values) + 1
        digest = hashlib.sha256(to_bytes([content])[0]).hexdigest().encode() if regular and not flags & 64 else b''
        new = {1117: base.encode(), 1116: directories.index(directory.encode() + b'/'), 1030: mode, 1037: flags,
               1035: digest, 1028: len(content), 5008: len(content), 1096: inode, 1039: b'root', 1040: b'root'}
        for tag in (1117, 1116, 1028, 1030, 1033, 1034, 1035, 1036, 1037, 1039, 1040, 1045, 1095, 1096, 1097, 1140,
                    1141, 5008, 5115):
            if tag in self.main:
                old = self.main[tag].values
                old.append(new.get(tag, b'' if self.main[tag].kind == STRINGS else old[0]))

    def strip(self):
        """The archive in the form "07070X"."""
        names = [self.main[1118].values[directory] + base
                 for base, directory in zip(self.main[1117].values, self.main[1116].values)]
        for one in self.entries:
            one.magic, one.index = b'07070X', names.index(one.name[1:] if one.name[:1] == b'.' else one.name)

    def format6(self):
        """As rpmbuild 6 makes it: no MD5, SHA-1 or size beside SHA-256, long sizes, and the stripped form."""
        for tag in (269, 1000, 1004, 1007):
            self.signatures.pop(tag, None)
        self.main[5008] = Value(INT64, self.main.pop(1028).values)
        self.main[5009] = Value(INT64, self.main.pop(1009).values)
        self.main[5112], self.main[5113], self.main[5114] = int64s(0), int64s(0), int32s(6)
        self.strip()

    def archive(self):
        if self.whole_archive is not None:
            return self.whole_archive
        raw = b''.join(one.store() for one in self.entries)
        return raw + (self.trailer.store() if self.trailer else b'') + self.behind_trailer

    def save(self, path):
        raw = self.archive()
        payload = compressed(self.compressor, raw) + self.behind_payload
        for tag, value in ((5092, payload), (5097, raw)):
            if tag in self.main:
                self.main[tag] = strings(hashlib.sha256(value).hexdigest())
        for tag, value in ((5112, payload), (5113, raw)):
            if tag in self.main and self.main[tag].values == [0]:
                self.main[tag] = int64s(len(value))
        header = self.main.store()
        whole = header + payload
        right = {273: lambda: string(hashlib.sha256(header).hexdigest()),
                 269: lambda: string(hashlib.sha1(header).hexdigest()),
                 1004: lambda: Value(BINARY, hashlib.md5(whole).digest()),
                 1000: lambda: int32s(len(whole)), 1007: lambda: int32s(len(raw))}
        for tag, value in right.items():
            if tag in self.signatures:
                self.signatures[tag] = value()
        signatures = self.signatures.store()
        with open(path, 'wb') as file:
            file.write(self.lead + signatures + b'\0' * (-len(signatures) % 8) + whole)


def main():
    for number, statements in enumerate(sys.argv[3:]):
        p = Rpm(sys.argv[1])
        exec(statements, dict(globals(), p=p))  # the tests' own text
        p.save('%s.%d' % (sys.argv[2], number))


if __name__ == '__main__':
    main()
