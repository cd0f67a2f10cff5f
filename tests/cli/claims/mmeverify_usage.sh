# SPDX-License-Identifier: LGPL-2.1-or-later
# Wrong use of mmeverify: one clear line, the right exit status, and never an acceptance by accident.

# labels: R28
claim_refuses_no_command() { run mmeverify; expect_usage_error mmeverify "subcommand is required"; }
claim_refuses_an_unknown_command() { run mmeverify install x; expect_usage_error mmeverify install; }
claim_refuses_an_unknown_option() { run mmeverify check --force x.deb; expect_usage_error mmeverify --force; }
claim_refuses_check_of_nothing() { run mmeverify check; expect_usage_error mmeverify "PKG is required"; }
claim_refuses_an_option_without_value() { run mmeverify status --policy; expect_usage_error mmeverify --policy; }
claim_refuses_an_unknown_front_end() { run mmeverify enable pacman; expect_usage_error mmeverify pacman; }
claim_refuses_a_sysroot_that_is_no_folder() {
    touch "$ROOM/file"
    run mmeverify --sysroot "$ROOM/file" disable rpm
    expect_usage_error mmeverify "$ROOM/file"
    run mmeverify --sysroot "$ROOM/none" disable rpm
    expect_usage_error mmeverify "$ROOM/none"
}
claim_explain_refuses_an_unknown_code_and_names_all() {
    run mmeverify explain scan-lucky
    expect_usage_error mmeverify scan-lucky
    expect_hint "the codes are manifest-missing"
}
claim_hints_at_the_help() { run mmeverify --nonsense; expect_exit 2; expect_hint "mmeverify --help"; }

# cannot_open PATH: check says so and records nothing.
cannot_open() {
    given_places
    run mmeverify "${PLACES[@]}" check "$1"
    expect_not_done mmeverify "$1"
    expect_nothing_in "$HOST/log"
}
claim_check_cannot_open_a_missing_file() { cannot_open "$ROOM/none.rpm"; }
claim_check_cannot_open_a_folder() { mkdir "$ROOM/folder.deb"; cannot_open "$ROOM/folder.deb"; }
claim_check_does_not_wait_for_a_fifo() { mkfifo "$ROOM/fifo.deb"; cannot_open "$ROOM/fifo.deb"; }
claim_check_does_not_read_a_device() { cannot_open /dev/zero; }

# labels: R7 R28
claim_check_refuses_what_is_no_package_and_records_it() {
    given_places
    echo "not a package" >"$ROOM/text.rpm"
    : >"$ROOM/empty.deb"
    run mmeverify "${PLACES[@]}" check "$ROOM/text.rpm" "$ROOM/empty.deb"
    expect_exit 1
    expect_out "$ROOM/text.rpm: refused (archive-malformed)"
    expect_out "$ROOM/empty.deb: refused (archive-malformed)"
    [ "$(wc -l <"$HOST/log/events.jsonl")" -eq 2 ] || wrong "not one event for each"
}

# labels: R7
claim_check_of_a_set_that_cannot_be_read_decides_nothing() {
    given_places
    given_sealed rpm
    run mmeverify "${PLACES[@]}" check "$PACKAGE" "$ROOM/none.rpm"
    expect_not_done mmeverify "$ROOM/none.rpm"
    expect_nothing_in "$HOST/log"
}

# labels: R1a R3
claim_check_without_a_policy_refuses() {
    given_places
    given_sealed deb
    rm "$HOST/etc/policy.toml"
    run mmeverify "${PLACES[@]}" check "$PACKAGE"
    expect_exit 1
    expect_out "refused (policy-missing)"
}

# labels: R7
claim_check_says_so_when_its_answer_cannot_be_written() {
    given_places
    given_sealed rpm
    local arguments
    for arguments in "check $PACKAGE" "--json check $PACKAGE" status "--json status" "keys list" \
        "explain revoked" --help --version "check --help"; do
        # shellcheck disable=SC2086  # words
        STATUS=0 && mmeverify "${PLACES[@]}" $arguments >/dev/full 2>"$ROOM/err" </dev/null || STATUS=$?
        : >"$ROOM/out"
        expect_not_done mmeverify "standard output cannot be written"
    done
}
claim_a_closed_screen_gets_nothing_into_the_journal() {
    given_places
    given_sealed rpm
    STATUS=0
    "$PREFIX/usr/bin/mmeverify" "${PLACES[@]}" check "$PACKAGE" >&- 2>"$ROOM/err" <&- || STATUS=$?
    expect_not_done mmeverify "standard output cannot be written"
    [ "$(grep -vc '^{.*}$' "$HOST/log/events.jsonl")" -eq 0 ] || wrong "the journal holds more than events"
}
claim_check_accepts_with_a_journal_and_refuses_when_its_disk_is_full() {
    given_places
    given_sealed rpm
    run mmeverify "${PLACES[@]}" check "$PACKAGE"
    expect_exit 0
    rm "$HOST/log/events.jsonl"
    local many
    mapfile -t many < <(yes "$PACKAGE" | head -n 12)
    run on_full_disk "$HOST/log" "$PREFIX/usr/bin/mmeverify" "${PLACES[@]}" check "${many[@]}"
    expect_exit 1
    expect_out "refused (internal-error)"
    expect_out "the event cannot be recorded"
}

# labels: R28
claim_a_file_name_cannot_draw_on_the_terminal() {
    given_places
    run mmeverify "${PLACES[@]}" check "$ROOM/"$'evil\n\e[2Jname.rpm'
    expect_not_done mmeverify 'evil\x0A\x1B[2Jname.rpm'
}
claim_keys_list_names_what_it_does_not_read() {
    given_places
    cp "$HOST/etc/keys.d/K1.asc" "$HOST/etc/keys.d/K1.pgp"
    run mmeverify "${PLACES[@]}" keys list
    expect_exit 0
    expect_err "$HOST/etc/keys.d/K1.pgp is not read: the name of a key file ends in .asc or .gpg"
}
claim_keys_list_without_a_policy_says_so() {
    run mmeverify --policy "$ROOM/none.toml" keys list
    expect_not_done mmeverify policy-missing
}
