"""Joins what asks and what answers: the card, the form and the batch form, over one profile.

Everything here runs in the GUI thread. Who owns it refreshes lists and wakes the deliverer.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rating_client.desktop.batch.desk import BatchDesk
from rating_client.desktop.card.prompter import Prompter
from rating_client.desktop.form.ahead import FormAhead
from rating_client.desktop.form.desk import FormDesk
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.outbox.entry import Entry
from rating_client.profile import Profile
from rating_client.prompts.inbox import InboxFilter


class Asking(QObject):
    """The three places where a person gives ratings, and the ways between them."""

    list_asked = Signal()
    changed = Signal()  # prompts or entries changed in the ledger
    shown_changed = Signal()  # drafts changed: only what lists show
    trouble = Signal(object)  # a Sentence: what a person wanted could not be done

    def __init__(
        self,
        profile: Profile,
        drafts: DraftWorker,
        senses: Senses,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._profile = profile
        self.prompter = Prompter(profile, senses, self)
        self.forms = FormDesk(profile, drafts, self)
        self.ahead = FormAhead(self.forms, profile, senses.idle_seconds, self)
        self.batch = BatchDesk(profile, drafts, self)
        self.prompter.form_asked.connect(self.open_form)
        self.prompter.form_instead.connect(self._form_instead)
        self.prompter.list_asked.connect(self.open_batch)
        self.prompter.asked.connect(self.ahead.begin)
        self.prompter.changed.connect(self.changed)
        self.prompter.trouble.connect(self.trouble)
        self.forms.given.connect(self._form_given)
        self.forms.drafted.connect(self.shown_changed)
        self.forms.closed.connect(self._form_closed)
        self.forms.next_asked.connect(self.open_next)
        self.forms.trouble.connect(self.trouble)
        self.batch.given.connect(self._given)
        self.batch.form_asked.connect(self.open_form)
        self.batch.drafted.connect(self.shown_changed)
        self.batch.closed.connect(self.shown_changed)
        self.batch.trouble.connect(self.trouble)

    def open_form(self, key: str, level: int | None = None) -> None:
        """The form of this declaration: a person asked for it."""
        self.prompter.form_is_open = True
        self.prompter.opened_elsewhere(key)
        self.forms.open(key, level)

    def open_batch(self, keys: list[str], level: int | None = None) -> None:
        """These declarations to be rated together; without any, the list of all."""
        if len(keys) == 1:
            self.open_form(keys[0], level)
        elif keys:
            self.batch.open(keys, level)
        else:
            self.list_asked.emit()

    def open_next(self) -> None:
        """What a person who asks for the next wants: all of a card that asks about several,
        else the form of the newest declaration that waits."""
        if len(self.prompter.asked_together) > 1:
            self.open_batch(self.prompter.asked_together)
            return
        waiting = self._profile.inbox.page(InboxFilter(), 2)
        others = [row.key for row in waiting if row.key != self.forms.key]
        if others:
            self.open_form(others[0])
        else:
            self.list_asked.emit()

    def settled(self, keys: list[str]) -> None:
        """A person decided about these in a list: nobody needs to be asked any more."""
        self.prompter.settled_elsewhere(keys)
        self.batch.settled(keys)

    def _form_instead(self, key: str) -> None:
        self.prompter.form_is_open = True
        self.forms.open(key, quietly=True)

    def _form_given(self, entry: Entry) -> None:
        self.batch.settled([entry.declaration_key])
        self._given([entry])

    def _given(self, entries: list[Entry]) -> None:
        self.prompter.settled_elsewhere([entry.declaration_key for entry in entries])
        self.prompter.show_saved(entries)
        self.changed.emit()

    def _form_closed(self) -> None:
        self.prompter.form_is_open = False
        self.shown_changed.emit()
        self.prompter.ask_soon()  # the window is still on its way out
