# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
sealed_by K1
cp "$HOST/etc/policy.toml" "$ROOM/policy.toml"
for change in 's/^threshold = .*/threshold = 0/' 's/^min-engines = .*/min-engines = 0/' '/^max-skew-minutes/d' \
    's/^mode = .*/mode = "enforced"/' '1s/^/surplus = 1\n/' '/^\[\[signer\]\]/,/^role/d' 's/^hash-algorithms = .*/hash-algorithms = []/'; do
    cp "$ROOM/policy.toml" "$HOST/etc/policy.toml"
    VARIANT=$change
    with_policy "$change"
    install_with "$FRONT_END"
    expect_refused policy-malformed
done
