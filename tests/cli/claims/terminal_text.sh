# SPDX-License-Identifier: LGPL-2.1-or-later
# What came from outside is shown without characters that move a cursor, break a line, or change what a reader sees.

ENGINE=(--engine "yara:rules=$WORLD/yara/test.yar")
PLAIN=$WORLD/plain/mme-core-2.0.rpm
# ESC with a sequence, BEL, CSI as a byte and as U+009B, backspace, carriage return and line feed with words of our own,
# tab, U+200E, U+202E, U+2066, U+2069, U+2028, a byte of no character. In $TEXT is what a UTF-8 text can hold of these.
TEXT=$'a\e[2J\e]0;title\a\xC2\x9B31mb\b\b\rmme: accepted\x7F\tc\xE2\x80\x8E\xE2\x80\xAEd\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\xA8e'
NAME="$TEXT"$'\n\x9B31m\xFF'

# expect_plain FILE...: well-formed UTF-8, and of control and format characters line feeds alone.
expect_plain() {
    python3 - "$@" <<'PYTHON' || wrong "it shows what a terminal would obey"
import sys
import unicodedata
for name in sys.argv[1:]:
    text = open(name, "rb").read().decode().replace("\r\n", "\n")  # RFC 4180 ends the lines of CSV so
    bad = sorted({f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"})
    if bad or "mme: accepted\n" in text:
        sys.exit(f"{name}: {bad or 'a line of its own'}")
PYTHON
}

# shows_plainly STATUS COMMAND...: ends so, and whatever it says is plain.
shows_plainly() {
    run "${@:2}"
    expect_exit "$1"
    expect_plain "$ROOM/out" "$ROOM/err"
}

# labels: R28 R30
claim_names_of_files_that_are_not_there() {
    local command
    for command in scan create lint show extract import-report 'embed --manifest x' 'seal --key K1' \
        'publish --to there' 'rescan --key K1'; do
        # shellcheck disable=SC2086  # words
        shows_plainly 3 mmemanifest $command "$ROOM/$NAME.deb"
    done
    given_places
    shows_plainly 3 mmeverify "${PLACES[@]}" check "$ROOM/$NAME.deb"
}

claim_words_of_a_command_line() {
    shows_plainly 2 mmemanifest "$NAME"
    shows_plainly 2 mmemanifest scan "--$NAME" x
    shows_plainly 2 mmemanifest scan "$PLAIN" --engine "$NAME"
    shows_plainly 2 mmemanifest scan "$PLAIN" --shard "$NAME"
    shows_plainly 3 mmemanifest seal "$PLAIN" --key "$NAME" "${ENGINE[@]}"
    shows_plainly 3 mmemanifest scan "$PLAIN" --engine "yara:rules=$ROOM/$NAME"
    shows_plainly 3 mmemanifest create "$PLAIN" "${ENGINE[@]}" --release "$ROOM/$NAME"
    shows_plainly 2 mmeverify "$NAME"
    shows_plainly 2 mmeverify "--$NAME"
    shows_plainly 2 mmeverify explain "$NAME"
    shows_plainly 2 mmeverify --policy "$ROOM/$NAME" status
    shows_plainly 2 mmeverify --json --policy "$ROOM/$NAME" status
    shows_plainly 3 mmeverify --policy "$ROOM/$NAME" keys list
}

# A file whose name and content are of that kind, whichever command reads it.
claim_files_so_named() {
    local copy=$ROOM/$NAME.rpm command
    cp "$PLAIN" "$copy"
    shows_plainly 0 mmemanifest create "$copy" "${ENGINE[@]}" -o "$ROOM/$NAME.toml"
    shows_plainly 0 mmemanifest scan "$copy" "${ENGINE[@]}" --progress json
    shows_plainly 0 mmemanifest seal "$copy" "${ENGINE[@]}" --key "$(fingerprint_of K1)" --output "$ROOM/$NAME.d"
    for command in 'show --json' show 'show --as csv' 'show --as markdown' 'show --as html' 'show --as stix'; do
        # shellcheck disable=SC2086  # words
        shows_plainly 0 mmemanifest $command "$ROOM/$NAME.d/$NAME.rpm"
    done
    shows_plainly 3 mmemanifest extract "$copy" -o "$ROOM"
    shows_plainly 3 mmemanifest lint "$copy"
    shows_plainly 3 mmemanifest publish "$copy" --to "$copy/there"
    printf '%s\n' "$NAME" >"$ROOM/$NAME.toml"
    shows_plainly 1 mmemanifest lint "$ROOM/$NAME.toml"
    given_places
    shows_plainly 1 mmeverify "${PLACES[@]}" check "$copy"
    shows_plainly 1 mmeverify "${PLACES[@]}" check "$ROOM/$NAME.d/$NAME.rpm"
    shows_plainly 1 mmeverify "${PLACES[@]}" --json check "$copy"
    expect_plain "$HOST/log/events.jsonl"
}

claim_names_inside_a_package() {
    local tree=$ROOM/tree name=${NAME//$'\n'/} # dpkg-deb takes no line feed
    mkdir -p "$tree/DEBIAN" "$tree/opt/mme"
    eicar >"$tree/opt/mme/$name"
    printf '\x1f\x8b\x08\x00damaged' >"$tree/opt/mme/z$name"
    printf 'Package: mme-odd\nVersion: 1\nArchitecture: all\nMaintainer: %s <x@example.org>\nDescription: x\n' \
        "${TEXT//[$'\r\n']/}" >"$tree/DEBIAN/control"
    dpkg-deb --root-owner-group -Znone --build "$tree" "$ROOM/odd.deb" >"$ROOM/built" 2>&1 || wrong "$(<"$ROOM/built")"
    shows_plainly 1 mmemanifest scan "$ROOM/odd.deb" "${ENGINE[@]}"
    expect_out 'a\x1B[2J'
    shows_plainly 1 mmemanifest scan --json "$ROOM/odd.deb" "${ENGINE[@]}"
    shows_plainly 1 mmemanifest create "$ROOM/odd.deb" "${ENGINE[@]}" -o "$ROOM/odd.toml" --report "$ROOM/report.json"
    sed -i 's/\t/ /g' "$ROOM/odd.toml" # between the fields of its inventory
    expect_plain "$ROOM/odd.toml" "$ROOM/report.json"
    given_places
    shows_plainly 1 mmeverify "${PLACES[@]}" check "$ROOM/odd.deb"
}

# hostile_manifest: $ROOM/hostile.toml, each text of which is of that kind, but one that has to be of this package.
hostile_manifest() {
    python3 - "$WORLD/manifests/mme-core-2.0.deb.toml" "$ROOM/hostile.toml" "$TEXT"$'\n' <<'PYTHON'
import json
import re
import sys
text = open(sys.argv[1]).read()
odd = json.dumps(sys.argv[3])[1:-1].replace("\x7f", "\\u007f")
for key in ["provider", "product", "version", "file", "engine", "engine-version", "database-version", "settings"]:
    text = re.sub(rf'^{key} = "(.*)"$', lambda one: f'{key} = "{odd}{one[1].replace("/", "")}"', text, flags=re.M)
text = text.replace("advisories = []", f'advisories = ["{odd}"]')
text = text.replace("files-offered", f'detections = [{{ path = "/{odd}", name = "{odd}" }}]\n'
                    f'skipped = [{{ path = "/{odd}", reason = "{odd}" }}]\nfiles-offered', 1)
open(sys.argv[2], "w").write(text)
PYTHON
}

claim_texts_of_a_manifest() {
    local command
    hostile_manifest
    for command in show 'show --json' 'show --as stix' 'show --as virustotal'; do
        # shellcheck disable=SC2086  # words
        shows_plainly 0 mmemanifest $command "$ROOM/hostile.toml"
    done
    for command in csv markdown html; do
        run mmemanifest show --as "$command" "$ROOM/hostile.toml"
        expect_plain "$ROOM/out" "$ROOM/err"
    done
    shows_plainly 1 mmemanifest lint "$ROOM/hostile.toml"
    shows_plainly 1 mmemanifest sign "$ROOM/hostile.toml" --key "$(fingerprint_of K1)"
    printf 'format = "%s"\n' "$(printf '\\u001b[2J\\u009b31m\\u202e')" >"$ROOM/format.toml"
    shows_plainly 1 mmemanifest lint "$ROOM/format.toml"
}

claim_texts_of_a_signed_manifest() {
    given_places
    TYPE=deb
    given_package mme-core 2.0
    hostile_manifest
    MANIFEST=$ROOM/hostile.toml
    sealed_by K1
    shows_plainly 1 mmeverify "${PLACES[@]}" check "$PACKAGE"
    expect_out scan-infected
    shows_plainly 1 mmeverify "${PLACES[@]}" --json check "$PACKAGE"
    expect_plain "$HOST/log/events.jsonl"
}

claim_user_ids_of_keys() {
    local home=$ROOM/gnupg
    install -d -m 700 "$home"
    gpg --homedir "$home" --batch --quiet --pinentry-mode loopback --passphrase '' \
        --quick-generate-key "$TEXT <k@example.org>" rsa2048 sign never 2>"$ROOM/gpg.log"
    given_places
    gpg --homedir "$home" --batch --armor --export >"$HOST/etc/keys.d/odd.asc"
    gpg --homedir "$home" --batch --armor --export >"$HOST/etc/keys.d/$NAME.asc"
    shows_plainly 0 mmeverify "${PLACES[@]}" keys list
    expect_out 'a\x1B[2J'
    shows_plainly 0 mmeverify "${PLACES[@]}" --json keys list
    gpg --homedir "$home" --batch --armor --pinentry-mode loopback --passphrase '' --export-secret-keys \
        >"$HOST/etc/keys.d/$NAME.asc"
    shows_plainly 3 mmeverify "${PLACES[@]}" keys list
    gpgconf --homedir "$home" --kill gpg-agent
    TYPE=rpm
    given_package mme-core 2.0
    GNUPGHOME=$home
    gpg --homedir "$home" --batch --armor --pinentry-mode loopback --passphrase '' --output "$MANIFEST.sig" \
        --detach-sign "$MANIFEST"
    gpgconf --homedir "$home" --kill gpg-agent
    rm "$HOST"/etc/keys.d/*"$NAME.asc"
    embedded_with "$MANIFEST" "$MANIFEST.sig"
    shows_plainly 1 mmeverify "${PLACES[@]}" check "$PACKAGE"
    expect_out signer-not-trusted
}

claim_words_of_a_policy() {
    given_places
    python3 - "$HOST/etc/policy.toml" "$TEXT" <<'PYTHON'
import json
import sys
text = open(sys.argv[1]).read()
odd = json.dumps(sys.argv[2]).replace("\x7f", "\\u007f")
open(sys.argv[1], "w").write(text.replace('name = "K1"', f"name = {odd}", 1))
PYTHON
    shows_plainly 0 mmeverify "${PLACES[@]}" keys list
    given_sealed rpm
    shows_plainly 0 mmeverify "${PLACES[@]}" check "$PACKAGE"
    printf '%s\n' "$NAME" >>"$HOST/etc/policy.toml"
    shows_plainly 1 mmeverify "${PLACES[@]}" check "$PACKAGE"
    shows_plainly 1 mmeverify "${PLACES[@]}" status
}

# A scanner of another vendor says what it likes.
claim_words_of_an_engine() {
    printf '#!/bin/sh\nprintf "%%s %%s\\n" "$1" 1.2.3; cat %q\n' "$ROOM/words" >"$ROOM/scanner"
    printf '%s\n' "$NAME" >"$ROOM/words"
    chmod 755 "$ROOM/scanner"
    cat >"$ROOM/odd.toml" <<PROFILE
format = "mme-engine-profile/1"
title = "Odd \u001b[2J\u009b31m\u202e"
source = ["\u001b[2J"]
tried = "\u001b[2J"
[scan]
command = ["$ROOM/scanner", "{folder}"]
timeout-seconds = 60
max-output-mebibytes = 1
[[exit]]
code = 0
means = "clean"
text = "\u001b[2J"
[output]
strict = true
clean = ['^(?P<path>/.*) OK$']
detection = ['^(?P<path>/.*) FOUND (?P<name>.*)$']
[engine-version]
command = ["$ROOM/scanner", "-v"]
pattern = '(?P<value>a.*)'
[database-version]
command = ["$ROOM/scanner", "-v"]
pattern = '(?P<value>a.*)'
[database-date]
command = ["/bin/date", "-u", "+%Y%m%d"]
pattern = '(?P<value>\d{8})'
format = "%Y%m%d"
zone = "utc"
PROFILE
    run mmemanifest engines --engine "profile:$ROOM/odd.toml"
    expect_plain "$ROOM/out" "$ROOM/err"
    run mmemanifest engines --json --engine "profile:$ROOM/odd.toml"
    expect_plain "$ROOM/out" "$ROOM/err"
    run mmemanifest engines --test "$ROOM/odd.toml"
    expect_plain "$ROOM/out" "$ROOM/err"
    shows_plainly 1 mmemanifest scan "$PLAIN" --engine "profile:$ROOM/odd.toml"
    expect_out 'Odd \x1B[2J'
}

claim_a_table_of_somebody_else() {
    printf 'Anti-virus software title,Anti-virus software version,Virus library version,Scan time,Scan result\n%s,1,%s,2026-11-23 18:01:40,"%s"\n' \
        "${TEXT//[$'\r\n']/}" "${TEXT//[$'\r\n']/}" "${TEXT//[$'\r\n']/}" >"$ROOM/$NAME.csv"
    run mmemanifest import-report "$ROOM/$NAME.csv" --zone utc
    expect_plain "$ROOM/out" "$ROOM/err"
    run mmemanifest import-report --json "$ROOM/$NAME.csv" --zone utc
    expect_plain "$ROOM/out" "$ROOM/err"
}
