# SPDX-License-Identifier: LGPL-2.1-or-later
# The man pages say what the programs do today.

page() { echo "$PREFIX/usr/share/man/man${1##*.}/$1"; }

# words_of PAGE: its text without line breaks and hyphenation.
words_of() { groff -man -rcR=1 -rHY=0 -Tascii -P-cbou "$(page "$1")" | tr -s ' \n' ' '; }

PAGES="mmeverify.1 mmemanifest.1 mmeverify-policy.5 mmeverify-rpm.8 mmeverify-dpkg.8"

# labels: R9
claim_every_page_is_installed_and_well_formed() {
    local one
    for one in $PAGES; do
        run groff -ww -man -Tutf8 -z "$(page "$one")"
        expect_exit 0
        [ ! -s "$ROOM/err" ] || wrong "$one"
    done
}
claim_every_page_begins_with_its_name() {
    local one
    for one in $PAGES; do
        words_of "$one" | shows -F "NAME ${one%.*}" || wrong "$one does not begin with its name"
    done
}

# in_page PAGE WORD...: each stands there.
in_page() {
    local text word
    text=$(words_of "$1")
    for word in "${@:2}"; do grep -qF -- "$word" <<<"$text" || wrong "$1 lacks '$word'"; done
}
subcommands_of() { "$@" --help | sed -n '/^Subcommands:/,$p' | grep -oE '^  [a-z][a-z-]*' | tr -d ' '; }
options_of() { "$@" --help | grep -oE -- '--[a-z][a-z-]+' | sort -u; }

# page_of_tool PAGE TOOL: every command has a section, and all options stand in the page.
page_of_tool() {
    local command commands options
    mapfile -t commands < <(subcommands_of "$2")
    [ "${#commands[@]}" -ge 5 ] || wrong "only ${#commands[@]} commands were found"
    for command in "${commands[@]}"; do
        grep -qE "^\.SS \"?$command\b" "$(page "$1")" || wrong "$1 has no section on $command"
    done
    for command in "" "${commands[@]}"; do
        # shellcheck disable=SC2086  # an empty command is no word
        mapfile -t options < <(options_of "$2" $command)
        [ "${#options[@]}" -ge 1 ] || wrong "no options of $command were found"
        in_page "$1" "${options[@]}"
    done
}
claim_mmeverify_1_has_every_command_and_option() { page_of_tool mmeverify.1 mmeverify; }
claim_mmemanifest_1_has_every_command_and_option() { page_of_tool mmemanifest.1 mmemanifest; }
claim_mmeverify_dpkg_8_has_every_option() {
    local options
    mapfile -t options < <(options_of "$PREFIX$LIBEXECDIR/dpkg-hook")
    [ "${#options[@]}" -ge 5 ] || wrong "only ${#options[@]} options were found"
    in_page mmeverify-dpkg.8 "${options[@]}"
}
claim_mmeverify_1_has_every_reason_code_with_its_sentence() {
    local codes code
    read -ra codes < <(mmeverify explain x 2>&1 | sed -n 's/^hint: the codes are //p' || true)
    [ "${#codes[@]}" -ge 35 ] || wrong "only ${#codes[@]} codes were found"
    for code in "${codes[@]}"; do
        in_page mmeverify.1 " $code " "$(mmeverify explain "$code" | sed -n '2s/^ *//p')"
    done
}

# labels: R9 R1b
claim_the_example_policy_is_a_policy() {
    mkdir -p "$ROOM/etc/keys.d"
    cp "$WORLD/keys/K1.asc" "$ROOM/etc/keys.d/"
    sed -n '/^\.SH EXAMPLE/,/^\.fi/{/^\./d;p}' "$(page mmeverify-policy.5)" | sed 's/\\-/-/g' >"$ROOM/etc/policy.toml"
    run mmeverify --policy "$ROOM/etc/policy.toml" --state "$ROOM/state" keys list
    expect_exit 0
}
claim_mmeverify_policy_5_has_every_key_of_the_example() {
    local key
    while read -r key; do
        grep -qxF -- ".B ${key//-/\\-}" "$(page mmeverify-policy.5)" || wrong "the key $key is not described"
    done < <(sed -n '/^\.SH EXAMPLE/,/^\.fi/{/ = /p}' "$(page mmeverify-policy.5)" | sed 's/ = .*//; s/\\-/-/g' | sort -u)
}
