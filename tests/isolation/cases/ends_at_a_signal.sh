# SPDX-License-Identifier: LGPL-2.1-or-later
# SIGTERM and SIGINT end scan and seal soon, whatever runs: no process, no temporary file, nothing half written.
. "$(dirname "$2")/../verbs.sh"

printf 'rule slow { strings: $a = /a.{1,900}b.{1,900}c/ condition: $a }\n' >slow.yar
SLOW_YARA=(--engine "yara:rules=$ROOM/slow.yar")

# A package in which any engine has to read for long.
afresh
head -c 40000000 /dev/zero | tr '\0' a >"$TREE/letters"
packed_as deb none

begun scan "$PACKAGE" "${SLOW_YARA[@]}"
until_busy engine 2
ends_at TERM "while YARA scans"

begun scan "$PACKAGE" "${SLOW_YARA[@]}" --jobs 2
until_busy engine 2
ends_at INT "while YARA scans"

# seal, with a key that can sign.
export GNUPGHOME=$ROOM/gnupg
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill all; rm -rf "$ROOM"' EXIT
gpg --batch --quiet --passphrase '' --quick-generate-key 'Vendor <v@example.org>' ed25519 sign never 2>gpg.log
mkdir sealed
begun seal --key v@example.org --output "$ROOM/sealed" "$PACKAGE" "${SLOW_YARA[@]}"
until_busy engine 2
ends_at TERM "while seal lets YARA scan"
[ -z "$(ls -A sealed)" ] || wrong "something was written: $(ls -A sealed)"

# ClamAV, which needs some seconds for so much.
head -c 250000000 /dev/urandom >"$TREE/random"
packed_as deb none
begun scan "$PACKAGE" --engine "clamav:database=$WORLD/clamav"
until_busy engine 2
ends_at TERM "while ClamAV scans"

# A signature database that takes long to load.
mkdir slow.clamav
python3 - >slow.clamav/many.ndb <<'PYTHON'
for number in range(700000):
    print(f"Many.{number}:0:*:{number:08x}{number * 2654435761 % 2**64:016x}{number * 40503 % 2**32:08x}")
PYTHON
begun scan "$PACKAGE" --engine "clamav:database=$ROOM/slow.clamav"
until_busy engine 1
ends_at TERM "while ClamAV loads its database"

# A scanner by profile, with a child of its own.
mkdir own
cp "$(command -v sleep)" own/sleeper
printf '#!/bin/sh\n%s 300 &\nwait\n' "$ROOM/own/sleeper" >own/scanner
chmod 755 own/*
cat >slow.toml <<PROFILE
format = "mme-engine-profile/1"
title = "Slow"
source = ["this test"]
tried = "this test"
[scan]
command = ["$ROOM/own/scanner", "{folder}"]
timeout-seconds = 600
max-output-mebibytes = 1
[[exit]]
code = 0
means = "clean"
text = "clean"
[output]
strict = true
detection = ['^(?P<path>/.*): (?P<name>.+) FOUND\$']
clean = ['^(?P<path>/.*): OK\$']
[engine-version]
command = ["/bin/echo", "1.0"]
pattern = '^(?P<value>.+)$'
[database-version]
command = ["/bin/echo", "27"]
pattern = '^(?P<value>.+)$'
[database-date]
command = ["/bin/echo", "2026-11-01T00:00:00Z"]
pattern = '^(?P<value>.+)Z$'
format = "%Y-%m-%dT%H:%M:%S"
zone = "utc"
PROFILE
rm "$TREE/random"
packed_as deb
begun scan "$PACKAGE" --engine "profile:$ROOM/slow.toml"
for _ in $(seq 300); do
    if pgrep -f "$ROOM/own/sleeper" >/dev/null || ! kill -0 "$PROGRAM" 2>/dev/null; then break; fi
    sleep 0.1
done
pgrep -f "$ROOM/own/sleeper" >/dev/null || wrong "the scanner was not started"
ends_at TERM "while a profile's scanner runs"

# Unpacking.
rm "$TREE/letters"
slow_file "$TREE/slow.zst"
packed_as deb none
begun scan "$PACKAGE" "${ENGINES[@]}" --max-ratio 1000000
until_busy unpacker 3
ends_at TERM "while a file is unpacked"
