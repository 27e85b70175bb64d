"""The bundle: many envelopes in one message, by `POST /v1/bundles` or as a file carried by hand.

`{bundle:1, receiver, statement, made_at, answers_after?, items:[{kind, submission, sha256, jwe}]}`.
An enrolment request has no id, so its item has no `submission`. The signed statement rides along,
so that any rating-client can forward a bundle it cannot read. What a network changed in one
envelope spoils that item alone: digests are for whoever takes the items, not for reading the
bundle.

The reply is `{results:[{sha256, receipt}|{sha256, problem}]}`, in the order of the items. Whoever
carries a file cannot ask for answers in the device's name, so the file asks by `answers_after`;
then the reply may also have `answers`, sealed to the device, and `answers_next`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.contract.answers import AnswerPage, CarriedAnswers
from rating_client.contract.digests import token_sha256
from rating_client.contract.padding import MAX_ENVELOPE
from rating_client.contract.problems import Problem, problem_members, problem_of
from rating_client.contract.shape import Fault, fits, integer, items, members, one_of, time
from rating_client.contract.strict_json import NotStrictJson, encode, parse_object
from rating_client.contract.values import kid, sha256, submission_id, token

SUFFIX = ".rating-bundle"
MEDIA_TYPE = "application/json"
VERSION = 1
MAX_ITEMS = 200
MAX_BUNDLE = 1024 * 1024  # bytes: what `Rating-Max-Body` says, and the size of a file


class BundleRefused(Trouble):
    """Not a bundle, one of another version, or a longer one than the wire takes."""


@dataclass(frozen=True)
class BundleItem:
    """One envelope. `submission` is None for an enrolment request."""

    submission: str | None
    sha256: str
    jwe: str

    @property
    def intact(self) -> bool:
        """Whether the envelope is still the one whose digest stands beside it."""
        return token_sha256(self.jwe) == self.sha256

    def encoded(self) -> bytes:
        """The item as JSON."""
        jwe = self.jwe.encode("ascii")
        return b"".join(item_pieces(self.submission, self.sha256, jwe))


@dataclass(frozen=True)
class Bundle:
    """A bundle as it was read. Neither its statement nor its envelopes are verified yet."""

    receiver: str
    statement: str
    made_at: str
    items: tuple[BundleItem, ...]
    answers_after: int | None = None  # the device has every answer up to here; None: none wanted


def item_pieces(submission: str | None, sha256: str, jwe: bytes) -> tuple[bytes, bytes, bytes]:
    """One item as JSON, to be joined: most of a bundle's bytes are copied once that way.

    Ids, digests and tokens have nothing in them that JSON would escape.
    """
    kind = "enrolment" if submission is None else "submission"
    named = "" if submission is None else f'"submission":"{submission}",'
    return f'{{"kind":"{kind}",{named}"sha256":"{sha256}","jwe":"'.encode("ascii"), jwe, b'"}'


def bundle(
    statement_token: str,
    receiver: str,
    items: Sequence[BundleItem],
    made_at: str,
    *,
    answers_after: int | None = None,
) -> bytes:
    """The bytes of a bundle. `made_at` is RFC 3339.

    `BundleRefused("contract.bundle-too-large")` beyond 200 items or 1 MiB: ask `fitting` first.
    """
    pieces = [item_pieces(item.submission, item.sha256, item.jwe.encode("ascii")) for item in items]
    return bundle_of_pieces(statement_token, receiver, pieces, made_at, answers_after=answers_after)


def bundle_of_pieces(
    statement_token: str,
    receiver: str,
    items: Sequence[tuple[bytes, bytes, bytes]],
    made_at: str,
    *,
    answers_after: int | None = None,
) -> bytes:
    """The same of items as `item_pieces` gives them."""
    asking = {} if answers_after is None else {"answers_after": answers_after}
    head = {
        "bundle": VERSION,
        "receiver": receiver,
        "statement": statement_token,
        "made_at": made_at,
        **asking,
    }
    pieces = [piece for item in items for piece in (b",", *item)]
    data = b"".join((encode(head)[:-1], b',"items":[', *pieces[1:], b"]}"))
    if len(items) > MAX_ITEMS or len(data) > MAX_BUNDLE:
        raise BundleRefused("contract.bundle-too-large")
    return data


def fitting(statement_token: str, items: Sequence[BundleItem], at_most: int = MAX_BUNDLE) -> int:
    """How many of the first `items` go into one bundle of `at_most` bytes."""
    head = bundle(
        statement_token, "0" * 43, (), "2026-11-21T08:00:00.000000+07:00", answers_after=2**53 - 1
    )
    size = len(head)
    for count, item in enumerate(items[:MAX_ITEMS]):
        size += len(item.encoded()) + 1  # the comma
        if size > min(at_most, MAX_BUNDLE):
            return count
    return min(len(items), MAX_ITEMS)


def read_bundle(data: bytes) -> Bundle:
    """The bundle in `data`, its form checked; `BundleRefused` otherwise."""
    if len(data) > MAX_BUNDLE:
        raise BundleRefused("contract.bundle-too-large")
    try:
        content = parse_object(data)
    except NotStrictJson as error:
        raise BundleRefused("contract.bundle-unreadable") from error
    version = content.get("bundle")
    if type(version) is int and version != VERSION:
        raise BundleRefused("contract.version-unsupported")
    if not fits(content, _BUNDLE):
        raise BundleRefused("contract.bundle-unreadable")
    return Bundle(
        receiver=content["receiver"],
        statement=content["statement"],
        made_at=content["made_at"],
        items=tuple(
            BundleItem(item.get("submission"), item["sha256"], item["jwe"])
            for item in content["items"]
        ),
        answers_after=content.get("answers_after"),
    )


@dataclass(frozen=True)
class BundleResult:
    """What became of one item: its receipt, still to be verified, or the receiver's problem.

    Neither, where the problem is of a type this version does not know.
    """

    sha256: str
    receipt: str | None = None
    problem: Problem | None = None


def bundle_reply(results: Sequence[BundleResult], answers: AnswerPage | None = None) -> bytes:
    """The body of the reply to a bundle; every result has a receipt or a problem.

    `answers` for a bundle that asked for them.
    """
    reply: dict[str, Any] = {"results": [_result(result) for result in results]}
    if answers is not None:
        reply |= {"answers": list(answers.answers), "answers_next": answers.next}
    return encode(reply)


def read_bundle_reply(body: bytes) -> list[BundleResult]:
    """The results in a reply; `BundleRefused("contract.bundle-reply-unreadable")` otherwise.

    Whether they answer the items that were sent, each its own, is the caller's to check.
    """
    return [
        BundleResult(
            result["sha256"],
            result.get("receipt"),
            problem_of(result["problem"]) if "problem" in result else None,
        )
        for result in _reply(body)["results"]
    ]


def read_carried_answers(body: bytes, after: int) -> CarriedAnswers | None:
    """The sealed answers in a reply to a bundle that asked for those after `after`, if any."""
    reply = _reply(body)
    if "answers" not in reply or "answers_next" not in reply:
        return None
    return CarriedAnswers(tuple(reply["answers"]), after, reply["answers_next"])


def _reply(body: bytes) -> dict[str, Any]:
    try:
        content = parse_object(body)
    except NotStrictJson as error:
        raise BundleRefused("contract.bundle-reply-unreadable") from error
    if not fits(content, _REPLY):
        raise BundleRefused("contract.bundle-reply-unreadable")
    return content


def _result(result: BundleResult) -> dict[str, Any]:
    if result.receipt is not None:
        return {"sha256": result.sha256, "receipt": result.receipt}
    if result.problem is None:
        raise ValueError("a result without a receipt needs a problem")
    return {"sha256": result.sha256, "problem": problem_members(result.problem)}


def _envelope(value: Any, pointer: str) -> Iterable[Fault]:
    if isinstance(value, str) and len(value) > MAX_ENVELOPE:
        yield Fault(pointer, Text("quá dài", "is too long"))
    else:
        yield from token(value, pointer)


def _only_submissions_are_named(item: Mapping[str, Any], pointer: str) -> Iterable[Fault]:
    if (item["kind"] == "submission") != ("submission" in item):
        yield Fault(f"{pointer}/submission", Text("không hợp với kind", "does not fit kind"))


def _results(value: Any, pointer: str) -> Iterable[Fault]:
    # By hand: there are hundreds, and what is in each is looked at again where it is used.
    if not isinstance(value, list) or len(value) > MAX_ITEMS or not all(map(_is_result, value)):
        yield Fault(pointer, Text("cần kết quả từng phong bì", "needs a result of each envelope"))


def _is_result(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("sha256"), str):
        return False
    if "problem" in value:
        return "receipt" not in value and isinstance(value["problem"], dict)
    return isinstance(value.get("receipt"), str)


_ITEM = members(
    {"kind": one_of("submission", "enrolment"), "sha256": sha256, "jwe": _envelope},
    {"submission": submission_id},
    _only_submissions_are_named,
)

_BUNDLE = members(
    {
        "bundle": integer(VERSION, VERSION),
        "receiver": kid,
        "statement": token,
        "made_at": time,
        "items": items(_ITEM, at_least=1, at_most=MAX_ITEMS),
    },
    {"answers_after": integer(0)},
)

_REPLY = members(
    {"results": _results},
    {"answers": items(token, at_most=1000), "answers_next": integer(0)},
)
