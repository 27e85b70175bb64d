"""ECUS XML 1.0: joins, statuses, messages, and files that are not quite it."""

from __future__ import annotations

import base64
import gzip
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.ecus_dump import ecus_xml, ecus_xml_opaque
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.smime import in_smime
from tests.support.telegrams import telegram

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
GREEN = SampleDeclaration("100000000010", AT, "T", 1, AT + timedelta(hours=1))
TEMPORARY = SampleDeclaration("100000000030", None, "E", None)


def read(data: bytes, name: str = "a.xml") -> Reading:
    return read_document(Document(data, name))[1]


def one(data: bytes) -> Declaration:
    (declaration,) = read(data).declarations
    return declaration


def swapped(data: bytes, *pairs: tuple[str, str]) -> bytes:
    text = data.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


@pytest.mark.parametrize(
    ("status", "stage", "may_be_rated"),
    [
        *(("N", Stage.DRAFT, False), ("E", Stage.TEMPORARY, False), ("D", Stage.DECLARED, False)),
        *(("P", Stage.REGISTERED, True), ("K", Stage.REGISTERED, True)),
        *(("S", Stage.REGISTERED, True), ("C", Stage.REGISTERED, True)),
        *(("T", Stage.CLEARED, True), ("H", Stage.CANCELLED, False)),
    ],
)
def test_each_status_of_ecus(status: str, stage: Stage, may_be_rated: bool) -> None:
    declaration = one(ecus_xml(replace(GREEN, status=status)))
    assert (declaration.stage, registered(declaration)) == (stage, may_be_rated)


def test_several_declarations_in_one_file_keep_their_own_neighbours() -> None:
    out = SampleDeclaration("300000000060", AT, "P", 3, None, "E62", team_code="02")
    first, second = read(ecus_xml(GREEN, out)).declarations
    assert (first.number, first.channel, first.team_code) == ("100000000010", 1, "01")
    assert (second.number, second.channel, second.team_code) == ("300000000060", 3, "02")
    assert (second.direction, second.stage) == ("X", Stage.REGISTERED)


def test_without_its_own_neighbours_a_row_does_not_take_anothers() -> None:
    other = SampleDeclaration("300000000060", AT, "T", 2)
    data = swapped(
        ecus_xml(GREEN, other),
        ("<_DToKhaiMDID>2</_DToKhaiMDID>\n        <MA_PL_KTRA>", "<MA_PL_KTRA>"),
        ("<_DTOKHAIMDID>2</_DTOKHAIMDID>", ""),
    )
    _, second = read(data).declarations
    assert second.team_code is None
    assert second.registered_at == AT.replace(hour=0, minute=0, second=0)
    assert second.channel == 2  # from PLUONG


def test_the_word_null_and_white_space_are_missing_values() -> None:
    declaration = one(ecus_xml(replace(TEMPORARY, team_code="NULL", office_name="  \n ")))
    assert (declaration.team_code, declaration.office_name, declaration.agent_code) == (None,) * 3


@pytest.mark.parametrize("number", ["", "NULL", "0", "  "])
def test_a_draft_has_no_number(number: str) -> None:
    data = swapped(ecus_xml(GREEN), ("<SOTK>100000000010</SOTK>", f"<SOTK>{number}</SOTK>"))
    declaration = one(data)
    assert (declaration.number, declaration.stage) == ("", Stage.DRAFT)


def test_goods_rows_are_not_taken_for_the_declaration() -> None:
    data = swapped(
        ecus_xml(GREEN),
        ("<SOTK>100000000010</SOTK>\n        <STTHANG>", "<SOTK>999999999999</SOTK><STTHANG>"),
    )
    assert one(data).number == "100000000010"


@pytest.mark.parametrize(
    ("code", "stage"),
    [("VAD1AC0", Stage.REGISTERED), ("VAD1AG0", Stage.CLEARED), ("VAD4870", Stage.TEMPORARY)],
)
def test_a_received_message_overrules_a_status_that_was_not_refreshed(
    code: str, stage: Stage
) -> None:
    stale = replace(GREEN, status="E")
    declaration = one(ecus_xml(stale, messages=((code, "100000000010"),)))
    assert declaration.stage == stage
    assert registered(declaration) is (stage is not Stage.TEMPORARY)


def test_of_several_messages_the_one_that_came_furthest_counts() -> None:
    received = tuple((code, GREEN.number) for code in ("VAD1AC0", "VAD1AG0", "VAF8030"))
    reading = read(ecus_xml(replace(GREEN, status="E"), messages=received))
    assert reading.declarations[0].stage is Stage.CLEARED
    assert reading.found_by[0]["stage"] == "DMSG_OUT_REP: received VAD1AG0"


def packed(message: bytes) -> str:
    """As ECUS keeps a message: a length, a gzip stream, and base64 around both."""
    return base64.b64encode(struct.pack("<I", len(message)) + gzip.compress(message)).decode()


NOT_REFRESHED = SampleDeclaration("100000000010", None, "E", None, None, team_code="NULL")


@pytest.mark.parametrize("compressed", [True, False])
def test_the_body_of_a_message_has_the_facts_that_the_row_still_lacks(compressed: bool) -> None:
    message = in_smime(telegram("VAD1AG0", replace(GREEN, channel=2), agent="A1234"))
    body = packed(message) if compressed else base64.b64encode(message).decode()
    data = ecus_xml(NOT_REFRESHED, messages=(("VAD1AG0", GREEN.number),))
    reading = read(swapped(data, ("<MsgBody></MsgBody>", f"<MsgBody>{body}</MsgBody>")))
    (found,) = reading.declarations
    assert (found.stage, found.registered_at, found.channel) == (Stage.CLEARED, AT, 2)
    assert (found.team_code, found.agent_code, found.cleared_at) == (
        "01",
        "A1234",
        GREEN.cleared_at,
    )
    assert found.office_code == "28NJ"
    assert registered(found)
    assert reading.found_by[0]["channel"] == ("DMSG_OUT_REP: received VAD1AG0, VAD1AG0 field 7 A06")


@pytest.mark.parametrize(
    "body",
    [
        *("", "!!!!", "QUJD", packed(b"hello"), packed(telegram("VAF8030", GREEN))[:-40]),
        packed(telegram("VAD1AG0", replace(GREEN, number="100000000990"))),
        packed(b" " * 50_000_000),
    ],
    ids=["none", "no base64", "no message", "no telegram", "cut", "another's", "a bomb"],
)
def test_a_body_that_cannot_be_used_leaves_the_proof_of_the_code(body: str) -> None:
    data = ecus_xml(NOT_REFRESHED, messages=(("VAD1AG0", GREEN.number),))
    found = one(swapped(data, ("<MsgBody></MsgBody>", f"<MsgBody>{body}</MsgBody>")))
    assert (found.stage, found.registered_at) == (Stage.CLEARED, None)
    assert not registered(found)


def test_a_file_for_import_is_not_registered_by_its_messages_either() -> None:
    data = ecus_xml(replace(GREEN, status="E"), messages=(("VAD1AG0", GREEN.number),))
    assert one(swapped(data, ("MA_HQ>", "MAHQ>"))).stage is Stage.TEMPORARY


def test_a_message_about_another_declaration_proves_nothing() -> None:
    stale = replace(GREEN, status="E")
    assert one(ecus_xml(stale, messages=(("VAD1AG0", "100000000990"),))).stage is Stage.TEMPORARY


def test_a_sent_message_proves_nothing() -> None:
    data = ecus_xml(replace(GREEN, status="E"), messages=(("VAD1AG0", "100000000010"),))
    data = swapped(data, ("<SendOrRecv>R<", "<SendOrRecv>S<"))
    assert one(data).stage is Stage.TEMPORARY


def test_files_written_for_import_into_ecus_are_read_and_never_registered() -> None:
    data = swapped(
        ecus_xml(GREEN),
        *(("MA_HQ>", "MAHQ>"), ("NGAY_DK>", "NGAYDK>"), ("MA_LH>", "MALH>")),
        *(("NAMDK>", "NAMDK>"), ("MA_DV>", "MADV>")),
    )
    declaration = one(data)
    assert declaration.stage is Stage.DECLARED
    assert not registered(declaration)
    assert declaration.key == "0000000001/10000000001"
    assert (declaration.type_code, declaration.office_code) == ("A11", "28NJ")


ALIASES = ["MA_HQ", "TEN_HQ", "NGAY_DK", "MA_LH", "MA_DV", "MA_PL_KTRA", "GIO_DK"]


@pytest.mark.parametrize("column", ALIASES)
def test_one_column_in_the_spelling_of_other_programs_is_enough_to_doubt(column: str) -> None:
    stripped = (f"<{column}>", f"<{column.replace('_', '')}>")
    data = swapped(ecus_xml(GREEN), stripped, (f"</{column}>", f"</{stripped[1][1:]}"))
    reading = read(data)
    assert reading.declarations[0] == replace(one(ecus_xml(GREEN)), stage=Stage.DECLARED)
    assert "import" in reading.found_by[0]["stage"]


@pytest.mark.parametrize(
    "column",
    [
        *("_XorN", "MA_LH", "TEN_HQ", "MA_HQ", "NHOM_HO_SO", "GIO_DK", "MA_PL_KTRA", "PLUONG"),
        *("MA_DV", "_Ten_DV_L1", "NGAY_CAP_PHEP", "SOTK_DAU_TIEN", "MA_DVKT", "MA_NGHIEP_VU"),
    ],
)
def test_a_column_that_is_missing_takes_only_its_own_fact(column: str) -> None:
    data = re.sub(f"<{column}>.*?</{column}>", "", ecus_xml(GREEN).decode(), flags=re.DOTALL)
    declaration = one(data.encode())
    assert (declaration.number, declaration.stage) == ("100000000010", Stage.CLEARED)
    assert registered(declaration)
    lost = {
        "MA_LH": "type_code",
        "TEN_HQ": "office_name",
        "MA_HQ": "office_code",
        "NHOM_HO_SO": "team_code",
        "MA_DV": "owner_tax_code",
        "_Ten_DV_L1": "owner_name",
        "NGAY_CAP_PHEP": "cleared_at",
    }
    whole = one(ecus_xml(GREEN))
    if column == "GIO_DK":
        assert declaration.registered_at == AT.replace(hour=0, minute=0, second=0)
    else:
        expected: dict[str, Any] = {lost[column]: None} if column in lost else {}
        assert declaration == replace(whole, **expected)


def test_the_case_of_names_does_not_matter() -> None:
    def swap(tag: re.Match[str]) -> str:
        return tag.group().swapcase()

    data = re.sub(r"</?\w+>", swap, ecus_xml(GREEN, replace(GREEN, number="300000000060")).decode())
    assert read(data.encode()).declarations == (
        read(ecus_xml(GREEN, replace(GREEN, number="300000000060"))).declarations
    )


def test_tables_may_come_in_any_order_and_among_unknown_ones() -> None:
    text = ecus_xml(GREEN).decode()
    head, *tables, goods = re.split(r"(?=^  <D\w+s>\n)", text, flags=re.MULTILINE)
    unknown = "  <DNewTables><DNewTable><Data><SOTK>1</SOTK></Data></DNewTable></DNewTables>\n" * 99
    goods = goods.removesuffix("</Root>\n")
    shuffled = head + unknown + goods + "".join(reversed(tables)) + unknown + "</Root>"
    assert one(shuffled.encode()) == one(text.encode())


def test_a_file_that_repeats_its_tables_for_each_declaration_gives_them_all() -> None:
    second = replace(GREEN, number="300000000060")
    body = re.search(r"(?s)<DToKhaiMDIDs>.*(?=</Root>)", ecus_xml(second).decode())
    assert body
    own = body.group().replace("DToKhaiMDID>1<", "DToKhaiMDID>2<")
    own = own.replace("DTOKHAIMDID>1<", "DTOKHAIMDID>2<")
    data = swapped(ecus_xml(GREEN), ("</Root>", f"  {own}</Root>"))
    assert [each.number for each in read(data).declarations] == [GREEN.number, second.number]


def test_thousands_of_declarations_are_joined_in_one_pass() -> None:
    many = [replace(GREEN, number=f"{10**11 + n * 10}", channel=n % 3 + 1) for n in range(3_000)]
    found = read(ecus_xml(*many)).declarations
    assert [each.channel for each in found] == [each.channel for each in many]


def test_a_row_number_that_became_a_float_still_joins() -> None:
    data = swapped(
        ecus_xml(GREEN, replace(GREEN, number="300000000060", team_code="02")),
        ("_DToKhaiMDID>2</_DToKhaiMDID>\n        <_XorN", "_DToKhaiMDID>2.0</_DToKhaiMDID><_XorN"),
        ("<GIO_DK>90507<", "<GIO_DK>90507.0000<"),
    )
    second = read(data).declarations[1]
    assert (second.team_code, second.registered_at) == ("02", AT)


def test_a_status_that_is_missing_is_taken_from_the_last_procedure() -> None:
    data = swapped(ecus_xml(TEMPORARY), ("<TTTK>E<", "<TTTK>NULL<"))
    assert one(data).stage is Stage.TEMPORARY
    data = swapped(ecus_xml(GREEN), ("<TTTK>T<", "<TTTK>NULL<"))
    assert one(data).stage is Stage.CLEARED  # by its clearance day


@pytest.mark.parametrize(
    ("procedure", "stage"),
    [("IDC", Stage.REGISTERED), ("IDA", Stage.TEMPORARY), ("NULL", Stage.DECLARED)],
)
def test_without_a_status_only_the_official_procedure_with_day_and_channel_proves(
    procedure: str, stage: Stage
) -> None:
    routed = ecus_xml(replace(GREEN, status="P", cleared_at=None))
    data = swapped(routed, ("<TTTK>P", "<TTTK>NULL"), ("VU>IDC<", f"VU>{procedure}<"))
    assert one(data).stage is stage


def test_a_cancellation_day_cancels() -> None:
    data = swapped(ecus_xml(GREEN), ("<NGAY_HUY_KB>NULL<", "<NGAY_HUY_KB>2026-11-21<"))
    assert one(data).stage is Stage.CANCELLED


@pytest.mark.parametrize(
    "junk",
    [
        *("1900-01-01", "1900-01-01 00:00:00.000", "0001-01-01T00:00:00", "0", "-", "/  /", "null"),
        *("Null", "31/02/2026"),
    ],
)
def test_what_is_no_day_neither_cancels_nor_clears(junk: str) -> None:
    routed = ecus_xml(replace(GREEN, status="P", cleared_at=None))
    data = swapped(routed, ("<NGAY_HUY_KB>NULL", f"<NGAY_HUY_KB>{junk}"))
    assert one(data).stage is Stage.REGISTERED
    unsaid = ("<TTTK>P", "<TTTK>NULL"), ("<MA_NGHIEP_VU>IDC", "<MA_NGHIEP_VU>NULL")
    data = swapped(routed, *unsaid, ("<NGAY_CAP_PHEP>NULL", f"<NGAY_CAP_PHEP>{junk}"))
    declaration = one(data)
    assert (declaration.stage, declaration.cleared_at) == (Stage.DECLARED, None)


def test_null_in_any_case_and_codes_in_small_letters_are_understood() -> None:
    data = ecus_xml(replace(GREEN, status="P", cleared_at=None))
    office = one(data).office_code
    assert office
    codes = ("<TTTK>P", "<TTTK>p"), (f"<MA_HQ>{office}", f"<MA_HQ>{office.lower()}")
    careless = swapped(data, ("NULL", "null"), *codes)
    assert one(careless) == one(data)


@pytest.mark.parametrize("fraction", [".0", ".00"])
def test_a_number_stored_as_a_decimal_has_no_fraction(fraction: str) -> None:
    data = swapped(ecus_xml(GREEN), ("<SOTK>100000000010<", f"<SOTK>100000000010{fraction}<"))
    assert one(data).number == "100000000010"


def test_a_number_from_before_vnaccs_cannot_be_rated() -> None:
    data = swapped(ecus_xml(GREEN), ("<SOTK>100000000010<", "<SOTK>1234<"))
    with pytest.raises(Refusal, match=r"declarations\.pre-vnaccs"):
        read(data)


def test_any_root_will_do_if_the_table_is_there() -> None:
    data = swapped(ecus_xml(GREEN), ("<Root>", "<ECUS5VNACCS>"), ("</Root>", "</ECUS5VNACCS>"))
    assert one(data).number == "100000000010"


def test_the_export_day_is_not_the_registration_day() -> None:
    assert one(ecus_xml(TEMPORARY)).registered_at is None


def test_a_file_name_that_disagrees_is_reported_and_not_believed() -> None:
    reading = read(ecus_xml(GREEN), "ECUS5VNACCS2018_ToKhai_100000000990_STT1.xml")
    assert reading.declarations[0].number == "100000000010"
    assert "100000000990" in reading.found_by[0]["number"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_other_than_the_declared_one_is_read(encoding: str) -> None:
    assert one(ecus_xml(GREEN).decode().encode(encoding)).number == "100000000010"


def test_other_declared_encodings_and_padding_are_read() -> None:
    text = ecus_xml(replace(GREEN, company="CONG TY SAO MAI")).decode()
    text = text.replace("Số 1 đường Ví Dụ", "").replace("Hàng thử nghiệm", "")
    vietnamese = text.replace('encoding="UTF-8"', 'encoding="windows-1258"').encode("cp1258")
    assert one(vietnamese).owner_name == "CONG TY SAO MAI"
    lying = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode()
    assert one(lying).number == "100000000010"
    assert one(b"\n  " + text.encode() + b"\0" * 512).number == "100000000010"


@pytest.mark.parametrize("declared", ["windows-1258", "unicode", "TCVN-5712", "us-ascii", "base64"])
def test_a_wrong_declaration_does_not_spoil_what_is_utf_8(declared: str) -> None:
    text = ecus_xml(GREEN).decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert one(text.encode()) == one(ecus_xml(GREEN))
    assert one(b"\xef\xbb\xbf" + text.encode()) == one(ecus_xml(GREEN))


def test_vietnamese_windows_bytes_under_a_declaration_of_utf_8_are_read() -> None:
    name = "CÔNG TY THỬ NGHIỆM"
    decomposed = "CÔNG TY THƯ\u0309 NGHIÊ\u0323M"  # as this code page can write it
    text = ecus_xml(replace(GREEN, company=decomposed)).decode()
    text = text.replace("Hàng thử nghiệm", "").replace("Số 1 đường Ví Dụ", "")
    assert one(text.encode("cp1258")).owner_name == name


def test_slips_of_careless_writers_cost_nothing() -> None:
    slips = "A & B &#x1F; C\x0b D &#0; E &amp; F &lt;"
    data = swapped(ecus_xml(GREEN), ("<VAN_DON>TESTBL0001", f"<VAN_DON>{slips}"))
    assert one(data) == one(ecus_xml(GREEN))
    company = swapped(ecus_xml(GREEN), ("<_Ten_DV_L1>", "<_Ten_DV_L1>A & B&#x1; &amp; "))
    assert (one(company).owner_name or "").startswith("A & B & CÔNG TY")
    with pytest.raises(Refusal, match=r"declarations\.damaged"):
        read(company.rstrip()[:-9])


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.98])
def test_a_file_cut_short_is_damaged_and_looked_at_again(share: float) -> None:
    data = ecus_xml(GREEN, ballast=20_000)
    with pytest.raises(Refusal) as refused:
        read(data[: int(len(data) * share)])
    assert refused.value.code == "declarations.damaged"
    assert refused.value.retry_after(1) == 2.0
    assert refused.value.retry_after(5) is None


def test_an_opaque_file_cut_short_is_damaged_rather_than_opaque() -> None:
    data = ecus_xml_opaque()
    for cut in (len(data) - 10, 400, 60):
        with pytest.raises(Refusal, match=r"declarations\.damaged"):
            read(data[:cut])


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml + b"<!-- exported --><?done?>\n<!-- twice -->",
        lambda xml: re.sub(rb"<(/?)([A-Za-z_])", rb"<\1e:\2", xml).replace(
            b"<e:Root>", b'<e:Root xmlns:e="urn:x">'
        ),
        lambda xml: xml.replace(b"</Root>", b"</Root >"),
    ],
)
def test_a_prefix_or_a_comment_behind_the_end_is_no_damage(
    change: Callable[[bytes], bytes],
) -> None:
    with pytest.raises(Refusal, match=r"declarations\.opaque-xml"):
        read(change(ecus_xml_opaque()))
    with pytest.raises(Refusal, match=r"declarations\.unrecognised"):
        read(change(b"<Root><a/></Root>"))


def test_other_xml_is_not_recognised() -> None:
    for data in (b"<Invoice><No>1</No></Invoice>", b"<?xml version='1.0'?><a/>"):
        with pytest.raises(Refusal, match=r"declarations\.unrecognised"):
            read(data)


def test_early_stop_does_not_miss_damage_at_the_end() -> None:
    whole = ecus_xml(GREEN, ballast=50_000)
    assert one(whole).number == "100000000010"
    with pytest.raises(Refusal, match=r"declarations\.damaged"):
        read(whole.rstrip()[:-3])
