# SPDX-License-Identifier: LGPL-2.1-or-later
# A host of its own for each case: a policy with its keys, and a scratch root whose package manager is told
# of mmeverify as the documentation says.

given_host() {
    HOST=$ROOM/host
    TARGET=$ROOM/root
    CALLER=()
    mkdir -p "$HOST/etc/keys.d" "$HOST/state" "$HOST/log" "$TARGET/tmp" "$TARGET/etc/dnf" "$ROOM/home"
    cp "$WORLD"/keys/K[134567].asc "$HOST/etc/keys.d/"
    policy >"$HOST/etc/policy.toml"
    PLACES=(--policy "$HOST/etc/policy.toml" --state "$HOST/state" --log "$HOST/log")
    "given_${TYPE}_root"
    TREE_BEFORE=$(tree_hash)
}

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

given_rpm_root() {
    cat >"$ROOM/home/.rpmmacros" <<MACROS
%_dbpath /var/lib/rpm
%__plugindir $PLUGINDIR
%__transaction_mmeverify %{__plugindir}/mmeverify.so policy=$HOST/etc/policy.toml state=$HOST/state log=$HOST/log
MACROS
    HOME=$ROOM/home rpm --root "$TARGET" --initdb
    printf '[main]\nplugins=0\ngpgcheck=0\nreposdir=/nonexistent\n' >"$ROOM/dnf.conf"
}

given_deb_root() {
    mkdir -p "$TARGET/var/lib/dpkg/updates" "$TARGET/var/lib/dpkg/info" "$TARGET/var/log"
    : >"$TARGET/var/lib/dpkg/status"
    : >"$TARGET/var/lib/dpkg/available"
    HOOK="$PREFIX$LIBEXECDIR/dpkg-hook ${PLACES[*]} --module-dir $PREFIX$MODULEDIR"
    given_apt
}

given_apt() {
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
