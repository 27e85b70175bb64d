"""The tray program: the icon at once, everything else after the first turn of the event loop.

So what the icon does not need is imported where it is first used.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.base.instance import Instance, Message, ask
from rating_client.base.paths import ProfilePaths
from rating_client.base.resources import resource
from rating_client.base.vault import Vault, vault_for
from rating_client.desktop.system.screen import need_screen, tray_application
from rating_client.windows.foreground import hand_over

if TYPE_CHECKING:
    from rating_client.base.sentences import Sentence
    from rating_client.desktop.card.window import CardWindow
    from rating_client.desktop.coordinator import Coordinator
    from rating_client.desktop.form.window import RatingWindow
    from rating_client.desktop.start_trouble import StartTrouble
    from rating_client.desktop.system.global_hotkey import GlobalHotkey
    from rating_client.desktop.tray import Tray
    from rating_client.desktop.workers.threads import Threads
    from rating_client.profile import Profile

log = logging.getLogger(__name__)

_DOOR_AGAIN_MS = 5_000


def run(
    paths: ProfilePaths,
    *,
    hidden: bool = False,
    rate: str | None = None,
    vault: Vault | None = None,
    when_ready: Callable[[Program], None] | None = None,
) -> int:
    """Run the tray program until it is asked to end; its exit code.

    A second start hands its wish to the first and ends. `hidden` opens no window (a start with
    the computer). `rate` is the key of a declaration whose form is wanted, `vault` one that was
    opened already. `when_ready` is called once everything stands.
    """
    need_screen()
    wish: Message = {"do": "rate", "key": rate} if rate else {"do": "open"}
    while True:
        try:
            instance = _claimed(paths, None if hidden else wish)
            break
        except Trouble as trouble:
            if hidden or not wants_to_try_again(trouble.sentence, paths):
                raise
    if instance is None:
        return 0
    try:
        start = Start(paths, vault or vault_for(paths), hidden, rate, when_ready)
        return Program(tray_application(), instance, start).run()
    finally:
        instance.close()


def _claimed(paths: ProfilePaths, wish: Message | None) -> Instance | None:
    """The hold on the profile; None where another process has it and took the wish.

    `Trouble` where it took none, or the profile's folder cannot be written.
    """
    instance = Instance.claim(paths)
    if instance is None and wish is not None:
        hand_over()
        if ask(paths, wish) is None:
            raise Trouble("base.already-running")
    return instance


def wants_to_try_again(why: Sentence, paths: ProfilePaths) -> bool:
    """Whether a person who was told why, in a window, wants another try."""
    from rating_client.base.settings import settings_here
    from rating_client.desktop.no_start import AGAIN, say_why_not

    application = tray_application()
    window = say_why_not(why, application, settings_here(paths.settings).settings)
    again = application.exec() == AGAIN
    window.deleteLater()
    return again


@dataclass(frozen=True)
class Start:
    """What a start was asked for."""

    paths: ProfilePaths
    vault: Vault
    hidden: bool
    rate: str | None
    when_ready: Callable[[Program], None] | None


class Program(QObject):
    """One run of the program over one profile.

    `card` and `form` are what a person at the screen sees of it.
    """

    _front_asked = Signal()
    _quit_asked = Signal()

    def __init__(
        self,
        application: QApplication,
        instance: Instance,
        start: Start,
    ) -> None:
        super().__init__()
        self._application = application
        self._instance = instance
        self._wanted = start
        self._tray: Tray | None = None
        self._profile: Profile | None = None
        self._coordinator: Coordinator | None = None
        self._threads: Threads | None = None
        self._hotkey: GlobalHotkey | None = None
        self._trouble: StartTrouble | None = None
        # A picture from a file: painting one loads more of Qt than a whole bare window does.
        self._icon = QSystemTrayIcon(QIcon(str(resource("icons", "tray.png"))), self)
        self._icon.show()
        self._front_asked.connect(self._come_to_front)
        self._quit_asked.connect(application.quit)

    def run(self) -> int:
        """Run the event loop until the program is asked to end."""
        QTimer.singleShot(0, self._wake)
        try:
            return self._application.exec()
        finally:
            self._end()

    def quit(self) -> None:
        """End without asking."""
        self._application.quit()

    @property
    def card(self) -> CardWindow:
        assert self._coordinator is not None
        return self._coordinator.prompter.card

    @property
    def form(self) -> RatingWindow:
        assert self._coordinator is not None
        return self._coordinator.forms.window

    def _wake(self) -> None:
        """The icon stands: now the log, the language, the looks and the icon's menu."""
        from rating_client.base.log import start_logging
        from rating_client.base.settings import settings_here
        from rating_client.desktop.look.theme import Theme
        from rating_client.desktop.translation import speak
        from rating_client.desktop.tray import Tray
        from rating_client.desktop.workers.collector import GuiCollector

        self._collector = GuiCollector(self)
        paths = self._wanted.paths
        start_logging(paths)
        settings = settings_here(paths.settings).settings
        speak(settings.language, self._application)
        scale = settings.text_percent / 100
        self._theme = Theme(self._application, settings.appearance, scale)
        self._tray = Tray(self._icon, self)
        self._begin()

    def _begin(self) -> None:
        """Open the profile; where that fails, say why and offer to try again."""
        from rating_client.profile import Profile

        try:
            self._profile = Profile.open(self._wanted.paths, vault=self._wanted.vault)
            self._start(self._profile)
        except RatingClientError as error:
            log.warning("start: %s", error.code)
            self._stop()  # damage that a window met first: it is mended where the ledger is opened
            self._say_why_not(error.sentence)

    def _start(self, profile: Profile) -> None:
        from rating_client.desktop.coordinator import Coordinator
        from rating_client.desktop.status.uncaught import Uncaught
        from rating_client.desktop.system.global_hotkey import GlobalHotkey
        from rating_client.desktop.workers.threads import Threads

        assert self._tray is not None
        self._threads = Threads()
        self._coordinator = Coordinator(profile, self._tray, parent=self)
        self._coordinator.quit_asked.connect(self._application.quit)
        Uncaught(self).trouble.connect(self._coordinator.conditions.by("wish").say)
        settings = self._coordinator.house.settings
        settings.appearance_changed.connect(self._theme.choose)
        settings.text_size_changed.connect(self._theme.set_scale)
        wanted = self._wanted
        self._coordinator.start(self._threads, window=not wanted.hidden and wanted.rate is None)
        if wanted.rate is not None:
            self._coordinator.asking.open_form(wanted.rate)
        self._hotkey = GlobalHotkey(self)
        self._hotkey.pressed.connect(self._coordinator.asking.open_next)
        self._hotkey.conditions.connect(self._coordinator.conditions.by("hotkey").report)
        settings.hotkey_changed.connect(self._hotkey.hold)
        self._hotkey.hold(profile.settings.hotkey)
        self._listen()
        if wanted.when_ready is not None:
            wanted.when_ready(self)

    def _say_why_not(self, why: Sentence) -> None:
        from rating_client.desktop.recovery.recovering import recovering_from
        from rating_client.desktop.start_trouble import StartTrouble

        wanted = self._wanted
        self._trouble = StartTrouble(why, recovering_from(why, wanted.paths, wanted.vault, self))
        self._trouble.recovered.connect(self._begin_with)
        self._trouble.again_asked.connect(self._begin)
        self._trouble.quit_asked.connect(self._application.quit)
        self._trouble.show()
        self._listen()

    def _listen(self) -> None:
        if self._instance.listens:
            return
        try:
            self._instance.listen(self._answer)
        except OSError as error:  # the door is files too, for which a full disk has no room
            log.warning("other processes cannot be answered: %s", error.strerror)
            QTimer.singleShot(_DOOR_AGAIN_MS, self._listen)

    def _answer(self, message: Message) -> Message:
        """What another process asks, on the listener's thread; also while nothing stands yet."""
        if self._coordinator is not None:
            return self._coordinator.door.answer(message)
        match message:
            case {"do": "quit"}:
                self._quit_asked.emit()
            case {"do": "open" | "rate"}:
                self._front_asked.emit()
            case _:
                return {"error": "the profile is not open"}
        return {"done": True}

    def _come_to_front(self) -> None:
        """A second start while a person is told why the first did not come far."""
        from rating_client.desktop.look.room import bring_to_front

        if self._trouble is not None:
            bring_to_front(self._trouble)

    def _begin_with(self, vault: Vault) -> None:
        """A recovery code was typed: this opens what the key store did not."""
        self._wanted = replace(self._wanted, vault=vault)
        self._begin()

    def _end(self) -> None:
        self._stop()
        self._icon.hide()

    def _stop(self) -> None:
        """Stop what runs, in the order in which one needs the other."""
        if self._hotkey is not None:
            self._hotkey.release()
        if self._threads is not None:
            self._threads.stop()
        if self._coordinator is not None:
            self._coordinator.deleteLater()
        if self._profile is not None:
            self._profile.close()
        self._hotkey = self._threads = self._coordinator = self._profile = None
