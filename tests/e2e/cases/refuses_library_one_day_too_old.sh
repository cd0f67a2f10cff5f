# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
at() { date -u -d "$1" +%FT%TZ; }
with_manifest "s/^created = .*/created = $(at now)/; s/^started = .*/started = $(at -10seconds)/; s/^finished = .*/finished = $(at -10seconds)/"
with_manifest "s/^database-date = .*/database-date = $(at '-8days -10seconds')/"
sealed_by K1
install_with "$FRONT_END"
expect_refused scan-database-stale
