# SPDX-License-Identifier: LGPL-2.1-or-later
# A host of its own for each case: a policy with its keys, and a scratch root whose package manager is told
# of mmeverify as the documentation says.

# given_host [upgrade]: with "upgrade", version 1.0 of mme-core is on it already. A host that make_hosts has kept is
# copied; where none is kept, it is made.
given_host() {
    local kept=$WORLD/hosts/$TYPE${1:+-$1}
    set_host
    [ -d "$kept" ] || make_host
    "tell_${TYPE}_of_host"
    if [ -d "$kept" ]; then
        cp -a "$kept/." "$ROOM/"
        TREE_BEFORE=$(<"$kept.tree") VERSION_BEFORE=${1:+1.0}
    elif [ -n "${1:-}" ]; then
        given_installed mme-core
    fi
}

set_host() {
    HOST=$ROOM/host
    TARGET=$ROOM/root
    CALLER=()
    PLACES=(--policy "$HOST/etc/policy.toml" --state "$HOST/state" --log "$HOST/log")
    HOOK="$PREFIX$LIBEXECDIR/dpkg-hook ${PLACES[*]} --module-dir $PREFIX$MODULEDIR"
}

make_host() {
    mkdir -p "$HOST/etc/keys.d" "$HOST/state" "$HOST/log" "$TARGET/tmp" "$TARGET/etc/dnf"
    cp "$WORLD"/keys/K[134567].asc "$HOST/etc/keys.d/"
    policy >"$HOST/etc/policy.toml"
    "make_${TYPE}_root"
    TREE_BEFORE=$(tree_hash)
}

# make_hosts: one of each type whose keyring is built, and the same after an installation. Cases get copies.
make_hosts() {
    mkdir -p "$WORLD/hosts"
    for TYPE in rpm deb; do
        ROOM=$(mktemp -d "$WORLD/host.XXXXXX")
        given_host
        "$PREFIX/usr/bin/mmeverify" "${PLACES[@]}" check "$WORLD/sealed/mme-core-1.0.$TYPE" >"$ROOM/checked"
        keep_host "$TYPE"
        given_installed mme-core
        keep_host "$TYPE-upgrade"
        rm -rf "$ROOM"
    done
}
keep_host() {
    mkdir "$WORLD/hosts/$1"
    cp -a "$HOST" "$TARGET" "$WORLD/hosts/$1/"
    echo "$TREE_BEFORE" >"$WORLD/hosts/$1.tree"
}

# given_new_keyring: this host has not verified anything yet.
given_new_keyring() { rm -r "$HOST/state/gnupg"; }

policy() {
    cat <<'POLICY'
format = "mmeverify-policy/1"
mode = "enforce"
[scope]
everything = false
names = ["mme-*"]
vendors = []
paths = ["/opt/mme/"]
POLICY
    local key
    for key in K1 K3 K4 K5 K6 K7; do
        printf '[[signer]]\nname = "%s"\nfingerprint = "%s"\nrole = "%s"\n' "$key" "$(fingerprint_of "$key")" \
            "$([ "$key" = K6 ] && echo operator || echo vendor)"
    done
    cat <<'POLICY'
[signature]
threshold = 1
roles = ["vendor"]
min-rsa-bits = 2048
public-key-algorithms = ["rsa", "ecdsa", "eddsa"]
hash-algorithms = ["sha256", "sha384", "sha512"]
expired-key = "accept-if-signed-while-valid"
[scan]
min-engines = 2
engines = []
max-database-age-days = 7
max-scan-age-days = 365
[version]
downgrade = "deny"
[host]
ids = []
[clock]
max-skew-minutes = 10
POLICY
}

# with_policy SED-SCRIPT: changes this host's policy.
with_policy() { sed -i -E "$1" "$HOST/etc/policy.toml"; }

make_rpm_root() { rpm --root "$TARGET" --dbpath /var/lib/rpm --initdb; }
tell_rpm_of_host() {
    mkdir -p "$ROOM/home"
    cat >"$ROOM/home/.rpmmacros" <<MACROS
%_dbpath /var/lib/rpm
%__plugindir $PLUGINDIR
%__transaction_mmeverify %{__plugindir}/mmeverify.so policy=$HOST/etc/policy.toml state=$HOST/state log=$HOST/log
MACROS
    printf '[main]\nplugins=0\ngpgcheck=0\nreposdir=/nonexistent\n' >"$ROOM/dnf.conf"
}

make_deb_root() {
    mkdir -p "$TARGET/var/lib/dpkg/updates" "$TARGET/var/lib/dpkg/info" "$TARGET/var/log"
    : >"$TARGET/var/lib/dpkg/status"
    : >"$TARGET/var/lib/dpkg/available"
}
tell_deb_of_host() {
    mkdir -p "$ROOM"/apt/{state/lists/partial,cache/archives/partial,etc/parts,etc/preferences.d}
    : >"$ROOM/apt/etc/sources.list"
    cat >"$ROOM/apt/apt.conf" <<CONF
Dir::Etc "$ROOM/apt/etc";
Dir::Etc::parts "$ROOM/apt/etc/parts";
Dir::Etc::sourcelist "$ROOM/apt/etc/sources.list";
Dir::State "$ROOM/apt/state";
Dir::State::status "$TARGET/var/lib/dpkg/status";
Dir::Cache "$ROOM/apt/cache";
Dir::Log "$ROOM/apt";
APT::Sandbox::User "root";
Acquire::Languages "none";
DPkg::Options { "--root=$TARGET"; "--force-script-chrootless"; "--log=/dev/null"; };
DPkg::Pre-Install-Pkgs { "$HOOK"; };
DPkg::Tools::Options::$PREFIX$LIBEXECDIR/dpkg-hook::Version "3";
CONF
}

# given_installed NAME: the sealed version 1.0 is on this host already, so that what follows is an upgrade.
given_installed() {
    local install=run_rpm
    [ "$TYPE" = rpm ] || install=run_dpkg
    PACKAGES=("$WORLD/sealed/$1-1.0.$TYPE")
    "$install" >"$ROOM/installed" 2>&1 </dev/null || { cat "$ROOM/installed" >&2 && exit 1; }
    PACKAGES=() VERSION_BEFORE=1.0
    rm -f "$TARGET/canary"
    TREE_BEFORE=$(tree_hash)
}
