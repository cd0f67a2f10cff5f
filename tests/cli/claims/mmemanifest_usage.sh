# SPDX-License-Identifier: LGPL-2.1-or-later
# Wrong use of mmemanifest: one clear line, the right exit status, and nothing half written.

PLAIN=$WORLD/plain/mme-core-2.0.rpm
ENGINE=(--engine "yara:rules=$WORLD/yara/test.yar")

# labels: R28
claim_refuses_no_command() { run mmemanifest; expect_usage_error mmemanifest "subcommand is required"; }
claim_refuses_an_unknown_command() { run mmemanifest bless x; expect_usage_error mmemanifest bless; }
claim_refuses_an_unknown_option() { run mmemanifest scan --quick x; expect_usage_error mmemanifest --quick; }
claim_names_a_misspelt_option_and_no_missing_one() {
    run mmemanifest seal "$PLAIN" --kee K1
    expect_usage_error mmemanifest "the option '--kee' is not known"
    ! grep -q -e "--key is required" "$ROOM/err" || wrong "it speaks of a missing option"
}
# A file of an engine is no package, whatever is wrong with it.
claim_says_what_is_wrong_with_a_file_of_an_engine() {
    mkdir "$ROOM/folder"
    : >"$ROOM/empty"
    echo 'rule broken { condition: nothing }' >"$ROOM/broken"
    local engine file
    for file in none folder empty broken; do
        for engine in yara:rules= profile:; do
            run mmemanifest scan "$PLAIN" --engine "$engine$ROOM/$file"
            expect_not_done mmemanifest "$ROOM/$file"
            ! grep -q -e "\.rpm" -e "package file" "$ROOM/err" || wrong "it asks for a package"
        done
    done
}
claim_refuses_an_unknown_engine() {
    run mmemanifest scan "$PLAIN" --engine wishful
    expect_usage_error mmemanifest wishful
}
claim_refuses_seal_without_a_key() { run mmemanifest seal "$PLAIN"; expect_usage_error mmemanifest --key; }
claim_hints_at_the_help() { run mmemanifest --nonsense; expect_exit 2; expect_hint "mmemanifest --help"; }

# not_sealed PATH TEXT: each command that reads a package says no, and no folder is made.
not_sealed() {
    run mmemanifest seal "$1" --key K1 "${ENGINE[@]}" --output "$ROOM/sealed"
    expect_not_done mmemanifest "$2"
    run mmemanifest create "$1" "${ENGINE[@]}" -o "$ROOM/sealed"
    expect_not_done mmemanifest "$2"
    run mmemanifest scan "$1" "${ENGINE[@]}"
    expect_not_done mmemanifest "$2"
    run mmemanifest embed "$1" --manifest "$WORLD/manifests/mme-core-2.0.rpm.toml" -o "$ROOM/sealed"
    expect_not_done mmemanifest "$2"
    run mmemanifest extract "$1" -o "$ROOM"
    expect_not_done mmemanifest "$2"
    expect_gone "$ROOM/sealed"
}
claim_seals_no_missing_file() { not_sealed "$ROOM/none.rpm" "$ROOM/none.rpm cannot be opened"; }
claim_seals_no_folder() { mkdir "$ROOM/folder.rpm"; not_sealed "$ROOM/folder.rpm" "not a regular file"; }
claim_does_not_wait_for_a_fifo() { mkfifo "$ROOM/fifo.rpm"; not_sealed "$ROOM/fifo.rpm" "not a regular file"; }
claim_seals_no_empty_file() { : >"$ROOM/empty.rpm"; not_sealed "$ROOM/empty.rpm" "$ROOM/empty.rpm"; }
claim_seals_no_text() { echo text >"$ROOM/text.rpm"; not_sealed "$ROOM/text.rpm" archive-malformed; }

# labels: R1b
claim_seals_nothing_with_an_unknown_key() {
    run mmemanifest seal "$PLAIN" --key nobody@example.net "${ENGINE[@]}" --output "$ROOM/sealed"
    expect_not_done mmemanifest "no secret key for 'nobody@example.net'"
    expect_gone "$ROOM/sealed"
}
claim_seals_nothing_with_an_ambiguous_key() {
    run mmemanifest seal "$PLAIN" --key example.org "${ENGINE[@]}" --output "$ROOM/sealed"
    expect_not_done mmemanifest "give the fingerprint"
    expect_gone "$ROOM/sealed"
}
claim_signs_nothing_with_an_unknown_key() {
    cp "$WORLD/manifests/mme-core-2.0.rpm.toml" "$ROOM/core.mme.toml"
    run mmemanifest sign "$ROOM/core.mme.toml" --key nobody@example.net
    expect_not_done mmemanifest "no secret key"
    expect_gone "$ROOM/core.mme.sig"
}

# labels: R2a R29
claim_signs_no_inconclusive_manifest() {
    sed 's/^result = "clean"/result = "inconclusive"/' "$WORLD/manifests/mme-core-2.0.rpm.toml" >"$ROOM/core.mme.toml"
    run mmemanifest sign "$ROOM/core.mme.toml" --key "$(fingerprint_of K1)"
    expect_exit 1
    expect_complaint mmemanifest scan-inconclusive
    expect_gone "$ROOM/core.mme.sig"
}
claim_scans_nothing_without_a_database() {
    mkdir "$ROOM/empty"
    run mmemanifest seal "$PLAIN" --key K1 --engine "clamav:database=$ROOM/empty" --output "$ROOM/sealed"
    expect_not_done mmemanifest "$ROOM/empty"
    expect_gone "$ROOM/sealed"
}

# labels: R28
claim_signs_no_text() {
    echo "not TOML" >"$ROOM/core.mme.toml"
    run mmemanifest sign "$ROOM/core.mme.toml" --key "$(fingerprint_of K1)"
    expect_not_done mmemanifest manifest-malformed
    expect_gone "$ROOM/core.mme.sig"
}
claim_appends_to_no_missing_signature() {
    cp "$WORLD/manifests/mme-core-2.0.rpm.toml" "$ROOM/core.mme.toml"
    run mmemanifest sign "$ROOM/core.mme.toml" --append --key "$(fingerprint_of K1)"
    expect_not_done mmemanifest "$ROOM/core.mme.sig cannot be opened"
}
claim_embeds_nothing_from_wrong_files() {
    mkdir "$ROOM/folder"
    run mmemanifest embed "$PLAIN" --manifest "$ROOM/folder" -o "$ROOM/sealed"
    expect_not_done mmemanifest "not a regular file"
    run mmemanifest embed "$PLAIN" --manifest "$WORLD/manifests/mme-core-2.0.rpm.toml" --signature "$ROOM/none" \
        -o "$ROOM/sealed"
    expect_not_done mmemanifest "$ROOM/none cannot be opened"
    expect_gone "$ROOM/sealed"
}
claim_extracts_nothing_from_an_unsealed_package() {
    run mmemanifest extract "$PLAIN" -o "$ROOM"
    expect_not_done mmemanifest manifest-missing
    run mmemanifest show "$PLAIN"
    expect_not_done mmemanifest manifest-missing
}
claim_shows_no_unknown_form() {
    run mmemanifest show "$PLAIN" --as pdf
    expect_usage_error mmemanifest pdf
    run mmemanifest show "$PLAIN" --as stix --json
    expect_usage_error mmemanifest --json
    run mmemanifest show "$PLAIN" --as stix
    expect_not_done mmemanifest manifest-missing
}
claim_shows_nothing_if_one_of_several_cannot_be_read() {
    local form
    for form in "--as csv" "--json" ""; do
        # shellcheck disable=SC2086  # words
        run mmemanifest show "$WORLD/manifests/mme-core-2.0.rpm.toml" "$ROOM/none" $form
        expect_not_done mmemanifest "$ROOM/none cannot be opened"
    done
}

# given_table TIME RESULT: a vendor's table.
given_table() {
    printf '%s\n' "Engine,Engine version,Virus library version,Scan time,Scan result" "ClamAV,1.4,27810,$1,$2" \
        >"$ROOM/table.csv"
}

# labels: R2b R29
claim_reviews_a_table_and_writes_nothing() {
    given_table "2026-11-23 18:01:40" OK
    run mmemanifest import-report "$ROOM/table.csv"
    expect_exit 1
    expect_complaint mmemanifest "row 1, 'Scan time', found '2026-11-23 18:01:40': it states no time zone"
    run mmemanifest import-report "$ROOM/table.csv" --zone +09:00
    expect_exit 0
    expect_out "2026-11-23T09:01:40Z"
    expect_out "Missing for a seal:"
    given_table "2026-11-23 18:01:40 UTC" "mostly fine"
    run mmemanifest import-report "$ROOM/table.csv" --json
    expect_exit 1
    expect_out '"result": "inconclusive"'
    [ "$(find "$ROOM" -type f -newer "$ROOM/table.csv" ! -name out ! -name err)" = "" ] || wrong "a file was written"
}
claim_no_review_can_be_signed() {
    given_table "2026-11-23T18:01:40Z" clean
    mmemanifest import-report "$ROOM/table.csv" --json >"$ROOM/review.mme.toml"
    run mmemanifest sign "$ROOM/review.mme.toml" --key "$(fingerprint_of K1)"
    expect_not_done mmemanifest manifest-malformed
    expect_gone "$ROOM/review.mme.sig"
}
claim_takes_no_wrong_zone_and_no_huge_table() {
    given_table "2026-11-23T18:01:40Z" clean
    local zone
    for zone in local CET 9 +25:00 ""; do
        run mmemanifest import-report "$ROOM/table.csv" --zone "$zone"
        expect_usage_error mmemanifest --zone
    done
    head -c 1048577 /dev/zero >"$ROOM/huge.csv"
    run mmemanifest import-report "$ROOM/huge.csv"
    expect_not_done mmemanifest "larger than"
}

# labels: R28
claim_lint_says_what_is_wrong() {
    echo "not TOML" >"$ROOM/wrong.toml"
    run mmemanifest lint "$ROOM/wrong.toml"
    expect_exit 1
    expect_complaint mmemanifest manifest-malformed
}
claim_seals_nothing_with_a_wrong_release_file() {
    echo 'provider = 5' >"$ROOM/release.toml"
    run mmemanifest seal "$PLAIN" --key "$(fingerprint_of K1)" "${ENGINE[@]}" --release "$ROOM/release.toml" \
        --output "$ROOM/sealed"
    expect_not_done mmemanifest provider
    expect_gone "$ROOM/sealed"
}

# unchanged FILE COMMAND...: wrong usage that leaves the file as it was.
unchanged() {
    local before
    before=$(sha256sum "$1")
    run "${@:2}"
    expect_exit 2
    expect_complaint mmemanifest "$(basename "$1")"
    [ "$(sha256sum "$1")" = "$before" ] || wrong "$1 has changed"
}
claim_never_writes_over_its_input() {
    cp "$PLAIN" "$ROOM/core.rpm"
    ln -s "$ROOM" "$ROOM/link"
    unchanged "$ROOM/core.rpm" mmemanifest seal "$ROOM/core.rpm" --key K1 "${ENGINE[@]}" --output "$ROOM"
    unchanged "$ROOM/core.rpm" mmemanifest seal core.rpm --key K1 "${ENGINE[@]}"
    unchanged "$ROOM/core.rpm" mmemanifest seal "$ROOM/core.rpm" --key K1 "${ENGINE[@]}" --output "$ROOM/link"
    unchanged "$ROOM/core.rpm" mmemanifest embed "$ROOM/core.rpm" -o "$ROOM/link" \
        --manifest "$WORLD/manifests/mme-core-2.0.rpm.toml"
    unchanged "$ROOM/core.rpm" mmemanifest create "$ROOM/core.rpm" "${ENGINE[@]}" -o "$ROOM/link/core.rpm"
}
claim_refuses_two_packages_of_one_name() {
    mkdir "$ROOM/a" "$ROOM/b"
    cp "$PLAIN" "$ROOM/a/core.rpm"
    cp "$PLAIN" "$ROOM/b/core.rpm"
    run mmemanifest seal "$ROOM/a/core.rpm" "$ROOM/b/core.rpm" --key K1 "${ENGINE[@]}" --output "$ROOM/sealed"
    expect_usage_error mmemanifest "two packages are named core.rpm"
}

# labels: R7
claim_says_so_when_an_output_folder_cannot_be_made() {
    touch "$ROOM/file"
    local folder
    for folder in "$ROOM/file" "$ROOM/file/below" /proc/none; do
        run mmemanifest seal "$PLAIN" --key "$(fingerprint_of K1)" "${ENGINE[@]}" --output "$folder"
        expect_not_done mmemanifest "$folder"
    done
    run mmemanifest create "$PLAIN" "${ENGINE[@]}" -o "$ROOM/none/core.toml"
    expect_not_done mmemanifest "$ROOM/none/core.toml cannot be written"
}
claim_says_so_when_its_answer_cannot_be_written() {
    given_sealed rpm
    local arguments
    for arguments in "scan --json $PLAIN ${ENGINE[*]}" "scan $PLAIN ${ENGINE[*]}" "engines ${ENGINE[*]}" \
        "show $PACKAGE" "show --json $PACKAGE" --help --version; do
        # shellcheck disable=SC2086  # words
        STATUS=0 && mmemanifest $arguments >/dev/full 2>"$ROOM/err" || STATUS=$?
        : >"$ROOM/out"
        expect_not_done mmemanifest ""
    done
}
claim_a_closed_screen_is_no_success() {
    STATUS=0
    GNUPGHOME=$WORLD/gnupg "$PREFIX/usr/bin/mmemanifest" seal "$PLAIN" --key "$(fingerprint_of K1)" "${ENGINE[@]}" \
        --output "$ROOM/sealed" >&- 2>"$ROOM/err" <&- || STATUS=$?
    expect_not_done mmemanifest "standard output cannot be written"
    run mmemanifest lint "$ROOM/sealed/mme-core-2.0.rpm"
    expect_exit 0
}

# half_written COMMAND...: with a full disk at $ROOM/full it says so and leaves no file there.
half_written() {
    mkdir -p "$ROOM/full"
    run on_full_disk "$ROOM/full" "$@"
    expect_not_done mmemanifest "No space left on device"
    [ ! -s "$ROOM/left" ] || wrong "left behind: $(cat "$ROOM/left")"
}
claim_leaves_nothing_half_written_on_a_full_disk() {
    head -c 300000 /dev/urandom >"$ROOM/filling"
    MME_EXTRA_FILE=$ROOM/filling make_rpm_here
    export GNUPGHOME=$WORLD/gnupg
    local tool=$PREFIX/usr/bin/mmemanifest
    half_written "$tool" embed "$BIG" --manifest "$WORLD/manifests/mme-core-2.0.rpm.toml" -o "$ROOM/full"
    half_written "$tool" seal "$BIG" --key "$(fingerprint_of K1)" "${ENGINE[@]}" --output "$ROOM/full"
    sed "s/^settings = .*//; s/^engine-version = .*/&\nsettings = \"$(head -c 8000 /dev/zero | tr '\0' x)\"/" \
        "$WORLD/manifests/mme-core-2.0.rpm.toml" >"$ROOM/long.mme.toml"
    given_sealed_with_long_manifest
    half_written "$tool" extract "$LONG" -o "$ROOM/full"
}
make_rpm_here() {
    mkdir -p "$ROOM/built"
    WORLD=$ROOM make_rpm mme-big 1.0 "$ROOM/built"
    BIG=$ROOM/built/mme-big-1.0.rpm
}
given_sealed_with_long_manifest() {
    mkdir -p "$ROOM/long"
    mmemanifest embed "$PLAIN" --manifest "$ROOM/long.mme.toml" -o "$ROOM/long"
    LONG=$ROOM/long/mme-core-2.0.rpm
}
claim_a_file_size_limit_leaves_nothing_half_written() {
    head -c 300000 /dev/urandom >"$ROOM/filling"
    MME_EXTRA_FILE=$ROOM/filling make_rpm_here
    mkdir "$ROOM/sealed"
    # shellcheck disable=SC2016  # the inner shell expands
    run bash -c 'ulimit -f 64; exec "$@"' bash "$PREFIX/usr/bin/mmemanifest" embed "$BIG" -o "$ROOM/sealed" \
        --manifest "$WORLD/manifests/mme-core-2.0.rpm.toml"
    expect_not_done mmemanifest "File too large"
    expect_nothing_in "$ROOM/sealed"
}

# labels: R28
claim_a_file_name_cannot_draw_on_the_terminal() {
    run mmemanifest scan "$ROOM/"$'evil\n\e[2Jname.rpm' "${ENGINE[@]}"
    expect_not_done mmemanifest 'evil\x0A\x1B[2Jname.rpm'
}

# labels: R2a
claim_options_may_stand_before_the_packages() {
    run "$PREFIX/usr/bin/mmemanifest" scan --engine "yara:rules=$WORLD/yara/test.yar" \
        "$WORLD/plain/mme-core-2.0.rpm" "$WORLD/plain/mme-core-2.0.deb"
    expect_exit 0
}
