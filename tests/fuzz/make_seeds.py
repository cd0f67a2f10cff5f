#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the seeds of every fuzz target: the vectors of the formats and small real packages.
Usage: make_seeds.py SOURCE_DIRECTORY OUT_DIRECTORY"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, OUT = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
sys.path.insert(0, str(SOURCE / 'tests/rpm'))
sys.dont_write_bytecode = True
from forge import Entry, Rpm, compressed  # noqa: E402

CONTROL = """Package: mme-core
Version: 1:2.0-1
Architecture: all
Maintainer: Somebody <somebody@example.org>
Provides: mme-api (= 2), mme-other
Conflicts: mme-old
Description: d
 more
"""
SPEC = """Name: mme-core
Version: 1
Release: 1
Summary: s
License: x
BuildArch: noarch
%description
d
%install
mkdir -p %{buildroot}/opt/mme
echo content > %{buildroot}/opt/mme/file
ln %{buildroot}/opt/mme/file %{buildroot}/opt/mme/again
ln -s file %{buildroot}/opt/mme/link
%post
true
%files
/opt/mme
"""
POLICY = """format = "mmeverify-policy/1"
mode = "enforce"
[scope]
everything = false
names = ["mme-*"]
vendors = []
paths = ["/opt/mme/"]
[[signer]]
name = "Example release key"
fingerprint = "84644D17E4E3ACE74D78DEDE59B8A8A915AFD5B8"
role = "vendor"
[signature]
threshold = 1
roles = ["vendor"]
min-rsa-bits = 2048
public-key-algorithms = ["rsa"]
hash-algorithms = ["sha256"]
expired-key = "refuse"
[scan]
min-engines = 2
max-database-age-days = 7
max-scan-age-days = 365
[version]
downgrade = "deny"
[host]
[clock]
max-skew-minutes = 10
"""
SLOT = 'format = "mme-batch/1"\nsize = 2\nindex = 1\npath = [\n  "%s",]\nsignature = "signed\\n"\n' % ('a' * 64)
COMPRESSIONS = (None, 'gzip', 'bzip2', 'xz', 'lzma', 'zstd')  # in the order of fuzz/decoder.cpp


def seed(target, name, content):
    (OUT / target).mkdir(parents=True, exist_ok=True)
    (OUT / target / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def quietly(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def debs(work):
    tree = work / 'tree'
    (tree / 'DEBIAN').mkdir(parents=True)
    (tree / 'opt/mme').mkdir(parents=True)
    (tree / 'DEBIAN/control').write_text(CONTROL)
    (tree / 'DEBIAN/postinst').write_text('#!/bin/sh\ntrue\n')
    (tree / 'DEBIAN/postinst').chmod(0o755)
    (tree / 'opt/mme' / ('long' * 40)).write_text('content\n')
    (tree / 'opt/mme/link').symlink_to('long')
    for compression in ('none', 'gzip', 'xz', 'zstd'):
        path = work / (compression + '.deb')
        quietly('dpkg-deb', '--root-owner-group', '-Z' + compression, '-b', tree, path)
        seed('ar', path.name, path.read_bytes())
        seed('package', path.name, path.read_bytes())


def rpms(work):
    (work / 'mme.spec').write_text(SPEC)
    quietly('rpmbuild', '-bb', '--define', '_topdir %s' % work, '--define', '_rpmdir %s' % work, work / 'mme.spec')
    built = next(work.glob('noarch/*.rpm'))
    for compressor in COMPRESSIONS:
        package = Rpm(built)
        package.compressor = compressor
        if compressor:
            package.main[1125].values = [compressor.encode()]
        else:
            package.main.pop(1125, None)
        path = work / ('%s.rpm' % compressor)
        package.save(path)
        seed('package', path.name, path.read_bytes())
    package = Rpm(built)
    seed('rpm_header', 'main', package.main.store())
    seed('rpm_header', 'signatures', package.signatures.store())
    cpios(package)


def cpios(package):
    seed('cpio', 'newc', package.archive())
    for entry in package.entries:
        entry.sum()
    package.trailer.sum()
    seed('cpio', 'crc', package.archive())
    stripped = [Entry('', b'x' * index, b'07070X') for index in range(3)]
    for index, entry in enumerate(stripped):
        entry.index = index
    seed('cpio', 'stripped', b''.join(entry.store() for entry in stripped) + Entry('TRAILER!!!', mode=0).store())


def streams():
    for number, compression in enumerate(COMPRESSIONS):
        for name, content in (('empty', b''), ('short', b'content\n'), ('long', b'0123456789' * 2000)):
            seed('decoder', '%s-%s' % (compression, name), bytes([number]) + compressed(compression, content))


TARS = 'v7 oldgnu ustar gnu posix'.split()
CPIOS = 'newc crc odc bin'.split()
PACKERS = ('gzip -n', 'bzip2', 'xz', 'xz --format=lzma', 'lzip', 'zstd -q --check', 'lz4 -q', 'compress -f')  # as in streams.cpp


def archives(work):
    """Nested ones, of every form that tools write."""
    tree = work / 'archives'
    tree.mkdir()
    (tree / 'first').write_text('first\n')
    (tree / ('n' * 90)).write_text('second\n' * 100)
    (tree / 'link').symlink_to('first')
    os.link(tree / 'first', tree / 'again')
    with open(tree / 'holes', 'wb') as holes:
        holes.seek(200_000)
        holes.write(b'end')

    def made(command):
        return subprocess.run(command, shell=True, check=True, cwd=tree, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL).stdout

    for form in TARS:
        seed('tar_walk', form, made(f'tar -c --format={form} first n* link again'))
    for version in ('0.0', '0.1', '1.0'):
        seed('tar_walk', 'sparse-' + version, made(f'tar -c --format=posix -S --sparse-version={version} holes'))
    seed('tar_walk', 'sparse-gnu', made('tar -c --format=gnu -S holes'))
    for form in CPIOS:
        seed('cpio_walk', form, made(f'ls | cpio -o -H {form}'))
    made('ar rcS gnu.a first n*')
    seed('ar_walk', 'gnu', (tree / 'gnu.a').read_bytes())
    bsd = b'%-16s%-12d%-6d%-6d%-8o%-10d`\n' % (b'#1/4', 0, 0, 0, 0o644, 11)
    seed('ar_walk', 'bsd', b'!<arch>\n' + bsd + b'namecontent\n')
    chains(made)


def chains(made):
    skippable = b'\x53\x2A\x4D\x18\x20\0\0\0' + bytes(range(32))
    for number, packer in enumerate(PACKERS):
        packed = bytes([number]) + made(packer + ' < first')
        seed('streams', '%d-one' % number, packed)
        seed('streams', '%d-two' % number, packed + packed[1:])
        seed('streams', '%d-skippable' % number, packed + skippable)
    seed('streams', '6-legacy', b'\6' + made('lz4 -q -l < first'))


def containers(work):
    """Small ones of the files that tests/detection hides a pattern in."""
    (work / 'pattern').write_bytes(b'a pattern')
    quietly(sys.executable, SOURCE / 'tests/detection/make_carriers.py', work / 'pattern', work / 'carriers')
    for path in (work / 'carriers').iterdir():
        if path.stat().st_size < 200_000:
            seed('containers', path.name, path.read_bytes())


def signatures(work):
    home = work / 'gnupg'
    home.mkdir(mode=0o700)
    gpg = ['gpg', '--homedir', home, '--batch', '--quiet', '--passphrase', '']
    quietly(*gpg, '--quick-generate-key', 'seed@example.org', 'ed25519', 'sign', 'never')
    (work / 'text').write_text('signed\n')
    quietly(*gpg, '-o', work / 'binary', '--detach-sign', work / 'text')
    quietly(*gpg, '-o', work / 'armoured', '--armor', '--detach-sign', work / 'text')
    quietly('gpgconf', '--homedir', home, '--kill', 'all')
    for name in ('binary', 'armoured'):
        seed('signature_blob', name, (work / name).read_bytes())


def inventories(path):
    for number, key in enumerate(('entries', 'containers')):
        for lines in re.findall(r"^%s = '''\n(.*?)'''" % key, path.read_text(errors='replace'), re.M | re.S):
            seed('inventory', '%s-%s-%s' % (key, path.parent.name, path.stem), bytes([number]) + lines.encode())


def texts():
    vectors = SOURCE / 'manifest/testdata'
    for path in [*vectors.glob('good/*.toml'), *vectors.glob('bad/*.toml')]:
        for target in ('manifest', 'toml'):
            seed(target, '%s-%s' % (path.parent.name, path.name), path.read_bytes())
        inventories(path)
    for path in vectors.glob('revocations/**/*.toml'):
        seed('revocations', '%s-%s' % (path.parent.name, path.name), path.read_bytes())
    seed('policy', 'whole', POLICY)
    seed('batch_slot', 'two', SLOT)
    seed('deb_control', 'whole', CONTROL)
    seed('deb_control', 'least', 'Package: ab\nVersion: 1\nArchitecture: all\n')


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        os.environ['HOME'] = directory
        debs(work)
        rpms(work)
        signatures(work)
        containers(work)
        archives(work)
    streams()
    texts()


if __name__ == '__main__':
    main()
