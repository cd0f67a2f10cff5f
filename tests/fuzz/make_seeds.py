#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the seeds of every fuzz target: the vectors of the formats and small real packages.
Usage: make_seeds.py SOURCE_DIRECTORY OUT_DIRECTORY"""
import os
import pathlib
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


def texts():
    vectors = SOURCE / 'manifest/testdata'
    for path in [*vectors.glob('good/*.toml'), *vectors.glob('bad/*.toml')]:
        for target in ('manifest', 'toml'):
            seed(target, '%s-%s' % (path.parent.name, path.name), path.read_bytes())
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
    streams()
    texts()


if __name__ == '__main__':
    main()
