"""Quiet hours: spans of the day, each to be taken out, and a field for another."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from rating_client.desktop.controls.buttons import Button, Look, PlainButton
from rating_client.desktop.controls.fields import TextField
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.settings.controls import Control

_EXAMPLE = "11:30–13:00"
_AROUND = 48  # the field's sides, and room for one more digit


class SpanControl(Control):
    wide = True

    def __init__(self) -> None:
        super().__init__()
        self._spans: tuple[str, ...] = ()
        self.field = TextField(_EXAMPLE)
        self.field.setFixedWidth(self.field.fontMetrics().horizontalAdvance(_EXAMPLE) + _AROUND)
        self.add = PlainButton(self.tr("Thêm"), icon="plus")
        self.field.returnPressed.connect(self._take)
        self.field.textEdited.connect(lambda _text: self.field.set_wrong(False))
        self.add.clicked.connect(self._take)
        self._shown = QWidget()
        self._flow = FlowLayout(self._shown)
        self.row.addWidget(self._shown, 1)
        self.spans: list[Button] = []
        self._fill()

    def show_value(self, value: Any) -> None:
        self.field.set_wrong(False)
        if tuple(value) != self._spans:
            self._spans = tuple(value)
            self.field.clear()
            self._fill()

    def show_refused(self) -> None:
        self.field.set_wrong(True)

    def call(self, name: str) -> None:
        self.field.setAccessibleName(name)
        self.add.setAccessibleName(f"{name}: {self.add.text()}")

    def _fill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if item.widget() in self.spans:
                item.widget().hide()
                item.widget().deleteLater()
        self.spans = [self._span(each) for each in self._spans]
        for widget in (*self.spans, self.field, self.add):
            self._flow.addWidget(widget)

    def _span(self, span: str) -> Button:
        words = self._said(span)
        button = Button(words, Look.PLAIN, icon_after="x")
        button.setAccessibleName(self.tr("Bỏ khung giờ {span}").format(span=words))
        button.setToolTip(plain_tip(button.accessibleName()))
        button.clicked.connect(
            lambda: self.chosen.emit([each for each in self._spans if each != span])
        )
        return button

    def _said(self, span: str) -> str:
        begin, _, end = span.replace("–", "-").partition("-")
        return f"{begin}–{end}" if end.strip() else self.tr("sau {time}").format(time=begin)

    def _take(self) -> None:
        typed = self.field.text().strip().replace("–", "-").replace(" ", "")
        if typed and typed not in self._spans:
            self.chosen.emit([*self._spans, typed])
