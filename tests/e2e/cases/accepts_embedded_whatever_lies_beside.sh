# SPDX-License-Identifier: LGPL-2.1-or-later
fifo() { mkfifo "$1"; }
link_to_itself() { ln -s "$1" "$1"; }
link_to_nowhere() { ln -s nowhere "$1"; }
directory() { mkdir "$1"; }
too_large() { truncate -s 17M "$1"; }

# Without an embedded one it is refused and says why; with one, the file beside does not matter.
given_package mme-core 2.0
for what in fifo link_to_itself link_to_nowhere directory too_large; do
    afresh rm -rf "$PACKAGE.mme.toml"
    "$what" "$PACKAGE.mme.toml"
    install_with "$FRONT_END"
    VARIANT=$what
    expect_refused "$(case $what in link*) echo manifest-missing ;; *) echo manifest-malformed ;; esac)"
done
for what in fifo link_to_itself link_to_nowhere directory too_large; do
    afresh rm -rf "$PACKAGE.mme.toml"
    "$what" "$PACKAGE.mme.toml"
    VARIANT=$what
    sealed_by K1
    only_checks || [ "$what" = too_large ] || continue
    install_with "$FRONT_END"
    expect_accepted
done
