# SPDX-License-Identifier: LGPL-2.1-or-later
# What happens to a package on its way, without its maker.

# flipped_byte OFFSET: changes one byte; a negative offset counts from the end.
flipped_byte() {
    local size offset=$1 byte
    size=$(stat -c %s "$PACKAGE")
    if [ "$offset" -lt 0 ]; then offset=$((size + offset)); fi
    byte=$(od -An -tu1 -j "$offset" -N1 "$PACKAGE" | tr -d ' ')
    # shellcheck disable=SC2059  # the format is the byte
    printf "\\x$(printf %x $((byte ^ 255)))" | dd of="$PACKAGE" bs=1 seek="$offset" conv=notrunc status=none
}

# forged_by STATEMENTS: an rpm changed by tests/rpm/forge.py, all unsigned digests right again.
forged_by() {
    python3 "$here/../rpm/forge.py" "$PACKAGE" "$PACKAGE.forged" "$1" || failed "it could not be forged"
    mv "$PACKAGE.forged.0" "$PACKAGE"
}

truncated_by() { truncate -s "-$1" "$PACKAGE"; }
trailed_by() { printf '%s' "$1" >>"$PACKAGE"; }

# changed_in payload|header: one byte of what gets installed. The payload is the end of an rpm; in a deb it
# is the data member, which lies before ours. The header of an rpm holds the summary; a deb has control.tar.
changed_in() {
    case $1-$TYPE in
        payload-rpm) flipped_byte -20 ;;
        payload-deb) flipped_byte "$(offset_behind 'data\.tar' 100)" ;;
        header-rpm) flipped_byte "$(offset_behind 'Test package of mmeverify' 0)" ;;
        header-deb) flipped_byte "$(offset_behind 'control\.tar' 160)" ;;
    esac
}

offset_behind() { # PATTERN BYTES
    local found
    found=$(grep -abo -m1 "$1" "$PACKAGE" | head -n 1 | cut -d: -f1)
    [ -n "$found" ] || failed "the package does not hold '$1'"
    echo $((found + $2))
}
