"""One profile, opened: its ledger and every stage of the journey, composed without Qt.

The command line and the tray program open the same thing. Nothing slow is imported or started
here: the reading process, the network and the parsers begin with the first file or rating.
"""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rating_client.base.backups import Backups
from rating_client.base.ballast import Ballast
from rating_client.base.clock import Clock, SystemClock
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths
from rating_client.base.sentences import Sentence, say
from rating_client.base.setting_words import words_of
from rating_client.base.settings import (
    Settings,
    save_setting,
    settings_here,
)
from rating_client.base.vault import Vault, ledger_is_lost, ledger_key, vault_for
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.mapping_folder import MappingFiles, mappings_of
from rating_client.declarations.readers import readers_version
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.delivery.outlook import Outlook
from rating_client.delivery.stage import Delivery
from rating_client.delivery.transport import Transport
from rating_client.directory.directory import Directory
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.exports.folder import ExportFolder
from rating_client.exports.seen import SeenFiles
from rating_client.flow import Flow
from rating_client.outbox.answers import AnswerBook
from rating_client.outbox.box import Outbox
from rating_client.outbox.listing import SentList
from rating_client.outbox.retention import Retention
from rating_client.prompts.book import PromptBook
from rating_client.prompts.inbox import Inbox
from rating_client.prompts.owners import Owners
from rating_client.prompts.pacing import Pacing
from rating_client.ratings.drafts import Drafts
from rating_client.ratings.form import Form
from rating_client.ratings.kept_forms import KeptForms
from rating_client.ratings.remembered import Remembered

if TYPE_CHECKING:
    from rating_client.delivery.carrying_home import CarryingHome
    from rating_client.delivery.carrying_out import CarryingOut
    from rating_client.outbox.statistics import Statistics

log = logging.getLogger(__name__)


class Profile:
    """Everything one profile can do. May be used from any thread; `close` ends it for all."""

    def __init__(self, paths: ProfilePaths, ledger: Ledger, clock: Clock) -> None:
        self.paths = paths
        self.ledger = ledger
        self.clock = clock
        self.seen = SeenFiles(ledger, self._readers_version)
        self.prompts = PromptBook(ledger)
        self.inbox = Inbox(ledger, lambda: self.directory)
        self.owners = Owners(ledger)
        self.remembered = Remembered(ledger)
        self.drafts = Drafts(ledger)
        self.forms = KeptForms(ledger)
        self.outbox = Outbox(ledger)
        self.sent = SentList(ledger)
        self.answers = AnswerBook(ledger)
        self.enrolments = EnrolmentBook(ledger)
        self.addressing = Addressing(ledger, self.enrolments)
        self.retention = Retention(ledger)
        self.backups = Backups(paths)
        self.ballast = Ballast(paths)
        self.loaded = settings_here(paths.settings)
        self._vault: Vault | None = None
        self.recovered: Sentence | None = None  # said once, where the ledger is not that of before

    @classmethod
    def open(
        cls, paths: ProfilePaths, *, vault: Vault | None = None, clock: Clock | None = None
    ) -> Profile:
        """Open or create the profile in `paths`. `Trouble` where its ledger cannot be opened."""
        paths.make()
        vault = vault or vault_for(paths)
        lost = ledger_is_lost(vault, paths.ledger)
        key = ledger_key(vault, paths.ledger)
        ledger, recovered = open_ledger(paths, key)
        profile = cls(paths, ledger, clock or SystemClock())
        profile._vault = vault
        if recovered is not None:
            profile.recovered = recovered.sentence
        elif lost:
            profile.recovered = say("base.ledger-lost", path=paths.data)
        return profile

    @property
    def settings(self) -> Settings:
        return self.loaded.settings

    @cached_property
    def flow(self) -> Flow:
        return Flow(
            self.ledger,
            self.clock,
            seen=self.seen,
            reading=self.reading,
            prompts=self.prompts,
            outbox=self.outbox,
            enrolments=self.enrolments,
            addressing=self.addressing,
            pacing=lambda: Pacing.from_settings(self.settings),
        )

    @cached_property
    def reading(self) -> ReadingProcess:
        return ReadingProcess(mappings=lambda: self.mappings.files)

    @cached_property
    def mappings(self) -> MappingFiles:
        """Formats that mapping files describe, ours and this profile's, as they lay there when
        first asked for: the seen table and the reading process must know the same ones."""
        return mappings_of(self.paths)

    @cached_property
    def delivery(self) -> Delivery:
        """For whoever holds the profile's lock, and only for one thread."""
        return Delivery(
            self.ledger, self.enrolments, self.addressing, self._transport(), self.clock
        )

    def fetch_enrolment_file(self, url: str) -> bytes:
        """The enrolment file at an address; slow, so never for the GUI thread."""
        from rating_client.delivery.enrolment_address import fetch_enrolment_file

        return fetch_enrolment_file(self._transport(), url, self.clock.now())

    @cached_property
    def carrying_out(self) -> CarryingOut:
        """The queue into files for carrying by hand; beside a running program too."""
        from rating_client.delivery.carrying_out import CarryingOut

        return CarryingOut(self.ledger, self.enrolments, self.addressing, self.clock)

    @cached_property
    def carrying_home(self) -> CarryingHome:
        """What comes back by hand into the ledger; beside a running program too."""
        from rating_client.delivery.carrying_home import CarryingHome

        return CarryingHome(self.ledger, self.enrolments, self.clock)

    @cached_property
    def statistics(self) -> Statistics:
        from rating_client.outbox.statistics import Statistics

        return Statistics(self.ledger, lambda: self.directory)

    @cached_property
    def outlook(self) -> Outlook:
        """How sending stands, for whoever does not send too."""
        return Outlook(self.ledger, self.enrolments, self.clock)

    @property
    def directory(self) -> Directory:
        """What codes and printed names mean, by everything known now."""
        return self.addressing.directory()

    def export_folders(self) -> list[ExportFolder]:
        """The folders to watch, as the settings name them now."""
        return [ExportFolder(path, self.seen, self.clock) for path in self.settings.export_folders]

    def form_for(self, declaration: Declaration) -> Form:
        return self.flow.form_for(declaration)

    def tidy(self) -> tuple[Sentence, ...]:
        """What keeps the ledger for years: erase what is due, make a copy, keep the ballast.

        For the one process that holds the profile, off the GUI thread, some four times an hour:
        mostly there is nothing to do. What it says is a condition of the disk for the person.
        """
        now = self.clock.now()
        try:
            self.retention.erase(now, self.settings.erase_content_after_days)
            self.backups.back_up_if_due(self.ledger, now)
        except Trouble as trouble:
            log.warning("tidying: %s", trouble.code)
            return (trouble.sentence,)
        self.ballast.keep()
        condition = self.ballast.condition()
        return (condition,) if condition else ()

    def change_setting(self, name: str, value: object) -> None:
        """Write one setting of the user's; None returns it to the default. Holds at once.

        `Trouble` where an administrator decided it, or the file cannot be written.
        """
        if self.loaded.origins[name] == "policy":
            raise Trouble("base.setting-by-policy", name=words_of(name).title)
        save_setting(self.paths.settings, name, value)
        self.loaded = settings_here(self.paths.settings)

    def make_recovery_code(self) -> str:
        """A new code that opens this profile without the key store; to be shown once.

        `Trouble` of the key store, and where the file beside the ledger cannot be written.
        """
        from rating_client.base.recovery import make_code

        return make_code(
            self.paths, ledger_key(self._vault or vault_for(self.paths), self.paths.ledger)
        )

    def leave_network(self) -> None:
        """The settings name another way to it: the next `delivery` goes that way. For the one
        thread that delivers."""
        self.__dict__.pop("delivery", None)

    def _readers_version(self) -> str:
        return readers_version(each.version for each in self.mappings.files)

    def _transport(self) -> Transport:
        return transport_for(self.settings)

    def close(self) -> None:
        """End the reading process and every ledger connection."""
        if "reading" in self.__dict__:
            self.reading.close()
        self.ledger.close()

    def __enter__(self) -> Profile:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def transport_for(settings: Settings) -> Transport:
    """The way to the network that these settings describe; also for whoever has no profile."""
    return Transport(
        proxy=settings.proxy,
        certificates=Path(settings.certificates) if settings.certificates else None,
        language=settings.language,
    )
