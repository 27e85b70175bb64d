"""Paper to where it goes: a PDF file, a printer, the pages of a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter, QPdfWriter, QPicture
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from rating_client.base.errors import Trouble
from rating_client.desktop.chosen_file import save_file
from rating_client.desktop.paper.sheet import WIDTH, Paper, Printed, Sheet

translate = QCoreApplication.translate

_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:source>{proof}</dc:source>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def save_pdf(paper: Paper, path: str) -> None:
    """Write `paper` to `path`. `Trouble("desktop.file-not-written")` where that cannot be.

    Its proof stands in the file as it is, not packed: whoever has the file needs no reader of
    PDF to check it.
    """
    made = QBuffer()  # Qt's own way to a file says nothing of a disk that is full
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setTitle(paper.title)
    writer.setCreator(translate("Paper", "Phiếu đánh giá hải quan"))
    if paper.proof:
        writer.setDocumentXmpMetadata(QByteArray(_XMP.format(proof=paper.proof).encode()))
    _draw(paper, writer)
    save_file(path, bytes(made.data().data()))


def ask_printer(window: QWidget, print_there: Callable[[QPrinter], object]) -> None:
    """In the system's own dialog; the window goes on living meanwhile."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: print_there(printer))  # and so it lives: it is only borrowed
    QDialog.open(dialog)  # its own `open` wants a slot by name


def print_on(paper: Printed, printer: QPrinter) -> None:
    """Print where a person chose. `Trouble("desktop.not-printed")`."""
    printer.setDocName(paper.title)
    if not _draw(paper, printer):
        raise Trouble("desktop.not-printed")


class Preview(NamedTuple):
    pages: list[QPicture]  # to be painted on a screen, in points
    words: str  # everything that is written on them, for screen readers


def preview_of(paper: Printed) -> Preview:
    pages = [QPicture()]
    painters = [QPainter(pages[0])]

    def next_page() -> QPainter:
        painters[-1].end()
        pages.append(QPicture())
        painters.append(QPainter(pages[-1]))
        return painters[-1]

    sheet = Sheet(painters[0], next_page, paper.title)
    paper.draw(sheet)
    painters[-1].end()
    return Preview(pages, "\n".join(sheet.said))


def _draw(paper: Printed, device: QPagedPaintDevice) -> bool:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False

    def next_page() -> QPainter:
        device.newPage()
        return painter

    scale = device.width() / WIDTH
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paper.draw(Sheet(painter, next_page, paper.title))
    return painter.end()
