"""What a person at the screen reads and presses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.desktop.controls.labels import Label


def said(widget: QWidget) -> str:
    """The words of every label in view, a line each."""
    QApplication.processEvents()  # a widget put into a visible layout shows itself a turn later
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
