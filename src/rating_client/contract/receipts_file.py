"""The file `*.rating-receipts`: what a receiver gave, travelling without a network.

`{v:1, receiver, made_at, statement, receipts, problems?, answers?, answers_after?, answers_next?,
form?, directory?, resend?}`. It carries the receiver's signed key statement, so anybody can check
each receipt offline; whether the receiver is customs is told by its fingerprint. A client saves
one for its own records, and a bundle that was carried by hand comes back as one.

Every part but a problem is signed and proves itself; whoever carries the file can change nothing
but what `problems` says, so those only advise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.contract.answers import CarriedAnswers
from rating_client.contract.problems import Problem, problem_members, problem_of
from rating_client.contract.receipts import Receipt, ReceiptRefused, read_receipt
from rating_client.contract.shape import fits, integer, items, members
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import NotStrictJson, encode, parse_object
from rating_client.contract.values import sha256, token

SUFFIX = ".rating-receipts"
VERSION = 1
MAX_RECEIPTS_FILE = 12 * 1024 * 1024  # bytes: a form and a directory of 4 MiB, and answers

Published = Literal["form", "directory", "resend"]
PUBLISHED: tuple[Published, ...] = ("form", "directory", "resend")
_MOST = 10_000


@dataclass(frozen=True)
class Advice:
    """What somebody said of the item with this digest. Nobody signed it."""

    sha256: str
    problem: Problem


@dataclass(frozen=True)
class ReceiptsFile:
    """What a receipts file proves: these receipts, by the keys of this statement.

    Answers and published documents are as they came, still to be verified.
    """

    statement: KeyStatement
    receipts: tuple[Receipt, ...]
    refused: int  # receipts in it that this receiver did not sign
    problems: tuple[Advice, ...] = ()
    answers: CarriedAnswers | None = None
    published: Mapping[Published, str] | None = None


def receipts_file(
    statement: KeyStatement,
    receipts: Sequence[str],
    made_at: str,
    *,
    problems: Sequence[Advice] = (),
    answers: CarriedAnswers | None = None,
    published: Mapping[Published, str] | None = None,
) -> bytes:
    """The bytes of a file with these receipts, each a compact JWS. `made_at` is RFC 3339."""
    content: dict[str, Any] = {
        "v": VERSION,
        "receiver": statement.receiver,
        "made_at": made_at,
        "statement": statement.token,
        "receipts": list(receipts),
    }
    if problems:
        content["problems"] = [
            {"sha256": each.sha256, "problem": problem_members(each.problem)} for each in problems
        ]
    if answers is not None:
        content |= {
            "answers": list(answers.answers),
            "answers_after": answers.after,
            "answers_next": answers.next,
        }
    for kind, signed in (published or {}).items():
        content[kind] = signed
    return encode(content)


def read_receipts_file(data: bytes) -> ReceiptsFile:
    """The file in `data`, its statement verified and each receipt by itself.

    `Trouble("contract.receipts-file-unreadable")` for anything that is not such a file.
    """
    try:
        content = parse_object(data)
        if content["v"] != VERSION or not fits(content, _BESIDE_RECEIPTS):
            raise Trouble("contract.receipts-file-unreadable")
        statement = KeyStatement.verified(content["statement"], content["receiver"])
        tokens = [str(token) for token in content["receipts"]]
    except (NotStrictJson, KeyError, TypeError, AttributeError, RatingClientError) as error:
        raise Trouble("contract.receipts-file-unreadable") from error
    receipts, refused = [], 0
    for each in tokens:
        try:
            receipts.append(read_receipt(each, statement))
        except ReceiptRefused:
            refused += 1
    return ReceiptsFile(
        statement,
        tuple(receipts),
        refused,
        problems=tuple(_advice(content)),
        answers=_answers(content),
        published={kind: content[kind] for kind in PUBLISHED if kind in content},
    )


def is_receipts_file(data: bytes) -> bool:
    """Whether `data` says that it is such a file, in order or not."""
    try:
        return "receipts" in parse_object(data)
    except NotStrictJson:
        return False


def _advice(content: Mapping[str, Any]) -> list[Advice]:
    found = [(each["sha256"], problem_of(each["problem"])) for each in content.get("problems", ())]
    return [Advice(digest, problem) for digest, problem in found if problem is not None]


def _answers(content: Mapping[str, Any]) -> CarriedAnswers | None:
    if "answers" not in content:
        return None
    after = content.get("answers_after", 0)
    return CarriedAnswers(tuple(content["answers"]), after, content.get("answers_next", after))


_BESIDE_RECEIPTS = members(
    {},
    {
        "problems": items(members({"sha256": sha256, "problem": members({})}), at_most=_MOST),
        "answers": items(token, at_most=_MOST),
        "answers_after": integer(0),
        "answers_next": integer(0),
        **dict.fromkeys(PUBLISHED, token),
    },
)
