from __future__ import annotations

import pytest

from rating_client.enrolment.routing import Claim, Nobody, Route, Routed, Undecided, route

HAI_PHONG: dict[str, Claim] = {"A": ("03TG", "03CC")}
TWO: dict[str, Claim] = {"A": ("03TG", "03NK"), "B": ("03TG", "03PA")}
ALL_AND_ONE: dict[str, Claim] = {"A": "*", "B": ("03TG",)}


@pytest.mark.parametrize(
    ("codes", "claims", "chosen", "expected"),
    [
        (["03TG"], HAI_PHONG, None, Routed("A")),
        (["01AB"], HAI_PHONG, None, Nobody()),
        ([], HAI_PHONG, None, Nobody()),
        (["03TG"], {}, None, Nobody()),
        ([], {"A": "*"}, None, Routed("A")),
        (["99ZZ"], {"A": "*"}, None, Routed("A")),
        (["03TG", "03CC"], HAI_PHONG, None, Routed("A")),
        (["03TG"], TWO, None, Undecided("office", ("A", "B"))),
        (["03NK", "03PA"], TWO, None, Undecided("office", ("A", "B"))),
        (["03NK"], TWO, None, Routed("A")),
        (["03TG"], TWO, "B", Routed("B")),
        (["03TG"], TWO, "gone", Undecided("office", ("A", "B"))),
        (["03TG"], ALL_AND_ONE, None, Undecided("office", ("A", "B"))),
        (["03TG"], ALL_AND_ONE, "A", Routed("A")),
        (["01AB"], ALL_AND_ONE, None, Routed("A")),
    ],
)
def test_a_rating_goes_where_one_enrolment_claims_its_office(
    codes: list[str], claims: dict[str, Claim], chosen: str | None, expected: Route
) -> None:
    assert route("office", codes, claims, chosen) == expected
