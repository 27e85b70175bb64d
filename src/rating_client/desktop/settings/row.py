"""One setting: its name, what it does, where its value comes from, and what changes it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.base.settings import Origin, policy_place
from rating_client.desktop.controls.buttons import IconButton, PlainButton
from rating_client.desktop.controls.labels import Label, plain_tip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.pill import Pill
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.settings.controls import Control
from rating_client.desktop.words import language
from rating_client.directory.folding import fold

_ICON_ROOM = 20 + 14  # what stands below the words is in line with them


class Row(Panel):
    """A panel of words with something to press at the right, or below where that is wide."""

    def __init__(self, icon: str, title: str, explain: str = "") -> None:
        super().__init__()
        self.is_there = True  # on this computer at all
        self.title = title
        self.explain = Label(explain, Type.TABLE, "text2", wrap=True)
        self._trouble = Label("", Type.TABLE, "bad", wrap=True)
        self._trouble.hide()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, weight="medium", wrap=True))
        words.addWidget(self.explain)
        words.addWidget(self._trouble)
        self.head = QHBoxLayout()
        self.head.setSpacing(GAP)
        self.head.addWidget(IconView(icon))
        self.head.addSpacing(14 - GAP)
        self.head.addLayout(words, 1)
        self.head.addSpacing(GAP)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, 10, PADDING, 10)
        self.column.setSpacing(10)
        self.column.addLayout(self.head)

    def add_below(self, widget: QWidget) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(_ICON_ROOM, 0, 0, 2)
        line.addWidget(widget, 1)
        self.column.addLayout(line)

    def add_button(self, words: str) -> PlainButton:
        """Something to press, called after the row."""
        button = PlainButton(words)
        button.setAccessibleName(f"{self.title}: {words}")
        self.head.addWidget(button)
        return button

    def show_trouble(self, sentence: Sentence | None) -> None:
        """Why the last wish was not taken; None when there is nothing to say."""
        self._trouble.setText(sentence.line(language()) if sentence else "")
        self._trouble.setVisible(sentence is not None)

    def matches(self, wanted: str) -> bool:
        """Whether every one of these folded words stands somewhere in the row's own."""
        said = fold(f"{self.title} {self.explain.text()}")
        return all(word in said for word in wanted.split())


class SettingRow(Row):
    """Emits what a person wishes; None is the wish for what holds without them."""

    wished = Signal(object)

    def __init__(self, icon: str, title: str, explain: str, control: Control) -> None:
        super().__init__(icon, title, explain)
        self.control = control
        control.call(title)
        control.chosen.connect(self.wished)
        self.pill = Pill()
        self.reset = IconButton("undo", self.tr("Trở về mặc định"))
        self.reset.setAccessibleName(f"{title}: {self.reset.toolTip()}")
        self.reset.clicked.connect(lambda: self.wished.emit(None))
        self.head.addWidget(self.reset)
        self.head.addWidget(self.pill)
        if control.wide:
            self.add_below(control)
        else:
            self.head.addSpacing(GAP)
            self.head.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_value(self, value: Any, origin: Origin) -> None:
        """What holds, and who decided it: what a policy decides cannot be changed here."""
        self.show_trouble(None)
        self.control.show_value(value)
        self.control.setEnabled(origin != "policy")
        self.reset.setVisible(origin == "user")
        match origin:
            case "policy":
                self.pill.say(self.tr("Chính sách"), "lock")
                who = self.tr("Do đơn vị quản lý máy đặt: {place}").format(place=policy_place())
                self.pill.setToolTip(plain_tip(who))
                self.pill.setAccessibleDescription(who)
            case "user":
                self.pill.say(self.tr("Người dùng đặt"), "user", "accent_text")
            case "setup":
                self.pill.say(self.tr("Bộ cài"), "box")
            case "default":
                self.pill.say(self.tr("Mặc định"))
