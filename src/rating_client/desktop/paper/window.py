"""A window that shows paper as it will be printed, with the ways to a printer and to a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rating_client.base.errors import Trouble
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton, QuietButton
from rating_client.desktop.controls.foot import Foot
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.file_dialogs import ask_where_to_save
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.room import bring_to_front, give_room
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import GAP, MARGIN, PADDING, Type
from rating_client.desktop.paper.printing import ask_printer, preview_of, print_on, save_pdf
from rating_client.desktop.paper.sheet import HEIGHT, WIDTH, Paper
from rating_client.desktop.words import language

_SCALE = 1.15  # pixels a point: 10 points read like the program's own text
_BETWEEN = 16


class PaperWindow(QWidget):
    """Stays beside the window it was opened from; closing it forgets it."""

    def __init__(self, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(paper.title)
        self.setWindowIcon(mark_icon())
        self._paper = paper
        self.note = Label("", Type.TABLE, "text2", wrap=True)
        self.save = PlainButton(self.tr("Lưu PDF…"), icon="document")
        self.print = PrimaryButton(self.tr("In…"), icon="printer")
        self.close_button = QuietButton(self.tr("Đóng"))
        self._lay_out(_Pages(paper))
        self.save.clicked.connect(self._ask_where)
        self.print.clicked.connect(self._ask_printer)
        self.close_button.clicked.connect(self.close)
        give_room(self, QSize(round(WIDTH * _SCALE) + 2 * MARGIN + 16, 720))
        self.print.setFocus()

    def save_to(self, path: str) -> None:
        """Write the PDF and say so; where it cannot be, say what to do."""
        try:
            save_pdf(self._paper, path)
        except Trouble as trouble:
            self._say_trouble(trouble)
        else:
            self._say(self.tr("Đã lưu {name}").format(name=Path(path).name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            self._area.keyPressEvent(event)

    def _lay_out(self, pages: QWidget) -> None:
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(MARGIN, PADDING, MARGIN, PADDING)
        around.addWidget(pages, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch()
        foot = Foot()
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(GAP)
        row.addWidget(self.note, 1)
        for button in (self.close_button, self.save, self.print):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = scrolling(holder)
        column.addWidget(self._area, 1)
        column.addWidget(foot)

    def _ask_where(self) -> None:
        title, name = self.tr("Lưu PDF"), self._paper.file_name
        ask_where_to_save(self, title, name, "pdf", self.save_to)

    def _ask_printer(self) -> None:
        ask_printer(self, self._print)

    def _print(self, printer: QPrinter) -> None:
        try:
            print_on(self._paper, printer)
        except Trouble as trouble:
            self._say_trouble(trouble)
        else:
            self._say(self.tr("Đã gửi đến máy in."))

    def _say(self, words: str) -> None:
        self.note.set_tone("text2")
        self.note.setText(words)

    def _say_trouble(self, trouble: Trouble) -> None:
        self.note.set_tone("bad")
        self.note.setText(trouble.sentence.line(language()))


def show_paper(paper: Paper, beside: QWidget) -> PaperWindow:
    """Open `paper` in a window of its own: a person asked for it."""
    window = PaperWindow(paper, beside.window())
    bring_to_front(window)
    return window


class _Pages(QWidget):
    """The pages, one under the other. White in every theme, as they will be."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._preview = preview_of(paper)
        self.setAccessibleName(paper.title)
        self.setAccessibleDescription(self._preview.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        count = len(self._preview.pages)
        height = count * round(HEIGHT * _SCALE) + (count - 1) * _BETWEEN
        return QSize(round(WIDTH * _SCALE) + 2, height + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, page in enumerate(self._preview.pages):
            painter.save()
            painter.translate(1, 1 + number * (round(HEIGHT * _SCALE) + _BETWEEN))
            painter.setPen(roles(self.palette()).stroke)
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRect(0, 0, round(WIDTH * _SCALE), round(HEIGHT * _SCALE))
            painter.scale(_SCALE, _SCALE)
            painter.drawPicture(0, 0, page)
            painter.restore()
