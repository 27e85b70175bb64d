"""Bundles and the replies to them: what is written is read again, and nothing else is."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract import bundle as bundles
from rating_client.contract.bundle import (
    MAX_BUNDLE,
    MAX_ITEMS,
    Bundle,
    BundleItem,
    BundleRefused,
    BundleResult,
    bundle,
    bundle_reply,
    fitting,
    read_bundle,
    read_bundle_reply,
)
from rating_client.contract.digests import token_sha256
from rating_client.contract.problems import problem

MADE = "2026-11-21T10:42:00+07:00"
RECEIVER = "r" * 43


def as_json(item: BundleItem, **changes: Any) -> Any:
    return {**json.loads(item.encoded()), **changes}


def item(jwe: str = "a.b.c.d.e", **changes: Any) -> BundleItem:
    members = {"submission": str(uuid4()), "sha256": token_sha256(jwe)}
    return BundleItem(**{**members, "jwe": jwe, **changes})


def test_a_bundle_is_read_as_it_was_written() -> None:
    carried = (item(), item("f.g.h.i.j", submission=None))
    assert read_bundle(bundle("s.t.u", RECEIVER, carried, MADE)) == Bundle(
        RECEIVER, "s.t.u", MADE, carried
    )


def test_an_envelope_changed_on_its_way_spoils_its_item_alone() -> None:
    good, changed = read_bundle(
        bundle("s.t.u", RECEIVER, (item(), item(sha256="0" * 64)), MADE)
    ).items
    assert (good.intact, changed.intact) == (True, False)


@pytest.mark.parametrize(
    "change",
    [
        {"bundle": 1.0},
        {"bundle": "1"},
        {"bundle": None},
        {"receiver": "customs"},
        {"made_at": "yesterday"},
        {"items": []},
        {"items": {}},
        {"statement": ""},
        {"items": [as_json(item())] * (MAX_ITEMS + 1)},
        {"items": [as_json(item(), kind="answer")]},
        {"items": [as_json(item(submission=None), kind="submission")]},
        {"items": [as_json(item(), kind="enrolment")]},
        {"items": [as_json(item(submission="1"))]},
        {"items": [as_json(item(sha256="A" * 64))]},
        {"items": [as_json(item("a b"))]},
        {"items": [as_json(item("a" * 100_000))]},
    ],
)
def test_what_is_no_bundle_is_refused(change: dict[str, Any]) -> None:
    content = {**json.loads(bundle("s.t.u", RECEIVER, (item(),), MADE)), **change}
    with pytest.raises(BundleRefused) as refused:
        read_bundle(json.dumps(content).encode())
    assert refused.value.code == "contract.bundle-unreadable"


def test_cut_at_any_byte_it_is_refused_whole() -> None:
    data = bundle("s.t.u", RECEIVER, (item(),), MADE)
    for length in range(len(data)):
        with pytest.raises(BundleRefused):
            read_bundle(data[:length])


def test_a_later_version_is_told_apart() -> None:
    data = bundle("s.t.u", RECEIVER, (item(),), MADE).replace(b'"bundle":1', b'"bundle":2')
    with pytest.raises(BundleRefused) as refused:
        read_bundle(data)
    assert refused.value.code == "contract.version-unsupported"


@pytest.mark.parametrize("length", [100, 11_400, 44_200])
def test_as_much_as_fits_goes_into_one_bundle(length: int) -> None:
    waiting = [item("a" * length) for _ in range(MAX_ITEMS + 1)]
    count = fitting("s" * 900, waiting)
    assert len(bundle("s" * 900, RECEIVER, waiting[:count], MADE)) <= MAX_BUNDLE
    with pytest.raises(BundleRefused):
        bundle("s" * 900, RECEIVER, waiting[: count + 1], MADE)
    of_two = len(bundle("s" * 900, RECEIVER, waiting[:2], MADE)) + 50
    assert fitting("s" * 900, waiting[:3], at_most=of_two) == 2


def test_a_longer_body_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(bundles, "parse_object")
    with pytest.raises(BundleRefused):
        read_bundle(b" " * (MAX_BUNDLE + 1))


def test_a_reply_says_for_each_item_what_became_of_it() -> None:
    results = [
        BundleResult("0" * 64, receipt="a.b.c"),
        BundleResult("1" * 64, problem=problem("id-conflict", "vi")),
    ]
    assert read_bundle_reply(bundle_reply(results)) == results


def test_a_problem_nobody_here_knows_is_neither() -> None:
    said = {"sha256": "0" * 64, "problem": {"type": "urn:rating:problem:later", "status": 499}}
    assert read_bundle_reply(json.dumps({"results": [said]}).encode()) == [BundleResult("0" * 64)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"results":{}}',
        b'{"results":[{}]}',
        b'{"results":[{"sha256":"%s"}]}' % (b"0" * 64),
        b'{"results":[{"sha256":"%s","receipt":"a","problem":{}}]}' % (b"0" * 64),
        b'{"results":[{"sha256":"%s","receipt":1}]}' % (b"0" * 64),
    ],
)
def test_what_is_no_reply_to_a_bundle_is_refused(body: bytes) -> None:
    with pytest.raises(BundleRefused):
        read_bundle_reply(body)
