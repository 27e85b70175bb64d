"""VNACCS telegrams: which messages prove a registration, and bytes that travelled badly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.declarations.readers.telegram_text import telegrams_in
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.smime import in_smime
from tests.support.telegrams import telegram

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
LATER = AT + timedelta(hours=3)
IMPORT = SampleDeclaration("100000000410", AT, "T", 2, LATER, "A12", first_number="100000000300")
EXPORT = replace(IMPORT, number="300000000420", type_code="E62", first_number=None)
SECRET = "Pa55w0rd"


def read(data: bytes, name: str = "T0000_VAD1AC0_100000000410_20261120090507.txt") -> Reading:
    return read_document(Document(data, name))[1]


def one(data: bytes) -> Declaration:
    (declaration,) = read(data).declarations
    return declaration


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        read(data)
    return refusal.value.code


REGISTERED = {
    **{f"VAD{n}AC0": Stage.REGISTERED for n in "123"},
    **{f"VAD{n}AG0": Stage.CLEARED for n in "12"},
    **{f"VAD{n}BK0": Stage.REGISTERED for n in "123"},  # release asked for, not given
    **{f"VAD{n}BJ0": Stage.RELEASED for n in "12"},
    **{f"VAD{n}FC0": Stage.REGISTERED for n in "123"},
    **{f"VAD{n}FG0": Stage.CLEARED for n in "12"},
    **{f"VAD{n}RC0": Stage.REGISTERED for n in "123"},
    **{f"VAD{n}RG0": Stage.RELEASED for n in "12"},
    **{f"VAE{n}LD0": Stage.REGISTERED for n in "123"},
    **{f"VAE{n}LF0": Stage.CLEARED for n in "12"},
    **{f"VAE{n}JD0": Stage.REGISTERED for n in "123"},
    **{f"VAE{n}JF0": Stage.CLEARED for n in "12"},
    **{f"VAE{n}RD0": Stage.REGISTERED for n in "123"},
    **{f"VAE{n}RF0": Stage.RELEASED for n in "12"},
    **dict.fromkeys(("VRD1AC0", "VRD2BK0", "VRD3RC0", "VRE1LD0", "VRE2JD0"), Stage.REGISTERED),
    **dict.fromkeys(("VRD1AG0", "VRE2LF0", "VAD1AG1"), Stage.CLEARED),
    **dict.fromkeys(("VAD2AE0", "VAD3AY0", "VAD2BM0", "VAD3BZ0", "VAD2FE0"), Stage.REGISTERED),
    **dict.fromkeys(("VAE2LE0", "VAE3LY0", "VAE2JE0", "VAD2RE0", "VAE3RY0"), Stage.REGISTERED),
    **dict.fromkeys(("VRD2AE0", "VRE3LY0"), Stage.REGISTERED),
}
PERMITS = ("AG", "FG", "LF", "JF")  # the messages whose permit has a known place


@pytest.mark.parametrize("code", REGISTERED)
def test_each_message_that_proves_a_registration(code: str) -> None:
    sample = replace(EXPORT if code[2] == "E" else IMPORT, amended_at=LATER)
    reading = read(telegram(code, sample, agent="A1234"))
    (found,) = reading.declarations
    low_value = code[4] in "FJ"
    assert found == Declaration(
        number=sample.number,
        direction=sample.direction,
        stage=REGISTERED[code],
        type_code=None if low_value else sample.type_code,
        office_name="CCHQHANAM",
        team_code="01",
        registered_at=AT,
        amended_at=LATER,
        cleared_at=LATER if code[4:6] in PERMITS else None,
        channel=2,
        owner_tax_code="0000000001",
        owner_name="CÔNG TY TNHH THỬ NGHIỆM SAO MAI",
        agent_code="A1234",
        first_number=None if low_value else sample.first_number,
    )
    assert registered(found)
    told = {field for field, fact in vars(found).items() if fact is not None}
    assert set(reading.found_by[0]) == told
    assert code in reading.found_by[0]["registered_at"]


NOTHING = {
    "VAD419": "declarations.other-message",
    "VAE400": "declarations.other-message",
    "VAD0AA": "declarations.other-message",
    "VAE0LB": "declarations.other-message",
    "VAD0FP": "declarations.other-message",
    "VAD603": "declarations.other-message",
    "VAF803": "declarations.other-message",
    "VAL002": "declarations.other-message",
    "VAL004": "declarations.other-message",
    "VAD807": "declarations.other-message",
    "VZZ999": "declarations.other-message",
    "VAD487": "declarations.supplement",
    "VAE474": "declarations.supplement",
    "VAD491": "declarations.supplement",
    "VAD800": "declarations.supplement",
    "VAL802": "declarations.supplement",
    "VAL805": "declarations.supplement",
}


@pytest.mark.parametrize("code", NOTHING)
def test_messages_that_prove_nothing_are_explained_and_quiet(code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read(telegram(f"{code}0", IMPORT))
    assert refusal.value.code == NOTHING[code]
    assert refusal.value.quiet


@pytest.mark.parametrize("code", ["VAD0AP0", "VAE0LC0"])
def test_a_view_of_a_declaration_is_read_and_proves_nothing(code: str) -> None:
    sample = EXPORT if code[2] == "E" else IMPORT
    found = one(telegram(code, sample))
    assert (found.number, found.stage, found.owner_tax_code) == (
        sample.number,
        Stage.DECLARED,
        "0000000001",
    )
    assert not registered(found)


def test_a_result_tells_of_no_registration_whatever_its_code() -> None:
    assert refused(telegram("VAD1AC0", IMPORT, data_type="R")) == "declarations.other-message"
    assert refused(telegram("*SIDC  ", IMPORT, data_type="R")) == "declarations.other-message"
    assert one(telegram("VAD1AC0", IMPORT, data_type="M")).number == IMPORT.number


@pytest.mark.parametrize("procedure", ["IDA", "IDC", "EDC", "IDA01", "MIC"])
def test_a_message_that_was_sent_proves_nothing(procedure: str) -> None:
    data = telegram("      ", IMPORT, procedure=procedure, password=SECRET)
    assert refused(data) == "declarations.message-sent"


def test_a_routing_without_a_channel_is_no_registration_and_its_digit_is_no_channel() -> None:
    found = one(telegram("VAD3AC0", replace(IMPORT, channel=None)))
    assert (found.channel, registered(found)) == (None, False)


WHOLE = telegram("VAD1AG0", IMPORT)


@pytest.mark.parametrize("fields", [23, 39, 207, 208])
def test_a_short_body_is_read_as_far_as_it_goes(fields: int) -> None:
    found = one(telegram("VAD1AG0", IMPORT, short=fields))
    whole = one(WHOLE)
    if fields == 208:
        midnight = LATER.replace(hour=0, minute=0, second=0)
        assert found == replace(whole, cleared_at=midnight)
    else:
        assert found == replace(whole, cleared_at=None)


def test_a_file_cut_short_is_damaged_until_its_owner_is_there_and_never_half_an_owner() -> None:
    def outcome(cut: int) -> str | None:
        try:
            return one(WHOLE[:cut]).owner_tax_code
        except Refusal as refusal:
            return refusal.code if refusal.retry_after(1) else None

    outcomes = [outcome(cut) for cut in range(40, 1_000)]
    whole_from = outcomes.index("0000000001")
    assert set(outcomes[:whole_from]) == {"declarations.damaged"}
    assert set(outcomes[whole_from:]) == {"0000000001"}


def without_trailing_blanks(data: bytes) -> bytes:
    return re.sub(rb" +\r\n", b"\r\n", data)


def lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


JOURNEYS = {
    "bare": WHOLE,
    "line feeds only": lf(WHOLE),
    "carriage returns only": WHOLE.replace(b"\r\n", b"\r"),
    "carriage return twice": WHOLE.replace(b"\r\n", b"\r\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "its first blanks cut": WHOLE.lstrip(b" "),
    "utf-16": WHOLE.decode().encode("utf-16"),
    "utf-16-be": WHOLE.decode().encode("utf-16-be"),
    "blanks cut": without_trailing_blanks(WHOLE),
    "blanks cut, line feeds only": lf(without_trailing_blanks(WHOLE)),
    "no line end at the end": WHOLE.removesuffix(b"\r\n"),
    "s/mime": in_smime(WHOLE),
    "s/mime, line feeds only": lf(in_smime(WHOLE)),
    "s/mime, carriage returns only inside": in_smime(WHOLE.replace(b"\r\n", b"\r")),
    "s/mime, blanks cut": lf(without_trailing_blanks(in_smime(WHOLE))),
    "s/mime, base64": in_smime(WHOLE, "base64"),
    "s/mime, base64, line feeds only": lf(in_smime(WHOLE, "base64")),
    "s/mime, quoted-printable": in_smime(WHOLE, "quoted-printable"),
    "s/mime, quoted-printable, line feeds only": lf(in_smime(WHOLE, "quoted-printable")),
    "whole mail": b"From: a@example.com\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/signed; boundary="----1F2E"\r\n\r\n' + in_smime(WHOLE),
}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_however_a_telegram_travelled_it_says_the_same(journey: str) -> None:
    assert one(JOURNEYS[journey]) == one(WHOLE)


@pytest.mark.parametrize("wrap", [bytes, lf, without_trailing_blanks])
def test_a_signature_behind_a_short_body_is_no_part_of_it(wrap: Callable[[bytes], bytes]) -> None:
    signed = in_smime(wrap(telegram("VAD1AC0", IMPORT, short=24)))
    assert one(signed).agent_code is None


def test_several_telegrams_in_one_file_give_several_declarations() -> None:
    messages = (
        telegram("VAF8030", IMPORT),
        telegram("VAD1AC0", IMPORT, short=23),
        telegram("VAE1LF0", EXPORT),
        telegram("      ", EXPORT, procedure="EDC"),
    )
    for joined in (b"".join(messages), lf(b"".join(messages)), b"\r\n".join(messages)):
        first, second = read(joined).declarations
        assert (first.number, first.stage) == (IMPORT.number, Stage.REGISTERED)
        assert (second.number, second.stage) == (EXPORT.number, Stage.CLEARED)


def test_widths_are_bytes_and_a_letter_cut_at_the_width_is_dropped() -> None:
    name = "X" + "Ộ" * 120  # three bytes each, so that the 300th byte is inside a letter
    found = one(telegram("VAD1AC0", replace(IMPORT, company=name), agent="A1234"))
    assert found.owner_name == "X" + "Ộ" * 99
    assert found.agent_code == "A1234"


def test_a_field_longer_than_its_width_does_not_run_over() -> None:
    data = WHOLE.replace(b"CCHQHANAM ", b"CCHQHANAM " + b" " * 40 + b"XX")
    assert one(data).office_name == "CCHQHANAM"


def test_a_name_in_another_encoding_costs_no_fact() -> None:
    data = telegram("VAD1AC0", replace(IMPORT, company="Cong ty Z"))
    found = one(data.replace(b"Cong ty Z", "Công ty Đại Z".encode("cp1258", "replace")[:9]))
    assert (found.number, found.owner_tax_code) == (IMPORT.number, "0000000001")


def test_a_wrong_length_in_the_header_is_not_believed() -> None:
    for length in (b"000000", b"000400", b"999999"):
        data = WHOLE[:392] + length + WHOLE[398:]
        assert one(data) == one(WHOLE)


def test_an_unreadable_number_is_no_declaration() -> None:
    data = WHOLE.replace(b"\r\n100000000410\r\n", b"\r\n10000000041 \r\n")
    assert refused(data) == "declarations.number-unreadable"


def test_a_view_without_a_number_where_views_have_it_is_passed_over() -> None:
    data = WHOLE.replace(b"VAD1AG0", b"VAD0AP0")
    assert refused(data) == "declarations.other-message"


def test_a_file_name_that_disagrees_is_reported_and_not_believed() -> None:
    reading = read(WHOLE, "T0000_VAD1AG0_100000000990_20261120090507.txt")
    assert reading.declarations[0].number == IMPORT.number
    assert "100000000990" in reading.found_by[0]["number"]


@pytest.mark.parametrize("wrap", [bytes, lf, in_smime])
@pytest.mark.parametrize("code", ["VAD1AG0", "VAF8030", "      ", "VAD2AE0", "VAD4870"])
def test_a_password_in_a_header_goes_nowhere(code: str, wrap: Callable[[bytes], bytes]) -> None:
    data = wrap(telegram(code, IMPORT, procedure="IDC", password=SECRET))
    assert SECRET.encode() in data
    for cut in (len(data), 700, 450, 120):
        try:
            said = repr(read(data[:cut]))
        except Refusal as refusal:
            said = repr((refusal, refusal.facts, refusal.sentence, refusal.__cause__))
        assert SECRET not in said
        assert SECRET not in repr(list(telegrams_in(data[:cut])))


def test_other_texts_are_no_telegrams() -> None:
    for data in (
        b"Gui anh chi",
        b"--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--",
        b"V" * 500,
    ):
        assert refused(data) == "declarations.unrecognised"
