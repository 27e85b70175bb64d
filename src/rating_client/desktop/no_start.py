"""Why the program cannot start at all, said in a window: a start by a click has no other place."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from rating_client.base.sentences import Sentence
from rating_client.base.settings import Settings
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.theme import Theme
from rating_client.desktop.translation import speak


def wants_to_try_again(why: Sentence, application: QApplication, settings: Settings) -> bool:
    """Show `why` until a person has decided: to try again (True), or to leave it."""
    speak(settings.language, application)
    theme = Theme(application, settings.appearance, settings.text_percent / 100)
    window = StartTrouble(why)
    waiting = QEventLoop()
    application.aboutToQuit.connect(waiting.quit)  # the session ends
    window.again_asked.connect(lambda: waiting.exit(1))
    window.quit_asked.connect(lambda: waiting.exit(0))
    window.show()
    window.raise_()
    window.activateWindow()
    again = waiting.exec() == 1
    window.deleteLater()
    theme.deleteLater()
    return again
