"""The first run at work: folders looked into by the exports thread, choices saved, then counted."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.clock import local
from rating_client.base.errors import RatingClientError
from rating_client.desktop.card.facts import CardFacts
from rating_client.desktop.card.window import CardWindow
from rating_client.desktop.first_run.folder_look import FolderLook
from rating_client.desktop.look.room import bring_to_front
from rating_client.desktop.workers.export_worker import ExportWorker
from rating_client.profile import Profile
from rating_client.prompts.inbox import InboxFilter

if TYPE_CHECKING:
    from rating_client.desktop.diagnostics.checkup import Checkup
    from rating_client.desktop.first_run.window import FirstRunWindow
    from rating_client.doctor.findings import Finding

_DONE = "desktop.first-run"
_SAMPLE = "100000000110"
_RECENT_DAYS = 7


class SettingUp(QObject):
    """Owns the first-run window while it is open."""

    enrolled = Signal()
    batch_asked = Signal(list)  # keys of declarations from before, to be rated together
    finished = Signal()

    def __init__(
        self, profile: Profile, exports: ExportWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._profile, self._exports = profile, exports
        self._sample: CardWindow | None = None
        self.window: FirstRunWindow | None = None

    @cached_property
    def _connection(self) -> Checkup:
        from rating_client.desktop.diagnostics.checkup import Checkup
        from rating_client.doctor.findings import CONNECTION

        checkup = Checkup(self._profile, CONNECTION, self)
        checkup.over.connect(self._show_connection)
        return checkup

    @property
    def is_due(self) -> bool:
        """Whether nobody has been asked yet, and something is left to ask.

        An administrator may have answered instead; but whom an enrolment file is from is for a
        person to compare.
        """
        if self._profile.ledger.recall(_DONE) is not None:
            return False
        return not self._profile.settings.export_folders or self._file_to_offer is not None

    def open(self) -> None:
        """Show the first run; again in front where it is open already."""
        if self.window is None:
            self.window = self._built()
            self._exports.look_for_folders()
        bring_to_front(self.window)

    @property
    def _file_to_offer(self) -> Path | None:
        file = self._profile.settings.enrolment_file
        return Path(file) if file and not self._profile.enrolments.receivers() else None

    def _built(self) -> FirstRunWindow:
        from rating_client.desktop.first_run.window import FirstRunWindow

        window = FirstRunWindow(self._profile.enrolments, self._profile.clock)
        window.look_asked.connect(self._exports.look_into)
        window.folders_chosen.connect(self._choose)
        window.enrolled.connect(lambda _enrolment: self.enrolled.emit())
        window.connection_asked.connect(self._connection.look)
        window.sample_asked.connect(self._show_sample)
        window.recent_wanted.connect(self._rate_recent)
        window.finished.connect(self._finish)
        self._exports.looked.connect(self._show_looks)
        self._exports.progress.connect(self._show_progress)
        self._exports.first_pass_over.connect(self._show_found)
        if (file := self._file_to_offer) is not None:
            window.offer(file, folders_decided=bool(self._profile.settings.export_folders))
        return window

    def _choose(self, folders: list[str]) -> None:
        if tuple(folders) != self._profile.settings.export_folders:
            try:
                self._profile.change_setting("export_folders", folders)
            except RatingClientError as error:
                if self.window is not None:
                    self.window.show_trouble(error.sentence)
                return
            self._exports.folders_changed()
            if folders:
                self._show_progress(0, 0)

    def _show_connection(self, findings: list[Finding]) -> None:
        if self.window is not None:
            self.window.show_connection(findings)

    def _show_looks(self, looks: list[FolderLook]) -> None:
        if self.window is not None:
            self.window.show_looks(looks)

    def _show_progress(self, done: int, total: int) -> None:
        if self.window is not None:
            self.window.show_progress(done, total)

    def _show_found(self) -> None:
        """Everything that lay in the folders has been read."""
        if self.window is not None:
            everything = self._profile.inbox.count(InboxFilter(before_setup=True))
            earlier = everything - self._profile.inbox.count(InboxFilter())
            self.window.show_found(earlier, len(self._recent()))

    def _recent(self) -> list[str]:
        """What was registered in the last days and lay there before, newest first."""
        since = local(self._profile.clock.now()).date() - timedelta(days=_RECENT_DAYS)
        asked_about = set(self._profile.inbox.keys(InboxFilter(registered_since=since)))
        found = self._profile.inbox.keys(InboxFilter(before_setup=True, registered_since=since))
        return [key for key in found if key not in asked_about]

    def _rate_recent(self) -> None:
        self.batch_asked.emit(self._recent())

    def _show_sample(self) -> None:
        """A card about a made-up declaration: whatever is answered, it only goes away."""
        sample = self._sample = CardWindow(self._profile.clock)
        sample.recorded.connect(sample.dismiss)
        sample.clear_of = self.window.foot if self.window is not None else None
        sample.show_one(
            CardFacts(
                key="sample",
                number=_SAMPLE,
                channel=2,
                type_line="A11",
                office_line=self.tr("Hải quan cửa khẩu mẫu"),
                owner_letters="MA",
                owner_colour=0,
                owner_name=self.tr("CÔNG TY MẪU"),
                registered_at=local(self._profile.clock.now()).replace(hour=10, minute=42),
            )
        )

    def _finish(self) -> None:
        self._profile.ledger.remember(_DONE, "1")
        if self._sample is not None:
            self._sample.dismiss()  # a real one may stand in its place from now on
        if self.window is not None:
            self._exports.looked.disconnect(self._show_looks)
            self._exports.progress.disconnect(self._show_progress)
            self._exports.first_pass_over.disconnect(self._show_found)
            self.window.deleteLater()
            self.window = None
        self.finished.emit()
