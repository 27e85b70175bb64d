"""What a person decides about a rating that waits for them: corrected, sent again, withdrawn,
kept waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import told
from rating_client.desktop.words import grouped
from rating_client.outbox.entry import QUESTION_AFTER_SECONDS, Entry
from rating_client.profile import Profile
from rating_client.ratings.rating import from_json

if TYPE_CHECKING:
    from rating_client.desktop.attention.page import AttentionPage
    from rating_client.desktop.question import Question


class AttentionDesk(QObject):
    form_asked = Signal(str)  # key of a declaration whose refused rating is in the form again
    export_asked = Signal(str)  # the id of an entry to carry by hand
    changed = Signal()
    trouble = Signal(object)  # a Sentence

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self.question: Question | None = None

    def serve(self, page: AttentionPage) -> None:
        page.correct_asked.connect(self.correct)
        page.again_asked.connect(self._send_again)
        page.keep_asked.connect(self._go_on_holding)
        page.export_asked.connect(self.export_asked)
        page.withdraw_asked.connect(self._ask_to_withdraw)

    def correct(self, entry_id: str) -> None:
        """The form with what was sent, to be sent as a new submission in its place."""
        entry = self._profile.outbox.known(entry_id)
        if self._done(lambda: self._begin_again(entry)):
            self.form_asked.emit(self._profile.prompts.resolve(entry.declaration_key))

    def _begin_again(self, entry: Entry) -> None:
        """A draft of what was sent. One that was changed since then is what the person wants."""
        profile = self._profile
        key = profile.prompts.resolve(entry.declaration_key)
        declaration, draft = profile.prompts.declaration(key), profile.drafts.load(key)
        if declaration is None or entry.content is None:
            return
        form = profile.form_for(declaration)
        if draft is not None and (draft.form.id, draft.form.version) == (form.id, form.version):
            return
        rating = draft.rating if draft is not None else from_json(entry.content)
        profile.drafts.save(key, rating, form, profile.clock.now())

    def _send_again(self, entry_id: str) -> None:
        now = self._profile.clock.now()
        self._done(lambda: self._profile.outbox.try_again(entry_id, now))

    def _go_on_holding(self, entry_id: str) -> None:
        now = self._profile.clock.now()
        later = now + QUESTION_AFTER_SECONDS
        self._done(lambda: self._profile.outbox.ask_again(entry_id, later, now))

    def _ask_to_withdraw(self, entry_id: str) -> None:
        """The one confirmation of this window: what is withdrawn is not sent any more."""
        from rating_client.desktop.question import Question

        entry = self._profile.outbox.known(entry_id)
        declaration = self._profile.prompts.declaration(entry.declaration_key)
        self.question = Question(
            "trash",
            self.tr("Hủy gửi phiếu {number}?").format(
                number=grouped(declaration.number or "") if declaration else ""
            ),
            self.tr(
                "Hải quan sẽ không nhận phiếu này. Bản lưu vẫn được giữ trên máy này; "
                "tờ khai chuyển sang Đã bỏ qua và có thể đánh giá lại."
            ),
            agree=self.tr("Hủy gửi phiếu"),
            stay=self.tr("Giữ lại"),
        )
        self.question.agreed.connect(lambda: self._withdraw(entry_id))
        self.question.ask()

    def _withdraw(self, entry_id: str) -> None:
        self._done(lambda: self._profile.flow.given_up(entry_id))

    def _done(self, wish: Callable[[], object]) -> bool:
        with told("attention", self.trouble.emit):
            wish()
            self.changed.emit()
            return True
        return False
