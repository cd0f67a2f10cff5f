# SPDX-License-Identifier: LGPL-2.1-or-later
# What a user other than root gets: a recorded decision or a clear no, never a silent acceptance.

given_own_journal() {
    install -d -o 65534 "$ROOM/own"
    PLACES[-1]=$ROOM/own
}

# labels: R7 R10
claim_check_decides_nothing_that_it_cannot_record() {
    given_places
    given_sealed rpm
    run mmeverify_as_user "${PLACES[@]}" check "$PACKAGE"
    expect_not_done mmeverify "this user cannot record a decision"
    expect_nothing_in "$HOST/log"
}
claim_check_does_not_let_out_of_scope_pass_unrecorded() {
    given_places
    TYPE=deb
    given_package other-tool 1.0
    run mmeverify_as_user "${PLACES[@]}" check "$PACKAGE"
    expect_not_done mmeverify "this user cannot record a decision"
}
claim_check_cannot_append_to_roots_journal() {
    given_places
    given_sealed rpm
    mmeverify "${PLACES[@]}" check "$PACKAGE" >/dev/null
    chmod 777 "$HOST/log"
    run mmeverify_as_user "${PLACES[@]}" check "$PACKAGE"
    expect_not_done mmeverify "events.jsonl"
}
claim_check_with_an_own_journal_decides_and_records() {
    given_places
    given_sealed rpm
    given_own_journal
    run mmeverify_as_user "${PLACES[@]}" check "$PACKAGE"
    expect_exit 0
    grep -q '"decision":"accept"' "$ROOM/own/events.jsonl" || wrong "no event in the user's own journal"
}
claim_check_without_the_right_to_read_the_policy_decides_nothing() {
    given_places
    given_sealed rpm
    given_own_journal
    local place
    for place in "$HOST/etc/policy.toml" "$HOST/etc"; do
        chmod go-rwx "$place"
        run mmeverify_as_user "${PLACES[@]}" check "$PACKAGE"
        expect_not_done mmeverify "this user cannot read the policy"
        chmod go+rX "$place"
    done
    expect_nothing_in "$ROOM/own"
}
claim_check_cannot_open_a_file_of_others() {
    given_places
    given_sealed rpm
    chmod 600 "$PACKAGE"
    given_own_journal
    run mmeverify_as_user "${PLACES[@]}" check "$PACKAGE"
    expect_not_done mmeverify "$PACKAGE cannot be opened: Permission denied"
}

# labels: R6 R10
claim_enable_and_disable_need_root() {
    given_sysroot
    below_root enable dpkg >/dev/null
    local before
    before=$(listing "$ROOT")
    run mmeverify_as_user --sysroot "$ROOT" enable apt
    expect_not_done mmeverify "apt: nothing was changed"
    expect_hint "run it as root"
    run mmeverify_as_user --sysroot "$ROOT" disable dpkg
    expect_not_done mmeverify "dpkg: nothing was changed"
    [ "$before" = "$(listing "$ROOT")" ] || wrong "something has changed"
}

# labels: R28
claim_create_cannot_open_a_file_of_others() {
    cp "$WORLD/plain/mme-core-2.0.rpm" "$ROOM/own.rpm"
    chmod 600 "$ROOM/own.rpm"
    install -d -o 65534 "$ROOM/output"
    run as_user "$PREFIX/usr/bin/mmemanifest" create "$ROOM/own.rpm" --output "$ROOM/output/own.toml" \
        --engine "yara:rules=$WORLD/yara/test.yar"
    expect_not_done mmemanifest "$ROOM/own.rpm cannot be opened: Permission denied"
    expect_nothing_in "$ROOM/output"
}

# labels: R28
claim_seal_asks_for_its_key_before_it_scans() {
    install -d -o 65534 "$ROOM/output"
    run as_user "$PREFIX/usr/bin/mmemanifest" seal "$WORLD/plain/mme-core-2.0.rpm" --key K1 --output "$ROOM/output/sealed" \
        --engine "yara:rules=$ROOM/nonexistent"
    expect_not_done mmemanifest "no secret key for 'K1' in this GnuPG home"
    expect_nothing_in "$ROOM/output"
}
