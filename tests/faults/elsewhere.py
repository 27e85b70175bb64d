"""Faults shown by tests that stand where the code they break is tested: no second copy of them.

`make faults` runs them and counts; `test_elsewhere.py` sees to it that each is there.
"""

from __future__ import annotations

from typing import NamedTuple


class Shown(NamedTuple):
    """What of a fault is shown by which tests, each as `file::function`."""

    fault: str
    what: str
    by: tuple[str, ...]


_STAGE = "delivery/test_stage.py::"
_TRANSPORT = "delivery/test_transport.py::"
_TRUST = "delivery/test_trust.py::"
_PROXY = "delivery/test_proxy.py::"
_CABLE = "delivery/with_the_receiver/test_submissions.py::"
_BUNDLES = "delivery/with_the_receiver/test_bundles.py::"
_FULL = "base/test_disk_full.py::"

_EXPORTS = "exports/test_"
_HOSTILE = "declarations/test_hostile_"

ELSEWHERE = (
    Shown(
        "F2",
        "PostgreSQL: numbers without holes or twins; a server that may forget is given nothing",
        (
            "receiver/test_postgresql.py::test_numbers_have_neither_holes_nor_twins_whichever_process_gives_them",
            "receiver/test_postgresql.py::test_a_number_that_is_not_committed_is_given_again",
            "receiver/test_postgresql.py::test_a_server_that_may_forget_is_given_nothing",
        ),
    ),
    Shown(
        "F4",
        "on a really full disk the ballast lets receipts in; a full stick keeps nothing",
        (
            f"{_FULL}test_on_a_really_full_disk_receipts_still_get_in",
            f"{_FULL}test_on_a_full_disk_the_ledger_opens_by_its_ballast_or_says_what_is_wrong",
            f"{_FULL}test_the_ledger_lets_the_ballast_go_when_it_is_told_that_the_disk_is_full",
            "base/test_whole_file.py::test_a_full_stick_keeps_nothing_of_it",
        ),
    ),
    Shown(
        "F6",
        "read-only disk, profile and stick: one sentence each",
        (
            f"{_FULL}test_a_read_only_disk_is_one_sentence",
            "cli/test_troubles.py::test_a_profile_that_cannot_be_is_refused_with_the_reason",
            "base/test_whole_file.py::test_a_locked_stick_is_a_sentence",
        ),
    ),
    Shown(
        "F9",
        "no such name, refused, unreachable, an outage: attempts on the expected curve",
        (
            f"{_TRANSPORT}test_no_such_name",
            f"{_TRANSPORT}test_nobody_listens",
            f"{_STAGE}test_an_outage_costs_few_attempts_and_ends_by_itself",
            f"{_STAGE}test_without_a_network_nothing_is_claimed_and_it_can_still_be_taken_back",
            f"{_CABLE}test_rated_offline_sent_once_when_the_network_is_back",
        ),
    ),
    Shown(
        "F10",
        "empty replies, TLS garbage, a receiver killed between commit and reply",
        (
            f"{_TRANSPORT}test_no_reply_after_the_bytes_left_means_they_may_have_arrived",
            f"{_TRUST}test_a_server_without_tls_on_the_port_is_no_secure_connection",
            f"{_CABLE}test_a_receiver_killed_between_commit_and_reply_has_it_once",
            f"{_BUNDLES}test_whatever_happens_to_a_bundle_each_is_there_once",
        ),
    ),
    Shown(
        "F11",
        "slow-loris replies, black holes, slow uploads: one deadline over the whole exchange",
        (
            f"{_TRANSPORT}test_the_deadline_is_over_the_whole_reply",
            f"{_TRANSPORT}test_the_deadline_is_over_a_slow_upload_too",
            f"{_TRANSPORT}test_after_a_deadline_the_next_exchange_is_a_new_one",
            f"{_CABLE}test_whatever_happens_to_a_reply_it_is_there_once",
        ),
    ),
    Shown(
        "F12",
        "429 and 503 with every kind of Retry-After: honoured up to the cap",
        (
            "delivery/test_judge.py::test_the_wait_the_receiver_asks_for",
            f"{_STAGE}test_the_receiver_says_when_to_come_back",
        ),
    ),
    Shown(
        "F13",
        "every reply of the table; no redirect is followed; an old receipt given again",
        (
            "delivery/test_judge.py::test_what_a_reply_means",
            "delivery/test_judge.py::test_nothing_but_a_verified_receipt_is_received",
            f"{_TRANSPORT}test_no_redirect_is_followed",
            f"{_STAGE}test_an_old_receipt_given_again_is_none_for_a_new_rating",
            "delivery/test_bundles.py::test_receipts_given_to_the_wrong_ratings_are_none",
        ),
    ),
    Shown(
        "F14",
        "expired, not yet valid, self-signed, wrong host, TLS 1.1: the impostor sees no byte",
        (
            f"{_TRUST}test_an_impostor_sees_no_byte_and_is_named",
            f"{_TRUST}test_not_yet_valid_is_trouble_of_dates_too",
            f"{_TRUST}test_not_even_verify_none_switches_it_off",
            f"{_TRUST}test_through_a_proxy_the_trust_is_the_same",
        ),
    ),
    Shown(
        "F15",
        "proxies that want a password, are dead, or are named by a PAC file; own test proxy",
        (
            f"{_PROXY}test_a_proxy_that_wants_a_password_has_its_own_word_and_logs_none",
            f"{_PROXY}test_a_dead_proxy_is",
            f"{_PROXY}test_a_proxy_that_cannot_reach_the_receiver_is_not_blamed",
            "delivery/test_pac.py::test_a_rating_goes_through_the_proxy_the_script_names",
        ),
    ),
    Shown(
        "F16",
        "400 to 422 for one among many blocks nobody; a 404 outage sets nothing aside",
        (
            f"{_STAGE}test_one_refused_rating_blocks_nobody",
            f"{_STAGE}test_a_rating_that_makes_the_receiver_stumble_blocks_nobody",
            f"{_STAGE}test_an_outage_of_any_kind_sets_nothing_aside",
            "delivery/test_bundles.py::test_a_refused_rating_in_a_bundle_blocks_nobody",
        ),
    ),
    Shown(
        "F18",
        "a crash while obeying; nobody else can call for it; a restore nobody told of",
        (
            "delivery/with_the_receiver/test_put_back.py::test_what_it_lost_is_there_again_once",
            "delivery/test_restore_untold.py::test_what_is_not_held_any_more_goes_again_before_anything_new",
            "delivery/test_restore_untold.py::test_a_question_nobody_answers_holds_nothing_up_and_is_asked_again",
            "delivery/test_restore_untold.py::test_a_question_nobody_answered_outlives_the_program",
            "delivery/test_restore.py::test_a_crash_while_obeying_leaves_all_or_nothing",
            "delivery/test_restore.py::test_nobody_else_can_call_for_it",
            "receiver/test_restore.py::test_each_restore_is_an_epoch_of_its_own",
        ),
    ),
    Shown(
        "F19",
        "written slowly, locked, renamed, replaced, mtime 1980 and 2099: one prompt, no half file",
        (
            f"{_EXPORTS}writers.py::test_each_declaration_asks_once_and_no_half_file_is_read",
            f"{_EXPORTS}writers.py::test_a_file_replaced_under_its_name_size_and_time_is_found_within_fifteen_minutes",
            f"{_EXPORTS}refused_files.py::test_a_locked_file_does_not_hold_up_the_others_and_is_read_once_it_is_free",
            f"{_EXPORTS}folder.py::test_a_growing_file_is_not_read_until_it_rests",
            f"{_EXPORTS}folder.py::test_absurd_modification_times_change_nothing",
        ),
    ),
    Shown(
        "F20",
        "100,000 files at once, and no event: each found by the sweep, all of them one card",
        (
            f"{_EXPORTS}many_at_once.py::test_every_file_of_a_flood_is_offered_once_without_any_event",
            f"{_EXPORTS}folder.py::test_without_events_a_new_file_is_found_within_five_seconds",
            f"{_EXPORTS}many_at_once.py::test_a_flood_of_declarations_is_one_card",
            f"{_EXPORTS}windows_stay_free.py::test_the_gui_thread_is_not_held_up_by_a_flood",
        ),
    ),
    Shown(
        "F21",
        "a share that is slow, never answers, vanishes and returns; the other folder goes on",
        (
            f"{_EXPORTS}keeper.py::test_a_slow_share_is_read_and_the_other_folder_does_not_wait",
            f"{_EXPORTS}keeper.py::test_a_share_that_never_answers_is_said_left_behind_and_caught_up_when_it_answers",
            f"{_EXPORTS}keeper.py::test_a_share_that_vanishes_and_returns_is_said_and_read_again",
            f"{_EXPORTS}folder_away.py::test_a_missing_folder_is_said_and_read_when_it_returns",
            f"{_EXPORTS}folder_away.py::test_a_share_that_left_an_empty_folder_is_said_and_read_when_it_returns",
            f"{_EXPORTS}folder_away.py::test_whoever_clears_a_share_out_hears_nothing",
            f"{_EXPORTS}at_present.py::test_a_share_that_never_answers_is_said_and_holds_up_no_other",
        ),
    ),
    Shown(
        "F22",
        "loops, pipes, links, odd names: regular files only, and shown escaped",
        (
            f"{_EXPORTS}sweep.py::test_pipes_links_and_loops_are_not_followed",
            f"{_EXPORTS}sweep.py::test_odd_names_are_opened_as_they_are_and_shown_escaped",
            f"{_EXPORTS}sweep.py::test_nesting_without_end_is_not_descended_for_ever",
        ),
    ),
    Shown(
        "F23",
        "composed and decomposed names",
        (f"{_EXPORTS}sweep.py::test_composed_and_decomposed_names_are_two_files",),
    ),
    Shown(
        "F24",
        "hostile XML and text: refused in time and memory, and the next file is read",
        (
            f"{_HOSTILE}files.py::test_a_hostile_file_is_refused_in_time_and_the_next_file_is_read",
            f"{_HOSTILE}texts.py::test_a_hostile_text_is_refused_in_time_and_the_next_file_is_read",
        ),
    ),
    Shown(
        "F25",
        "zip bombs, lying sizes, zip slip, far cells: read or refused in time and memory",
        (
            f"{_HOSTILE}files.py::test_a_hostile_file_is_refused_in_time_and_the_next_file_is_read",
            f"{_HOSTILE}containers.py::test_a_malicious_container_is_read_or_refused_in_time_and_in_memory",
            f"{_HOSTILE}files.py::test_what_the_check_beforehand_misses_costs_one_file",
        ),
    ),
    Shown(
        "F26",
        "corrupt BIFF and rubbish; a reader that hangs, dies or eats memory costs one file",
        (
            f"{_HOSTILE}containers.py::test_no_corruption_of_a_biff_file_escapes",
            f"{_HOSTILE}files.py::test_rubbish_is_refused_with_one_of_our_sentences",
            "declarations/test_reading_process.py::test_a_reader_that_hangs_is_killed_and_costs_one_file",
            "declarations/test_reading_process.py::test_a_reader_that_dies_costs_one_file",
            "declarations/test_reading_process.py::test_memory_is_capped",
        ),
    ),
    Shown(
        "F27",
        "files of any size and files that grow for ever: a size gate before opening",
        (
            f"{_EXPORTS}many_at_once.py::test_files_of_any_size_cost_a_look_and_no_memory",
            f"{_EXPORTS}many_at_once.py::test_a_file_that_grows_for_ever_is_never_read_and_holds_up_no_other",
            f"{_EXPORTS}refused_files.py::test_a_file_beyond_the_size_gate_is_refused_unopened",
        ),
    ),
    Shown(
        "F28",
        "one program a profile; a killed one leaves no lock; `send` asks the running one",
        (
            "base/test_instance.py::test_a_second_process_does_not_get_the_profile",
            "base/test_instance.py::test_a_killed_program_leaves_no_lock_behind",
            "base/test_instance.py::test_a_program_that_is_stopped_is_no_answer_in_time",
            "outbox/test_claiming_many.py::test_deliverers_at_once_never_take_the_same",
        ),
    ),
    Shown(
        "F30",
        "the next of 100,000 is found by an index; the ratios are measured by `make bench`",
        ("outbox/test_box.py::test_the_next_of_a_hundred_thousand_is_found_without_sorting_them",),
    ),
    Shown(
        "F31",
        "key store locked, gone, forgetful: told apart; the recovery code; nothing overwritten",
        (
            "base/test_vault.py::test_locked_is_told_from_gone",
            "base/test_vault.py::test_an_old_ledger_never_gets_a_new_key",
            "base/test_vault.py::test_a_copy_of_a_ledger_never_gets_a_new_key",
            "base/test_vault.py::test_a_store_that_keeps_nothing_is_found_out",
            "base/test_vault.py::test_a_kept_key_tells_of_a_ledger_that_is_gone_and_a_new_one_of_nothing",
            "base/test_recovery.py::test_the_code_opens_the_ledger_on_a_new_computer",
            "base/test_recovery.py::test_the_key_of_another_ledger_is_not_put_over_the_kept_one",
        ),
    ),
    Shown(
        "F33",
        "a ledger of a newer version is left alone; a copy of the old one is kept first",
        (
            "base/test_ledger.py::test_a_ledger_of_a_newer_version_is_left_alone",
            "base/test_migrations.py::test_a_copy_of_the_old_ledger_is_kept",
            "base/test_migrations.py::test_killed_at_any_step_it_is_the_old_ledger_or_the_new_one",
        ),
    ),
    Shown(
        "F34",
        "the form comes back as it was left; waking again and again makes no burst",
        (
            "desktop/test_form.py::test_a_draft_comes_back_as_it_was_left",
            "desktop/test_workers.py::test_a_draft_asked_for_before_the_end_is_still_written",
            "delivery/test_waking.py::test_waking_again_and_again_makes_no_burst",
        ),
    ),
)
