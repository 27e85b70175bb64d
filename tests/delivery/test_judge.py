"""The reply table of the contract: a row for each line, and rows for its order."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.sentences import say
from rating_client.base.text import Text
from rating_client.contract.problems import PREFIX, STATUS, problem_json
from rating_client.contract.receipts import Receipt, ReceiptRefused
from rating_client.contract.shape import Fault
from rating_client.delivery.judge import Outcome, Verdict, judge
from rating_client.delivery.reply import Ask, Failure, NoReply, Reply

NOW = seconds_of("2026-11-21T10:42:00+07:00")
HTML = b"<!DOCTYPE html><title>Wi-Fi</title>"
GOOD = b"good.receipt.token"
OURS = {"rating-protocol": "1"}

RECEIPT = Receipt("good.receipt.token", "r", "s", "d", "h", "e", 1, "t")


def check(token: str) -> Receipt:
    if token != "good.receipt.token":
        raise ReceiptRefused("contract.receipt-not-signed")
    return RECEIPT


def judged(ask: Ask, reply: Reply | NoReply) -> Outcome:
    return judge(ask, reply, host="receiver.example", now=NOW, check=check)


def problem(slug: str, status: int | None = None, **headers: str) -> Reply:
    return Reply(status or STATUS[slug], {**OURS, **headers}, problem_json(slug, "vi"))


@dataclass(frozen=True)
class Row:
    says: str
    ask: Ask
    reply: Reply | NoReply
    verdict: Verdict
    code: str = ""
    may_have_arrived: bool = False


PUT, GET, POST, HEAD, DOC = (
    Ask.SUBMISSION,
    Ask.RECEIPT,
    Ask.ENROLMENT,
    Ask.HELLO,
    Ask.DOCUMENT,
)

TABLE = [
    # TLS trust failure: the endpoint needs a person; never "no network".
    *(
        Row(f"tls {failure}", ask, NoReply(failure), Verdict.UNTRUSTED, code)
        for ask in (HEAD, PUT)
        for failure, code in (
            (Failure.INSPECTED, "delivery.not-trusted"),
            (Failure.OTHER_HOST, "delivery.other-host"),
            (Failure.CERTIFICATE_DATE, "delivery.certificate-date"),
            (Failure.TLS_FAILED, "delivery.tls-failed"),
        )
    ),
    Row(
        "tls, with the issuer named",
        HEAD,
        NoReply(Failure.INSPECTED, issuer="Hộp kiểm tra"),
        Verdict.UNTRUSTED,
        "delivery.inspected",
    ),
    # A receipt that verifies.
    Row("receipt 201", PUT, Reply(201, OURS, GOOD), Verdict.RECEIPTED),
    Row("receipt on replay", PUT, Reply(200, OURS, GOOD), Verdict.RECEIPTED),
    Row("receipt without the header", PUT, Reply(201, {}, GOOD), Verdict.RECEIPTED),
    Row("receipt with a line end", PUT, Reply(201, OURS, GOOD + b"\n"), Verdict.RECEIPTED),
    Row("enrolment receipt", POST, Reply(201, OURS, GOOD), Verdict.RECEIPTED),
    Row("receipt by digest", GET, Reply(200, OURS, GOOD), Verdict.RECEIPTED),
    Row(
        "a receipt under another status",
        PUT,
        Reply(202, OURS, GOOD),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
        True,
    ),
    # A known problem type together with the protocol header.
    *(
        Row(slug, PUT, problem(slug), Verdict.ITEM, f"delivery.{code}")
        for slug, code in (
            ("malformed", "not-opened"),
            ("id-conflict", "differs"),
            ("too-large", "too-large"),
            ("unopenable", "not-opened"),
            ("bad-signature", "not-opened"),
            ("wrong-receiver", "another-receiver"),
            ("unsupported-version", "program-too-old"),
            ("invalid-rating", "not-accepted"),
        )
    ),
    Row(
        "device-revoked", PUT, problem("device-revoked"), Verdict.REVOKED, "delivery.device-revoked"
    ),
    *(
        Row(slug, ask, problem(slug), Verdict.ENROLMENT, "delivery.activation-needed")
        for slug in ("auth-invalid", "unknown-device", "code-invalid")
        for ask in (PUT, POST)
    ),
    Row("rate-limited", PUT, problem("rate-limited"), Verdict.LATER, "delivery.busy"),
    Row("unavailable", PUT, problem("unavailable"), Verdict.LATER, "delivery.busy"),
    *(
        Row(slug, PUT, problem(slug), Verdict.LATER, "delivery.changed-on-the-way")
        for slug in ("digest-mismatch", "unsupported-media")
    ),
    Row(
        "the type decides, not the status",
        PUT,
        problem("invalid-rating", 503),
        Verdict.ITEM,
        "delivery.not-accepted",
    ),
    Row(
        "a problem in a success",
        PUT,
        problem("invalid-rating", 200),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
        True,
    ),
    Row(
        "a type nobody knows",
        PUT,
        Reply(422, OURS, json.dumps({"type": PREFIX + "news", "title": "?"}).encode()),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
        True,
    ),
    Row(
        "a known type without the header",
        PUT,
        Reply(422, {}, problem_json("invalid-rating", "vi")),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
        True,
    ),
    Row(
        "another protocol version",
        PUT,
        Reply(422, {"rating-protocol": "2"}, problem_json("invalid-rating", "vi")),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
        True,
    ),
    # 407, 511.
    Row("proxy", PUT, Reply(407, {}, HTML), Verdict.SIGN_IN, "delivery.proxy-sign-in"),
    Row(
        "proxy tunnel",
        PUT,
        NoReply(Failure.PROXY_SIGN_IN),
        Verdict.SIGN_IN,
        "delivery.proxy-sign-in",
    ),
    Row("network", HEAD, Reply(511, {}, HTML), Verdict.SIGN_IN, "delivery.sign-in-needed"),
    # 408, 425, 429, 5xx.
    *(
        Row(f"{status}", PUT, Reply(status, {}, HTML), Verdict.LATER, "delivery.busy")
        for status in (408, 425, 429)
    ),
    *(
        Row(
            f"{status}",
            PUT,
            Reply(status, {}, HTML),
            Verdict.LATER,
            "delivery.receiver-trouble",
            True,
        )
        for status in (500, 502, 503, 504, 507, 599)
    ),
    Row("503 to a handshake", HEAD, Reply(503), Verdict.LATER, "delivery.receiver-trouble"),
    # GET receipt 404 with the problem type.
    Row("not held", GET, problem("unknown-submission"), Verdict.NOT_HELD),
    Row(
        "not held, says somebody",
        GET,
        Reply(404, {}, problem_json("unknown-submission", "vi")),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
    ),
    Row(
        "not held makes no sense to a PUT",
        PUT,
        problem("unknown-submission"),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
        True,
    ),
    # DNS, refused, reset, timeout.
    Row("no network", PUT, NoReply(Failure.NO_NETWORK), Verdict.LATER, "delivery.no-network"),
    Row("no name", HEAD, NoReply(Failure.NAME_NOT_FOUND), Verdict.LATER, "delivery.name-not-found"),
    Row("refused", PUT, NoReply(Failure.UNREACHABLE), Verdict.LATER, "delivery.unreachable"),
    Row(
        "reset before a byte left",
        PUT,
        NoReply(Failure.RESET),
        Verdict.LATER,
        "delivery.unreachable",
    ),
    Row(
        "reset", PUT, NoReply(Failure.RESET, sent=True), Verdict.LATER, "delivery.reply-lost", True
    ),
    Row(
        "timeout",
        PUT,
        NoReply(Failure.TIMEOUT, sent=True),
        Verdict.LATER,
        "delivery.reply-lost",
        True,
    ),
    Row(
        "dead proxy",
        PUT,
        NoReply(Failure.PROXY_UNREACHABLE),
        Verdict.LATER,
        "delivery.proxy-unreachable",
    ),
    # Anything else.
    *(
        Row(says, PUT, reply, Verdict.SOMEONE_ELSE, "delivery.sign-in-needed", True)
        for says, reply in (
            ("200 with HTML", Reply(200, {}, HTML)),
            ("200 with nothing, or too much", Reply(200, OURS, b"")),
            ("204", Reply(204, OURS)),
            ("301", Reply(301, {"location": "https://portal.example"})),
            ("302", Reply(302, {"location": "https://portal.example"}, HTML)),
            ("307", Reply(307, {"location": "https://portal.example"})),
            ("404 without the header", Reply(404, {}, HTML)),
            ("404 with the header alone", Reply(404, OURS, HTML)),
            ("403", Reply(403, {}, HTML)),
            ("not ASCII", Reply(200, OURS, "Đăng nhập".encode())),
        )
    ),
    Row(
        "a receipt that does not verify",
        PUT,
        Reply(201, OURS, b"for.gery.x"),
        Verdict.SOMEONE_ELSE,
        "delivery.receipt-not-valid",
        True,
    ),
    Row(
        "a portal that likes HEAD",
        HEAD,
        Reply(200),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
    ),
    Row(
        "a server that is none of ours",
        HEAD,
        Reply(204),
        Verdict.SOMEONE_ELSE,
        "delivery.sign-in-needed",
    ),
    # The other questions.
    Row("a receiver is there", HEAD, Reply(204, OURS), Verdict.HELLO),
    Row("a document", DOC, Reply(200, OURS, b"a.b.c"), Verdict.DOCUMENT),
    Row("an unchanged document", DOC, Reply(304, OURS), Verdict.UNCHANGED),
    Row("a wish to resend", Ask.RESEND, Reply(200, OURS, b"a.b.c"), Verdict.DOCUMENT),
    Row("no wish to resend", Ask.RESEND, Reply(404, OURS), Verdict.UNCHANGED),
    Row("answers", Ask.ANSWERS, Reply(200, OURS, b"{}"), Verdict.DOCUMENT),
    Row("a bundle's results", Ask.BUNDLE, Reply(200, OURS, b"{}"), Verdict.RESULTS),
    *(
        Row(says, Ask.BUNDLE, reply, Verdict.ONE_BY_ONE, "delivery.one-by-one")
        for says, reply in (
            ("no bundles here", Reply(404, OURS)),
            ("no such method", Reply(405, OURS)),
            ("a problem of the bundle", problem("too-large")),
            ("a bundle changed on its way", problem("digest-mismatch")),
            ("a bundle with a revoked device's item", problem("device-revoked")),
        )
    ),
    *(
        Row(says, ask, reply, Verdict.SOMEONE_ELSE, "delivery.sign-in-needed", ask is Ask.BUNDLE)
        for says, ask, reply in (
            ("no wish, says somebody", Ask.RESEND, Reply(404, {}, HTML)),
            ("answers of a portal", Ask.ANSWERS, Reply(200, {}, b"{}")),
            ("results of a portal", Ask.BUNDLE, Reply(200, {}, b"{}")),
        )
    ),
    Row(
        "304 to a PUT", PUT, Reply(304, OURS), Verdict.SOMEONE_ELSE, "delivery.sign-in-needed", True
    ),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.ask}: {row.says}")
def test_what_a_reply_means(row: Row) -> None:
    outcome = judged(row.ask, row.reply)
    assert (outcome.verdict, outcome.code, outcome.may_have_arrived) == (
        row.verdict,
        row.code,
        row.may_have_arrived,
    )
    assert (outcome.receipt is RECEIPT) == (row.verdict is Verdict.RECEIPTED)
    if outcome.code:
        sentence = say(outcome.code, **outcome.facts, time="10:52:30", n=3)
        assert "{" not in sentence.line("vi") + sentence.line("en")


def test_every_problem_type_of_the_contract_has_a_row() -> None:
    assert {row.says for row in TABLE} >= STATUS.keys() - {"unknown-submission"}


def test_nothing_but_a_verified_receipt_is_received() -> None:
    """F13: every status with every body a stranger could send. False acknowledgements: 0."""
    bodies = [b"", HTML, b"OK", b"{}", b"for.gery.x", b'{"receipt": "good"}', b"\xff\xfe", b"."]
    false_acks = [
        (status, body)
        for status in range(200, 600)
        for body in bodies
        for headers in ({}, OURS)
        for ask in (PUT, POST, GET)
        if judged(ask, Reply(status, headers, body)).verdict is Verdict.RECEIPTED
    ]
    print(f"replies {400 * len(bodies) * 2 * 3}, false acks {len(false_acks)}")
    assert not false_acks


def test_no_reply_without_the_protocol_header_blames_the_rating() -> None:
    """F16: an outage, whatever it says, sets nothing aside."""
    for status in range(200, 600):
        for slug in STATUS:
            reply = Reply(status, {}, problem_json(slug, "vi"))
            assert judged(PUT, reply).verdict is not Verdict.ITEM


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({}, None),
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "999999"}, 6 * 3600.0),
        # By the receiver's own clock, whatever this computer believes.
        (
            {
                "retry-after": "Fri, 01 Jan 2027 00:01:00 GMT",
                "date": "Fri, 01 Jan 2027 00:00:00 GMT",
            },
            60.0,
        ),
    ],
)
@pytest.mark.parametrize("reply", [Reply(503), problem("unavailable"), problem("rate-limited")])
def test_the_wait_the_receiver_asks_for(
    reply: Reply, headers: dict[str, str], asked: float | None
) -> None:
    reply = Reply(reply.status, {**reply.headers, **headers}, reply.body)
    assert judged(PUT, reply).asked == asked


def test_the_receivers_own_words_are_kept() -> None:
    faults = [Fault("/subjects/2/reasons", Text("cần lý do", "needs a reason"))]
    reply = Reply(422, OURS, problem_json("invalid-rating", "vi", faults))
    outcome = judged(PUT, reply)
    assert outcome.words == (
        "Nội dung phiếu chưa hợp lệ\nSửa các mục được nêu rồi gửi thành phiếu mới.\n"
        "/subjects/2/reasons: cần lý do"
    )
    assert outcome.pointers == ("/subjects/2/reasons",)
