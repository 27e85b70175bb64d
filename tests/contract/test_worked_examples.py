"""The worked examples of docs/contract.md open, verify and say what the page quotes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from rating_client.contract import jose
from rating_client.contract.answers import open_answer, read_answer_page
from rating_client.contract.bundle import read_bundle, read_bundle_reply
from rating_client.contract.device_token import check_device_token
from rating_client.contract.digests import content_digest_matches, etag, token_sha256
from rating_client.contract.keys import SealingKey, fingerprint
from rating_client.contract.messages import read_message, stored_message
from rating_client.contract.padding import STEPS, stripped
from rating_client.contract.problems import read_problem
from rating_client.contract.receipts import check_receipt
from rating_client.contract.receipts_file import read_receipts_file
from rating_client.contract.statement import KeyStatement
from rating_client.directory.directory import Directory
from rating_client.enrolment.file import read_offer
from rating_client.ratings.form import Form
from tests.contract import example_messages as made
from tests.contract import worked_examples
from tests.support import second_jose

EXAMPLES: dict[str, Any] = json.loads(worked_examples.EXAMPLES.read_text("utf-8"))


@pytest.fixture
def statement() -> KeyStatement:
    return KeyStatement.verified(EXAMPLES["statement"], EXAMPLES["receiver"])


def test_the_page_quotes_the_examples() -> None:
    page = worked_examples.PAGE.read_text("utf-8")
    assert page.endswith(worked_examples.section(EXAMPLES))
    assert page.count(worked_examples.HEADING) == 1


@pytest.mark.parametrize("pointer", made.signed_messages())
def test_a_signed_example_is_what_its_inputs_make(pointer: str) -> None:
    assert worked_examples.at(EXAMPLES, pointer) == made.signed_messages()[pointer]


def test_the_keys_are_those_of_the_page() -> None:
    for key in EXAMPLES["keys"].values():
        assert second_jose.thumbprint(key["jwk"]) == key["kid"]
        private = hashlib.sha256(key["seed"].encode()).digest()
        assert second_jose.b64(private) == key["jwk"]["d"]
    assert EXAMPLES["receiver"] == EXAMPLES["keys"]["identity"]["kid"]
    assert EXAMPLES["fingerprint"] == fingerprint(EXAMPLES["receiver"])
    assert EXAMPLES["statement_etag"] == etag(EXAMPLES["statement"])


def test_the_enrolment_file_is_an_offer(statement: KeyStatement) -> None:
    offer = read_offer(EXAMPLES["enrolment_file"].encode())
    assert offer.statement == statement
    assert offer.fingerprint == EXAMPLES["fingerprint"]
    assert (offer.code, offer.offices) == (made.CODE, ("03TG",))
    said = {document.kind: document.payload for document in offer.documents}
    assert [reason.code for reason in Form.from_payload(said["form"]).reasons] == ["cham"]
    assert Directory.from_payload(said["directory"]).resolve("HQDINHVU", None).code == "03TG"


@pytest.mark.parametrize(
    ("name", "typ", "submission"),
    [
        ("submission", "rating+jws", made.SUBMISSION),
        ("enrolment_request", "rating-enrol-request+jws", None),
    ],
)
def test_an_envelope_opens_and_its_receipt_counts(
    statement: KeyStatement, name: str, typ: str, submission: str | None
) -> None:
    example = EXAMPLES[name]
    sealing = SealingKey.from_jwk(EXAMPLES["keys"]["enc"]["jwk"])
    opened = jose.open_sealed("rating+jwe", example["envelope"], {sealing.kid: sealing})
    assert len(opened) == STEPS[0]
    assert stripped(opened) == example["signed"]
    device = EXAMPLES["keys"]["device"]
    keys = {device["kid"]: device["jwk"]}
    message = read_message(typ, jose.verify(typ, example["signed"], keys))
    assert message["receiver"] == statement.receiver
    assert example["sha256"] == token_sha256(example["envelope"])
    assert content_digest_matches(example["content_digest"], example["envelope"].encode())
    receipt = check_receipt(
        example["receipt"],
        statement,
        device=device["kid"],
        submission=submission,
        sha256=example["sha256"],
    )
    assert receipt.sequence == (1 if submission is None else 2)


def test_an_envelope_opens_by_another_reading_of_the_page() -> None:
    envelope = EXAMPLES["submission"]["envelope"]
    private = second_jose.unb64(EXAMPLES["keys"]["enc"]["jwk"]["d"])
    header = second_jose.sealed_header("rating+jwe", "rating+jws", envelope)
    key = X25519PrivateKey.from_private_bytes(private)
    assert second_jose.unseal(header, envelope, key) == EXAMPLES["submission"]["signed"]


def test_the_bundle_and_the_reply_to_it_are_read() -> None:
    carried = read_bundle(EXAMPLES["bundle"].encode())
    assert (carried.receiver, carried.statement) == (EXAMPLES["receiver"], EXAMPLES["statement"])
    assert [item.submission is None for item in carried.items] == [True, False]
    assert all(item.intact for item in carried.items)
    enrolled, refused = read_bundle_reply(EXAMPLES["bundle_reply"].encode())
    assert enrolled.receipt == EXAMPLES["enrolment_request"]["receipt"]
    assert refused.problem is not None
    assert refused.problem == read_problem(EXAMPLES["problem"].encode())


def test_the_answer_is_fetched_and_opens(statement: KeyStatement) -> None:
    checked = check_device_token(
        EXAMPLES["device_token"],
        EXAMPLES["keys"]["device"]["jwk"],
        receiver=EXAMPLES["receiver"],
        method="GET",
        urls=[f"{statement.base_urls[0]}/v1/answers"],
        now=made.NOW,
    )
    assert checked.device == EXAMPLES["keys"]["device"]["kid"]
    page = read_answer_page(EXAMPLES["answers_page"].encode())
    assert page.answers == (EXAMPLES["answer"]["sealed"],)
    answer = open_answer(page.answers[0], made.DEVICE, statement)
    assert answer == stored_message("rating-answer+jws", EXAMPLES["answer"]["signed"])
    assert answer["submission"] == made.SUBMISSION


def test_the_resend_notice_and_the_receipts_file_verify(statement: KeyStatement) -> None:
    typ = "rating-resend+jws"
    notice = jose.verify(typ, EXAMPLES["resend"], statement.signing)
    assert read_message(typ, notice)["lost_from"].startswith("2026-11-21")
    file = read_receipts_file(EXAMPLES["receipts_file"].encode())
    assert file.refused == 0
    assert [receipt.sequence for receipt in file.receipts] == [1, 2]


def test_a_file_that_comes_back_with_answers_opens_to_the_last_of_them(
    statement: KeyStatement,
) -> None:
    """Every member a receipts file may have: each proves itself, but the problem, which advises."""
    file = read_receipts_file(EXAMPLES["receipts_file_with_answers"].encode())
    assert [receipt.sequence for receipt in file.receipts] == [1]
    (advice,) = file.problems
    assert advice.sha256 == EXAMPLES["submission"]["sha256"]
    assert advice.problem.slug == "rate-limited"
    assert file.answers is not None
    assert (file.answers.after, file.answers.next) == (0, 1)
    (sealed,) = file.answers.answers
    assert open_answer(sealed, made.DEVICE, statement)["submission"] == made.SUBMISSION
    assert file.published is not None
    assert set(file.published) == {"form", "directory", "resend"}
    for kind, signed in file.published.items():
        typ = f"rating-{kind}+jws"
        assert read_message(typ, jose.verify(typ, signed, statement.signing))["v"] == 1
