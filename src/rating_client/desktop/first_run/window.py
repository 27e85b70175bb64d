"""The first run: which folder, which receiver, what was found. Every step can be left for later."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton, QuietButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.page_ground import PageGround
from rating_client.desktop.controls.panel import Line
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.first_run.connection import ConnectionPanel
from rating_client.desktop.first_run.folder_look import FolderLook
from rating_client.desktop.first_run.folders import FoldersStep
from rating_client.desktop.first_run.found import FoundStep
from rating_client.desktop.first_run.rail import FirstRunRail
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.room import comfortable, give_room
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, Type
from rating_client.desktop.receivers.enrolment_panel import EnrolmentPanel
from rating_client.desktop.words import language
from rating_client.doctor.findings import Finding
from rating_client.enrolment.book import Enrolment, EnrolmentBook


class Step(IntEnum):
    FOLDERS = 0
    RECEIVER = 1
    FOUND = 2


class FirstRunWindow(QWidget):
    """900 by 552. Emits what was decided; looking and saving are done elsewhere."""

    guide_page = GuidePage.FIRST_START
    look_asked = Signal(list)  # folders to look into
    folders_chosen = Signal(list)
    enrolled = Signal(object)  # the Enrolment
    connection_asked = Signal()  # whether the receivers can be reached
    sample_asked = Signal()
    recent_wanted = Signal()  # the declarations of the last seven days, to be rated together
    finished = Signal()  # done, or left for later by a person: the window is gone

    def __init__(self, enrolments: EnrolmentBook, clock: Clock) -> None:
        super().__init__()
        self._enrolments = enrolments
        self._folders_decided = False
        self.setWindowTitle(self.tr("Phiếu đánh giá hải quan · Thiết lập lần đầu"))
        self.setWindowIcon(mark_icon())
        self.setMinimumSize(760, 480)
        give_room(self, comfortable(QSize(900, 552)))
        self.folders = FoldersStep(clock)
        self.panel = EnrolmentPanel(enrolments, clock)
        self.connection = ConnectionPanel()
        self.found = FoundStep()
        self.rail = FirstRunRail(
            (self.tr("Thư mục tờ khai"), self.tr("Nơi nhận phiếu"), self.tr("Tờ khai đã có"))
        )
        self.later = QuietButton(self.tr("Để sau"))
        self.back = PlainButton(self.tr("Quay lại"))
        self.next = PrimaryButton(self.tr("Tiếp tục"), hint="Enter")
        self._lay_out()
        self._connect()
        self._go(Step.FOLDERS)

    @property
    def foot(self) -> QRect:
        """Where on the screen the buttons stand that lead on."""
        place = self._foot.geometry()
        return place.translated(self.mapToGlobal(QPoint(0, 0)))

    @property
    def step(self) -> Step:
        return Step(self._steps.currentIndex())

    def offer(self, file: Path, *, folders_decided: bool) -> None:
        """Show what an enrolment file says that an administrator put here."""
        self.panel.read(file)
        if folders_decided:
            self._folders_decided = True
            self._go(Step.RECEIVER)

    def show_looks(self, looks: Sequence[FolderLook]) -> None:
        self.folders.show_looks(looks)
        tab_in_reading_order(self)  # the folders found come before the buttons below
        if self.focusWidget() in (None, self.folders.other):
            self._place_keyboard()

    def show_trouble(self, trouble: Sentence) -> None:
        """The folders could not be kept: back to them, with the reason."""
        self._folders_decided = False
        self._go(Step.FOLDERS)
        self.folders.message.say(trouble.line(language()))

    def show_progress(self, done: int, total: int) -> None:
        self.found.show_progress(done, total)

    def show_found(self, earlier: int | None, recent: int = 0) -> None:
        self.found.show_found(earlier, recent)

    def show_connection(self, findings: Sequence[Finding]) -> None:
        self.connection.show_found(findings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isVisible():
            self.next.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.spontaneous():  # from the window system; one that ends the program is not
            self.finished.emit()

    def _lay_out(self) -> None:
        receiver = QWidget()
        column = QVBoxLayout(receiver)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = self.tr("Phiếu gửi đến đơn vị hải quan nào?")
        column.addWidget(Label(title, Type.TITLE, weight="semibold", wrap=True))
        self._receiver_words = Label("", Type.BODY, "text2", wrap=True)
        column.addWidget(self._receiver_words)
        column.addSpacing(12)
        below = QWidget()
        parts = QVBoxLayout(below)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(CARD_GAP)
        parts.addWidget(self.connection)
        parts.addWidget(self.panel, 1)
        column.addWidget(scrolling(below), 1)
        self._steps = QStackedWidget()
        for step in (self.folders, receiver, self.found):
            self._steps.addWidget(step)
        content = PageGround()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(MARGIN + 4, MARGIN - 4, MARGIN + 4, 16)
        inside.addWidget(self._steps)
        foot = self._foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 12, MARGIN + 4, 12)
        foot.setSpacing(GAP)
        foot.addWidget(self.later)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(content, 1)
        right.addWidget(Line())
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.folders.look_asked.connect(self.look_asked)
        self.folders.manual_asked.connect(lambda: self._go(Step.RECEIVER))
        self.folders.changed.connect(self._show_buttons)
        self.panel.accepted.connect(self._accepted)
        self.panel.offered.connect(self._show_buttons)
        self.connection.asked.connect(self.connection_asked)
        self.found.sample_asked.connect(self.sample_asked)
        self.later.clicked.connect(self._put_off)
        self.back.clicked.connect(lambda: self._go(Step(self.step - 1)))
        self.next.clicked.connect(self._next)

    def _next(self) -> None:
        match self.step:
            case Step.FOLDERS:
                self.folders.message.say("")
                self._folders_decided = True
                self._go(Step.RECEIVER)
                self.folders_chosen.emit(self.folders.folders)
            case Step.RECEIVER:
                self._go(Step.FOUND)
            case Step.FOUND:
                self._finish()  # may show the list: what was asked for comes in front of it
                if self.found.recent.isChecked():
                    self.recent_wanted.emit()

    def _put_off(self) -> None:
        """This step later: the next one; on the last step there is nothing left to put off."""
        if self.step is Step.FOUND:
            self._finish()
        else:
            self._go(Step(self.step + 1))

    def _finish(self) -> None:
        self.close()
        self.finished.emit()

    def _accepted(self, enrolment: Enrolment) -> None:
        self.enrolled.emit(enrolment)
        self._go(Step.RECEIVER)  # the receiver stands there by name, and whether it answers
        self.connection.ask()

    def _go(self, step: Step) -> None:
        self._steps.setCurrentIndex(step)
        names = [each.name.of(language()) for each in self._enrolments.enrolments()]
        answered = {Step.FOLDERS: self._folders_decided, Step.RECEIVER: bool(names)}
        self.rail.show_step(step, [each for each, done in answered.items() if done])
        if names:
            words = self.tr("Đã chấp nhận: {names}. Có thể thêm nơi nhận khác.")
            self._receiver_words.setText(words.format(names=", ".join(names)))
        else:
            self._receiver_words.setText(
                self.tr(
                    "Hải quan cấp một tệp .rating-enrol. Chưa có tệp vẫn đánh giá được: phiếu được "
                    "giữ trên máy này cho đến khi có tệp."
                )
            )
        self._show_buttons()
        self._place_keyboard()

    def _place_keyboard(self) -> None:
        """Enter does what the button with the word Enter says; before that, what comes first."""
        if not self.next.isHidden():
            self.next.setFocus()
        elif self.step is Step.FOLDERS:
            self.folders.other.setFocus()
        else:
            self.panel.place_keyboard()

    def _show_buttons(self) -> None:
        step = self.step
        enrolled = bool(self._enrolments.receivers())
        self.connection.setVisible(enrolled and self.panel.card is None)
        self.back.setVisible(step > Step.FOLDERS)
        self.later.setVisible(step is not Step.FOUND)
        no_file = step is Step.RECEIVER and not enrolled and self.panel.card is None
        self.later.setText(self.tr("Chưa có tệp") if no_file else self.tr("Để sau"))
        self.next.setText(self.tr("Hoàn tất") if step is Step.FOUND else self.tr("Tiếp tục"))
        self.next.setVisible(  # one primary button in a place, and none that does nothing
            {
                Step.FOLDERS: bool(self.folders.folders),
                Step.RECEIVER: enrolled and self.panel.card is None,
                Step.FOUND: True,
            }[step]
        )
