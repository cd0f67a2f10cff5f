# SPDX-License-Identifier: LGPL-2.1-or-later
# Hosts: files that options name, a sysroot that holds an installation, a whole running system.

# given_policy FOLDER: a policy that trusts the vendor's keys, and the keys.
given_policy() {
    mkdir -p "$1/keys.d"
    cp "$WORLD"/keys/K[134567].asc "$1/keys.d/"
    policy >"$1/policy.toml"
}

# given_places: HOST with a policy, state and journal; PLACES are the options that name them.
given_places() {
    HOST=$ROOM/host
    given_policy "$HOST/etc"
    mkdir -p "$HOST/state" "$HOST/log"
    PLACES=(--policy "$HOST/etc/policy.toml" --state "$HOST/state" --log "$HOST/log")
}

# given_sealed TYPE: PACKAGE, which any of these hosts accepts.
given_sealed() {
    TYPE=$1
    given_package mme-core 2.0
    sealed_by K1
}

# given_sysroot: ROOT, where mmeverify is installed and has a policy. Hard links: what changes a file there
# must replace it.
given_sysroot() {
    ROOT=$ROOM/root
    mkdir -p "$ROOT"
    cp -al "$PREFIX/." "$ROOT/"
    given_policy "$ROOT/etc/mmeverify"
}

# given_front_ends: rpm's own macros, and what tells that dpkg and apt are present below the sysroot.
given_front_ends() {
    mkdir -p "$ROOT/usr/bin" "$ROOT/usr/lib" "$ROOT/etc/rpm"
    cp -a /usr/lib/rpm "$ROOT/usr/lib/"
    touch "$ROOT/usr/bin/dpkg" "$ROOT/usr/bin/apt-get"
}

below_root() { mmeverify --sysroot "$ROOT" "$@"; }

configuration_of() {
    case $1 in
        rpm) echo "$ROOT/usr/lib/rpm/macros.d/macros.transaction_mmeverify" ;;
        dpkg) echo "$ROOT/etc/dpkg/dpkg.cfg.d/mmeverify" ;;
        apt) echo "$ROOT/etc/apt/apt.conf.d/05mmeverify" ;;
    esac
}

# in_running_system FUNCTION: calls it in a copy of this machine's whole system in which mmeverify is
# installed. The copy lives in memory, in a mount namespace of its own, and goes with the function.
in_running_system() {
    # shellcheck disable=SC2163  # the function of that name
    export -f run wrong "$1" expect_exit expect_out expect_err expect_complaint
    export ROOM WORLD CLAIM PREFIX
    given_policy "$ROOM/etc"
    # shellcheck disable=SC2016  # the inner shells expand
    unshare --mount --propagation private bash -euc '
        mkdir "$ROOM/disk" "$ROOM/system"
        mount -t tmpfs tmpfs "$ROOM/disk"
        mkdir "$ROOM/disk/upper" "$ROOM/disk/work"
        mount -t overlay overlay "$ROOM/system" \
            -o "lowerdir=/,upperdir=$ROOM/disk/upper,workdir=$ROOM/disk/work"
        for folder in /proc /dev /tmp; do mount --rbind "$folder" "$ROOM/system$folder"; done
        cp -a "$PREFIX/." "$ROOM/system/"
        cp -a "$ROOM/etc" "$ROOM/system/etc/mmeverify"
        chroot "$ROOM/system" bash -euc "$1"' bash "$1"
}
