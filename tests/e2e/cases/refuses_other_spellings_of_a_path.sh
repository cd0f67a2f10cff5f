# SPDX-License-Identifier: LGPL-2.1-or-later
# Each leads below /opt/mme when the package manager unpacks it.
try_spelling() {
    PACKAGES=()
    rm -rf "$ROOM/stranger"
    VARIANT=$1
    given_stranger 'mkdir -p $TREE/srv && echo x >$TREE/srv/program'
    with_path_spelled "$1"
    install_with "$FRONT_END"
    expect_refused_with_one_of archive-malformed manifest-missing
}
mkdir -p "$TARGET"/{usr,opt}
TREE_BEFORE=$(tree_hash)
for spelling in /opt//mme/program /opt/./mme/program //opt/mme/program /usr/../opt/mme/program /opt/mme/../mme/program \
    /opt/mme//program /opt/mme/./program; do
    try_spelling "$spelling"
done
