# SPDX-License-Identifier: LGPL-2.1-or-later
# The running system itself, as a throw-away copy: an overlay over / in mount and network namespaces of its own, with
# mmeverify installed and enabled. For what depends on the real places of configuration.

# on_whole_host FUNCTION: runs it, with all verbs, inside such a copy. Nothing of it stays.
on_whole_host() {
    local layers=$ROOM/layers
    mkdir -p "$layers"
    export WORLD ROOM CASE FRONT_END TYPE E2E_DIRECTORY=$here
    unshare --mount --net --propagation private bash -euo pipefail -c '
        layers=$1 function=$2
        mount -t tmpfs tmpfs "$layers"
        mkdir "$layers"/{upper,work,root}
        mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/work" "$layers/root"
        mount --rbind /proc "$layers/root/proc"
        mount --rbind /dev "$layers/root/dev"
        mkdir -p "$layers/root$ROOM"
        for place in "$WORLD" "$E2E_DIRECTORY"; do
            mkdir -p "$layers/root$place"
            mount --rbind "$place" "$layers/root$place"
        done
        exec chroot "$layers/root" bash -euo pipefail -c "
            for verbs in \"\$E2E_DIRECTORY\"/verbs/*.sh; do . \"\$verbs\"; done
            set_installed_places
            $function" ' on_whole_host "$layers" "$1"
}

# given_mmeverify_on_whole_host: installed at its real places, with a policy, asked by whoever is named.
given_mmeverify_on_whole_host() {
    cp -a "$PREFIX/." /
    mkdir -p /etc/mmeverify/keys.d
    cp "$WORLD/keys/K1.asc" /etc/mmeverify/keys.d/
    policy >/etc/mmeverify/policy.toml
    chown -R root:root /etc/mmeverify
    local manager
    for manager in "$@"; do mmeverify enable "$manager"; done
}
