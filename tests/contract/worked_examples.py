"""The worked examples of docs/contract.md, and the section of the page that quotes them.

`python -m tests.contract.worked_examples` writes both. It gives other envelopes each time: run it
only when the contract changes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rating_client.contract import jose
from rating_client.contract.answers import CarriedAnswers, answer_page
from rating_client.contract.bundle import BundleItem, BundleResult, bundle, bundle_reply
from rating_client.contract.digests import content_digest, etag, token_sha256
from rating_client.contract.keys import fingerprint, from_base64url
from rating_client.contract.padding import padded
from rating_client.contract.problems import problem, problem_json
from rating_client.contract.receipts_file import Advice, receipts_file
from rating_client.contract.statement import KeyStatement
from tests.contract.example_messages import (
    DEVICE,
    DONE,
    IDENTITY,
    SEALING,
    SIGNING,
    SUBMISSION,
    answer,
    directory,
    enrolment_file,
    enrolment_request,
    form,
    rating,
    receipt,
    resend,
    seed,
    statement,
    token_for_answers,
)

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "contract.md"
EXAMPLES = DOCS / "contract-examples.json"
HEADING = "## 10. Worked examples\n"

_WARNING = (
    "Keys made for this document: each private half is the SHA-256 of a text that stands here."
    " They protect nothing. Never use them."
)


def _enveloped(signed: str, cty: str, sequence: int, submission: str | None) -> dict[str, str]:
    envelope = jose.seal(padded(signed), SEALING.public, SEALING.kid, "rating+jwe", cty)
    sha256 = token_sha256(envelope)
    return {
        "signed": signed,
        "envelope": envelope,
        "sha256": sha256,
        "content_digest": content_digest(envelope.encode("ascii")),
        "receipt": receipt(sha256, sequence, submission),
    }


def make() -> dict[str, Any]:
    """All examples. Envelopes are other ones each time."""
    named = {"identity": IDENTITY, "sig": SIGNING, "enc": SEALING}
    named |= {"device": DEVICE.signing, "answers": DEVICE.answers}
    request = _enveloped(enrolment_request(), "rating-enrol-request+jws", 1, None)
    submission = _enveloped(rating(), "rating+jws", 2, SUBMISSION)
    sealed = jose.seal(
        padded(answer()),
        DEVICE.answers.public,
        DEVICE.answers.kid,
        "rating-answer+jwe",
        "rating-answer+jws",
    )
    items = [
        BundleItem(None, request["sha256"], request["envelope"]),
        BundleItem(SUBMISSION, submission["sha256"], submission["envelope"]),
    ]
    results = [
        BundleResult(request["sha256"], receipt=request["receipt"]),
        BundleResult(submission["sha256"], problem=problem("unknown-device", "en")),
    ]
    receipts = [request["receipt"], submission["receipt"]]
    return {
        "warning": _WARNING,
        "keys": {
            name: {"seed": seed(name), "kid": key.kid, "jwk": key.to_jwk()}
            for name, key in named.items()
        },
        "receiver": IDENTITY.kid,
        "fingerprint": fingerprint(IDENTITY.kid),
        "statement": statement(),
        "statement_etag": etag(statement()),
        "form": form(),
        "directory": directory(),
        "enrolment_file": enrolment_file(),
        "enrolment_request": request,
        "submission": submission,
        "bundle": bundle(statement(), IDENTITY.kid, items, DONE).decode(),
        "bundle_reply": bundle_reply(results).decode(),
        "problem": problem_json("unknown-device", "en").decode(),
        "device_token": token_for_answers(),
        "answer": {"signed": answer(), "sealed": sealed},
        "answers_page": answer_page([sealed], 1, more=False).decode(),
        "resend": resend(),
        "receipts_file": receipts_file(KeyStatement.verified(statement()), receipts, DONE).decode(),
        "receipts_file_with_answers": brought_back(request, submission, sealed),
    }


def brought_back(request: dict[str, str], submission: dict[str, str], answer: str) -> str:
    """The file that goes back to whoever carried a bundle and asked for answers: every member."""
    return receipts_file(
        KeyStatement.verified(statement()),
        [request["receipt"]],
        DONE,
        problems=[Advice(submission["sha256"], problem("rate-limited", "en"))],
        answers=CarriedAnswers((answer,), after=0, next=1),
        published={"form": form(), "directory": directory(), "resend": resend()},
    ).decode()


_VALUES = (
    *(f"/keys/{name}/kid" for name in ("identity", "sig", "enc", "device", "answers")),
    *("/receiver", "/fingerprint", "/statement_etag"),
    *("/enrolment_request/sha256", "/submission/sha256", "/submission/content_digest"),
)
_TOKENS = {
    "/statement": "the key statement",
    "/enrolment_file": "the enrolment file; the three tokens in it are shortened here",
    "/enrolment_request/signed": "what the device asks for",
    "/submission/signed": "the rating",
    "/submission/envelope": "the envelope around it: its header",
    "/submission/receipt": "the receipt for it",
    "/answer/signed": "the answer",
    "/answer/sealed": "the answer as it travels: its header",
    "/device_token": "the token to ask for it",
    "/resend": "the wish to have everything again since a day",
}
_FILES = {
    "/bundle": "a bundle with both envelopes",
    "/bundle_reply": "a reply to it",
    "/problem": "a problem",
    "/receipts_file_with_answers": "what comes back to a carrier who asked for answers",
}


def at(examples: Any, pointer: str) -> Any:
    """The value at this JSON pointer."""
    for name in pointer.split("/")[1:]:
        examples = examples[name]
    return examples


def section(examples: Any) -> str:
    """The last section of the page, with the values of these examples."""
    lines = [
        HEADING,
        "`docs/contract-examples.json` holds these messages whole; names here are JSON pointers",
        "into it. The keys were made for this page: each private half is the SHA-256 of the text",
        "`seed` beside it. **They protect nothing and must never be used.** Tokens inside other",
        "messages are shortened to `…` here, and a signed token is shown as header and payload.",
        "",
        "| value | is |",
        "| --- | --- |",
        *(f"| `{pointer}` | `{at(examples, pointer)}` |" for pointer in _VALUES),
    ]
    for pointer, words in _TOKENS.items():
        lines += ["", f"`{pointer}`, {words}:", ""]
        parts = at(examples, pointer).split(".")
        header = _json(_decoded(parts[0]))
        body = [_json(_decoded(parts[1]))] if len(parts) == 3 else []
        lines += ["```json", header, *body, "```"]
    for pointer, words in _FILES.items():
        lines += ["", f"`{pointer}`, {words}:", ""]
        lines += ["```json", _json(json.loads(at(examples, pointer))), "```"]
    return "\n".join(lines) + "\n"


def _decoded(part: str) -> Any:
    return json.loads(from_base64url(part))


def _json(value: Any) -> str:
    return json.dumps(_shortened(value), ensure_ascii=False, indent=1)


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _shortened(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_shortened(item) for item in value]
    if isinstance(value, str) and value.count(".") in (2, 4) and len(value) > 200:
        return f"{value[:20]}…"
    return value


def write() -> None:
    examples = make()
    text = json.dumps(examples, ensure_ascii=False, indent=1) + "\n"
    EXAMPLES.write_text(text, "utf-8")
    before, _, _ = PAGE.read_text("utf-8").partition(HEADING)
    PAGE.write_text(before.rstrip("\n") + "\n\n" + section(examples), "utf-8")


if __name__ == "__main__":
    write()
