"""Files built to hurt: refused within time and memory, the program alive, the next file read."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from rating_client.base.clock import VIETNAM
from rating_client.declarations.reading_process import MAX_BYTES, ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import xlsx
from tests.declarations.pdf_files import plain

SAMPLE = SampleDeclaration("100000000110", datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM))
WORKBOOK = excel_print(SAMPLE)


def entities() -> bytes:
    letters = "abcdefghij"
    lol = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(letters))
    return f'<!DOCTYPE Root [<!ENTITY a "lol">{lol}]><Root><App>&j;</App></Root>'.encode()


def outside_entity() -> bytes:
    return b'<!DOCTYPE Root [<!ENTITY x SYSTEM "file:///etc/hostname">]><Root><App>&x;</App></Root>'


def deep() -> bytes:
    return b"<Root><App/>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</Root>"


def wide() -> bytes:
    return b"<Root><App/>" + b"<a/>" * 3_000_000 + b"</Root>"


def rebuilt(change: Callable[[str, bytes], bytes], level: int = 9) -> bytes:
    """The workbook with some members replaced."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return packed.getvalue()


def zip_bomb() -> bytes:
    huge = b" " * (300 << 20)
    return rebuilt(lambda name, data: data + huge if name.endswith("sheet1.xml") else data, level=1)


def many_bombs() -> bytes:
    padding = b" " * (50 << 20)
    return rebuilt(
        lambda name, data: data + padding if "sheet" in name or "String" in name else data, level=1
    )


def lying_size() -> bytes:
    """Half a gigabyte unpacked, while both headers speak of some kilobytes."""
    data = bytearray(rebuilt(lambda name, d: d + b" " * (64 << 20) if "sheet1" in name else d, 1))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        about = next(m for m in archive.infolist() if m.filename.endswith("sheet1.xml"))
    true = struct.pack("<I", about.file_size)
    return bytes(data.replace(true, struct.pack("<I", 4_000)))


def far_cell() -> bytes:
    return xlsx({"TKN": {"A1": "<IMP>", "XFD1048576": 1}})


def far_cell_disguised() -> bytes:
    """The reference spelled so that no simple search finds it."""
    return rebuilt(
        lambda name, data: (
            data.replace(
                b"</sheetData>",
                b'<row r="&#49;048576"><c r="&#88;FD1048576"><v>1</v></c></row></sheetData>',
            )
            if name.endswith("sheet1.xml")
            else data
        )
    )


def far_list() -> bytes:
    header = {"A1": "Số TK", "B1": "Ngày ĐK", "C1": "Trạng thái"}
    return xlsx({"Tổng hợp": {**header, "XFD1048576": 1}})


def many_members() -> bytes:
    packed = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(packed, "a") as archive:
        for number in range(6_000):
            archive.writestr(f"xl/x{number}.xml", b"")
    return packed.getvalue()


def far_cell_without_references() -> bytes:
    """A cell's place may be left to the order of the cells."""
    return rebuilt(
        lambda name, data: (
            data.replace(
                b"</sheetData>",
                b'<row r="1048576">' + b"<c/>" * 5_000 + b"<c><v>1</v></c></row></sheetData>",
            )
            if name.endswith("sheet1.xml")
            else data
        )
    )


def pdf_bomb() -> bytes:
    """700 kB of PDF, 700 MB unpacked."""
    return plain(b"BT ET", unpacked=700 << 20)


UNSAFE = {
    "entity bomb": entities,
    "entity of a file": outside_entity,
    "utf-16 entity bomb": lambda: entities().decode().encode("utf-16"),
    "200,000 deep": deep,
    "3,000,000 elements": wide,
    "zip bomb": zip_bomb,
    "many bombs": many_bombs,
    "far cell": far_cell,
    "far cell below a list": far_list,
    "html, 1,000 tables deep": lambda: b"<table><tr><td>" * 1_000,
    "SpreadsheetML, 200,000 deep": lambda: b"<Workbook>" + b"<Row>" * 200_000,
    "SpreadsheetML entity bomb": lambda: entities().replace(b"Root", b"Workbook"),
    "6,000 members": many_members,
}
SURVIVED = {
    "pdf bomb": pdf_bomb,
    "lying size": lying_size,
    "far cell disguised": far_cell_disguised,
}


def refused(process: ReadingProcess, data: bytes) -> tuple[str, float]:
    started = time.monotonic()
    with pytest.raises(Refusal) as refusal:
        process.read(data, "hostile")
    return refusal.value.code, time.monotonic() - started


@pytest.mark.parametrize("name", UNSAFE)
def test_a_hostile_file_is_refused_in_time_and_the_next_file_is_read(
    process: ReadingProcess, name: str
) -> None:
    code, took = refused(process, UNSAFE[name]())
    print(f"{name}: {code} after {took * 1000:.0f} ms")
    assert code == "declarations.unsafe"
    assert took < 3.0
    assert process.read(WORKBOOK, "a.xlsx").declarations[0].number == SAMPLE.number


def test_what_lies_far_below_the_head_of_a_print_is_never_reached(process: ReadingProcess) -> None:
    reading = process.read(far_cell_without_references(), "a.xlsx")
    assert reading.declarations[0].number == SAMPLE.number


def coloured(sheet: Worksheet) -> None:
    sheet["XFD1048576"].fill = _YELLOW


def high(sheet: Worksheet) -> None:
    sheet.row_dimensions[1_048_576].height = 15


def coloured_row(sheet: Worksheet) -> None:
    for column in range(1, 16_385):
        sheet.cell(500, column).fill = _YELLOW


_YELLOW = PatternFill("solid", fgColor="FFFF00")


@pytest.mark.parametrize("decorate", [coloured, high, coloured_row])
def test_empty_cells_that_are_only_decorated_make_no_workbook_unsafe(
    process: ReadingProcess, decorate: Callable[[Worksheet], None]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(WORKBOOK))
    sheet = book.worksheets[0]
    decorate(sheet)
    saved = io.BytesIO()
    book.save(saved)
    assert process.read(saved.getvalue(), "a.xlsx").declarations[0].number == SAMPLE.number


@pytest.mark.parametrize("name", SURVIVED)
def test_what_the_check_beforehand_misses_costs_one_file(
    process: ReadingProcess, name: str
) -> None:
    code, took = refused(process, SURVIVED[name]())
    print(f"{name}: {code} after {took * 1000:.0f} ms")
    assert code in ("declarations.reader-died", "declarations.damaged", "declarations.unsafe")
    assert took < 11.0
    assert process.read(ecus_xml(SAMPLE), "a.xml").declarations[0].number == SAMPLE.number


def test_a_file_beyond_the_size_gate_never_reaches_the_process(process: ReadingProcess) -> None:
    code, took = refused(process, bytes(MAX_BYTES + 1))
    assert code == "declarations.too-large"
    assert took < 1.0


def test_workbooks_with_a_password_say_so(process: ReadingProcess) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_000
    data = ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1_000
    assert refused(process, data)[0] == "declarations.encrypted"
    locked_zip = bytearray(WORKBOOK)
    at = 0
    while (at := locked_zip.find(b"PK\x01\x02", at)) >= 0:
        locked_zip[at + 8] |= 1
        at += 4
    assert refused(process, bytes(locked_zip))[0] == "declarations.encrypted"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"PK\x03\x04",
        b"PK\x05\x06" + b"\0" * 18,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 200,
        b"<",
        b"\xff\xfe",
        b"\xff\xfe<\0R\0",
        b"<html><table><tr><td>So to khai</td></tr></table></html>",
        b'<?xml version="1.0" encoding="no-such"?><Root><App/></Root>',
        b'<?xml version="1.0" encoding="base64"?><Root><App/></Root>',
        b"%PDF-1.7\n%%EOF",
        b"<Root><App/><DToKhaiMDIDs><DToKhaiMD><Data><SOTK>\xff</SOTK></Data></DToKhaiMD>",
    ],
    ids=repr,
)
def test_rubbish_is_refused_with_one_of_our_sentences(process: ReadingProcess, data: bytes) -> None:
    assert refused(process, data)[0] in ("declarations.unrecognised", "declarations.damaged")


def test_a_document_of_another_program_is_not_recognised(process: ReadingProcess) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert refused(process, packed.getvalue())[0] == "declarations.unrecognised"


def test_a_workbook_in_an_archive_does_not_make_the_archive_a_document(
    process: ReadingProcess,
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("ToKhaiHQ7N.xlsx", WORKBOOK)
    assert refused(process, packed.getvalue())[0] == "declarations.archive"
