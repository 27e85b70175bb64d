"""Whatever bytes come, only a refusal leaves, and both ways to write Vietnamese say the same."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from rating_client.base.clock import VIETNAM
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.declarations.refusal import Refusal
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.smime import in_smime
from tests.support.telegrams import telegram

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
SAMPLE = SampleDeclaration("100000000410", AT, "T", 2, AT, "A12")
TELEGRAM = telegram("VAD1AG0", SAMPLE, short=39)
PORTAL = (
    "<TOKHAI_OBJ><SO_TK>100000000410</SO_TK><MA_PHAN_LOAI_KT>Đỏ</MA_PHAN_LOAI_KT>"
    "<NGAY_DK>20/11/2026</NGAY_DK><NGUOI_NHAP_KHAU><MA_SO_THUE>0000000001</MA_SO_THUE>"
    "<TEN>Thử nghiệm</TEN></NGUOI_NHAP_KHAU></TOKHAI_OBJ>"
).encode()
REPLY = (
    "<Declaration><issuer>929</issuer><function>31</function><customsReference>100000000410"
    "</customsReference><acceptance>2026-11-20 09:05:07</acceptance><AdditionalInformation>"
    "<content>Luồng đỏ</content></AdditionalInformation></Declaration>"
).encode()
SEEDS = (
    ecus_xml(SAMPLE, messages=(("VAD1AG0", SAMPLE.number),)),
    *(TELEGRAM, in_smime(TELEGRAM), in_smime(TELEGRAM, "base64"), TELEGRAM * 2),
    *(PORTAL, REPLY),
)

few = settings(max_examples=150, deadline=None)


def outcome(data: bytes) -> Reading | str:
    try:
        return read_document(Document(data, "tờ khai.xml"))[1]
    except Refusal as refusal:
        return refusal.code


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A seed with some bytes removed, doubled or replaced."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        data[at : at + draw(st.integers(0, 40))] = draw(
            st.binary(max_size=12)
            | st.sampled_from((b"", b"\r\n", b"</Data>", b"<a>", b"\xe1\xba"))
        )
    return bytes(data)


@few
@given(damaged() | st.binary(max_size=600))
def test_only_a_refusal_leaves(data: bytes) -> None:
    result = outcome(data)
    if isinstance(result, str):
        assert result.startswith("declarations.")
    else:
        assert len(result.declarations) == len(result.found_by) > 0


@few
@given(st.sampled_from(SEEDS[:1] + SEEDS[5:]), st.text(max_size=9))
def test_composed_and_decomposed_letters_say_the_same(seed: bytes, junk: str) -> None:
    letters = "".join(letter for letter in junk if letter.isalpha())
    text = seed.decode().replace("CCHQHANAM", f"HQHÀ {letters}").replace("THử", f"THử{letters}")
    decomposed = unicodedata.normalize("NFD", text)
    assert outcome(decomposed.encode()) == outcome(unicodedata.normalize("NFC", text).encode())
