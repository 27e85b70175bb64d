from __future__ import annotations

import unicodedata

import pytest

from rating_client.contract.strict_json import NotStrictJson, encode, parse, parse_object


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b'[{"a":1,"\\u0061":2}]',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{\x00}\x00",
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b"{} {}",
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xc3\x28"}',
        b"",
        b"[" * 200_000,
        b'{"a":' + b"9" * 10_000 + b"}",
    ],
)
def test_a_text_that_two_parsers_could_read_differently_is_refused(text: bytes) -> None:
    with pytest.raises(NotStrictJson):
        parse(text)


def test_a_message_must_be_one_object() -> None:
    with pytest.raises(NotStrictJson):
        parse_object(b"[]")


def test_a_number_with_a_fraction_can_be_told_from_an_integer() -> None:
    assert [type(value) for value in parse(b"[5, 5.0, 5e0]")] == [int, float, float]


def test_decomposed_vietnamese_is_composed_before_it_is_signed() -> None:
    decomposed = unicodedata.normalize("NFD", "Đình Vũ")
    assert encode({"name": [decomposed]}) == '{"name":["Đình Vũ"]}'.encode()
