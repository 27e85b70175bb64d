"""The reasons of all subjects that took level 1 or 2 together, asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rating_client.desktop.form.filling import LOW
from rating_client.desktop.form.reasons import ReasonsPanel
from rating_client.desktop.form.shared_reasons import as_own_reasons, shared_reasons
from rating_client.desktop.form.subject_row import SubjectRow
from rating_client.desktop.look.theme import PADDING, RIGHT_EDGE
from rating_client.ratings.form import Form, Reason
from rating_client.ratings.rating import Subject


class SharedBlock(ReasonsPanel):
    def __init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._shared: tuple[Reason, ...] = ()
        self._split = False
        self.setContentsMargins(PADDING, 8, RIGHT_EDGE, 0)
        self.hide()

    def forget(self, *, split: bool) -> None:
        """Begins empty. `split`: each subject has reasons of its own, there is no block."""
        self._split = split
        self.set_said((), "")

    def settle(self, form: Form, level: int | None, rows: Sequence[SubjectRow]) -> None:
        """Shows the block where two or more rows follow a low level, and tells them."""
        self._form = form
        followers = [
            row
            for row in rows
            if not row.by_hand and row.kind != "officer" and row.level == level is not None
        ]
        if level is None:
            self._split = False  # the next level for all is asked about together again
        shown = level in LOW and not self._split and len(followers) > 1
        if shown:
            assert level is not None
            self._shared = shared_reasons(form, [row.kind for row in followers], level)
            self.offer_reasons(
                self._shared,
                required=level in form.reason_levels,
                limit=form.limits.comment,
            )
        for row in rows:
            row.set_follows_shared(shown and row in followers)
        self.setVisible(shown)

    def completed(self, row: SubjectRow) -> Subject:
        """The row's subject, with what was said for all where it follows."""
        subject = row.subject()
        if not row.follows_shared or subject.level is None or self._form is None:
            return subject
        own = as_own_reasons(self._form, subject.kind, subject.level, self.ticked, self._shared)
        return replace(subject, reasons=own, comment=self.comment)
