"""What is said about many declarations at once: for all, apart, and what stays behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating_client.desktop.batch.facts import BatchFacts, BatchRowFacts
from rating_client.desktop.batch.round import Choice, Counts, Round, Standing

KEYS = tuple(f"0200000000/1000000{i:04d}" for i in range(12))


def twelve() -> Round:
    return Round((key, Choice()) for key in KEYS)


def row(number: int, office: str = "HQ A (01AA)", owner: str = "SAO MAI") -> BatchRowFacts:
    return BatchRowFacts(
        key=f"{owner}/{number}",
        number=f"{number:012d}",
        channel=1,
        office_line=office,
        owner=owner,
        owner_name=owner,
        owner_letters="SM",
        owner_colour=0,
    )


def test_nothing_has_a_level_until_a_person_chooses_one() -> None:
    assert twelve().given == ()
    assert twelve().counts == Counts(unrated=12)


def test_the_level_for_all_reaches_every_row_but_those_chosen_apart() -> None:
    choices = twelve()
    choices.set_level(KEYS[3], 5)
    choices.set_level_for_all(4)
    assert dict(choices.given) == dict.fromkeys(KEYS, 4) | {KEYS[3]: 5}
    choices.set_level_for_all(3)
    assert choices.level_of(KEYS[3]) == 5


def test_a_low_level_leaves_the_batch_for_its_own_form() -> None:
    choices = twelve()
    choices.set_level_for_all(4)
    choices.set_level(KEYS[0], 2)
    assert choices.standing(KEYS[0]) is Standing.ALONE
    assert KEYS[0] not in dict(choices.given)
    assert choices.counts == Counts(together=((4, 11),), alone=1)


@pytest.mark.parametrize("level", [1, 2])
def test_no_low_level_is_ever_given_to_several(level: int) -> None:
    with pytest.raises(ValueError, match=str(level)):
        twelve().set_level_for_all(level)


def test_a_row_left_out_and_a_level_taken_back_are_not_sent() -> None:
    choices = twelve()
    choices.set_level_for_all(5)
    choices.set_out(KEYS[0], True)
    choices.set_level(KEYS[1], None)
    assert {KEYS[0], KEYS[1]} & set(dict(choices.given)) == set()
    choices.set_out(KEYS[0], False)
    assert choices.level_of(KEYS[0]) == 5


def test_all_declarations_of_an_owner_leave_and_come_back_as_they_were() -> None:
    choices = twelve()
    choices.set_level_for_all(4)
    choices.set_out(KEYS[0], True)
    choices.set_away(KEYS[:3], True)
    assert choices.counts.given == 9
    choices.set_away(KEYS[:3], False)
    assert choices.counts.given == 11  # what was left out by itself stays out


def test_what_was_begun_in_its_own_form_is_never_sent_from_here() -> None:
    choices = Round([(KEYS[0], Choice(begun=True)), (KEYS[1], Choice())])
    choices.set_level_for_all(4)
    assert choices.given == ((KEYS[1], 4),)
    assert choices.counts.alone == 1


def test_rows_that_say_the_same_are_folded_behind_the_first_few() -> None:
    choices = twelve()
    assert choices.folded(KEYS) == KEYS[5:]
    choices.set_level(KEYS[7], 5)
    assert choices.folded(KEYS) == (*KEYS[5:7], *KEYS[8:])
    assert choices.folded(KEYS[:6]) == ()  # a fold would take as much room as the row


@given(
    level=st.sampled_from([None, 3, 4, 5]),
    own=st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=12, max_size=12),
    out=st.sets(st.sampled_from(KEYS)),
)
def test_only_levels_three_to_five_ever_go_together(
    level: int | None, own: list[int | None], out: set[str]
) -> None:
    choices = twelve()
    choices.set_level_for_all(level)
    for key, mine in zip(KEYS, own, strict=True):
        if mine is not None:
            choices.set_level(key, mine)
    for key in out:
        choices.set_out(key, True)
    assert all(given >= 3 and key not in out for key, given in choices.given)
    counts = choices.counts
    assert counts.given + counts.alone + counts.unrated + len(out) == len(KEYS)


def test_rows_stand_under_their_office_and_owners_are_named_most_first() -> None:
    facts = BatchFacts(
        rows=(row(1, "HQ B"), row(2), row(3), row(4, owner="SAO HÔM"), row(5, "HQ B"))
    )
    assert [(office, len(rows)) for office, rows in facts.offices] == [
        ("HQ A (01AA)", 3),
        ("HQ B", 2),
    ]
    assert [(name, len(keys)) for name, keys in facts.owners] == [("SAO MAI", 4), ("SAO HÔM", 1)]
