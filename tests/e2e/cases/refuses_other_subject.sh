# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for change in '/^\[package\]/,/^file/s/^name = .*/name = "mme-other"/' '/^\[package\]/,/^file/s/^version = .*/version = "9:2.0-9"/' \
    '/^\[package\]/,/^file/s/^architecture = .*/architecture = "riscv64"/'; do
    afresh with_manifest "$change"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused subject-mismatch
done
