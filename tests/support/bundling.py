"""Bundles as a device makes them, and what a running receiver said to each item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rating_client.base.clock import iso
from rating_client.contract.bundle import BundleItem, BundleResult, bundle, read_bundle_reply
from rating_client.contract.digests import token_sha256
from tests.support.sender import Reply, Sender

MADE = iso(1_795_000_000)


def item(submission: str | None, jwe: str, **changes: Any) -> BundleItem:
    members = {"submission": submission, "sha256": token_sha256(jwe), "jwe": jwe}
    return BundleItem(**{**members, **changes})


def rated(sender: Sender, **changes: Any) -> BundleItem:
    payload = sender.rating(**changes)
    return item(payload["id"], sender.sealed(payload))


def post(sender: Sender, items: Sequence[BundleItem], **headers: str | None) -> Reply:
    statement = sender.statement
    data = bundle(statement.token, statement.receiver, items, MADE)
    return sender.post("/v1/bundles", data, content_type="application/json", **headers)


def results(reply: Reply) -> list[BundleResult]:
    assert reply.status == 200, reply
    assert reply.headers["content-type"] == "application/json"
    return read_bundle_reply(reply.body)


def slugs(found: Sequence[BundleResult]) -> list[str | None]:
    return [None if result.problem is None else result.problem.slug for result in found]
