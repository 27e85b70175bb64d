"""Why the program cannot start at all, said in a window: a start by a click has no other place."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from rating_client.base.sentences import Sentence
from rating_client.base.settings import Settings
from rating_client.desktop.look.room import bring_to_front
from rating_client.desktop.look.theme import Theme
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.translation import speak

AGAIN, LEFT = 1, 0  # with which the application's event loop ends


def say_why_not(why: Sentence, application: QApplication, settings: Settings) -> StartTrouble:
    """The window, which ends the event loop once a person has decided."""
    speak(settings.language, application)
    Theme(application, settings.appearance, settings.text_percent / 100)
    window = StartTrouble(why)
    window.again_asked.connect(lambda: application.exit(AGAIN))
    window.quit_asked.connect(lambda: application.exit(LEFT))
    bring_to_front(window)
    return window
