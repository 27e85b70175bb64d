"""The export folders: each with what was seen in it, and the way to add another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import IconButton, PlainButton
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.labels import ElidedLabel, PathLabel
from rating_client.desktop.controls.pill import Pill
from rating_client.desktop.file_dialogs import ask_for_folder
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.palette import Tone
from rating_client.desktop.look.theme import GAP, Type
from rating_client.desktop.settings.controls import Control
from rating_client.exports.names import shown_name


class FolderControl(Control):
    """A folder is looked into before it is taken: one nobody can read is not added silently."""

    look_asked = Signal(list)  # paths
    wide = True

    def __init__(self) -> None:
        super().__init__()
        self._folders: tuple[str, ...] = ()
        self._looks: dict[str, FolderLook] = {}
        self._wanted: str | None = None
        self._name = ""
        self.pills: list[Pill] = []
        self.leaving: dict[str, IconButton] = {}  # by path
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._told = PathLabel("", Type.TABLE)  # of the folder named last
        self._told.hide()
        self.add = PlainButton(self.tr("Thêm thư mục…"), icon="folder", small=True)
        self.add.clicked.connect(self._choose)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        column.addLayout(self._list)
        column.addWidget(self._told)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.row.addLayout(column, 1)

    def show_value(self, value: Any) -> None:
        if value != self._folders:
            self._folders = tuple(value)
            self._fill()

    def call(self, name: str) -> None:
        self._name = name
        self.add.setAccessibleName(f"{name}: {self.add.text()}")

    def look_into(self, path: str) -> None:
        """A person named this folder: it is taken once it was seen that it can be read."""
        if path not in self._folders:
            self._wanted = path
            self._tell(self.tr("Đang xem thư mục {path}…").format(path=shown_name(path)), "text2")
            self.look_asked.emit([path])

    def show_looks(self, looks: Sequence[FolderLook]) -> None:
        self._looks.update({look.path: look for look in looks})
        wanted = next((look for look in looks if look.path == self._wanted), None)
        if wanted is not None:
            self._wanted = None
            if wanted.usable:
                self._told.hide()
                self.chosen.emit([*self._folders, wanted.path])
            else:
                said = self.tr("{path} không được thêm: {why}.")
                why, _, _ = self._judged(wanted.verdict)
                self._tell(said.format(path=shown_name(wanted.path), why=why.lower()), "warn")
        self._fill()

    def _tell(self, words: str, tone: Tone) -> None:
        self._told.set_tone(tone)
        self._told.setText(words)
        self._told.show()

    def _fill(self) -> None:
        clear(self._list)
        self.pills, self.leaving = [], {}
        for path in self._folders:
            self._list.addWidget(self._folder(path))

    def _folder(self, path: str) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(IconView("folder", "text3"))
        row.addWidget(ElidedLabel(shown_name(path), Type.TABLE), 1)
        if (look := self._looks.get(path)) is not None:
            self.pills.append(Pill(*self._judged(look.verdict)))
            row.addWidget(self.pills[-1])
        leave = IconButton("x", self.tr("Không đọc thư mục này nữa"))
        leave.setAccessibleName(f"{leave.toolTip()}: {shown_name(path)}")
        leave.clicked.connect(lambda: self._leave(path))
        self.leaving[path] = leave
        row.addWidget(leave)
        return whole

    def _leave(self, path: str) -> None:
        self.chosen.emit([each for each in self._folders if each != path])

    def _choose(self) -> None:
        ask_for_folder(self, self.tr("Chọn thư mục tờ khai"), self.look_into)

    def _judged(self, verdict: Verdict) -> tuple[str, str, Tone]:
        """Words, icon and tone of a first look."""
        match verdict:
            case Verdict.READABLE:
                return self.tr("Đọc được"), "check", "ok"
            case Verdict.EMPTY:
                return self.tr("Thư mục trống"), "", "text2"
            case Verdict.DENIED:
                return self.tr("Không có quyền đọc"), "lock", "warn"
            case Verdict.MISSING:
                return self.tr("Không thấy thư mục"), "alert", "warn"
            case Verdict.SILENT:
                return self.tr("Thư mục chưa trả lời"), "alert", "warn"
        return self.tr("Chưa thấy tờ khai đọc được"), "", "text2"
