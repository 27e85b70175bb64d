"""PDF prints, drawn cell by cell as a spreadsheet program prints the form; and broken ones.

Qt writes the text with a subset of DejaVu Sans and a table that leads back to Unicode, like the
PDF printers that people use.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from rating_client.demo.print_form import print_cells
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue

_PAGE_ROWS = 75
_MARKER = {"N": "<IMP>", "X": "<EXP>"}


def pdf_print(*declarations: SampleDeclaration, pages: int = 3) -> bytes:
    """The prints of these declarations in one file, `pages` pages each."""
    return drawn(page for each in declarations for page in print_pages(each, pages))


def print_pages(d: SampleDeclaration, pages: int = 3) -> list[dict[str, CellValue]]:
    """The filled cells of each page, by address."""
    cells = print_cells(d)
    numbered = []
    for page in range(pages):
        top = page * _PAGE_ROWS
        own = {at: value for at, value in cells.items() if top < _row(at) <= top + _PAGE_ROWS}
        number = int(d.number) if d.number else ""
        head: dict[str, CellValue] = {"C": _MARKER[d.direction], "AF": f"{page + 1}/{pages}"}
        again = {f"{column}{top + 1}": value for column, value in head.items()}
        if page:
            again |= {f"C{top + 4}": "Số tờ khai", f"G{top + 4}": number}
        numbered.append({**own, **again})
    return numbered


def drawn(
    pages: Iterable[dict[str, CellValue]],
    order: Callable[[str], Any] | None = None,
    turned: int = 0,
) -> bytes:
    """A PDF with these cells as text, written row by row or in the order of a key; turned
    clockwise by so many degrees."""
    _application()
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(written)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(96)
    painter = QPainter(writer)
    painter.setFont(QFont("DejaVu Sans", 6))
    width, height = writer.width(), writer.height()
    painter.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[turned])
    painter.rotate(turned)
    for number, cells in enumerate(pages):
        if number:
            writer.newPage()
        row = free = 0
        texts = []
        for at in sorted(cells, key=lambda at: (_row(at), _column(at))):
            free = free if _row(at) == row else 0  # no text may lie on the one before
            row, text = _row(at), str(cells[at])
            left = max(20 + _column(at) * 20, free)
            texts.append((left, 20 + (row - 1) % _PAGE_ROWS * 13, text))
            free = left + painter.fontMetrics().horizontalAdvance(text) + 8
        if order:
            texts.sort(key=lambda placed: order(placed[2]))
        for left, down, text in texts:
            painter.drawText(left, down, text)
    painter.end()
    return bytes(written.data().data())


@cache
def _application() -> QCoreApplication:
    """Fonts need one, but no screen. It stays, because a process has only one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication.instance() or QApplication([])


def picture_only() -> bytes:
    """A scan: a page without any text."""
    return plain(b"q 200 0 0 200 0 0 cm Q")


def plain(
    content: bytes,
    *,
    unpacked: int = 0,
    kids: str = "3 0 R",
    trailer: str = "",
) -> bytes:
    """A hand-written PDF of one page in Helvetica; `unpacked` blanks follow its content."""
    squeezed = zlib.compressobj(9)
    parts = [squeezed.compress(content)]
    blank = b" " * (1 << 20)
    parts += [squeezed.compress(blank) for _ in range(unpacked >> 20)]
    stream = b"".join((*parts, squeezed.flush()))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count 1 >>".encode(),
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            f" /Resources << /Font << /F1 {font} >> >> >>"
        ).encode(),
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
    ]
    file = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(file) + b"startxref\n%d\n%%%%EOF\n" % start


def helvetica(*lines: str) -> bytes:
    """A page with these lines, which must be ASCII."""
    escaped = (re.sub(r"([()\\])", r"\\\1", line) for line in lines)
    shown = "".join(f"({line}) Tj T* " for line in escaped)
    return plain(f"BT /F1 10 Tf 14 TL 40 800 Td {shown}ET".encode("ascii"))


def _row(at: str) -> int:
    return int(at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _column(at: str) -> int:
    column = 0
    for letter in at.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return column
