# SPDX-License-Identifier: LGPL-2.1-or-later
# The real package managers, each in a scratch root, each told of mmeverify as its documentation says.

given_host() {
    HOST=$ROOM/host
    TARGET=$ROOM/root
    mkdir -p "$HOST/etc/keys.d" "$HOST/state" "$HOST/log" "$TARGET/tmp" "$TARGET/etc/dnf" "$ROOM/home"
    cp "$WORLD"/keys/K[134567].asc "$HOST/etc/keys.d/"
    policy >"$HOST/etc/policy.toml"
    if [ "$TYPE" = rpm ]; then given_rpm_root; else given_dpkg_root; fi
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

given_dpkg_root() {
    mkdir -p "$TARGET/var/lib/dpkg/updates" "$TARGET/var/lib/dpkg/info" "$TARGET/var/log"
    : >"$TARGET/var/lib/dpkg/status"
    : >"$TARGET/var/lib/dpkg/available"
    HOOK="$PREFIX$LIBEXECDIR/dpkg-hook --policy $HOST/etc/policy.toml --state $HOST/state --log $HOST/log --module-dir $PREFIX$MODULEDIR"
}

# install_with FRONT-END: installs all packages of this case; the outcome is judged by the expect verbs.
install_with() {
    EVENTS_BEFORE=$(event_count)
    RC=0
    "run_${1//-/_}" >"$ROOM/output" 2>&1 </dev/null || RC=$?
}

run_rpm() { HOME=$ROOM/home rpm --root "$TARGET" -U "${PACKAGES[@]}"; }
run_rpm_i() { HOME=$ROOM/home rpm --root "$TARGET" -i "${PACKAGES[@]}"; }
run_rpm_oldpackage() { HOME=$ROOM/home rpm --root "$TARGET" -U --oldpackage "${PACKAGES[@]}"; }
run_rpm_reinstall() { HOME=$ROOM/home rpm --root "$TARGET" --reinstall "${PACKAGES[@]}"; }

dnf_here() {
    HOME=$ROOM/home dnf -y -c "$ROOM/dnf.conf" --installroot="$TARGET" --releasever=1 --nogpgcheck \
       --setopt=install_weak_deps=0 "$@"
}
run_dnf_file() { dnf_here install "${PACKAGES[@]}"; }
run_dnf_repo() {
    rm -rf "$ROOM/repo"
    mkdir -p "$ROOM/repo"
    cp "${PACKAGES[@]}" "$ROOM/repo/"
    createrepo_c --quiet "$ROOM/repo"
    dnf_here --repofrompath="r,file://$ROOM/repo" --refresh install "${NAMES[@]}"
}

dpkg_options() {
    printf '%s\n' --root="$TARGET" --force-script-chrootless --log=/dev/null --pre-invoke="exec $HOOK"
}
run_dpkg() {
    local options
    mapfile -t options < <(dpkg_options)
    dpkg "${options[@]}" -i "${PACKAGES[@]}"
}
run_dpkg_unpack() {
    local options
    mapfile -t options < <(dpkg_options)
    dpkg "${options[@]}" --unpack "${PACKAGES[@]}"
}
run_dpkg_recursive() {
    local options
    mapfile -t options < <(dpkg_options)
    rm -rf "$ROOM/folder"
    mkdir -p "$ROOM/folder"
    cp "${PACKAGES[@]}" "$ROOM/folder/"
    dpkg "${options[@]}" -i -R "$ROOM/folder"
}

apt_here() {
    local folder
    for folder in state/lists/partial cache/archives/partial etc/parts; do mkdir -p "$ROOM/apt/$folder"; done
    cat >"$ROOM/apt/apt.conf" <<CONF
Dir::Etc "$ROOM/apt/etc";
Dir::Etc::parts "$ROOM/apt/etc/parts";
Dir::Etc::sourcelist "$ROOM/apt/etc/sources.list";
Dir::State "$ROOM/apt/state";
Dir::State::status "$TARGET/var/lib/dpkg/status";
Dir::Cache "$ROOM/apt/cache";
Dir::Log "$ROOM/apt";
APT::Sandbox::User "root";
DPkg::Options { "--root=$TARGET"; "--force-script-chrootless"; "--log=/dev/null"; };
DPkg::Pre-Install-Pkgs { "$HOOK"; };
DPkg::Tools::Options::$PREFIX$LIBEXECDIR/dpkg-hook::Version "3";
CONF
    APT_CONFIG=$ROOM/apt/apt.conf DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@"
}
run_apt_file() {
    mkdir -p "$ROOM/apt/etc"
    : >"$ROOM/apt/etc/sources.list"
    apt_here --allow-downgrades install "${PACKAGES[@]}"
}
run_apt_repo() {
    rm -rf "$ROOM/repo"
    mkdir -p "$ROOM/repo" "$ROOM/apt/etc"
    cp "${PACKAGES[@]}" "$ROOM/repo/"
    (cd "$ROOM/repo" && apt-ftparchive packages . >Packages)
    echo "deb [trusted=yes] copy:$ROOM/repo ./" >"$ROOM/apt/etc/sources.list"
    apt_here update
    apt_here --allow-downgrades install "${NAMES[@]}"
}
