# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debs that dpkg may read otherwise than they look: an ordinary package with one to three things changed."""
import gzip
import lzma

from deb_parts import COMPRESS, Deb, Entry, tar, zstd

SUFFIXES = [b"", b".gz", b".xz", b".zst"]
DATA_SUFFIXES = SUFFIXES + [b".bz2", b".lzma"]
MAGICS = [b"ustar  \0", b"ustar\x0000", b""]
BLANKS = [b" ", b"\t", b"  ", b"\f", b"\v", b"\r", b"", b"\x01", b"\xc2\xa0"]


def stanza(fields):
    return b"".join(b"%s:%s%s\n" % (name, blank, value) for name, blank, value in fields)


class Generator:
    def __init__(self, random):
        self.random = random

    def fields(self):
        name = self.random.choice([b"mme-core", b"plain-tool", b"x11+lib.so-2", b"a0"])
        version = self.random.choice([b"1.0", b"2:1.0~rc1-3", b"1.0+b1-0.1", b"0"])
        return [(b"Package", b" ", name), (b"Version", b" ", version), (b"Architecture", b" ", b"all"),
                (b"Maintainer", b" ", b"Somebody <a@example.org>"), (b"Description", b" ", b"generated\n long text")]

    def directories(self, paths, magic):
        found = {b"./"}
        for path in paths:
            parts = path.split(b"/")[:-1]
            for length in range(1, len(parts) + 1):
                found.add(b"/".join(parts[:length]) + b"/")
        return [Entry(name, b"5", mode=0o755, magic=magic) for name in sorted(found)]

    def ordinary(self):
        random = self.random
        magic = random.choice(MAGICS)
        long_name = b"./usr/share/" + b"n" * 90 + b"/" + b"m" * random.randrange(1, 120)
        files = [Entry(b"./usr/bin/tool", content=b"#!/bin/sh\n" + random.randbytes(random.randrange(40)), mode=0o755),
                 Entry(b"./usr/share/doc/tool/copyright", content=random.randbytes(random.randrange(1500))),
                 Entry(b"./etc/tool/empty", mode=0o600)]
        if random.random() < 0.3 and magic != b"":
            files.append(Entry(long_name, content=b"long"))
            long_link = long_name.replace(b"m", b"l") + b"-link"
            files.append(Entry(long_link, b"2", target=b"t" * random.randrange(1, 240), mode=0o777))
            files[-1].as_libarchive = random.random() < 0.5
        for entry in files:
            entry.magic = magic
        links = [Entry(b"./usr/bin/alias", b"2", target=b"tool", mode=0o777, magic=magic),
                 Entry(b"./usr/bin/twin", b"1", target=b"./usr/bin/tool", mode=0o755, magic=magic)]
        files += random.sample(links, random.randrange(3))
        if random.random() < 0.2:
            files.append(Entry(b"./usr/bin/setuid", content=b"s", mode=0o4755, magic=magic))
        if random.random() < 0.1:
            files.append(Entry(b"./usr/share/fifo", b"6", magic=magic))
        data = self.directories([entry.name for entry in files], magic) + files
        control = [Entry(b"./", b"5", mode=0o755, magic=magic),
                   Entry(b"./control", content=stanza(self.fields()), magic=magic)]
        for script in random.sample([b"./preinst", b"./postinst", b"./prerm", b"./postrm"], random.randrange(3)):
            control.append(Entry(script, content=b"#!/bin/sh\nexit 0\n# " + script, mode=0o755, magic=magic))
        suffix = random.choice(SUFFIXES)
        return Deb(control, data, suffix, random.choice(DATA_SUFFIXES), fill=random.choice([0, 512, 10240]))

    def any_entry(self, entries):
        return self.random.choice([entry for entry in entries if isinstance(entry, Entry)])

    def both(self, deb):
        return self.random.choice([deb.control, deb.data])

    # One method a kind of change; each says what it did.
    def change_suffix(self, deb):
        deb.control_suffix = self.random.choice(DATA_SUFFIXES)
        return f"control suffix {deb.control_suffix}"

    def change_codec(self, deb):
        which = self.random.choice(["control_codec", "data_codec"])
        setattr(deb, which, self.random.choice(DATA_SUFFIXES))
        return f"{which} {getattr(deb, which)}"

    def change_stream_tail(self, deb):
        which = self.random.choice(["control_tail", "data_tail"])
        codec = self.random.choice([gzip.compress, lzma.compress, zstd, lambda data: data])
        tail = self.random.choice([b"\0", b"\0" * 4, b"\0" * 512, b"x", b"\n",
                                   codec(tar([Entry(b"./more", content=b"hidden")])), codec(b"")])
        setattr(deb, which, tail)
        return f"{which} {tail[:16]!r}"

    def change_end(self, deb):
        which = self.random.choice(["control_end", "data_end"])
        hidden = Entry(b"./hidden", content=b"hidden").blocks()
        zeros = b"\0" * 512
        value = self.random.choice([b"", zeros, zeros * 3, zeros * 40, zeros + hidden, zeros * 2 + hidden + zeros * 2,
                                    zeros + b"x" * 512, zeros * 2 + b"x", b"\0" * 100])
        setattr(deb, which, value)
        return f"{which} {len(value)} bytes"

    def change_name(self, deb):
        entry = self.any_entry(self.both(deb))
        name = entry.name
        plain = name.removeprefix(b"./")
        entry.name = self.random.choice([plain, b"/" + plain, b".//" + plain, b"././" + plain, b"./x/../" + plain,
                                         name + b"/", name.rstrip(b"/"), b"./" + plain.replace(b"/", b"//"),
                                         name + b"\x01", name.upper(), b"./" + plain.replace(b"/", b"/./"), b"../" + plain,
                                         name + b" ", name + b"\xff", b".", b"", b"/", name + b"\n"])
        return f"name {name} becomes {entry.name}"

    def change_kind(self, deb):
        entry = self.any_entry(self.both(deb))
        entry.kind = self.random.choice([b"\0", b"7", b"1", b"2", b"3", b"4", b"5", b"6", b"x", b"g", b"S", b"M", b"D",
                                         b"V", b"A", b"N", b"L", b"K", b" ", b"X"])
        if entry.kind in b"12" and not entry.target:
            entry.target = b"./usr/bin/tool"
        return f"{entry.name} has type {entry.kind}"

    def change_size(self, deb):
        entry = self.any_entry(self.both(deb))
        length = len(entry.content)
        choice = self.random.randrange(6)
        if choice == 0:
            entry.size = length + self.random.choice([1, 512, -1, 100000])
            entry.size = max(entry.size, 0)
        elif choice == 1:
            entry.raw[124] = b"\x80" + length.to_bytes(11, "big")
        elif choice == 2:
            entry.raw[124] = self.random.choice([b"%11o " % length, b"%012o" % length, b" %o \0" % length,
                                                 b"%o" % length + b"\0" * 8, b"-1".ljust(12, b"\0"), b"9".ljust(12),
                                                 b"\xff" * 12, b"".ljust(12), b"0x10".ljust(12, b"\0")])
        elif choice == 3:
            entry.content, entry.kind = b"body" * 10, self.random.choice([b"1", b"2", b"5", b"3", b"6"])
            entry.target = entry.target or b"./usr/bin/tool"
        else:
            entry.size = 0
        return f"size of {entry.name} ({choice})"

    def change_field(self, deb):
        entry = self.any_entry(self.both(deb))
        offset = self.random.choice([100, 108, 116, 136, 148, 257, 265, 297, 329, 337, 345, 500])
        value = self.random.choice([b"\0" * 8, b" " * 8, b"7777777\0", b"0000755 ", b"x", b"00000000", b"\x80\0\0\0\0\0\0\1",
                                    b"daemon\0", b"nobody\0\0", b"00", b"  0\0", b"0\0junk", b"\xff" * 8, b"4755\0"])
        entry.raw[offset] = value
        return f"field at {offset} of {entry.name} is {value}"

    def change_owner(self, deb):
        entry = self.any_entry(deb.data)
        name, number = self.random.choice([("uname", "uid"), ("gname", "gid")])
        setattr(entry, name, self.random.choice([b"root", b"daemon", b"nosuchaccount", b"0", b"1000", b"+0", b"-1", b"", b"Root",
                                                 b"a b", b"a" * 31]))
        setattr(entry, number, self.random.choice([0, 0, 1, 7, 1000, 65534]))
        return f"{entry.name} is of {getattr(entry, name)} ({getattr(entry, number)})"

    def change_below(self, deb):
        above = self.any_entry(deb.data)
        name = above.name.rstrip(b"/") + self.random.choice([b"/more", b"/more/deep", b".more"])
        deb.data.insert(self.random.randrange(len(deb.data) + 1), Entry(name, content=b"more"))
        return f"{name} beside {above.name}"

    def change_length_of_name(self, deb):
        entry = self.any_entry(deb.data)
        stem, slash, _ = entry.name.rstrip(b"/").rpartition(b"/")
        end = b"/" if entry.kind == b"5" else b""
        entry.name = stem + slash + b"n" * self.random.choice([244, 246, 247, 250, 255, 256]) + end
        return f"a name of {len(entry.name)} bytes"

    def change_text(self, deb):
        entry = self.any_entry(self.both(deb))
        offset = self.random.choice([len(entry.name) + 1, 99, 157 + len(entry.target) + 1, 345, 499, 511])
        entry.raw[min(offset, 511)] = b"j"
        return f"a byte at {offset} of {entry.name}"

    def change_checksum(self, deb):
        entry = self.any_entry(self.both(deb))
        if self.random.random() < 0.5:
            entry.signed_checksum = True
            entry.raw[0] = b"./\xe9\xe9"
        else:
            entry.checksum_shift = self.random.choice([1, -1, 256])
        return f"checksum of {entry.name}"

    def change_magic(self, deb):
        entry = self.any_entry(self.both(deb))
        entry.magic = self.random.choice(MAGICS + [b"ustar\0  ", b"ustar\0\0\0", b"ustar 00", b"USTAR\x0000", b"ustar\x0001"])
        if self.random.random() < 0.5 and entry.magic == MAGICS[1]:
            entry.prefix = self.random.choice([b"./usr", b".", b"/", b"x"])
        return f"magic of {entry.name} {entry.magic} prefix {entry.prefix}"

    def change_padding(self, deb):
        entry = self.any_entry(self.both(deb))
        entry.padding = b"P"
        return f"padding of {entry.name}"

    def change_long_text(self, deb):
        entries = self.both(deb)
        at = self.random.randrange(len(entries))
        kind = self.random.choice([b"L", b"K"])
        text = self.random.choice([b"./hidden", b"./control", b"./usr/bin/tool", b"./preinst", b"", b"x" * 5000,
                                   b"./a\0b", b"./" + b"d/" * 60 + b"f"])
        end = self.random.choice([b"\0", b"", b"\0\0", b"\0junk"])
        entries.insert(at, Entry(b"././@LongLink", kind, text + end))
        return f"long {kind} {text[:20]} before {at}"

    def change_pax(self, deb):
        entries = self.both(deb)
        key = self.random.choice([b"path=./preinst", b"size=0", b"linkpath=/etc", b"GNU.sparse.major=1", b"comment=x"])
        line = b"%d %s\n" % (len(key) + 4, key)
        entries.insert(self.random.randrange(len(entries)), Entry(b"pax", self.random.choice([b"x", b"g"]), line))
        return f"pax {key}"

    def change_order(self, deb):
        entries = self.both(deb)
        self.random.shuffle(entries)
        return "order of entries"

    def change_twice(self, deb):
        entries = self.both(deb)
        entry = self.any_entry(entries)
        other = entry.changed(content=entry.content + b"other" if entry.kind == b"0" else b"")
        if self.random.random() < 0.5:
            other.name = b".//" + other.name.removeprefix(b"./")
        entries.append(other)
        return f"{entry.name} twice"

    def change_link(self, deb):
        kind = self.random.choice([b"1", b"2"])
        target = self.random.choice([b"./usr/bin/tool", b"usr/bin/tool", b"/usr/bin/tool", b"./nowhere", b"../../etc",
                                     b"", b"./control", b"./usr/bin/../bin/tool", b".//usr/bin/tool", b"t" * 101])
        entries = self.both(deb)
        name = self.random.choice([b"./usr/bin/link", b"./preinst", b"./etc/tool/link", b"./control"])
        entries.insert(self.random.randrange(1, len(entries) + 1), Entry(name, kind, target=target, mode=0o777))
        return f"link {kind} {name} to {target}"

    def change_control_file(self, deb):
        name = self.random.choice([b"./postrm", b"control", b"./CONTROL", b"./md5sums", b"./sub/preinst", b"./config",
                                   b"./triggers", b"./.hidden", b"./preinst ", b"./shlibs", b"./control/"])
        kind = b"5" if name.endswith(b"/") else b"0"
        content = b"" if kind == b"5" else b"#!/bin/sh\nexit 0\n"
        if name == b"./triggers":
            content = b"interest /opt/x\n"
        deb.control.append(Entry(name, kind, content, mode=0o755))
        return f"control member {name}"

    def control_entry(self, deb):
        found = [one for one in deb.control if isinstance(one, Entry) and one.name == b"./control"]
        return found[0] if found else self.any_entry(deb.control)

    def change_stanza(self, deb):
        entry = self.control_entry(deb)
        fields = self.fields()
        for _ in range(self.random.randrange(1, 3)):
            at = self.random.randrange(len(fields))
            name, blank, value = fields[at]
            choice = self.random.randrange(8)
            if choice == 0:
                name = self.random.choice([name.lower(), name.upper(), name + b" ", name + b"\t", b" " + name, b"#" + name])
            elif choice == 1:
                blank = self.random.choice(BLANKS)
            elif choice == 2:
                value += self.random.choice(BLANKS)
            elif choice == 3:
                value = self.random.choice([value.upper(), value + b"_x", b"-" + value, value + b":any", value + b" x",
                                            b"", b".", value + b"\x7f", b"Mme-Core", value + b"\xe9", value + b"\n x"])
            elif choice == 4:
                fields.insert(self.random.randrange(len(fields) + 1), (name, blank, value + b"2"))
            elif choice == 5:
                fields.append((self.random.choice([b"Provides", b"Replaces", b"Conflicts", b"Breaks", b"Revision",
                                                   b"Package-Revision", b"Multi-Arch", b"Essential", b"Status", b"Epoch"]),
                               b" ", self.random.choice([b"MME-Core", b"mme-core (= 1)", b"a, b | c", b"same", b"yes",
                                                         b"mme-core:any", b"7", b"a,,b", b"install ok installed"])))
            elif choice == 6:
                fields.pop(at)
                continue
            else:
                fields[at:at + 1] = [(name, blank, value), (b"\n" + b"X-Other", b" ", b"y")]
                continue
            fields[min(at, len(fields) - 1)] = (name, blank, value)
        entry.content = stanza(fields)
        if self.random.random() < 0.15:
            entry.content = self.random.choice([entry.content[:-1], entry.content + b"\n", b"\n" + entry.content,
                                                b"\xef\xbb\xbf" + entry.content, entry.content.replace(b"\n", b"\r\n"),
                                                entry.content + b"\0", b"# comment\n" + entry.content,
                                                entry.content + b"\n\nPackage: other\nVersion: 1\nArchitecture: all\n"])
        return f"stanza {entry.content[:60]!r}"

    def change_members(self, deb):
        extra = self.random.choice([b"_extra", b"control.tar.gz", b"data.tar", b"debian-binary", b"extra", b"_mmemanifes"])
        content = COMPRESS[b".gz"](tar([Entry(b"./control", content=stanza(self.fields()))]))
        at = self.random.randrange(4)
        how = self.random.randrange(4)

        def arrange(members):
            if how == 0:
                members[1:] = members[:0:-1]
            elif how == 1:
                members.insert(at, (extra, content, {}))
            elif how == 2:
                name, text, _ = members[1]
                members[1] = (name + self.random.choice([b"/", b" ", b"\0", b"."]), text, {})
            else:
                members.pop(min(at, 2))
            return members

        deb.arrange = arrange
        return f"members {how} {extra} at {at}"

    def change_member_field(self, deb):
        at = self.random.randrange(3)
        field = self.random.choice(["mtime", "uid", "gid", "mode", "size", "magic", "pad"])
        value = {"magic": [b"`\r", b"\0\0", b"`\n"], "pad": [b"\0", b"x", b""]}.get(
            field, [b"-1", b"", b"9x", b" 1", b"0x10", b"99999999999", b"\x01", b"12 3"])
        value = self.random.choice(value)

        def arrange(members):
            name, text, fields = members[at]
            shown = value
            if field == "size" and self.random.random() < 0.7:
                shown = self.random.choice([b"0%d" % len(text), b"%d\0" % len(text), b" %d" % len(text), b"+%d" % len(text),
                                            b"%d" % (len(text) + 1), b"%d" % (len(text) - 1)])
            members[at] = (name, text, fields | {field: shown})
            return members

        deb.arrange = arrange
        return f"ar field {field} of member {at} is {value}"

    def change_outside(self, deb):
        choice = self.random.randrange(3)
        if choice == 0:
            deb.version = self.random.choice([b"2.0", b"2.0\n\n", b"2.1\n", b"2.0\nmore\n", b"0.939000\n", b"3.0\n", b" 2.0\n",
                                              b"2.0 \n", b"2.00\n", b"2.\n"])
        elif choice == 1:
            deb.tail = self.random.choice([b"\n", b"x", b"\0" * 60, b"\n\n"])
        else:
            deb.magic = self.random.choice([b"!<arch>\r", b"!<thin>\n", b"!<arch>\n"])
        return f"outside {choice}"

    def make(self):
        """Gives the bytes, what was changed, and whether it is an ordinary package that must be read."""
        deb = self.ordinary()
        if self.random.random() < 0.1:
            return deb.bytes(), "ordinary", True
        changes = [getattr(self, name) for name in dir(self) if name.startswith("change_")]
        said = [self.random.choice(changes)(deb) for _ in range(self.random.choice([1, 1, 1, 2, 3]))]
        return deb.bytes(), "; ".join(said), False
