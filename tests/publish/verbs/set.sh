# SPDX-License-Identifier: LGPL-2.1-or-later
# Sets of packages: what to scan them with, what became of them.

SEALED=$ROOM/sealed
KEPT=$ROOM/kept

# engines: two real ones, ENGINES[@].
given_engines() {
    mapfile -t ENGINES < <(engine_options)
    SET=("$WORLD"/plain/*.rpm "$WORLD"/plain/*.deb)
}
given_engines

seal() { run mmemanifest seal --key "$(fingerprint_of K1)" "${ENGINES[@]}" --output "$SEALED" --cache "$KEPT" "$@"; }

# given_infected TYPE NAME: a package that holds the test pattern, in $ROOM/bad.
given_infected() {
    mkdir -p "$ROOM/bad"
    eicar >"$ROOM/bad.file"
    MME_EXTRA_FILE=$ROOM/bad.file WORLD=$ROOM "make_$1" "$2" 1.0 "$ROOM/bad"
    BAD=$ROOM/bad/$2-1.0.$1
}

# kept: the entries of the cache with what changes when one is written again.
kept() { find "$KEPT" -name '*.scan' -printf '%f %i\n' | sort; }
kept_count() { find "$KEPT" -name '*.scan' | wc -l; }

expect_sealed() { [ "$(find "$SEALED" -type f | wc -l)" -eq "$1" ] || wrong "$(ls -A "$SEALED") are sealed, wanted $1"; }
expect_nothing_sealed() {
    [ ! -e "$SEALED" ] || expect_nothing_in "$SEALED"
    [ -z "$(find "$ROOM" -name '*.mme.sig' -o -name '.mmemanifest*')" ] || wrong "something was left behind"
}

# field FILE JQ-LIKE-PYTHON: an expression over the JSON of a report.
field() { python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }
expect_field() { [ "$(field "$1" "$2")" = "$3" ] || wrong "$2 is '$(field "$1" "$2")', wanted '$3'"; }
