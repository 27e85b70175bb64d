"""The bar under the list: what can be done with the chosen rows, and how to take it back."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton, QuietButton
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.inbox.later_menu import LaterMenu
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING

UNDO_SECONDS = 10


class InboxBar(Panel):
    """Shown while rows are chosen, and for ten seconds after rows were skipped."""

    rate_asked = Signal()
    batch_asked = Signal()
    skip_asked = Signal()
    later_asked = Signal(str)
    reopen_asked = Signal()  # the chosen rows, skipped earlier, are to be asked about again
    undo_asked = Signal()
    print_asked = Signal()  # the form of the chosen row, for those who sign on paper

    def __init__(self) -> None:
        super().__init__()
        self._undoing = False
        self._undo_over = QTimer(self)
        self._undo_over.setSingleShot(True)
        self._undo_over.timeout.connect(self._end_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING, 10, 10, 10)
        row.setSpacing(GAP)
        self._icon = IconView("check", "accent_text")
        self._title = Label("", weight="semibold")
        self._detail = ElidedLabel("", tone="text2")
        self.undo = PlainButton(self.tr("Hoàn tác"), icon="undo")
        self.reopen = PlainButton(self.tr("Đưa lại danh sách"), icon="undo")
        self.skip = QuietButton(self.tr("Bỏ qua"))
        self.print = QuietButton(self.tr("In phiếu"), icon="printer")
        self.later = PlainButton(self.tr("Để sau"), icon_after="chevron-down")
        self.rate = PrimaryButton(self.tr("Đánh giá"), icon="pencil", hint="Enter")
        self.together = PrimaryButton(
            self.tr("Đánh giá cùng lúc"), icon="check", hint=self.tr("Ctrl+Enter")
        )
        self.menu = LaterMenu(self)
        self._buttons = (
            self.undo,
            self.reopen,
            self.print,
            self.skip,
            self.later,
            self.rate,
            self.together,
        )
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._detail, 1)
        for button in self._buttons:
            row.addWidget(button)
        self.rate.clicked.connect(self.rate_asked)
        self.together.clicked.connect(self.batch_asked)
        self.skip.clicked.connect(self.skip_asked)
        self.reopen.clicked.connect(self.reopen_asked)
        self.undo.clicked.connect(self._undo)
        self.print.clicked.connect(self.print_asked)
        self.later.clicked.connect(self.open_menu)
        self.menu.chosen.connect(self.later_asked)
        self.hide()

    def show_choice(self, count: int, detail: str, *, open_count: int, skipped: int) -> None:
        """`count` rows are chosen, `open_count` of them still to be rated or skipped."""
        if self._undoing and not count:
            return
        self._end_undo()
        self._icon.show_icon("check", "accent_text")
        self._title.setText(self.tr("Đã chọn {n} tờ khai").format(n=count))
        self._detail.setText(detail)
        asked = open_count > 0
        self._show_only(
            *((self.skip, self.later) if asked else (self.reopen,) if skipped else ()),
            *((self.print, self.rate) if count == 1 else ()),
            *((self.together,) if count > 1 and asked else ()),
        )
        self.setVisible(count > 0)  # last: with all its buttons it would widen the window

    def show_skipped(self, count: int) -> None:
        """Rows were skipped: says so, and offers the way back for a while."""
        self._undoing = True
        self._icon.show_icon("skip", "text2")
        self._title.setText(self.tr("Đã bỏ qua {n} tờ khai").format(n=count))
        self._detail.setText(self.tr("Vẫn xem lại được trong bộ lọc “Đã bỏ qua”."))
        self._show_only(self.undo)
        self.show()
        self._undo_over.start(UNDO_SECONDS * 1000)

    def open_menu(self) -> None:
        corner = self.later.mapToGlobal(self.later.rect().topLeft())
        corner.setY(corner.y() - self.menu.sizeHint().height() - 4)
        self.menu.popup(corner)

    def _undo(self) -> None:
        self._end_undo()
        self.undo_asked.emit()

    def _end_undo(self) -> None:
        if self._undoing:
            self._undoing = False
            self._undo_over.stop()
            self.hide()

    def _show_only(self, *wanted: QWidget) -> None:
        for button in self._buttons:
            button.setVisible(button in wanted)
