"""First step: into which folder does the declaration software export?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.desktop.controls.buttons import PlainButton, QuietButton
from rating_client.desktop.controls.labels import Label, PathLabel
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.file_dialogs import ask_for_folder
from rating_client.desktop.first_run.folder_card import FolderCard
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import CARD_GAP, GAP, PADDING, Type
from rating_client.exports.names import shown_name


class FoldersStep(QWidget):
    """Folders as ticked cards. Looking into them happens elsewhere."""

    look_asked = Signal(list)  # paths a person named
    manual_asked = Signal()  # no folder: numbers are typed by hand
    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.cards: list[FolderCard] = []
        self._wanted: set[str] = set()
        searching = self.tr("Đang tìm thư mục trên máy này…")
        self._subtitle = PathLabel(searching, Type.BODY, "text2")
        self.other = PlainButton(self.tr("Chọn thư mục khác…"), icon="folder")
        self.manual = QuietButton(self.tr("Không dùng thư mục, nhập tay"))
        self.other.clicked.connect(self._choose)
        self.manual.clicked.connect(self.manual_asked)
        self.message = FieldMessage()
        self._lay_out()
        self.changed.connect(self._count_files)
        self._count_files()

    def show_looks(self, looks: Sequence[FolderLook]) -> None:
        """What was found; folders already shown are shown anew in their place."""
        for look in looks:
            self._put(look)
        count = len(self.cards)
        self.other.setText(
            self.tr("Chọn thư mục khác…") if count else self.tr("Chọn thư mục tờ khai…")
        )
        if count:
            self._subtitle.setText(
                self.tr("Đã tìm thấy {n} thư mục. Chọn một hay nhiều thư mục.").format(n=count)
            )
        else:
            self._subtitle.setText(
                self.tr(
                    "Chưa tìm thấy thư mục nào. Trong phần mềm khai báo, bật xuất XML hoặc Excel, "
                    "rồi chọn thư mục đó ở đây."
                )
            )

    @property
    def folders(self) -> list[str]:
        """The ticked folders, in the order in which they are shown."""
        return [card.look.path for card in self.cards if card.isChecked()]

    def look_into(self, path: str) -> None:
        """A person named this folder: it is ticked once something is known about it."""
        self._wanted.add(path)
        looking = self.tr("Đang xem thư mục {path}…").format(path=shown_name(path))
        self._subtitle.setText(looking)
        self.look_asked.emit([path])

    def _lay_out(self) -> None:
        title = self.tr("Phần mềm khai báo xuất tờ khai vào đâu?")
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.other)
        buttons.addWidget(self.manual)
        buttons.addStretch()
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(GAP)
        self._list.addLayout(buttons)
        self._list.addSpacing(GAP)
        self._list.addWidget(self._note())
        self._list.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(title, Type.TITLE, weight="semibold", wrap=True))
        column.addWidget(self._subtitle)
        column.addSpacing(12)
        column.addWidget(scrolling(content), 1)
        column.addWidget(self.message)

    def _note(self) -> Panel:
        """What lies in the folders already asks for no attention."""
        self.note = Panel("subtle")
        self._files = Label("", Type.BODY, weight="semibold", wrap=True)
        about = self.tr(
            "Tờ khai cũ chỉ được đưa vào danh sách. Bước 3 cho chọn đánh giá một lần các tờ "
            "của 7 ngày qua."
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._files)
        words.addWidget(Label(about, Type.TABLE, "text2", wrap=True))
        row = QHBoxLayout(self.note)
        row.setContentsMargins(PADDING, 12, PADDING, 12)
        row.setSpacing(CARD_GAP)
        row.addWidget(IconView("info", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return self.note

    def _count_files(self) -> None:
        n = sum(card.look.files for card in self.cards if card.isChecked())
        self._files.setText(self.tr("{n} tệp đã có sẽ không làm hiện lời nhắc.").format(n=n))
        self.note.setVisible(n > 0)

    def _choose(self) -> None:
        ask_for_folder(self, self.tr("Chọn thư mục tờ khai"), self.look_into)

    def _put(self, look: FolderLook) -> None:
        card = FolderCard(look, self._clock.now())
        wanted = look.path in self._wanted
        place = next((i for i, c in enumerate(self.cards) if c.look.path == look.path), None)
        if place is None:
            place = len(self.cards)
            self.cards.append(card)
        else:
            old = self.cards[place]
            wanted = wanted or old.isChecked()
            self._list.removeWidget(old)
            old.deleteLater()
            self.cards[place] = card
        self._list.insertWidget(place, card)
        alone = look.verdict is Verdict.READABLE and not self.folders
        card.setChecked(look.usable and (wanted or alone))
        card.toggled.connect(self.changed)
        self.changed.emit()
