# SPDX-License-Identifier: LGPL-2.1-or-later
# mmemanifest scan of two builds over the same package: after.TREE.ENGINE[-ENGINE...] against before.TREE.ENGINE...

prepare_before() { :; }
prepare_after() { :; }

command_before() { command_scan "$1" && COMMAND[0]=$BEFORE/tools/mmemanifest/mmemanifest; }
command_after() { command_scan "$1" && COMMAND[0]=$AFTER/tools/mmemanifest/mmemanifest; }

shown_before() { echo "the same before"; }
shown_after() { shown_scan "$1"; }

measure_builds() { # TREE ENGINES
    alternated "before.$1.$2" "after.$1.$2"
    row "after.$1.$2" "before.$1.$2"
}
