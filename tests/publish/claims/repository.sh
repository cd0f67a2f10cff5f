# SPDX-License-Identifier: LGPL-2.1-or-later
# mmemanifest publish: what is sealed by policy gets into a repository, whole or not at all.

REPO=$ROOM/srv/repo

given_sealed_set() { # TYPE NAME-VERSION...
    given_places
    local type=$1 name packages=()
    for name in "${@:2}"; do packages+=("$WORLD/plain/$name.$type"); done
    seal "${packages[@]}"
    expect_exit 0
}

publish() {
    mkdir -p "$ROOM/srv"
    run mmemanifest publish "$@" --to "$REPO" "${PLACES[@]}"
}

# state: every file with its content; nothing beside the repository.
state() { listing "$REPO"; }
expect_alone() {
    [ "$(ls -A "$ROOM/srv")" = "$(basename "$REPO")" ] || wrong "beside the repository: $(ls -A "$ROOM/srv")"
}
# expect_as_before EXIT TEXT: refused, and the repository is as it was.
expect_as_before() {
    expect_exit "$1"
    expect_err "$2"
    expect_no_out
    [ "$(state)" = "$BEFORE" ] || wrong "the repository has changed"
    expect_alone
}

in_primary() { zcat "$REPO"/repodata/*-primary.xml.gz | shows "$(sha256sum "$1" | cut -d' ' -f1)"; }
in_packages() { grep -q "^SHA256: $(sha256sum "$1" | cut -d' ' -f1)\$" "$2"; }

# labels: R2a
claim_publishes_into_a_new_and_an_old_rpm_repository() {
    given_sealed_set rpm mme-core-1.0 mme-core-2.0 mme-two-1.0
    publish "$SEALED/mme-core-1.0.rpm"
    expect_exit 0
    expect_alone
    mkdir "$REPO/extra"
    echo kept >"$REPO/extra/notes"
    chmod 2750 "$REPO"
    publish "$SEALED/mme-core-2.0.rpm" "$SEALED/mme-two-1.0.rpm"
    expect_exit 0
    expect_alone
    local package
    for package in "$SEALED"/*.rpm; do in_primary "$package" || wrong "$package is not in the index"; done
    [ "$(cat "$REPO/extra/notes")" = kept ] || wrong "another file is gone"
    [ "$(stat -c %a "$REPO")" = 2750 ] || wrong "the mode of the repository has changed"
}
claim_an_rpm_repository_stays_installable() {
    given_sealed_set rpm mme-core-2.0
    publish "$SEALED/mme-core-2.0.rpm"
    run dnf -q --disablerepo='*' --repofrompath="r,file://$REPO" --setopt=cachedir="$ROOM/dnf" --refresh repoquery mme-core
    expect_out mme-core-0:2.0
}
claim_publishes_into_a_flat_deb_repository() {
    given_sealed_set deb mme-core-2.0 mme-two-1.0
    publish "$SEALED/mme-core-2.0.deb"
    expect_exit 0
    echo signature >"$REPO/InRelease"
    publish "$SEALED/mme-two-1.0.deb"
    expect_exit 0
    expect_alone
    in_packages "$SEALED/mme-core-2.0.deb" "$REPO/Packages" || wrong "the first is not in the index"
    in_packages "$SEALED/mme-two-1.0.deb" "$REPO/Packages" || wrong "the second is not in the index"
    zcat "$REPO/Packages.gz" | cmp - "$REPO/Packages" || wrong "Packages.gz is another one"
    grep -q "^ $(sha256sum "$REPO/Packages" | cut -d' ' -f1) .* Packages$" "$REPO/Release" || wrong "Release does not hold the index"
    expect_gone "$REPO/InRelease"
}
given_reprepro() {
    mkdir -p "$REPO/conf"
    printf 'Codename: stable\nComponents: main\nArchitectures: amd64\n' >"$REPO/conf/distributions"
    # An options file that leads elsewhere must not lead out of the new tree.
    printf 'outdir %s\n' "$ROOM/elsewhere" >"$REPO/conf/options"
    HOW=(--index-option=--component --index-option=main --index-option=--section --index-option=net
        --index-option=--priority --index-option=optional)
}
claim_publishes_with_reprepro() {
    given_sealed_set deb mme-core-2.0 mme-two-1.0
    given_reprepro
    publish "$SEALED/mme-core-2.0.deb" "${HOW[@]}"
    expect_exit 0
    publish "$SEALED/mme-two-1.0.deb" "${HOW[@]}" --distribution stable
    expect_exit 0
    expect_alone
    expect_gone "$ROOM/elsewhere"
    local index=$REPO/dists/stable/main/binary-amd64/Packages
    in_packages "$SEALED/mme-core-2.0.deb" "$index" || wrong "the first is not in the index"
    in_packages "$SEALED/mme-two-1.0.deb" "$index" || wrong "the second is not in the index"
}

# labels: R2a R29
claim_refuses_what_is_not_sealed_by_the_policy() {
    given_sealed_set rpm mme-core-1.0 mme-core-2.0
    publish "$SEALED/mme-core-1.0.rpm"
    BEFORE=$(state)
    publish "$SEALED/mme-core-2.0.rpm" "$WORLD/plain/mme-two-1.0.rpm" --report "$ROOM/report.json"
    expect_as_before 1 "mme-two-1.0.rpm: refused (manifest-missing)"
    expect_field "$ROOM/report.json" "[p['result'] for p in r['packages']]" "['clean', 'refused']"
    sed -i 's/min-engines = 2/min-engines = 3/' "$HOST/etc/policy.toml"
    publish "$SEALED/mme-core-2.0.rpm"
    expect_as_before 1 "refused (scan-too-few-engines)"
}
claim_refuses_a_seal_of_another_key() {
    given_places
    run mmemanifest seal "$WORLD/plain/mme-core-2.0.rpm" --key "$(fingerprint_of K2)" "${ENGINES[@]}" --output "$SEALED"
    publish "$SEALED/mme-core-2.0.rpm"
    expect_exit 1
    expect_err "refused (signer-not-trusted)"
    expect_nothing_in "$ROOM/srv"
}
claim_refuses_what_nothing_was_demanded_of() {
    given_sealed_set rpm other-tool-1.0
    sed -i 's|paths = .*|paths = []|' "$HOST/etc/policy.toml"
    publish "$SEALED/other-tool-1.0.rpm"
    expect_exit 1
    expect_err "[scope] does not cover it"
    expect_nothing_in "$ROOM/srv"
}
claim_refuses_a_seal_that_lies_beside_the_package() {
    given_places
    cp "$WORLD/plain/mme-core-2.0.rpm" "$ROOM/"
    cp "$WORLD/manifests/mme-core-2.0.rpm.toml" "$ROOM/mme-core-2.0.rpm.mme.toml"
    run mmemanifest sign "$ROOM/mme-core-2.0.rpm.mme.toml" --key "$(fingerprint_of K1)"
    publish "$ROOM/mme-core-2.0.rpm"
    expect_exit 1
    expect_err "refused (manifest-missing)"
    expect_nothing_in "$ROOM/srv"
}
claim_adds_its_own_rules_to_the_policy() {
    given_sealed_set rpm mme-core-2.0
    publish "$SEALED/mme-core-2.0.rpm" --min-engines 3
    expect_exit 1
    expect_err "refused (scan-too-few-engines)"
    expect_nothing_in "$ROOM/srv"
}

# labels: R2a
claim_a_failed_index_leaves_the_repository_as_it_was() {
    given_sealed_set rpm mme-core-1.0 mme-core-2.0
    publish "$SEALED/mme-core-1.0.rpm"
    BEFORE=$(state)
    publish "$SEALED/mme-core-2.0.rpm" --index-option=--no-such-option
    expect_as_before 3 "createrepo_c failed"
    publish "$SEALED/mme-core-2.0.rpm" --finish false
    expect_as_before 3 "false failed"
    printf '#!/bin/sh\nexec 2>/dev/null\nkill -TERM $PPID\n' >"$ROOM/stop"
    chmod 755 "$ROOM/stop"
    publish "$SEALED/mme-core-2.0.rpm" --finish "$ROOM/stop"
    expect_as_before 3 "interrupted by a signal"
}
claim_a_failed_index_of_debs_leaves_the_repository_as_it_was() {
    given_sealed_set deb mme-core-1.0 mme-core-2.0
    publish "$SEALED/mme-core-1.0.deb"
    BEFORE=$(state)
    publish "$SEALED/mme-core-2.0.deb" --index-option=--no-such-option
    expect_as_before 3 "apt-ftparchive failed"
    rm -r "$REPO"
    given_reprepro
    publish "$SEALED/mme-core-1.0.deb" "${HOW[@]}"
    BEFORE=$(state)
    publish "$SEALED/mme-core-2.0.deb" "${HOW[@]}" --distribution unknown
    expect_as_before 3 "reprepro failed"
}
claim_does_not_undo_what_somebody_else_does_meanwhile() {
    given_sealed_set rpm mme-core-1.0 mme-core-2.0
    publish "$SEALED/mme-core-1.0.rpm"
    printf '#!/bin/sh\necho new >"%s/news"\n' "$REPO" >"$ROOM/meanwhile"
    chmod 755 "$ROOM/meanwhile"
    publish "$SEALED/mme-core-2.0.rpm" --finish "$ROOM/meanwhile"
    expect_exit 3
    expect_err "was changed by somebody else meanwhile"
    [ "$(cat "$REPO/news")" = new ] || wrong "the other's work is gone"
    expect_gone "$REPO/mme-core-2.0.rpm"
    expect_alone
}
claim_a_finishing_program_signs_the_index_before_anybody_sees_it() {
    given_sealed_set rpm mme-core-2.0
    printf '#!/bin/sh\ngpg --homedir "%s" --batch --quiet --armor --detach-sign --local-user %s "$1/repodata/repomd.xml"\n' \
        "$WORLD/gnupg" "$(fingerprint_of K1)" >"$ROOM/sign"
    chmod 755 "$ROOM/sign"
    publish "$SEALED/mme-core-2.0.rpm" --finish "$ROOM/sign"
    expect_exit 0
    gpg_quiet --verify "$REPO/repodata/repomd.xml.asc" "$REPO/repodata/repomd.xml" || wrong "the index is not signed"
}
claim_never_replaces_a_published_file_unasked() {
    given_sealed_set rpm mme-core-2.0
    publish "$SEALED/mme-core-2.0.rpm"
    expect_exit 0
    rm -r "$SEALED"
    sleep 1
    seal "$WORLD/plain/mme-core-2.0.rpm"
    BEFORE=$(state)
    publish "$SEALED/mme-core-2.0.rpm"
    expect_as_before 1 "mme-core-2.0.rpm is published already, with other bytes"
    publish "$SEALED/mme-core-2.0.rpm" --replace
    expect_exit 0
    in_primary "$SEALED/mme-core-2.0.rpm" || wrong "the new one is not in the index"
}
claim_refuses_both_types_at_once() {
    given_sealed_set rpm mme-core-2.0
    seal "$WORLD/plain/mme-core-2.0.deb"
    publish "$SEALED/mme-core-2.0.rpm" "$SEALED/mme-core-2.0.deb"
    expect_exit 3
    expect_err "rpm and deb packages cannot go into one repository"
    expect_nothing_in "$ROOM/srv"
}
claim_a_killed_publication_is_cleaned_up_by_the_next() {
    given_sealed_set rpm mme-core-1.0 mme-core-2.0
    publish "$SEALED/mme-core-1.0.rpm"
    printf '#!/bin/sh\nkill -KILL $PPID\n' >"$ROOM/kill"
    chmod 755 "$ROOM/kill"
    BEFORE=$(state)
    publish "$SEALED/mme-core-2.0.rpm" --finish "$ROOM/kill"
    expect_exit 137
    [ "$(state)" = "$BEFORE" ] || wrong "the repository has changed"
    publish "$SEALED/mme-core-2.0.rpm"
    expect_exit 0
    expect_alone
}
