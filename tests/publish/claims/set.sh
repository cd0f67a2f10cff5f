# SPDX-License-Identifier: LGPL-2.1-or-later
# mmemanifest seal of many packages: one signature, all or nothing, and nothing is scanned twice.

# labels: R2a R2b R12
claim_seals_a_set_with_one_signature_that_hosts_accept() {
    seal --jobs 3 "${SET[@]}"
    expect_exit 0
    expect_sealed "${#SET[@]}"
    given_places
    run mmeverify "${PLACES[@]}" check "$SEALED"/mme-*.rpm
    expect_exit 0
    [ "$(grep -c ': accepted$' "$ROOM/out")" -eq "$(ls "$SEALED"/mme-*.rpm | wc -l)" ] || wrong "not all are accepted"
    local package
    for package in "$SEALED"/mme-core-1.0.rpm "$SEALED"/mme-two-1.0.deb; do
        run mmemanifest extract "$package" -o "$ROOM"
        grep -q '^format = "mme-batch/1"' "$ROOM/$(basename "$package").mme.sig" || wrong "it is not a batch signature"
        grep -qx "size = ${#SET[@]}" "$ROOM/$(basename "$package").mme.sig" || wrong "it is not one signature for all"
    done
}

# labels: R2a
claim_refuses_the_whole_set_for_one_package() {
    given_infected rpm mme-bad
    seal --jobs 2 --keep-going "${SET[@]}" "$BAD"
    expect_exit 1
    expect_err "$BAD: refused (scan-infected): ClamAV found"
    expect_err "/opt/mme-bad/extra"
    expect_nothing_sealed
}
claim_ends_at_the_first_refusal_unless_it_keeps_going() {
    given_infected rpm mme-bad
    local first=$BAD
    given_infected deb mme-worse
    seal "$first" "${SET[@]}" "$BAD" --report "$ROOM/report.json"
    expect_exit 1
    expect_field "$ROOM/report.json" "[p['result'] for p in r['packages']].count('not-reached')" "$((${#SET[@]} + 1))"
    seal --keep-going "$first" "${SET[@]}" "$BAD" --report "$ROOM/report.json"
    expect_exit 1
    expect_field "$ROOM/report.json" "[p['result'] for p in r['packages']].count('refused')" 2
    expect_field "$ROOM/report.json" "[p['result'] for p in r['packages']].count('clean')" "${#SET[@]}"
    expect_nothing_sealed
}

# labels: R2b
claim_scans_nothing_twice_and_keeps_the_times() {
    seal "${SET[@]}"
    expect_exit 0
    [ "$(kept_count)" -eq $((2 * ${#SET[@]})) ] || wrong "$(kept_count) reports are kept"
    local before
    before=$(kept)
    run mmemanifest show --json "$SEALED/mme-core-2.0.rpm"
    cp "$ROOM/out" "$ROOM/first"
    rm -r "$SEALED"
    sleep 1
    seal "${SET[@]}"
    expect_exit 0
    [ "$(kept)" = "$before" ] || wrong "something was scanned again"
    run mmemanifest show --json "$SEALED/mme-core-2.0.rpm"
    expect_field "$ROOM/out" "r['scans']" "$(field "$ROOM/first" "r['scans']")"
}
claim_scans_again_with_a_new_database() {
    seal "${SET[@]}"
    mkdir "$ROOM/yara"
    sed 's/mme_test_eicar/mme_test_eicar_2/' "$WORLD/yara/test.yar" >"$ROOM/yara/test.yar"
    rm -r "$SEALED"
    ENGINES=(--engine "clamav:database=$WORLD/clamav" --engine "yara:rules=$ROOM/yara/test.yar")
    seal "${SET[@]}"
    expect_exit 0
    [ "$(kept_count)" -eq $((3 * ${#SET[@]})) ] || wrong "$(kept_count) reports are kept, wanted one more for each package"
    run mmemanifest show --json "$SEALED/mme-core-2.0.rpm"
    expect_field "$ROOM/out" "r['scans'][1]['database-version']" "sha256:$(sha256sum "$ROOM/yara/test.yar" | cut -d' ' -f1)"
}

# labels: R29
claim_trusts_no_entry_that_others_may_write() {
    seal "$WORLD/plain/mme-core-2.0.rpm"
    local before
    before=$(kept)
    chmod g+w "$KEPT"/*.scan
    rm -r "$SEALED"
    seal "$WORLD/plain/mme-core-2.0.rpm"
    expect_exit 0
    [ "$(kept | wc -l)" -eq 2 ] && [ -z "$(comm -12 <(echo "$before") <(kept))" ] || wrong "an entry was trusted"
    chmod g+w "$KEPT"
    seal "$WORLD/plain/mme-core-2.0.rpm"
    expect_not_done mmemanifest "$KEPT"
}
claim_keeps_no_report_that_is_inconclusive() {
    echo x >"$ROOM/locked"
    (cd "$ROOM" && zip --quiet --password secret locked.zip locked)
    mkdir "$ROOM/bad"
    MME_EXTRA_FILE=$ROOM/locked.zip WORLD=$ROOM make_deb mme-locked 1.0 "$ROOM/bad"
    seal "$ROOM/bad/mme-locked-1.0.deb"
    expect_exit 1
    expect_err "refused (scan-inconclusive): ClamAV did not scan"
    expect_nothing_sealed
    ! grep -q '^engine = "ClamAV"' "$KEPT"/*.scan || wrong "an inconclusive report is kept"
}
claim_uses_the_usual_cache_unless_told_not_to() {
    export XDG_CACHE_HOME=$ROOM/home
    local here=("$PREFIX/usr/bin/mmemanifest" seal "$WORLD/plain/mme-core-2.0.rpm" --key "$(fingerprint_of K1)"
        "${ENGINES[@]}" --output "$SEALED")
    run env GNUPGHOME="$WORLD/gnupg" "${here[@]}" --no-cache
    expect_exit 0
    expect_gone "$ROOM/home"
    run env GNUPGHOME="$WORLD/gnupg" "${here[@]}"
    expect_exit 0
    KEPT=$ROOM/home/mmeverify
    [ "$(kept_count)" -eq 2 ] || wrong "$(kept_count) reports are kept"
}

# given_slow: one more package, which takes YARA some seconds.
given_slow() {
    echo MME-SLOW >"$ROOM/slow.file"
    mkdir "$ROOM/slow"
    MME_EXTRA_FILE=$ROOM/slow.file WORLD=$ROOM make_deb mme-slow 1.0 "$ROOM/slow"
    printf 'rule slow { strings: $a = "MME-SLOW" condition: $a and for any i in (1..40000000) : (i < 0) }\n' \
        >"$ROOM/slow.yar"
    ENGINES=(--engine "clamav:database=$WORLD/clamav" --engine "yara:rules=$ROOM/slow.yar")
}

# interrupted_by SIGNAL: sealing the set and the slow package, stopped as soon as the whole rest is kept.
interrupted_by() {
    XDG_CACHE_HOME=$ROOM GNUPGHOME=$WORLD/gnupg "$PREFIX/usr/bin/mmemanifest" seal --key "$(fingerprint_of K1)" \
        "${ENGINES[@]}" --output "$SEALED" --cache "$KEPT" "${SET[@]}" "$ROOM/slow/mme-slow-1.0.deb" \
        >"$ROOM/out" 2>"$ROOM/err" </dev/null &
    local tool=$!
    while [ ! -d "$KEPT" ] || [ "$(kept_count)" -lt $((2 * ${#SET[@]})) ]; do
        kill -0 "$tool" 2>/dev/null || break
        sleep 0.05
    done
    kill "-$1" "$tool"
    STATUS=0
    wait "$tool" || STATUS=$?
}

# labels: R2a R29
claim_goes_on_where_a_signal_stopped_it() {
    given_slow
    local signal before
    for signal in TERM INT; do
        rm -rf "$KEPT"
        interrupted_by "$signal"
        expect_exit 3
        expect_complaint mmemanifest "interrupted; nothing was signed"
        expect_no_out
        expect_nothing_sealed
    done
    before=$(kept)
    seal "${SET[@]}" "$ROOM/slow/mme-slow-1.0.deb"
    expect_exit 0
    expect_sealed $((${#SET[@]} + 1))
    [ -z "$(comm -23 <(echo "$before") <(kept))" ] || wrong "something was scanned again"
    [ "$(kept_count)" -eq $((2 * ${#SET[@]} + 2)) ] || wrong "$(kept_count) reports are kept"
}
