"""The place to type a recovery code, where the key store does not give the key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from rating_client.base.recovery import GROUP, RANDOM_CHARACTERS
from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.theme import CARD_GAP, GAP, PADDING, Type
from rating_client.desktop.recovery.recovering import Recovering
from rating_client.desktop.words import language

_EXAMPLE = "-".join(["XXXX"] * ((RANDOM_CHARACTERS + 1) // GROUP))


class RecoveryEntry(Panel):
    """Case, blanks and dashes do not matter; a code can be pasted."""

    recovered = Signal(object)  # a Vault

    def __init__(self, recovering: Recovering) -> None:
        super().__init__("subtle")
        self._recovering = recovering
        title = Label(self.tr("Có mã khôi phục?"), weight="medium")
        self.field = TextField(_EXAMPLE)
        self.field.setAccessibleName(self.tr("Mã khôi phục"))
        self.open = PlainButton(self.tr("Mở bằng mã"), icon="key")
        self.message = Label("", Type.TABLE, "bad", wrap=True)
        self.message.hide()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, CARD_GAP, PADDING, PADDING)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(self.field)
        column.addWidget(self.message)
        column.addWidget(self.open)
        self.field.textEdited.connect(lambda _text: self._say(""))
        self.field.returnPressed.connect(self._attempt)
        self.open.clicked.connect(self._attempt)
        recovering.recovered.connect(self.recovered)
        recovering.refused.connect(self._refused)

    def _attempt(self) -> None:
        if self.open.isEnabled():
            self.open.setEnabled(False)
            self._say(self.tr("Đang thử…"), wrong=False)
            self._recovering.attempt(self.field.text())

    def _refused(self, why: Sentence) -> None:
        self.open.setEnabled(True)
        self._say(why.line(language()))
        self.field.setFocus()

    def _say(self, words: str, *, wrong: bool = True) -> None:
        self.message.set_tone("bad" if wrong else "text2")
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.field.set_wrong(bool(words) and wrong)
        self._column.activate()  # or the window would measure the lines of before
        window = self.window()
        window.resize(window.width(), window.heightForWidth(window.width()))
