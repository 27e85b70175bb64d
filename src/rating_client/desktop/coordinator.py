"""Joins the parts of the desktop: workers, card, form, windows, tray. Decides nothing itself.

Made once by the program, after the application and before its event loop. Everything here runs
in the GUI thread and takes short ledger transactions at most. The desks import a window when they
build it: the start does not wait for any, and a program that rests in the tray holds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.delivery.state import DeliveryState, Link
from rating_client.desktop.asking import Asking
from rating_client.desktop.first_run.setting_up import SettingUp
from rating_client.desktop.help.desk import HelpDesk
from rating_client.desktop.housekeeping import Housekeeping
from rating_client.desktop.main.desk import ListDesk
from rating_client.desktop.main.pages import Counts, Page, counted
from rating_client.desktop.quitting import Quitting
from rating_client.desktop.status.conditions import Conditions
from rating_client.desktop.status.delivery_words import ALL_QUIET, to_send
from rating_client.desktop.status.tried_words import tried_words
from rating_client.desktop.system.instance_door import InstanceDoor
from rating_client.desktop.system.reachability import Reachability
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.tray import Tray, TraySnapshot
from rating_client.desktop.workers.crew import Workers
from rating_client.desktop.workers.delivery_worker import Tried
from rating_client.desktop.workers.threads import Threads
from rating_client.desktop.workers.together import Together
from rating_client.profile import Profile
from rating_client.windows import hotkey

if TYPE_CHECKING:
    from rating_client.desktop.main.window import MainWindow

_WAITS_FOR_NETWORK = (Link.OFFLINE, Link.NETWORK_LOGIN, Link.ENDPOINT)
_TOLD = "desktop.told-about-tray"


class Coordinator(QObject):
    """The running desktop of one profile."""

    quit_asked = Signal()  # the program is to end; the person has been asked where need be

    def __init__(
        self,
        profile: Profile,
        tray: Tray | None = None,
        senses: Senses | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`tray` may stand already: the icon does not wait for the profile."""
        super().__init__(parent)
        self._profile = profile
        profile.ledger.hurry()
        self._delivery_state: DeliveryState = ALL_QUIET
        self.conditions = Conditions(self)
        self.workers = Workers(profile)
        self.exports, self.delivery = self.workers.exports, self.workers.delivery
        self.tray = tray or Tray(parent=self)
        self.asking = Asking(profile, self.workers.drafts, senses or Senses(), self)
        self.prompter, self.forms = self.asking.prompter, self.asking.forms
        self.lists = ListDesk(profile, self)
        self.setting_up = SettingUp(profile, self.exports, self)
        self.help = HelpDesk(self)
        self.house = Housekeeping(profile, self.workers, self)
        self.quitting = Quitting(self)
        self.door = InstanceDoor(self)
        self.network = Reachability(self)
        self._refresh = Together(self.refresh, self)
        self._ask = Together(self.prompter.ask, self)
        self._pause_over = QTimer(self)  # the menu offers another then
        self._pause_over.setSingleShot(True)
        self._pause_over.timeout.connect(self._refresh.wish)
        self._join_workers()
        self._join_desks()
        self._join_lists()
        self._join_tray()
        self._join_door()

    def start(self, threads: Threads, *, window: bool = True) -> None:
        """Show the icon, start the workers, and open what a person expects.

        `window=False` for a start with the computer: then only the first run opens a window.
        """
        self.tray.show()
        self.workers.start(threads)
        self.conditions.by("settings").report(self._profile.loaded.problems)
        self.conditions.by("mappings").report(self._profile.mappings.problems)
        if self._profile.recovered is not None:
            self.conditions.by("recovered").say(self._profile.recovered)
        self._delivery_stands(self._profile.outlook.state())
        self.refresh()
        self.prompter.ask()
        if self.setting_up.is_due:
            self.setting_up.open()
        elif window:
            self.open_list()

    def open_list(self) -> None:
        """The main window at Chờ đánh giá: a person asked for it."""
        self.lists.open(Page.INBOX)

    def open_again(self) -> None:
        """A second start: the window of the program that runs already."""
        if self.setting_up.window is not None:
            self.setting_up.open()
        else:
            self.open_list()

    def _set_up(self) -> None:
        """The first run is over; without a tray nothing of the program would be left in view."""
        self._refresh.wish()
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self.open_list()

    def ask_to_quit(self) -> None:
        """End the program; a person is asked first while ratings wait to be sent."""
        self.quitting.ask(to_send(self._delivery_state))

    def refresh(self) -> None:
        """Read the counts again, and what the windows show."""
        conditions: list[Sentence] = []
        with told("desktop", conditions.append):
            counts = counted(self._profile)
            self.lists.show_counts(counts)
            self.lists.refresh()
            self._show_tray(counts)
        self.conditions.report("desktop", conditions)

    # Joining --------------------------------------------------------------------------------

    # Methods of ours, never lambdas: those of a worker's signal would run in its thread, and one
    # that knows `self` would keep this object for ever.

    def _join_workers(self) -> None:
        said_by = self.conditions.by
        self.exports.noticed.connect(self._declarations_changed)
        self.exports.first_pass_over.connect(self._declarations_changed)
        self.exports.conditions.connect(said_by("exports").report)
        self.workers.tidying.conditions.connect(said_by("disk").report)
        self.workers.dropped.found.connect(self._dropped_found)
        self.workers.dropped.refused.connect(said_by("dropped").report)
        self.delivery.changed.connect(self._refresh.wish)
        self.delivery.stands.connect(self._delivery_stands)
        self.delivery.conditions.connect(said_by("delivery").report)
        self.delivery.choices.connect(self.lists.show_choices)
        self.delivery.tried.connect(self._tried)
        self.delivery.tried.connect(self.door.report)
        self.network.changed.connect(self.delivery.woke_up)

    def _join_desks(self) -> None:
        for desk in (self.asking, self.lists, self.house):
            desk.changed.connect(self._changed)
            desk.trouble.connect(self.conditions.by("wish").say)
        for desk in (self.asking, self.house):
            desk.shown_changed.connect(self._shown_changed)
        self.asking.list_asked.connect(self.open_list)
        self.prompter.asked.connect(self._refresh.wish)
        self.prompter.conditions.connect(self.conditions.by("card").report)
        self.setting_up.enrolled.connect(self.delivery.wake)
        self.setting_up.batch_asked.connect(self.asking.open_batch)
        self.setting_up.finished.connect(self._set_up)
        self.house.settings.network_changed.connect(self.delivery.network_changed)
        self.house.settings.asking_changed.connect(self._ask.wish)
        for owner in (self.lists, self.asking.forms, self.asking.batch, self.help):
            self.house.windows_outdated.connect(owner.build_anew)
        self.conditions.changed.connect(self.lists.show_conditions)
        self.quitting.agreed.connect(self.quit_asked)

    def _join_lists(self) -> None:
        self.lists.built.connect(self._window_built)
        self.lists.form_asked.connect(self.asking.open_form)
        self.lists.batch_asked.connect(self.asking.open_batch)
        self.lists.files_dropped.connect(self._files_dropped)
        self.lists.send_asked.connect(self.delivery.send_now)
        self.lists.settled.connect(self.asking.settled)
        self.lists.export_asked.connect(self.house.carrying.carry_one)
        self.lists.closed.connect(self._list_closed)

    def _join_tray(self) -> None:
        self.tray.list_asked.connect(self.open_again)
        self.tray.next_asked.connect(self.asking.open_next)
        self.tray.by_hand_asked.connect(self.lists.open_by_hand)
        self.tray.send_asked.connect(self.delivery.send_now)
        self.tray.carry_out_asked.connect(self.house.carrying.carry_out)
        self.tray.bring_in_asked.connect(self.house.carrying.bring_in)
        self.tray.page_asked.connect(self.lists.open)
        self.tray.pause_asked.connect(self.prompter.pause_an_hour)
        self.tray.no_more_today_asked.connect(self.prompter.pause_today)
        self.tray.resume_asked.connect(self.prompter.resume)
        self.tray.quit_asked.connect(self.ask_to_quit)

    def _join_door(self) -> None:
        self.door.open_asked.connect(self.open_again)
        self.door.rate_asked.connect(self.asking.open_form)
        self.door.send_asked.connect(self.delivery.send_now)
        self.door.woken.connect(self._declarations_changed)
        self.door.quit_asked.connect(self.quit_asked)

    # What happens ---------------------------------------------------------------------------

    def _declarations_changed(self) -> None:
        """Exports told something: there may be a card to show, or a held rating to send."""
        self._refresh.wish()
        self._ask.wish()
        self.delivery.wake()

    def _changed(self) -> None:
        """A person decided something: what is queued may have to go, what is shown is another."""
        self._shown_changed()
        self.delivery.wake()

    def _shown_changed(self) -> None:
        """A person went on: that something else could not be done is said no longer."""
        self.conditions.say("wish", None)
        self._refresh.wish()

    def _files_dropped(self, paths: list[str]) -> None:
        if exports := self.house.carrying.sort_out(paths):
            self.workers.dropped.read(exports)

    def _dropped_found(self, keys: list[str]) -> None:
        self._changed()
        self.asking.open_batch(keys)

    def _window_built(self, window: MainWindow) -> None:
        self.house.serve(window)
        window.help_asked.connect(self.help.open)
        window.statistics.count_with(self.workers.statistics)
        window.sent.export.write_with(self.workers.sent_table)
        self.asking.ahead.begin()

    def _list_closed(self) -> None:
        """The first time, say that the program goes on."""
        if self._profile.ledger.recall(_TOLD) is None:
            self._profile.ledger.remember(_TOLD, "1")
            self.tray.say(self.tr("Chương trình vẫn chạy ở khay hệ thống."))

    def _delivery_stands(self, state: DeliveryState) -> None:
        before, self._delivery_state = self._delivery_state, state
        if state.link in _WAITS_FOR_NETWORK:
            self.network.listen()
        self.prompter.show_delivery(state)
        self.lists.show_delivery(state)
        self.tray.show_delivery(state)
        if state.queue != before.queue:  # a try that met nobody changes no list
            self._refresh.wish()

    def _tried(self, tried: Tried) -> None:
        self.lists.answer(tried_words(tried))

    def _show_tray(self, counts: Counts) -> None:
        now = self._profile.clock.now()
        paused_until = self._profile.prompts.showings.paused_until(now)
        if paused_until is not None:
            self._pause_over.start(round((paused_until - now) * 1000))
        self.tray.show_snapshot(
            TraySnapshot(
                delivery=self._delivery_state,
                to_rate=counts.to_rate,
                attention=counts.attention,
                paused=paused_until is not None,
                hotkey=self._profile.settings.hotkey if hotkey.is_there() else "",
            )
        )
