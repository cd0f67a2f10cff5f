# SPDX-License-Identifier: LGPL-2.1-or-later
# What is measured: sets of small rpms sealed in two ways, and single packages of three sizes.

set_names() { seq -f 'mme-b%03.0f' "$1"; }

# Small packages without scriptlets: rpm has little to do for each, so what the plugin adds shows most.
set_spec() { # COUNT
    cat <<'SPEC'
Name: mme-set
Version: 1.0
Release: 1
Summary: Benchmark package of mmeverify
License: LGPL-2.1-or-later
Vendor: Example Telecom
BuildArch: noarch
%description
Benchmark package of mmeverify.
%prep
%build
%install
SPEC
    set_names "$1" | sed 's|.*|mkdir -p %{buildroot}/opt/&; echo & > %{buildroot}/opt/&/program|'
    set_names "$1" | sed 's|.*|%package -n &\nSummary: Benchmark package\n%description -n &\nBenchmark package.\n%files -n &\n/opt/&|'
}

make_set() { # COUNT
    local top=$WORLD/setbuild
    mkdir -p "$top" "$WORLD/set"
    set_spec "$1" >"$top/set.spec"
    HOME=$top rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir $WORLD/set" \
        --define '_rpmfilename %%{name}-%%{version}.rpm' --nodeps "$top/set.spec" </dev/null >"$top/log" 2>&1
}

# Every package under a manifest of its own with a signature of its own.
seal_each() {
    local package engines
    mapfile -t engines < <(engine_options)
    mkdir -p "$WORLD/each"
    mmemanifest create "$WORLD"/set/*.rpm "${engines[@]}"
    for package in "$WORLD"/set/*.rpm; do
        signature_of K1 "$package.mme.toml"
        mmemanifest embed "$package" --manifest "$package.mme.toml" --signature "$package.mme.toml.sig" \
            --output "$WORLD/each"
    done
}

# The whole set in one go: one signature over all manifests.
seal_batch() {
    local engines
    mapfile -t engines < <(engine_options)
    mmemanifest seal "$WORLD"/set/*.rpm --key "$(fingerprint_of K1)" "${engines[@]}" --output "$WORLD/batch" >/dev/null
}

# Content that cannot be compressed, so that the package is as large as it says; packed fast.
make_sized() { # MEGABYTES
    local extra=$WORLD/extra.$1
    mkdir -p "$WORLD/plain" "$WORLD/rpmbuild"
    head -c "$1"000000 /dev/urandom >"$extra"
    echo '%_binary_payload w1.gzdio' >"$WORLD/rpmbuild/.rpmmacros"
    MME_EXTRA_FILE=$extra DPKG_DEB_COMPRESSOR_TYPE=gzip DPKG_DEB_COMPRESSOR_LEVEL=1 make_both "mme-s$1" 1.0
    rm -f "$extra"
}

seal_sized() { # MEGABYTES
    local engines type
    mapfile -t engines < <(engine_options)
    for type in rpm deb; do
        mmemanifest seal "$WORLD/plain/mme-s$1-1.0.$type" --key "$(fingerprint_of K1)" "${engines[@]}" \
            --output "$WORLD/sized" >/dev/null
    done
}
