# SPDX-License-Identifier: LGPL-2.1-or-later
# Whatever is not wholly clean stops before a signature exists, and leaves a report.

ONE=$WORLD/plain/mme-core-2.0.rpm
YARA=(--engine "yara:rules=$WORLD/yara/test.yar")

# labels: R2a R2b
claim_a_report_names_package_path_engine_and_detection() {
    given_infected deb mme-bad
    seal "$ONE" "$BAD" --keep-going --report "$ROOM/report.json"
    expect_exit 1
    expect_field "$ROOM/report.json" "r['format'], r['command'], r['result']" "('mme-report/1', 'seal', 'refused')"
    expect_field "$ROOM/report.json" "r['packages'][0]['result'], r['packages'][0]['findings']" "('clean', [])"
    expect_field "$ROOM/report.json" "r['packages'][1]['package'], r['packages'][1]['name']" "('$BAD', 'mme-bad')"
    expect_field "$ROOM/report.json" \
        "[(f['engine'], f['path'], f['detection']) for f in r['packages'][1]['findings'] if f['path'].startswith('/opt')]" \
        "[('ClamAV', '/opt/mme-bad/extra', 'MME.Test.EICAR.UNOFFICIAL'), ('YARA', '/opt/mme-bad/extra', 'mme_test_eicar')]"
    expect_nothing_sealed
}
claim_a_report_can_be_read_by_people() {
    given_infected deb mme-bad
    seal "$BAD" --report "$ROOM/report.txt"
    expect_exit 1
    grep -q "^mmemanifest seal: refused, 0 of 1 packages clean" "$ROOM/report.txt" || wrong "no headline"
    grep -q "^  scan-infected: YARA found mme_test_eicar in /opt/mme-bad/extra$" "$ROOM/report.txt" || wrong "no detection"
}
claim_a_clean_set_leaves_a_report_too() {
    seal "$ONE" --report "$ROOM/report.json"
    expect_exit 0
    expect_field "$ROOM/report.json" "r['result'], [s['engine'] for s in r['packages'][0]['scans']]" \
        "('clean', ['ClamAV', 'YARA'])"
}
claim_signs_nothing_when_the_report_cannot_be_written() {
    seal "$ONE" --report "$ROOM/none/report.json"
    expect_exit 3
    expect_err "$ROOM/none/report.json cannot be written"
    expect_nothing_sealed
}
claim_never_replaces_a_package_by_its_report() {
    cp "$ONE" "$ROOM/core.rpm"
    seal "$ROOM/core.rpm" --report "$ROOM/core.rpm"
    expect_exit 2
    cmp "$ONE" "$ROOM/core.rpm" || wrong "the package has changed"
}

# each_stops CODE OPTION...: every command that ends with a signature or a manifest to be signed.
each_stops() {
    local code=$1
    shift
    run mmemanifest seal "$ONE" --key "$(fingerprint_of K1)" --output "$SEALED" --no-cache --report "$ROOM/r.json" "$@"
    stopped_by "$code"
    run mmemanifest create "$ONE" -o "$ROOM/core.mme.toml" --report "$ROOM/r.json" "$@"
    stopped_by "$code"
    run mmemanifest sign "$ROOM/core.mme.toml" --key "$(fingerprint_of K1)" --report "$ROOM/r.json" "${@:$FROM}"
    stopped_by "$code"
    expect_nothing_sealed
}
stopped_by() {
    expect_exit 1
    expect_err "($1)"
    expect_field "$ROOM/r.json" "r['result'], r['packages'][0]['findings'][0]['code']" "('refused', '$1')"
    rm "$ROOM/r.json"
}

# labels: R17
claim_too_few_engines_stop_every_path() { FROM=3 each_stops scan-too-few-engines "${YARA[@]}" --min-engines 2; }
claim_the_policys_number_of_engines_stops_every_path() {
    given_places
    FROM=3 each_stops scan-too-few-engines "${YARA[@]}" --policy "$HOST/etc/policy.toml"
}

# labels: R16
claim_a_stale_database_stops_every_path() {
    sed "s/date = \"[-0-9]*\"/date = \"$(date -u -d '-20 days' +%F)\"/" "$WORLD/yara/test.yar" >"$ROOM/old.yar"
    FROM=3 each_stops scan-database-stale --engine "yara:rules=$ROOM/old.yar" --max-database-age-days 7
    run mmemanifest seal "$ONE" --key "$(fingerprint_of K1)" --output "$SEALED" --no-cache \
        --engine "yara:rules=$ROOM/old.yar" --max-database-age-days 30
    expect_exit 0
}
claim_a_kept_report_does_not_make_a_database_young() {
    seal "$ONE"
    expect_exit 0
    rm -r "$SEALED"
    run faketime '+30 days' env XDG_CACHE_HOME="$ROOM" GNUPGHOME="$WORLD/gnupg" "$PREFIX/usr/bin/mmemanifest" seal "$ONE" \
        --key "$(fingerprint_of K1)" "${ENGINES[@]}" --output "$SEALED" --cache "$KEPT" --max-database-age-days 7
    expect_exit 1
    expect_err "refused (scan-database-stale)"
    expect_nothing_sealed
}

# labels: R29
claim_signs_no_manifest_that_is_not_clean() {
    sed 's/^files-scanned = .*/files-scanned = 1/' "$WORLD/manifests/mme-core-2.0.rpm.toml" >"$ROOM/core.mme.toml"
    run mmemanifest sign "$ROOM/core.mme.toml" --key "$(fingerprint_of K1)" --report "$ROOM/r.json"
    stopped_by scan-inconclusive
    expect_gone "$ROOM/core.mme.sig"
}
