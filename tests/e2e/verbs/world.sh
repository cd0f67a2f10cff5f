# SPDX-License-Identifier: LGPL-2.1-or-later
# Where the installed build lies, read from what was installed and not from a guess; once for each world.

find_installed_places() {
    PREFIX=$WORLD/prefix
    PLUGINDIR=$(dirname "$(find "$PREFIX" -path '*rpm-plugins/mmeverify.so' | head -n 1)")
    LIBEXECDIR=$(dirname "$(find "$PREFIX" -name dpkg-hook -printf '/%P\n' | head -n 1)")
    MODULEDIR=$(dirname "$(find "$PREFIX" -name 'mmeverify-dpkg.so' -printf '/%P\n' | head -n 1)")
}

set_installed_places() {
    if [ ! -f "$WORLD/places" ]; then
        find_installed_places
        declare -p PREFIX PLUGINDIR LIBEXECDIR MODULEDIR | sed 's/^declare -- /declare -g /' >"$WORLD/places"
    fi
    . "$WORLD/places"
}
