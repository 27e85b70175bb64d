"""A declaration no export told of: its number typed by hand, and the office it was lodged at."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.desktop.controls.buttons import LinkButton, PrimaryButton, QuietButton
from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.form.add_field import AddField
from rating_client.desktop.form.suggestion import Lookup, Suggestion
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.room import bring_to_front
from rating_client.desktop.look.theme import GAP, MARGIN, Type, scaled

_NUMBER = re.compile(r"\d{12}", re.ASCII)
_USUAL = ("10", "30")  # import, export; others exist, so they only make the program ask again
_WIDTH = 460


class ByHand(QWidget):
    """Asks for the number, the office and, if known, the owner's tax code."""

    guide_page = GuidePage.INBOX
    given = Signal(object)  # a Declaration

    def __init__(self, offices: Lookup) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Đánh giá tờ khai khác"))
        self.setWindowIcon(mark_icon())
        self.setFixedWidth(scaled(_WIDTH))
        self._office: Suggestion | None = None
        self.number = TextField(self.tr("12 chữ số"))
        self.number_note = Label("", Type.CAPTION, "bad", wrap=True)
        self.office = AddField(
            self.tr("Gõ tên đơn vị hải quan"),
            offices,
            outside=self.tr("Dùng “{name}” (ngoài danh mục)"),
        )
        self.chosen = Label("", weight="medium", wrap=True)
        self.change = LinkButton(self.tr("Đổi"))
        self.office_note = Label("", Type.CAPTION, "bad", wrap=True)
        self.tax_code = TextField(self.tr("Không bắt buộc"))
        self.open = PrimaryButton(self.tr("Mở phiếu"), hint="Enter")
        self.cancel = QuietButton(self.tr("Đóng"))
        self._lay_out()
        self.number.textChanged.connect(self._say_about_number)
        self.office.added.connect(self._choose)
        self.change.clicked.connect(lambda: self._choose(None))
        self.open.clicked.connect(self._give)
        self.cancel.clicked.connect(self.close)
        # Not for the whole window: Enter in the field of the office only takes the office.
        self.number.returnPressed.connect(self._give)
        self.tax_code.returnPressed.connect(self._give)
        self._choose(None)

    def start(self, number: str = "") -> None:
        """With no more than the number known, the keyboard on what comes next: a person asked."""
        for field in (self.number, self.office, self.tax_code):
            field.clear()
        self._choose(None)
        bring_to_front(self)
        self.number.setText(number)
        (self.office if number else self.number).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @property
    def _digits(self) -> str:
        return re.sub(r"[\s.]", "", self.number.text())

    def _say_about_number(self) -> None:
        digits = self._digits
        self.number.set_wrong(False)
        self.number_note.set_tone("warn")
        unusual = len(digits) >= 2 and not digits.startswith(_USUAL)
        self.number_note.setText(
            self.tr(
                "Số tờ khai thường bắt đầu bằng 10 (nhập khẩu) hoặc 30 (xuất khẩu). "
                "Kiểm tra lại; vẫn mở được phiếu."
            )
            if unusual
            else ""
        )
        self.number_note.setVisible(unusual)

    def _choose(self, office: Suggestion | None) -> None:
        self._office = office
        self.office.setVisible(office is None)
        self.office_note.hide()
        for shown in (self.chosen, self.change):
            shown.setVisible(office is not None)
        if office is not None:
            self.chosen.setText(f"{office.name} ({office.code})" if office.code else office.name)
            self.open.setFocus()

    def _give(self) -> None:
        """Never a dead button: what is missing is said where it is missing."""
        digits = self._digits
        if not _NUMBER.fullmatch(digits):
            self.number.set_wrong(True)
            self.number_note.set_tone("bad")
            self.number_note.setText(self.tr("Nhập đủ 12 chữ số của tờ khai."))
            self.number_note.show()
            self.number.setFocus()
            return
        if self._office is None:
            self.office_note.setText(self.tr("Chọn đơn vị hải quan tiếp nhận tờ khai."))
            self.office_note.show()
            self.office.setFocus()
            return
        self.close()
        self.given.emit(
            Declaration(
                number=digits,
                direction="X" if digits.startswith("3") else "N",
                stage=Stage.DECLARED,
                office_code=self._office.code,
                office_name=None if self._office.code else self._office.name,
                owner_tax_code=self.tax_code.text().strip() or None,
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 16)
        column.setSpacing(4)
        title = self.tr("Đánh giá tờ khai khác")
        column.addWidget(Label(title, Type.TITLE, weight="semibold"))
        about = self.tr("Dùng khi phần mềm khai báo không xuất tờ khai ra thư mục.")
        column.addWidget(Label(about, Type.TABLE, "text2", wrap=True))
        office = QHBoxLayout()
        office.addWidget(self.chosen, 1)
        office.addWidget(self.change)
        for name, field in (
            (self.tr("Số tờ khai"), self.number),
            (self.tr("Hải quan tiếp nhận"), self.office),
            (self.tr("Mã số thuế doanh nghiệp"), self.tax_code),
        ):
            column.addSpacing(10)
            label = Label(name, Type.TABLE, "text2")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
            if field is self.number:
                column.addWidget(self.number_note)
            elif field is self.office:
                column.addLayout(office)
                column.addWidget(self.office_note)
        self.number_note.hide()
        column.addSpacing(20)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.open)
        column.addLayout(foot)
        column.addStretch()
