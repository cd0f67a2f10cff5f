# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
started=$(date -u -d '-10 seconds' +%s)
at() { date -u -d "@$1" +%FT%TZ; }
with_manifest "s/^created = .*/created = $(at "$started")/; s/^started = .*/started = $(at "$started")/; s/^finished = .*/finished = $(at "$started")/"
with_manifest "s/^database-date = .*/database-date = $(at $((started - 7 * 86400)))/"
sealed_by K1
install_with "$FRONT_END"
expect_accepted
