# SPDX-License-Identifier: LGPL-2.1-or-later
# Every case with the requirements it proves and the ways of installation it is tried with.

# What is right is accepted.
mme_e2e(accepts_sealed LABELS R1a R1b R1c R2b R3 R7 R20 PATHS ${all_paths} ${more_paths})
mme_e2e(accepts_set_of_five LABELS R11 PATHS ${fresh_paths})
mme_e2e(accepts_manifest_beside_the_package LABELS R20 PATHS ${file_paths})
mme_e2e(accepts_out_of_scope_without_manifest LABELS R1a PATHS ${fresh_paths})
mme_e2e(accepts_out_of_scope_without_gpg LABELS R1a PATHS ${fresh_paths})
mme_e2e(reports_only_when_permissive LABELS R7 PATHS ${all_paths})

# Nothing, or not enough, says that it may be installed.
mme_e2e(refuses_unsigned LABELS R1a R1b R1c R4 R7 PATHS ${all_paths} ${more_paths})
mme_e2e(refuses_no_signature LABELS R1a R1b PATHS ${all_paths})
mme_e2e(refuses_blank_signature LABELS R1a R1b PATHS ${all_paths})
mme_e2e(refuses_empty_signature_file LABELS R1a R1b PATHS ${file_paths})
mme_e2e(refuses_what_is_no_signature LABELS R1b R28 PATHS ${all_paths})
mme_e2e(refuses_set_of_five_with_one_bad LABELS R11 R4 PATHS ${fresh_paths})

# The bytes are not those that were scanned and signed.
mme_e2e(refuses_changed_payload LABELS R1a R11 R4 PATHS ${all_paths})
mme_e2e(refuses_changed_header LABELS R1a R11 R4 PATHS ${all_paths})
mme_e2e(refuses_rebuilt LABELS R1a R11 R12 R4 PATHS ${all_paths})
mme_e2e(refuses_truncated LABELS R28 PATHS ${all_paths})
mme_e2e(refuses_trailing LABELS R28 PATHS ${all_paths})
mme_e2e(refuses_swapped_manifest LABELS R12 PATHS ${all_paths})
mme_e2e(refuses_other_subject LABELS R12 PATHS ${all_paths})

# The key is not one that may vouch for it.
mme_e2e(refuses_unknown_key LABELS R3 PATHS ${all_paths})
mme_e2e(refuses_expired_key LABELS R14 R15 PATHS ${all_paths})
mme_e2e(accepts_signature_made_before_the_key_expired LABELS R15 PATHS ${all_paths})
mme_e2e(refuses_signature_by_an_expired_key_when_told_to LABELS R15 PATHS ${all_paths})
mme_e2e(refuses_revoked_key LABELS R14 PATHS ${all_paths})
mme_e2e(refuses_weak_key LABELS R1b R14 PATHS ${all_paths})
mme_e2e(refuses_weak_digest LABELS R1b R14 PATHS ${all_paths})
mme_e2e(refuses_key_not_yet_valid LABELS R14 PATHS ${all_paths})
mme_e2e(refuses_operator_key_alone LABELS R19 PATHS ${all_paths})
mme_e2e(refuses_missing_counter_signature LABELS R19 PATHS ${all_paths})
mme_e2e(refuses_one_key_twice_for_two LABELS R1b PATHS ${all_paths})
mme_e2e(accepts_two_keys_for_two LABELS R1b R19 PATHS ${all_paths})
mme_e2e(refuses_key_for_other_names LABELS R3 PATHS ${all_paths})

# The report does not say that every engine found everything clean, lately enough.
mme_e2e(refuses_no_scan LABELS R2a R2b PATHS ${all_paths})
mme_e2e(refuses_damaged_report_fields LABELS R2b R28 PATHS ${quick_paths})
mme_e2e(refuses_words_that_boast LABELS R2b R28 PATHS ${all_paths})
mme_e2e(refuses_infected LABELS R2a PATHS ${all_paths})
mme_e2e(refuses_one_infected_among_three LABELS R2a R17 PATHS ${all_paths})
mme_e2e(refuses_inconclusive LABELS R2a R29 PATHS ${all_paths})
mme_e2e(refuses_counts_that_do_not_match LABELS R2a R29 PATHS ${all_paths})
mme_e2e(refuses_one_engine_where_two_are_asked LABELS R17 PATHS ${all_paths})
mme_e2e(refuses_one_engine_twice LABELS R17 PATHS ${all_paths})
mme_e2e(refuses_engine_not_on_the_list LABELS R17 PATHS ${all_paths})
mme_e2e(refuses_stale_database LABELS R16 PATHS ${all_paths})
mme_e2e(refuses_library_one_day_too_old LABELS R16 PATHS ${all_paths})
mme_e2e(accepts_library_exactly_old_enough LABELS R16 PATHS ${all_paths})
mme_e2e(accepts_scan_time_inside_the_skew LABELS R16 R21 PATHS ${all_paths})
mme_e2e(refuses_times_that_cannot_be LABELS R16 R21 PATHS ${all_paths})
mme_e2e(refuses_time_without_zone LABELS R16 R28 PATHS ${all_paths})
mme_e2e(refuses_old_scan LABELS R16 PATHS ${all_paths})
mme_e2e(refuses_wrong_clock LABELS R21 PATHS ${quick_paths})

# The manifest is hostile, of another format, or for somebody else.
mme_e2e(refuses_hostile_toml LABELS R28 PATHS ${quick_paths})
mme_e2e(refuses_unsupported_format LABELS R28 PATHS ${all_paths})
mme_e2e(refuses_other_networks_release LABELS R19 PATHS ${all_paths})

# The host is not in order, or was told to look away.
mme_e2e(refuses_without_policy LABELS R3 PATHS ${all_paths})
mme_e2e(refuses_broken_policy LABELS R3 R6 PATHS ${quick_paths})
mme_e2e(refuses_policy_others_can_write LABELS R6 R10 PATHS ${all_paths})
mme_e2e(refuses_keys_others_can_write LABELS R6 R10 PATHS ${all_paths})
mme_e2e(refuses_in_scope_without_gpg LABELS R1a PATHS ${quick_paths})
if(MME_RPM)
  mme_e2e(refuses_damage_that_rpm_was_told_to_overlook LABELS R1a R4 R11 PATHS rpm-nodigest)
  mme_e2e(refuses_unchecked_file_digests LABELS R1a PATHS rpm-nofiledigest)
endif()
if(TARGET mmeverify-dpkg)
  mme_e2e(refuses_unchecked_file_digests LABELS R1a PATHS dpkg-bad-verify)
  mme_e2e(refuses_place_others_can_write LABELS R1a R10 PATHS check-deb dpkg apt-file)
endif()
