# SPDX-License-Identifier: LGPL-2.1-or-later
# mmemanifest rescan: what is found after publication is withdrawn by a signed list.

REPO=$ROOM/repo
LIST=$REPO/mme-revocations.toml

given_repository() {
    given_places
    seal "$WORLD"/plain/mme-*.rpm
    run mmemanifest publish "$SEALED"/*.rpm --to "$REPO" "${PLACES[@]}"
    expect_exit 0
}

# given_database NAME...: rules of today that know the programs of these packages.
given_database() {
    local name
    for name in "$@"; do
        printf 'rule later_%s { strings: $a = "%s" condition: $a }\n' "${name//[-.]/_}" "${name/-1/ 1}"
    done >"$ROOM/today.yar"
    ENGINES=(--engine "clamav:database=$WORLD/clamav" --engine "yara:rules=$ROOM/today.yar")
}

rescan() { run mmemanifest rescan "$REPO" --key "$(fingerprint_of "${KEY:-K1}")" "${ENGINES[@]}" --cache "$KEPT" "$@"; }
expect_list_signed() { gpg_quiet --verify "$REPO/mme-revocations.sig" "$LIST" || wrong "the list is not signed"; }
expect_in_list() { grep -qxF "$1" "$LIST" || wrong "the list lacks: $1"; }
content_id_of() { mmemanifest show --json "$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["package"]["content-id"])'; }

# labels: R30 R2a
claim_withdraws_what_todays_database_finds() {
    given_repository
    given_database mme-two-1.0
    rescan --report "$ROOM/report.json"
    expect_exit 1
    expect_out "serial 1, 1 packages withdrawn"
    expect_err "mme-two-1.0.rpm: refused (scan-infected): YARA found later_mme_two_1_0 in /opt/mme-two/program"
    expect_list_signed
    expect_in_list 'format = "mme-revocations/1"'
    expect_in_list "content-id = \"$(content_id_of "$REPO/mme-two-1.0.rpm")\""
    expect_in_list 'path = "/opt/mme-two/program"'
    expect_in_list 'name = "later_mme_two_1_0"'
    expect_in_list "database-version = \"sha256:$(sha256sum "$ROOM/today.yar" | cut -d' ' -f1)\""
    expect_field "$ROOM/report.json" "[p['result'] for p in r['packages']].count('refused')" 1
}
claim_withdraws_nothing_where_nothing_is_found() {
    given_repository
    rescan
    expect_exit 0
    expect_gone "$LIST"
}
claim_a_serial_only_grows_and_nothing_is_taken_back() {
    given_repository
    given_database mme-two-1.0
    rescan
    local first
    first=$(sha256sum "$LIST" "$REPO/mme-revocations.sig")
    rescan
    expect_exit 1
    [ "$(sha256sum "$LIST" "$REPO/mme-revocations.sig")" = "$first" ] || wrong "the list changed with nothing new"
    given_database mme-three-1.0
    rescan
    expect_out "serial 2, 2 packages withdrawn"
    expect_list_signed
    expect_in_list "content-id = \"$(content_id_of "$REPO/mme-two-1.0.rpm")\""
    expect_in_list "content-id = \"$(content_id_of "$REPO/mme-three-1.0.rpm")\""
}
claim_scans_only_with_the_database_that_is_new() {
    given_repository
    local before
    before=$(kept)
    given_database mme-two-1.0
    rescan
    [ -z "$(comm -23 <(echo "$before") <(kept))" ] || wrong "something was scanned again"
}

# not_carried_on TEXT: the list that lies there is not signed again.
not_carried_on() {
    local before
    before=$(sha256sum "$REPO"/mme-revocations.*)
    given_database mme-two-1.0 mme-three-1.0
    rescan
    expect_exit 3
    expect_err "$1"
    [ "$(sha256sum "$REPO"/mme-revocations.*)" = "$before" ] || wrong "the list has changed"
}
given_list() {
    given_repository
    given_database mme-two-1.0
    rescan
}
claim_carries_on_no_list_that_was_changed() { given_list; sed -i 's/two-1.0/x/; s/"mme-two"/"mme-x"/' "$LIST"; not_carried_on signature-invalid; }
claim_carries_on_no_list_of_another_key() { KEY=K2; given_list; KEY=K1; not_carried_on "is not signed by the key"; }
claim_carries_on_no_unsigned_list() { given_list; rm "$REPO/mme-revocations.sig"; not_carried_on signature-missing; }
claim_carries_on_no_damaged_list() { given_list; echo '[x' >>"$LIST"; not_carried_on policy-malformed; }

# labels: R29 R30
claim_an_inconclusive_result_is_reported_but_withdraws_nothing() {
    given_repository
    mkdir "$ROOM/file" && echo x >"$ROOM/file/locked"
    (cd "$ROOM/file" && zip --quiet --password secret locked.zip locked)
    MME_EXTRA_FILE=$ROOM/file/locked.zip WORLD=$ROOM make_rpm mme-locked 1.0 "$REPO"
    rescan
    expect_exit 1
    expect_err "refused (scan-inconclusive)"
    expect_gone "$LIST"
}
claim_refuses_a_folder_without_packages() {
    mkdir "$ROOM/empty"
    REPO=$ROOM/empty
    rescan
    expect_not_done mmemanifest "holds no package"
}
