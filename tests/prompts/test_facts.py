"""Two exports of one declaration as one record."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.prompts.facts import merged, same_facts
from tests.support.declared import at, cleared, routed


def test_a_known_fact_is_never_lost_to_a_missing_one() -> None:
    bare = cleared(type_code=None, channel=None, owner_tax_code=None, owner_name=None)
    together = merged(routed(), bare)
    assert (together.type_code, together.channel) == ("A11", 2)
    assert together.owner_tax_code == "0000000001"
    assert together.cleared_at == at("2026-11-21 15:30")


def test_the_stage_only_moves_forward_and_a_cancellation_stays() -> None:
    assert merged(cleared(), routed()).stage is Stage.CLEARED
    assert merged(routed(), cleared()).stage is Stage.CLEARED
    cancelled = routed(stage=Stage.CANCELLED)
    assert merged(cleared(), cancelled).stage is Stage.CANCELLED
    assert merged(cancelled, cleared()).stage is Stage.CANCELLED


def test_an_amendment_brings_its_facts_and_its_number_in_either_order() -> None:
    first, amended = routed("100000000040"), routed("100000000041", type_code="E31")
    for together in (merged(first, amended), merged(amended, first)):
        assert together.number == "100000000041"
        assert together.type_code == "E31"


def test_an_older_print_read_later_does_not_win_over_a_newer_one() -> None:
    newest_first = merged(cleared(channel=3), routed(channel=2))
    assert newest_first.channel == 3


def test_a_lists_bare_day_does_not_take_the_time_from_a_print() -> None:
    printed, listed = cleared(), cleared(registered_at=at("2026-11-21 00:00"))
    for together in (merged(printed, listed), merged(listed, printed)):
        assert together.registered_at == printed.registered_at
    another_day = cleared(registered_at=at("2026-11-20 00:00"))
    assert merged(printed, another_day).registered_at == another_day.registered_at


def test_the_file_alone_makes_no_difference() -> None:
    assert same_facts(routed(), routed(source=None))
    assert not same_facts(routed(), cleared())


_times = st.sampled_from(
    [None, at("2026-11-21 00:00"), at("2026-11-21 10:41"), at("2026-11-21 15:30")]
)


@st.composite
def _declarations(draw: st.DrawFn) -> Declaration:
    moment: datetime | None = draw(_times)
    return routed(
        f"10000000011{draw(st.integers(0, 2))}",
        stage=draw(st.sampled_from(Stage)),
        type_code=draw(st.sampled_from([None, "A11", "E31"])),
        channel=draw(st.sampled_from([None, 1, 2, 3])),
        registered_at=draw(_times),
        amended_at=moment,
        cleared_at=draw(_times),
        owner_name=draw(st.sampled_from([None, "A", "B"])),
    )


@given(_declarations(), _declarations())
def test_merging_loses_no_fact_goes_never_back_and_rests(
    one: Declaration, two: Declaration
) -> None:
    together = merged(one, two)
    order = list(Stage)
    assert order.index(together.stage) == max(order.index(one.stage), order.index(two.stage))
    for name in ("type_code", "channel", "registered_at", "amended_at", "cleared_at", "owner_name"):
        known = {getattr(one, name), getattr(two, name)} - {None}
        value = getattr(together, name)
        assert value in known or (value is None and not known)
    assert same_facts(merged(together, two), together) or two.number == together.number
    assert same_facts(merged(together, together), together)
