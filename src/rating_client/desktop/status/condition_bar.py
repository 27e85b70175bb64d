"""What stands in the way right now, in sentences: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import IconButton, LinkButton
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.labels import Label, PathLabel
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, Type
from rating_client.desktop.words import language

_TOP = Qt.AlignmentFlag.AlignTop


class ConditionBar(QWidget):
    """The newest condition first; the others behind a link. Gone when all is well."""

    filled = Signal()  # with other things to press than before

    def __init__(self) -> None:
        super().__init__()
        self._conditions: tuple[Sentence, ...] = ()
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 16, 0, 0)
        self._column.setSpacing(GAP)
        self.hide()

    @property
    def conditions(self) -> tuple[Sentence, ...]:
        return self._conditions

    def show_conditions(self, conditions: Sequence[Sentence]) -> None:
        """The conditions that hold now. Saying the same again changes nothing on the screen."""
        now = tuple(dict.fromkeys(conditions))
        if now == self._conditions:
            return
        news = [each for each in now if each not in self._conditions]
        self._conditions = now
        self._fill()
        if news and self.isVisible():
            event = QAccessibleAnnouncementEvent(self, news[0].title.of(language()))
            QAccessible.updateAccessibility(event)

    def _fill(self) -> None:
        clear(self._column)
        shown = self._conditions if self._all else self._conditions[:1]
        for sentence in shown:
            self._column.addWidget(
                _Condition(sentence, self._more() if sentence is shown[0] else None)
            )
        self.setVisible(bool(self._conditions))
        self.filled.emit()

    def _more(self) -> LinkButton | None:
        """The way to the other conditions and back; None where there are no others."""
        rest = len(self._conditions) - 1
        if not rest:
            return None
        words = self.tr("Thu gọn") if self._all else self.tr("Còn {n} thông báo").format(n=rest)
        more = LinkButton(words)
        more.clicked.connect(self._toggle)
        return more

    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()


class _Condition(Panel):
    """One sentence, with what a support desk would ask for behind a link."""

    def __init__(self, sentence: Sentence, more: LinkButton | None) -> None:
        super().__init__("warn_ground", framed=False)
        self._sentence = sentence
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(GAP)
        row.addWidget(IconView("alert", "warn"), 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = Label(sentence.title.of(language()), Type.BODY, weight="semibold", wrap=True)
        words.addWidget(title)
        words.addWidget(PathLabel(sentence.advice.of(language()), Type.TABLE))
        self._code = Label(sentence.code, Type.CAPTION, "text2")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code.hide()
        words.addWidget(self._code)
        row.addLayout(words, 1)
        self._copy = IconButton("copy", self.tr("Sao chép"))
        self._copy.clicked.connect(self._copied)
        self._copy.hide()
        detail = LinkButton(self.tr("Chi tiết"))
        detail.clicked.connect(self._show_detail)
        if more is not None:
            row.addWidget(more, 0, _TOP)
        row.addWidget(self._copy, 0, _TOP)
        row.addWidget(detail, 0, _TOP)

    def _show_detail(self) -> None:
        shown = self._code.isHidden()
        self._code.setVisible(shown)
        self._copy.setVisible(shown)

    def _copied(self) -> None:
        words = f"{self._sentence.line(language())}\n{self._sentence.code}"
        QGuiApplication.clipboard().setText(words)
