# SPDX-License-Identifier: LGPL-2.1-or-later
# rpm -U of N packages into an empty root: alone.N without the plugin, each.N and batch.N with it.

given_transactions() {
    ROOM=$WORLD/room TYPE=rpm
    mkdir -p "$ROOM/alone"
    chmod 755 "$ROOM"
    given_host
    grep '^%_dbpath' "$ROOM/home/.rpmmacros" >"$ROOM/alone/.rpmmacros"
    cp -a "$TARGET" "$ROOM/empty"
}

empty_root() {
    rm -rf "$TARGET"
    cp -a "$ROOM/empty" "$TARGET"
}
prepare_alone() { empty_root; }
prepare_each() { empty_root; }
prepare_batch() { empty_root; }

set_files() { # FOLDER COUNT
    local files
    mapfile -t files < <(set_names "$2" | sed "s|.*|$WORLD/$1/&-1.0.rpm|")
    printf '%s\n' "${files[@]}"
}
rpm_command() { # HOME FOLDER COUNT
    local files
    mapfile -t files < <(set_files "$2" "$3")
    COMMAND=(env HOME="$ROOM/$1" rpm --root "$TARGET" -U "${files[@]}")
}
command_alone() { rpm_command alone each "${1#*.}"; }
command_each() { rpm_command home each "${1#*.}"; }
command_batch() { rpm_command home batch "${1#*.}"; }

shown_alone() { echo "rpm -U alone"; }
shown_each() { echo "rpm -U of ${1#*.}, each signed"; }
shown_batch() { echo "rpm -U of ${1#*.}, signed as one batch"; }

measure_transactions() { # COUNT
    alternated "alone.$1" "each.$1" "batch.$1"
    row "each.$1" "alone.$1"
    row "batch.$1" "alone.$1"
}
