"""PDF prints: read by their text, many in one file, and explained where there is no text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers.pdf_print import PdfPrint
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue
from tests.declarations.pdf_files import (
    drawn,
    helvetica,
    pdf_print,
    picture_only,
    plain,
    print_pages,
)

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
ROUTED = SampleDeclaration("100000000110", AT, "P", 2)
CLEARED = replace(ROUTED, status="T", cleared_at=AT + timedelta(hours=3))
EXPORT = SampleDeclaration("300000000220", AT, "P", 1)


def refused(process: ReadingProcess, data: bytes, name: str = "a.pdf") -> Refusal:
    with pytest.raises(Refusal) as refusal:
        process.read(data, name)
    return refusal.value


def test_several_declarations_in_one_file_are_told_apart(process: ReadingProcess) -> None:
    data = pdf_print(CLEARED, EXPORT, replace(ROUTED, number="100000000330"))
    reading = process.read(data, "ba tờ.pdf")
    assert [(d.number, d.direction, d.stage) for d in reading.declarations] == [
        ("100000000110", "N", Stage.CLEARED),
        ("300000000220", "X", Stage.REGISTERED),
        ("100000000330", "N", Stage.REGISTERED),
    ]
    assert reading.declarations[0].cleared_at == CLEARED.cleared_at
    assert reading.found_by[0]["cleared_at"] == "page 2, label Ngày cấp phép"
    assert reading.found_by[1]["number"] == "page 4, label Số tờ khai"


def test_a_title_that_was_written_last_is_still_the_title(process: ReadingProcess) -> None:
    data = drawn(print_pages(CLEARED), order=lambda text: "(thông quan)" in text)
    (declaration,) = process.read(data, "a.pdf").declarations
    assert (declaration.stage, declaration.cleared_at) == (Stage.CLEARED, CLEARED.cleared_at)


@pytest.mark.parametrize("stages", [(ROUTED, CLEARED), (CLEARED, ROUTED)])
def test_of_one_declaration_the_furthest_print_counts(
    process: ReadingProcess, stages: tuple[SampleDeclaration, ...]
) -> None:
    (declaration,) = process.read(pdf_print(*stages), "a.pdf").declarations
    assert declaration.stage is Stage.CLEARED


@pytest.mark.parametrize(
    ("mark", "stage"),
    [
        ("BẢN NHÁP", Stage.TEMPORARY),
        ("Chưa đăng ký", Stage.TEMPORARY),
        ("ĐÃ HỦY", Stage.CANCELLED),
        ("BẢN SAO", Stage.REGISTERED),
    ],
)
def test_a_mark_across_the_page_overrules_the_title(
    process: ReadingProcess, mark: str, stage: Stage
) -> None:
    first, *others = print_pages(ROUTED)
    (declaration,) = process.read(drawn([{**first, "H60": mark}, *others]), "a.pdf").declarations
    assert declaration.stage is stage


def test_a_mark_that_is_whole_only_by_its_place_counts(process: ReadingProcess) -> None:
    first, *others = print_pages(CLEARED)
    parted = {**first, "H60": "Chưa", "K60": "đăng ký"}
    late = drawn([parted, *others], order=lambda text: "(thông quan)" in text or text == "đăng ký")
    (declaration,) = process.read(late, "a.pdf").declarations
    assert declaration.stage is Stage.TEMPORARY


def test_labels_are_known_with_their_translation(process: ReadingProcess) -> None:
    first, *others = print_pages(replace(ROUTED, company="CÔNG TY ABC (VIETNAM) LTD"))
    english = {"C4": " / Declaration No.", "C6": " (Kind)", "C7": " (Office)", "C8": " / Date"}
    labels = {at: f"{first[at]}{translation}" for at, translation in english.items()}
    (declaration,) = process.read(drawn([{**first, **labels}, *others]), "a.pdf").declarations
    assert (declaration.number, declaration.registered_at) == (ROUTED.number, AT)
    assert (declaration.channel, declaration.office_name) == (2, ROUTED.office_name)
    assert declaration.owner_name == "CÔNG TY ABC (VIETNAM) LTD"


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_was_printed_on_its_side_is_read(process: ReadingProcess, turned: int) -> None:
    (declaration,) = process.read(drawn(print_pages(ROUTED), turned=turned), "a.pdf").declarations
    assert (declaration.number, declaration.registered_at) == (ROUTED.number, AT)
    assert (declaration.channel, declaration.owner_tax_code) == (2, ROUTED.tax_code)


def test_an_empty_form_among_others_costs_no_other(process: ReadingProcess) -> None:
    empty = replace(ROUTED, number="", registered_at=None)
    reading = process.read(pdf_print(empty, EXPORT), "a.pdf")
    assert [d.number for d in reading.declarations] == [EXPORT.number]


def test_pages_without_a_counter_are_told_apart_by_their_number(process: ReadingProcess) -> None:
    pages = [*print_pages(ROUTED, 2), *print_pages(EXPORT, 2)]
    bare = drawn({at: v for at, v in page.items() if not at.startswith("AF")} for page in pages)
    numbers = [d.number for d in process.read(bare, "a.pdf").declarations]
    assert numbers == ["100000000110", "300000000220"]


def test_one_routed_declaration_is_read_from_its_first_page_alone() -> None:
    document = Document(pdf_print(ROUTED, pages=3), "a.pdf")
    assert document.pdf is not None
    seen: list[int] = []
    lines = document.pdf.lines

    def watched(page: int) -> tuple[str, ...]:
        seen.append(page)
        return lines(page)

    document.pdf.lines = watched  # type: ignore[method-assign]  # to see which pages are opened
    reader = PdfPrint()
    assert reader.recognises(document)
    assert reader.read(document).declarations[0].number == ROUTED.number
    assert set(seen) == {0}


def test_a_companys_name_may_hold_the_forms_own_words(process: ReadingProcess) -> None:
    sample = replace(ROUTED, company="Công ty TNHH Tên Mã Lửa")
    (found,) = process.read(pdf_print(sample), "a.pdf").declarations
    assert found.owner_name == "Công ty TNHH Tên Mã Lửa"
    assert found.owner_tax_code == sample.tax_code


def test_the_old_way_to_set_tones_is_the_same_label(process: ReadingProcess) -> None:
    pages = print_pages(ROUTED)
    pages[0]["F2"] = str(pages[0]["F2"]).replace("hóa", "hoá")
    pages[0]["U6"] = str(pages[0]["U6"]).replace("hóa", "hoá")
    (found,) = process.read(drawn(pages), "a.pdf").declarations
    assert (found.stage, found.type_code, found.channel) == (Stage.REGISTERED, "A11", 2)


def values_last(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def test_values_written_after_all_labels_are_found_by_their_place(
    process: ReadingProcess,
) -> None:
    reading = process.read(drawn(print_pages(CLEARED), values_last), "a.pdf")
    (found,) = reading.declarations
    (usual,) = process.read(pdf_print(CLEARED), "a.pdf").declarations
    assert replace(found, source=None) == replace(usual, source=None)


def test_a_day_that_stands_behind_a_label_by_chance_is_not_taken(process: ReadingProcess) -> None:
    pages = print_pages(ROUTED)
    pages[0]["R8"] = amended = "25/11/2026 08:00:00"
    between = {"Ngày đăng ký": 1, amended: 2}
    data = drawn(pages, lambda text: between.get(text, 3 * values_last(text)))
    (found,) = process.read(data, "a.pdf").declarations
    assert (found.registered_at, found.amended_at) == (
        AT,
        datetime(2026, 11, 25, 8, tzinfo=VIETNAM),
    )


def test_where_marker_and_title_disagree_the_number_decides(process: ReadingProcess) -> None:
    pages = print_pages(CLEARED)
    pages[0]["C1"] = "<EXP>"
    (found,) = process.read(drawn(pages), "a.pdf").declarations
    (usual,) = process.read(pdf_print(CLEARED), "a.pdf").declarations
    assert (found.direction, found.owner_tax_code) == ("N", usual.owner_tax_code)


def test_a_scan_offers_to_rate_by_hand(process: ReadingProcess) -> None:
    refusal = refused(process, picture_only(), "TK 100000000110.pdf")
    assert refusal.code == "declarations.no-text-layer"
    assert "nhập số tờ khai để đánh giá" in refusal.sentence.line("vi")


def test_an_old_font_leaves_the_bar_code(process: ReadingProcess) -> None:
    garbled = helvetica("<IMP> 1/3", "T? khai h?ng h?a nh?p kh?u")
    assert refused(process, garbled).code == "declarations.broken-text"
    with_code = helvetica("<IMP> 1/3", "T? khai h?ng h?a", "*100000000110*")
    refusal = refused(process, with_code)
    assert refusal.code == "declarations.barcode-only"
    assert "nhập số này" in refusal.sentence.line("vi")
    assert "100000000110" in refusal.sentence.line("en")


def test_papers_about_a_declaration_and_empty_forms_stay_quiet(process: ReadingProcess) -> None:
    gate = drawn(
        [
            {
                "C1": "DANH SÁCH CONTAINER",
                "C2": "ĐỦ ĐIỀU KIỆN QUA KHU VỰC GIÁM SÁT HẢI QUAN",
                "C4": "Số tờ khai: 100000000110",
                "C5": "*100000000110*",
            }
        ]
    )
    empty = pdf_print(replace(ROUTED, number="", registered_at=None))
    codes = {refused(process, data).code for data in (gate, empty)}
    assert codes == {"declarations.supplement", "declarations.empty-form"}
    assert all(refused(process, data).quiet for data in (gate, empty))


def test_a_number_of_which_digits_are_missing_is_no_empty_form(process: ReadingProcess) -> None:
    pages = print_pages(replace(ROUTED, number=""))
    pages[0]["E4"] = "10000000011"
    assert refused(process, drawn(pages)).code == "declarations.number-unreadable"


def test_a_print_among_the_papers_of_its_shipment_is_found(process: ReadingProcess) -> None:
    invoice: dict[str, CellValue] = {
        "C1": "COMMERCIAL INVOICE",
        "C2": "Số tờ khai",
        "E2": "100000000990",
    }
    (declaration,) = process.read(drawn([invoice, *print_pages(ROUTED)]), "a.pdf").declarations
    assert (declaration.number, declaration.registered_at) == (ROUTED.number, AT)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.995])
def test_a_pdf_cut_short_is_damaged(process: ReadingProcess, share: float) -> None:
    data = pdf_print(ROUTED)
    assert refused(process, data[: int(len(data) * share)]).code == "declarations.damaged"


def test_a_pdf_with_a_password_says_so(process: ReadingProcess) -> None:
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [<00> <00>]"
    data = plain(b"", trailer=lock % ("o" * 32, "u" * 32))
    assert refused(process, data).code == "declarations.encrypted"


def test_another_paper_is_no_print(process: ReadingProcess) -> None:
    assert refused(process, helvetica("Invoice 100000000110")).code == "declarations.unrecognised"
    invoice = drawn([{"C1": "HÓA ĐƠN GIÁ TRỊ GIA TĂNG", "C2": "Số tờ khai", "E2": "100000000110"}])
    assert refused(process, invoice).code == "declarations.unrecognised"


def test_a_letter_that_quotes_a_title_and_a_number_is_no_print(process: ReadingProcess) -> None:
    letter = drawn(
        [
            {
                "C1": "CÔNG VĂN V/v quyết định thông quan tờ khai hàng hóa nhập khẩu",
                "C2": "Số tờ khai 100000000110 Ngày đăng ký 20/11/2026 của Công ty Sao Mai",
            }
        ]
    )
    assert refused(process, letter).code == "declarations.unrecognised"
