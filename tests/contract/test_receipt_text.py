"""The text in a receipt's QR code: small, hard to spoil, and proof by itself."""

from __future__ import annotations

import re
import zlib
from base64 import b32encode
from textwrap import fill

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.receipt_text import (
    holds_receipt_text,
    read_receipt_text,
    receipt_text,
)
from tests.support.issuer import Issuer

ISSUER = Issuer()
STATEMENT = ISSUER.statement()
ID = "8a5a1c9e-6d1f-4b0e-9c53-0d2f5f2b7f11"


def receipt(issuer: Issuer = ISSUER) -> str:
    return issuer.receipt("e.n.v", submission=ID, device="d" * 43)


def text(token: str = "") -> str:
    return receipt_text(STATEMENT, token or receipt())


def test_the_receipt_comes_back_with_the_receiver_that_signed_it() -> None:
    token = receipt()
    found = read_receipt_text(text(token).encode())
    assert [each.token for each in found.receipts] == [token]
    assert found.statement.token == STATEMENT.token


def test_capitals_and_digits_alone_and_smaller_than_the_tokens() -> None:
    token = receipt()
    assert re.fullmatch(r"RR1:[A-Z2-7]+\.", text(token))
    # 5.5 bits a letter in a QR code, where the tokens' own letters take eight.
    assert len(text(token)) * 5.5 < (len(token) + len(STATEMENT.token)) * 8 * 0.7


def test_it_is_found_on_a_page_whose_lines_are_broken() -> None:
    page = f"%PDF-1.6\r\nXác nhận tiếp nhận\r\n{fill(text(), 60)}\r\nTrang 1/1"
    assert holds_receipt_text(page.encode())
    assert len(read_receipt_text(page.encode()).receipts) == 1


def test_a_receipt_somebody_else_signed_is_refused() -> None:
    found = read_receipt_text(text(receipt(Issuer())).encode())
    assert (found.receipts, found.refused) == ((), 1)


def test_one_letter_that_was_misread_is_noticed() -> None:
    good = text()
    for place in (4, len(good) // 2, len(good) - 12):
        other = "A" if good[place] != "A" else "B"
        with pytest.raises(Trouble):
            read_receipt_text((good[:place] + other + good[place + 1 :]).encode())


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        zlib.compress(b""),
        zlib.compress(b"\0\0" * 6),
        zlib.compress(b"\xff\xff"),
        zlib.compress(bytes(10_000_000)),  # a small text that would unpack to a large one
        zlib.compress(bytes(1000))[:-4],
    ],
)
def test_anything_else_is_one_sentence(packed: bytes) -> None:
    said = f"RR1:{b32encode(packed).decode().rstrip('=') or 'A'}."
    with pytest.raises(Trouble) as refused:
        read_receipt_text(said.encode())
    assert refused.value.code == "contract.receipts-file-unreadable"


def test_a_file_without_such_a_text_is_left_to_others() -> None:
    assert not holds_receipt_text(b'{"v":1,"receipts":[]}')
    with pytest.raises(Trouble):
        read_receipt_text(b"RR1:")
