"""Every format in every variant, through the real reading process, against what it must say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.ecus_dump import ecus_xml, ecus_xml_opaque
from rating_client.demo.print_form import excel_print, print_cells
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import xlsx
from tests.declarations import containers, life_size
from tests.declarations.habits import HABITS, in_habit
from tests.declarations.lists import list_cells
from tests.declarations.pdf_files import pdf_print
from tests.support.smime import in_smime
from tests.support.telegrams import telegram

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
LATER = AT + timedelta(hours=3)

IMPORT = SampleDeclaration("100000000110", AT, "T", 2, LATER, "A12")
EXPORT = SampleDeclaration("300000000220", AT, "T", 1, LATER, "E62", first_number="300000000010")
VARIANTS = {
    "import cleared": IMPORT,
    "import routed red": replace(IMPORT, status="P", channel=3, cleared_at=None),
    "import temporary": replace(
        IMPORT, status="E", channel=None, registered_at=None, cleared_at=None
    ),
    "import amended": replace(IMPORT, number="100000000111", amended_at=LATER),
    "export cleared": EXPORT,
    "export routed green": replace(EXPORT, status="P", cleared_at=None),
    "branch owner": replace(IMPORT, tax_code="0200000000-001"),
}
STAGES = {"T": Stage.CLEARED, "P": Stage.REGISTERED, "E": Stage.TEMPORARY}


@dataclass(frozen=True)
class Format:
    """How a variant is written, and whether this format tells an office's code."""

    name: str
    write: Callable[[SampleDeclaration], bytes]
    tells_code: bool = False
    lacks: tuple[str, ...] = ()  # the variants that are never written this way


def as_telegram(sample: SampleDeclaration) -> bytes:
    routed, cleared = ("VAE1LD0", "VAE1LF0") if sample.direction == "X" else ("VAD1AC0", "VAD1AG0")
    return telegram(cleared if sample.status == "T" else routed, sample)


LIST_CONTAINERS: dict[str, Callable[[SampleDeclaration], bytes]] = {
    ".xlsx": lambda d: xlsx({"Tổng hợp": list_cells([d])}),
    ".xls": lambda d: containers.xls({"GENERAL": list_cells([d])}),
    "-html.xls": lambda d: containers.html(list_cells([d])),
    "-2003.xls": lambda d: containers.spreadsheetml({"Tổng hợp": list_cells([d])}),
    "-utf8-comma.csv": lambda d: containers.delimited(list_cells([d])),
    "-utf8-semicolon.csv": lambda d: containers.delimited(list_cells([d]), ";", "utf-8"),
    "-utf16le-tab.csv": lambda d: containers.delimited(list_cells([d]), "\t", "utf-16"),
    "-utf16be-tab.csv": lambda d: containers.delimited(list_cells([d]), "\t", "utf-16-be"),
    "-cp1258-semicolon.csv": lambda d: containers.delimited(list_cells([d]), ";", "cp1258"),
    "-utf8-bar.txt": lambda d: containers.delimited(list_cells([d]), "|"),
}
FORMATS = {
    "ToKhai.xml": Format("ecus-xml-1.0", ecus_xml, tells_code=True),
    "ToKhai-750kB.xml": Format(
        "ecus-xml-1.0", lambda d: ecus_xml(d, ballast=750_000), tells_code=True
    ),
    "ToKhai-utf16.xml": Format(
        "ecus-xml-1.0", lambda d: ecus_xml(d).decode().encode("utf-16"), tells_code=True
    ),
    "ToKhai.xlsx": Format("excel-print", excel_print),
    "ToKhai-life-size.xlsx": Format("excel-print", life_size.xlsx),
    "ToKhai-by-Excel.xlsx": Format("excel-print", life_size.xlsx_by_excel),
    "ToKhai-life-size.xls": Format("excel-print", life_size.xls),
    "ToKhai.pdf": Format("pdf-print", pdf_print),
    "message.txt": Format("vnaccs-telegram", as_telegram, lacks=("import temporary",)),
    "message.edi": Format(
        "vnaccs-telegram", lambda d: in_smime(as_telegram(d)), lacks=("import temporary",)
    ),
    "ToKhai-30-pages.xls": Format("excel-print", lambda d: life_size.xls(d, pages=30)),
    "ToKhai-html.xls": Format("excel-print", lambda d: containers.html(print_cells(d))),
    "ToKhai-html-utf16.xls": Format(
        "excel-print", lambda d: containers.html(print_cells(d), "utf-16", "unicode")
    ),
    "ToKhai-html-cp1258.xls": Format(
        "excel-print", lambda d: containers.html(print_cells(d), "cp1258", "windows-1258")
    ),
    "ToKhai-2003.xls": Format(
        "excel-print",
        lambda d: containers.spreadsheetml({"HANG": {"C1": "<IMP>"}, "TK": print_cells(d)}),
    ),
    "ToKhai-unicode-text.txt": Format(
        "excel-print", lambda d: containers.delimited(print_cells(d), "\t", "utf-16")
    ),
    **{
        f"ToKhai-{habit}.xlsx": Format(
            "excel-print",
            lambda d, habit=habit: xlsx({"TK": in_habit(habit, d)}),  # type: ignore[misc]  # mypy knows no default arguments of a lambda
        )
        for habit in HABITS
    },
    "ToKhai-gathered.xlsx": Format(
        "excel-print", lambda d: xlsx({"TK": print_cells(d), "Bản sao": print_cells(d)})
    ),
    **{
        f"BaoCao{name}": Format("list-report", write, tells_code=True)
        for name, write in LIST_CONTAINERS.items()
    },
}


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        (name, variant)
        for name, kind in FORMATS.items()
        for variant in VARIANTS
        if variant not in kind.lacks
    ],
)
def test_each_format_says_the_same(process: ReadingProcess, name: str, variant: str) -> None:
    sample, kind = VARIANTS[variant], FORMATS[name]
    reading = process.read(kind.write(sample), f"/exports/{name}")
    (found,) = reading.declarations
    assert found.source is not None
    assert (found.source.path, found.source.format) == (f"/exports/{name}", kind.name)
    expected = Declaration(
        number=sample.number,
        direction=sample.direction,
        stage=STAGES[sample.status],
        type_code=sample.type_code,
        office_code=sample.office_code if kind.tells_code else None,
        office_name=sample.office_name,
        team_code=sample.team_code,
        registered_at=sample.registered_at,
        amended_at=sample.amended_at,
        cleared_at=sample.cleared_at,
        channel=sample.channel,
        owner_tax_code=sample.tax_code,
        owner_name="CÔNG TY TNHH THỬ NGHIỆM SAO MAI",
        first_number=sample.first_number,
        source=found.source,
    )
    assert found == expected
    assert registered(found) == (sample.status in "PT")
    told = {field for field in reading.found_by[0] if getattr(found, field) not in (None, "")}
    facts = vars(found).items()
    assert told == {field for field, fact in facts if fact not in (None, "") and field != "source"}


def test_copies_stages_and_amendments_share_one_key(process: ReadingProcess) -> None:
    routed = replace(IMPORT, status="P", cleared_at=None)
    amended = replace(IMPORT, number="100000000111", amended_at=LATER)
    files = {
        "a.xlsx": excel_print(routed),
        "a - Sao chép (1).xlsx": excel_print(routed),
        "QDTQ.xls": life_size.xls(IMPORT),
        "a.xml": ecus_xml(IMPORT),
        "sua.xml": ecus_xml(amended),
    }
    keys = {process.read(data, name).declarations[0].key for name, data in files.items()}
    assert keys == {"0000000001/10000000011"}


def packed(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        for name, data in files.items():
            written.writestr(name, data)
    return archive.getvalue()


CLEARED = excel_print(IMPORT)
REFUSED = {
    "declarations.opaque-xml": ecus_xml_opaque(),
    "declarations.damaged": ecus_xml(IMPORT)[:1500],
    "declarations.empty-form": excel_print(
        replace(IMPORT, number="", status="P", registered_at=None, cleared_at=None)
    ),
    "declarations.archive": packed({"ToKhai.xml": ecus_xml(IMPORT)}),
    "declarations.unrecognised": "Gửi anh chị bảng kê ngày mai.".encode(),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_used_is_refused_with_a_sentence(process: ReadingProcess, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        process.read(REFUSED[code], "/exports/tệp của tôi.xml")
    assert refused.value.code == code
    for language in ("vi", "en"):
        line = refused.value.sentence.line(language)
        assert "tệp của tôi.xml" in line
        assert "{" not in line
        assert "/exports" not in line


@pytest.mark.parametrize("cut", [60, 400, 1500, len(CLEARED) // 2, len(CLEARED) - 30])
def test_a_workbook_cut_short_is_damaged(process: ReadingProcess, cut: int) -> None:
    with pytest.raises(Refusal, match=r"declarations\.damaged"):
        process.read(CLEARED[:cut], "a.xlsx")


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_a_biff_workbook_cut_short_is_damaged(process: ReadingProcess, share: float) -> None:
    data = life_size.xls(IMPORT)
    with pytest.raises(Refusal) as refused:
        process.read(data[: int(len(data) * share)], "a.xls")
    assert refused.value.code == "declarations.damaged"


def test_the_number_in_an_opaque_files_name_is_offered_for_rating_by_hand(
    process: ReadingProcess,
) -> None:
    with pytest.raises(Refusal) as refused:
        process.read(ecus_xml_opaque(), "ECUS5VNACCS2018_ToKhai_100000000070_STT7.xml")
    assert refused.value.facts["number"] == "100000000070"
    with pytest.raises(Refusal) as refused:
        process.read(ecus_xml_opaque(), "ECUS5VNACCS2018_ToKhai__STT20694.xml")
    assert "number" not in refused.value.facts
