"""The foot of the form: whether the draft is kept, what is missing, and what can be done."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton
from rating_client.desktop.controls.foot import Foot, SendButton, side_by_side
from rating_client.desktop.controls.labels import ElidedLabel, LongLabel
from rating_client.desktop.form.missing import Missing
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import FORM_MARGIN, GAP, Type
from rating_client.desktop.words import language


class Page(Enum):
    """What the middle of the window shows."""

    EDIT = 0
    REVIEW = 1
    PREVIEW = 2


class FormFooter(Foot):
    close_wanted = Signal()
    record_wanted = Signal()
    edit_wanted = Signal()
    send_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(FORM_MARGIN, 9, FORM_MARGIN - 3, 9)
        row.setSpacing(GAP)
        self._icon = IconView("cloud-check", "ok")
        self._state = ElidedLabel("", Type.TABLE, "text2")
        self._missing = LongLabel("", Type.TABLE, "bad", weight="medium")
        self._narrow = False
        row.addWidget(self._icon)
        # What is missing has all the room its words need, the state of the draft what is left.
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._state, 1)
        row.addWidget(self._missing)
        self._buttons = QWidget()
        self._sets = QStackedLayout(self._buttons)
        self.close_button = PlainButton(self.tr("Đóng, giữ nháp"), hint="Esc")
        self.record_button = PrimaryButton(
            self.tr("Ghi nhận"), icon="check", hint=self.tr("Ctrl+Enter")
        )
        self.edit_button = PlainButton(self.tr("Sửa"), icon="pencil", hint="Esc")
        self.send_button = SendButton(self.tr("Gửi"))
        self.back_button = PlainButton(self.tr("Quay lại"), icon="chevron-left", hint="Esc")
        self._sets.addWidget(side_by_side(self.close_button, self.record_button))
        self._sets.addWidget(side_by_side(self.edit_button, self.send_button))
        self._sets.addWidget(side_by_side(self.back_button))
        row.addWidget(self._buttons)
        self.close_button.clicked.connect(self.close_wanted)
        self.record_button.clicked.connect(self.record_wanted)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.send_button.clicked.connect(self.send_wanted)
        self.back_button.clicked.connect(self.edit_wanted)
        self.say_nothing()

    def show_page(self, page: Page) -> None:
        self._sets.setCurrentIndex(page.value)

    # The draft ------------------------------------------------------------------------------

    def say_nothing(self) -> None:
        self._say("", "cloud-check", bad=False)

    def say_saving(self) -> None:
        self._say(self.tr("Đang lưu…"), "cloud", bad=False)

    def say_saved(self, time: str) -> None:
        self._say(self.tr("Đã lưu nháp lúc {time}").format(time=time), "cloud-check", bad=False)

    def say_not_saved(self, trouble: Sentence) -> None:
        self._say(trouble.line(language()), "alert", bad=True)

    def say_missing(self, missing: Missing) -> None:
        """Names what is still needed; nothing where nothing is."""
        words = self.tr("Còn {n} mục cần nhập: {things}")
        words = words.format(n=missing.places, things=", ".join(missing.things))
        self._missing.setText(words if missing.places else "")
        self._share()

    @property
    def missing(self) -> str:
        return self._missing.text()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._share()

    def _share(self) -> None:
        """What is missing needs the room more than the state of the draft."""
        missing = bool(self._missing.text())
        self._missing.setVisible(missing)
        self._state.setVisible(not (missing and self._narrow))

    def _say(self, words: str, icon: str, *, bad: bool) -> None:
        self._icon.setVisible(bool(words))
        self._icon.show_icon(icon, "bad" if bad else "ok")
        self._state.set_tone("bad" if bad else "text2")
        self._state.setText(words)
