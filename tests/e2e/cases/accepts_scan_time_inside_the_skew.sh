# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
at() { date -u -d "$1" +%FT%TZ; }
with_manifest "s/^created = .*/created = $(at now)/; s/^(started|finished) = .*/\\1 = $(at +5minutes)/"
sealed_by K1
install_with "$FRONT_END"
expect_accepted
