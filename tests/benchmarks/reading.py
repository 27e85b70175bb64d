"""Header facts out of one export, beside the shortest program that could get them.

The limits are written down here without any guard: unpack in steps, stop after the header's rows,
hold only the shared strings needed. For .xls the limit is the parser we use ourselves. Ours is
the whole way from bytes to a declaration, guards included, as the reading process goes it.
Processor time is what counts, so that other programs do not.
"""

from __future__ import annotations

import io
import re
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from xml.parsers import expat

import openpyxl
import pypdfium2
import python_calamine

from rating_client.base.clock import VIETNAM
from rating_client.declarations.document import Document
from rating_client.declarations.readers import read_document
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.declarations import life_size
from tests.declarations.pdf_files import pdf_print

ROUNDS, LOOPS = 9, 40
_AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
ROUTED = SampleDeclaration("100000000110", _AT, "P", 2, None, "A12")
CLEARED = replace(ROUTED, status="T", cleared_at=_AT + timedelta(hours=3))
_AGENT_ROW, _CLEARANCE_ROW = 29, 125  # the last rows with facts on an import print
_STEP = 1 << 13


def main() -> None:
    """Print the medians, their ratios and the bars.

    Each file has a process of its own, as reading has in the program: what one format leaves in
    memory decides otherwise how fast the next one is.
    """
    for arguments in (*(("reading", file) for file in _FILES), ("reading_xml",)):
        module, *file = arguments
        subprocess.run([sys.executable, "-m", f"{__package__}.{module}", *file], check=True)


def _xlsx(title: str, declaration: SampleDeclaration, rows: int, bar: str) -> None:
    data = life_size.xlsx_by_excel(declaration)
    _table(
        f"{title}, {len(data) // 1000} kB",
        {
            "stop-early, no guards": lambda: bare_xlsx(data, rows),
            f"rating-client ({bar})": lambda: ours(data),
            "calamine, first sheet": lambda: calamine(data),
            "openpyxl, read-only": lambda: openpyxl_rows(data, rows),
        },
    )


def _xls() -> None:
    data = life_size.xls(CLEARED)
    _table(
        f".xls, {len(data) // 1000} kB",
        {
            "calamine, first sheet": lambda: calamine(data),
            "rating-client (bar 1.3)": lambda: ours(data),
        },
    )


def _pdf(title: str, declaration: SampleDeclaration, bar: str) -> None:
    data = pdf_print(declaration)
    _table(
        f"{title}, {len(data) // 1000} kB",
        {
            "PDFium, text of page 1": lambda: bare_pdf(data),
            f"rating-client ({bar})": lambda: ours(data),
        },
    )


_BELOW = "the clearance day stands far below"
_FILES: dict[str, Callable[[], None]] = {
    "xlsx-routed": partial(_xlsx, ".xlsx, routed", ROUTED, _AGENT_ROW, "bar 2.0"),
    "xlsx-cleared": partial(_xlsx, ".xlsx, cleared", CLEARED, _CLEARANCE_ROW, _BELOW),
    "xls": _xls,
    "pdf-routed": partial(_pdf, ".pdf, routed", ROUTED, "bar 2.0"),
    "pdf-cleared": partial(_pdf, ".pdf, cleared", CLEARED, "the clearance day stands on page 2"),
}


def ours(data: bytes) -> str:
    _, reading = read_document(Document(data, "a"))
    return reading.declarations[0].number


def bare_pdf(data: bytes) -> str:
    text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
    return text


def bare_xlsx(data: bytes, last_row: int) -> dict[str, str]:
    """The filled cells of the first rows of the first sheet, by address."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    cells: dict[str, str] = {}
    shared: dict[str, int] = {}
    reached = False
    pieces: list[str] = []
    cell: dict[str, str] = {}
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cell, reached
        if name == "c":
            cell = attributes
        elif name == "v":
            pieces.clear()
            parser.CharacterDataHandler = pieces.append
            parser.EndElementHandler = end
        elif name == "row":
            reached = int(attributes["r"]) > last_row

    def end(_name: str) -> None:
        parser.CharacterDataHandler = parser.EndElementHandler = None
        text = "".join(pieces)
        if cell.get("t") == "s":
            shared[cell["r"]] = int(text)
        else:
            cells[cell["r"]] = text

    parser.StartElementHandler = start
    with archive.open("xl/worksheets/sheet1.xml") as file:
        while not reached and (chunk := file.read(_STEP)):
            parser.Parse(chunk)
    strings = _bare_strings(archive, max(shared.values()))
    return cells | {at: strings[index] for at, index in shared.items()}


def _bare_strings(archive: zipfile.ZipFile, last: int) -> list[str]:
    texts: list[str] = []
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append

    def end(name: str) -> None:
        if name == "si":
            texts.append("".join(pieces))
            pieces.clear()

    parser.EndElementHandler = end
    with archive.open("xl/sharedStrings.xml") as file:
        while len(texts) <= last and (chunk := file.read(_STEP)):
            parser.Parse(chunk)
    return texts


def calamine(data: bytes) -> object:
    workbook = python_calamine.CalamineWorkbook.from_object(io.BytesIO(data))
    return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)


def openpyxl_rows(data: bytes, last_row: int) -> object:
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [list(row) for row in workbook.worksheets[0].iter_rows(max_row=last_row)]


def _table(title: str, programs: Mapping[str, Callable[[], object]]) -> None:
    """Alternating, so that a busy moment of the computer meets all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    for program in programs.values():
        program()
    for _ in range(ROUNDS):
        for name, program in programs.items():
            loops = LOOPS if not re.match("openpyxl", name) else 3
            begun = time.process_time()
            for _ in range(loops):
                program()
            seconds[name].append((time.process_time() - begun) / loops)
    limit = statistics.median(next(iter(seconds.values())))
    print(f"reading {title}, processor time, median of {ROUNDS}, alternating")
    for name, each in seconds.items():
        middle = statistics.median(each)
        print(f"  {name:45} {middle * 1000:7.2f} ms  {middle / limit:5.2f}")


if __name__ == "__main__":
    if files := sys.argv[1:]:
        _FILES[files[0]]()
    else:
        main()
