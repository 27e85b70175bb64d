"""Prints and lists whose Vietnamese is not Unicode: old fonts, a wrong encoding, no accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.document import Document
from rating_client.declarations.letters import from_windows_1252, tcvn3, vni
from rating_client.declarations.readers import read_document
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue, xlsx
from tests.declarations import containers, life_size, pdf_files
from tests.declarations.lists import list_cells

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
OWNER = "CÔNG TY TNHH MỸ HUY"
ROUTED = SampleDeclaration("100000000110", AT, "P", 2, None, "A12", company=OWNER)
CLEARED = replace(ROUTED, status="T", cleared_at=AT + timedelta(hours=3))
EXPORT = replace(CLEARED, number="300000000220", type_code="E62")
SAMPLES = (ROUTED, CLEARED, EXPORT)
TITLE = "F2"

Cells = dict[str, CellValue]
Write = Callable[[str], str]

LETTERS = [*filter(str.isalpha, map(chr, range(0xC0, 0x1EFA)))]


def written_for(unicode: Write) -> Write:
    """How people wrote what `unicode` reads: one sign for a letter, or a vowel and a sign."""
    signs = [chr(code) for code in range(0xA1, 0x100)]
    pairs = [vowel + sign for vowel in "aeouyôöAEOUYÔÖ" for sign in signs]
    read = {unicode(old): old for old in (*pairs, *signs)}
    # TCVN3 has no capitals with tones: there is a font that draws small letters as capitals.
    table = {ord(c): read.get(c) or read.get(c.lower(), c) for c in LETTERS}
    return lambda text: text.translate(table)


def read_as_windows_1252(text: str) -> str:
    byte_by_byte = (bytes([byte]) for byte in text.encode())
    return "".join(b.decode("cp1252", "ignore") or b.decode("latin-1") for b in byte_by_byte)


def without_accents(text: str) -> str:
    bare = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in bare if not unicodedata.combining(c))


def as_it_is(text: str) -> str:
    return text


FONTS = {"TCVN3": written_for(tcvn3), "VNI": written_for(vni)}
WRITINGS = {**FONTS, "read as Windows-1252": read_as_windows_1252}


def cells(sample: SampleDeclaration, write: Write, **changes: CellValue) -> Cells:
    (whole, _), *_ = life_size.sheets(sample, pages=1).values()
    return {
        at: write(value) if isinstance(value, str) else value
        for at, value in {**whole, **changes}.items()
    }


def read(data: bytes, name: str = "a.xlsx") -> Declaration:
    (declaration,) = read_document(Document(data, name))[1].declarations
    return declaration


@pytest.mark.parametrize(
    ("unicode", "written", "meant"),
    [
        (tcvn3, "Sè tê khai, Ng\xad\xeai nhËp khÈu", "Số tờ khai, Người nhập khẩu"),
        (tcvn3, "M· lo¹i h×nh, Ngµy ®¨ng ký".replace("ý", "\xfd"), "Mã loại hình, Ngày đăng ký"),
        (vni, "Soá tôø khai, Ngöôøi nhaäp khaåu", "Số tờ khai, Người nhập khẩu"),
        (vni, "Maõ loaïi hình, Ngaøy ñaêng kyù", "Mã loại hình, Ngày đăng ký"),
        (from_windows_1252, "Sá»‘ tá»\x9d khai", "Số tờ khai"),
    ],
)
def test_words_as_they_stand_in_files(unicode: Write, written: str, meant: str) -> None:
    assert unicode(written) == meant


@pytest.mark.parametrize("unicode", [tcvn3, vni, from_windows_1252])
@pytest.mark.parametrize("name", ["CôNG TY TNHH Mỹ HUY", "EXAMPLE TRADING CO."])
def test_what_is_unicode_already_is_left_alone(unicode: Write, name: str) -> None:
    assert unicode(name) == name


@pytest.mark.parametrize("write", WRITINGS.values(), ids=WRITINGS)
@pytest.mark.parametrize("sample", SAMPLES, ids=("routed", "cleared", "export"))
def test_a_print_says_the_same_in_other_letters(sample: SampleDeclaration, write: Write) -> None:
    other, usual = cells(sample, write), cells(sample, as_it_is)
    found = read(xlsx({"TKN": other}))
    assert found == read(xlsx({"TKN": usual}))
    assert read(containers.xls({"TKN": other})) == read(containers.xls({"TKN": usual}))
    assert read(containers.html(other)) == read(containers.html(usual))
    assert registered(found)
    assert found.owner_name == OWNER


@pytest.mark.parametrize("write", FONTS.values(), ids=FONTS)
def test_bytes_of_an_old_font_without_an_encoding_are_read(write: Write) -> None:
    page = containers.html(cells(ROUTED, write), encoding="cp1252", charset="x-user-defined")
    assert read(page, "a.xls").owner_name == OWNER


@pytest.mark.parametrize("write", WRITINGS.values(), ids=WRITINGS)
def test_a_list_says_the_same_in_other_letters(write: Write) -> None:
    listed = {at: write(v) if isinstance(v, str) else v for at, v in list_cells(SAMPLES).items()}
    found = read_document(Document(containers.delimited(listed), "a.csv"))[1].declarations
    usual = containers.delimited(list_cells(SAMPLES))
    assert found == read_document(Document(usual, "a.csv"))[1].declarations


@pytest.mark.parametrize("write", FONTS.values(), ids=FONTS)
def test_a_pdf_of_an_old_font_is_read_with_its_owner(write: Write) -> None:
    """What draws the page leaves out TCVN3's "ư", which is a hyphen elsewhere."""
    found = read(pdf_files.drawn([cells(ROUTED, write)]), "a.pdf")
    assert (found.number, found.registered_at, found.channel) == (ROUTED.number, AT, 2)
    assert found.owner_name == OWNER
    assert tcvn3("Ng-êi xuÊt khÈu, th-¬ng m¹i ®Çu t-") == "Người xuất khẩu, thương mại đầu tư"


@pytest.mark.parametrize("sample", SAMPLES, ids=("routed", "cleared", "export"))
def test_a_print_without_accents_has_its_stage_and_its_owner(sample: SampleDeclaration) -> None:
    bare = cells(sample, without_accents)
    usual = replace(read(xlsx({"TKN": cells(sample, as_it_is)})), owner_name="CONG TY TNHH MY HUY")
    assert read(xlsx({"TKN": bare})) == usual
    found = read(pdf_files.drawn([bare]), "a.pdf")
    assert (found.stage, found.key) == (usual.stage, usual.key)
    assert found.owner_name == usual.owner_name


@pytest.mark.parametrize("write", [without_accents, *WRITINGS.values()])
@pytest.mark.parametrize(
    "title",
    [
        "Bản xác nhận nội dung tờ khai hàng hóa nhập khẩu<In thử>",
        "Tờ khai hàng hóa nhập khẩu (hủy)",
        "Tờ khai bổ sung sau thông quan",
    ],
)
def test_no_letters_make_a_print_count_that_is_none(write: Write, title: str) -> None:
    data = xlsx({"TKN": cells(CLEARED, write, **{TITLE: title})})
    with suppress(Refusal):  # a supplement is none of its own
        assert not registered(read(data))


def test_a_companys_name_in_utf_8_taken_for_windows_1252_is_repaired() -> None:
    whole = ecus_xml(CLEARED)
    assert read(whole, "a.xml").owner_name == OWNER
    garbled = read_as_windows_1252(whole.decode()).encode()
    assert read(garbled, "a.xml").owner_name == OWNER


def test_other_papers_in_old_letters_are_not_recognised() -> None:
    invoice = {"C1": "Hãa ®¬n gi¸ trÞ gia t¨ng", "C2": "Sè tê khai", "E2": "100000000110"}
    with pytest.raises(Refusal) as refused:
        read(xlsx({"Sheet1": invoice}))
    assert refused.value.code == "declarations.unrecognised"
