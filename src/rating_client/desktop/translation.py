"""Vietnamese is what the sources say; English comes from a catalogue."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from rating_client.base.resources import resource

_installed: list[QTranslator] = []


def speak(language: str, app: QCoreApplication) -> None:
    """Have the windows speak `language`, "vi" or "en", from now on."""
    while _installed:
        left = _installed.pop()
        app.removeTranslator(left)
        left.deleteLater()
    if language == "en":
        translator = QTranslator(app)
        if translator.load(str(resource("translations", "rating_client_en.qm"))):
            app.installTranslator(translator)
            _installed.append(translator)
