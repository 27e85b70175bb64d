"""When a rating with a low level travels: held by default, at once if wanted."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import local
from rating_client.desktop.controls.choice import ChoiceButton
from rating_client.desktop.controls.fields import DateField
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.times import day
from rating_client.outbox.entry import QUESTION_AFTER_DAYS, Hold


class WhenBlock(Panel):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconView("hourglass"))
        head.addWidget(Label(self.tr("Khi nào gửi?"), Type.BODY, weight="semibold"))
        head.addStretch(1)
        column.addLayout(head)
        self.released = ChoiceButton(
            self.tr("Sau khi thông quan hoặc giải phóng hàng"),
            self.tr("Mã hóa, giữ trên máy này; quá {n} ngày sẽ hỏi lại").format(
                n=QUESTION_AFTER_DAYS
            ),
        )
        self.at_once = ChoiceButton(
            self.tr("Gửi ngay"), self.tr("Để được hỗ trợ khi đang vướng mắc")
        )
        self.week = ChoiceButton(
            self.tr("Cuối tuần, cùng các phiếu khác"), self.tr("Chiều thứ Sáu tới")
        )
        self.date = ChoiceButton(
            self.tr("Chọn ngày…"), self.tr("Trong vòng {n} ngày").format(n=QUESTION_AFTER_DAYS)
        )
        self.day = DateField()
        self.day.setAccessibleName(self.tr("Ngày gửi"))
        self.day.hide()
        self._group = QButtonGroup(self)
        holder = QWidget()
        choices = FlowLayout(holder, PADDING)
        for choice in (self.released, self.at_once, self.week, self.date):
            self._group.addButton(choice)
            choices.addWidget(choice)
        choices.addWidget(self.day)
        column.addWidget(holder)
        self.message = FieldMessage()
        column.addWidget(self.message)
        self._group.buttonToggled.connect(self._toggled)
        self.day.dateChanged.connect(lambda _: self.changed.emit())

    def begin(self, travels: str, now: float) -> None:
        """Marks what the setting says: when_released, now, or nothing for ask."""
        today = local(now).date()
        self.day.setDateRange(_q(today + timedelta(days=1)), _q(today + _MOST))
        self.day.setDate(_q(today + timedelta(days=7)))
        self._group.setExclusive(False)
        for choice in (self.released, self.at_once, self.week, self.date):
            choice.setChecked(False)
        self._group.setExclusive(True)
        marked = {"when_released": self.released, "now": self.at_once}.get(travels)
        if marked is not None:
            marked.setChecked(True)
        self.message.say("")

    @property
    def decided(self) -> bool:
        return self._group.checkedButton() is not None

    def hold(self, now: float) -> Hold | None:
        """What was chosen; None sends at once."""
        if self.released.isChecked():
            return Hold.until_released(now)
        if self.week.isChecked():
            return Hold.until_end_of_week(now)
        if self.date.isChecked():
            chosen = self.day.date()
            return Hold.until_date(date(chosen.year(), chosen.month(), chosen.day()))
        return None

    def in_words(self, now: float) -> str:
        """The same for the review, with the day it means."""
        hold = self.hold(now)
        if hold is None:
            return self.tr("Gửi ngay")
        until = day(local(hold.until))
        if self.released.isChecked():
            words = self.tr("Sau khi thông quan hoặc giải phóng hàng; ngày {day} sẽ hỏi lại")
        elif self.week.isChecked():
            words = self.tr("Cuối tuần, cùng các phiếu khác: {day}")
        else:
            words = self.tr("Ngày {day}")
        return words.format(day=until)

    def say_undecided(self) -> None:
        self.message.say(self.tr("Chọn thời điểm gửi phiếu."))

    def _toggled(self) -> None:
        self.day.setVisible(self.date.isChecked())
        self.message.say("")
        self.changed.emit()


_MOST = timedelta(days=QUESTION_AFTER_DAYS)


def _q(day_: date) -> QDate:
    return QDate(day_.year, day_.month, day_.day)
