"""The last look before sending: what was rated, in words, and nothing that was not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import LinkButton
from rating_client.desktop.controls.channel_pill import ChannelPill
from rating_client.desktop.controls.labels import Label, LongLabel
from rating_client.desktop.controls.level_badge import LevelBadge
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.controls.panel import Line, Panel
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import CARD_GAP, FORM_MARGIN, GAP, ICON, PADDING, Type
from rating_client.desktop.words import language
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Contact, Rating, Subject

_ICONS = {"office": "building", "team": "team", "stage": "steps", "officer": "user"}


class ReviewPage(QWidget):
    preview_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(FORM_MARGIN, 16, FORM_MARGIN, 16)
        self._column.setSpacing(CARD_GAP)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(Label(self.tr("Xem lại trước khi gửi"), Type.TITLE, weight="semibold"))
        how = self.tr(
            "Sau khi bấm Gửi, phiếu được lưu trên máy và tự động gửi đến hải quan. "
            "Có thể hoàn tác trong 10 giây."
        )
        titles.addWidget(Label(how, Type.TABLE, "text2", wrap=True))
        self._column.addLayout(titles)
        self._column.addLayout(self._whose())
        self._list = QWidget()
        self._column.addWidget(self._list)
        self._column.addWidget(self._who_sees())
        self._column.addStretch(1)

    def show_rating(self, rating: Rating, form: Form, facts: FormFacts, sending: str) -> None:
        """`rating` as it would be sent: only rated subjects. `sending`: when, in words; may be
        empty where there is nothing to choose."""
        self._number.set_number(facts.number)
        self._channel.set_channel(facts.channel)
        self._badge.set_owner(facts.owner_letters, facts.owner_colour)
        self._owner.setText(facts.owner_name)
        fresh = Panel("card")
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        rows: list[QWidget] = [_SubjectLines(subject, form) for subject in rating.subjects]
        rows += [
            _FactLine(icon, head, words) for icon, head, words in self._said_once(rating, sending)
        ]
        for place, row in enumerate(rows):
            if place:
                column.addWidget(Line())
            column.addWidget(row)
        self._column.replaceWidget(self._list, fresh)
        self._list.deleteLater()
        self._list = fresh

    def _said_once(self, rating: Rating, sending: str) -> list[tuple[str, str, str]]:
        roles = {
            "owner": self.tr("Doanh nghiệp"),
            "agent": self.tr("Đại lý làm thủ tục hải quan"),
        }
        answer = self.tr("Có") if rating.wants_answer else self.tr("Không")
        lines = [
            ("document", self.tr("Ý kiến, kiến nghị"), rating.suggestion),
            ("box", self.tr("Người đánh giá"), roles.get(rating.role or "", "")),
            ("user", self.tr("Liên hệ"), _contact_line(rating.contact)),
            ("reply", self.tr("Đề nghị phản hồi"), answer if rating.contact else ""),
            ("hourglass", self.tr("Thời điểm gửi"), sending),
        ]
        return [line for line in lines if line[2]]

    def _whose(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(CARD_GAP)
        self._number = NumberLabel()
        self._channel = ChannelPill()
        self._badge = OwnerBadge(side=24)
        self._owner = LongLabel()
        row.addWidget(self._number)
        row.addWidget(self._channel)
        row.addStretch(1)
        row.addWidget(self._badge)
        row.addWidget(self._owner)
        return row

    def _who_sees(self) -> Panel:
        panel = Panel("subtle")
        column = QVBoxLayout(panel)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(4)
        title = self.tr("Ai được xem nội dung nào")
        column.addWidget(Label(title, Type.BODY, weight="semibold"))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(IconView("shield-check"))
        row.addWidget(Label(self.tr("Hải quan nhận toàn bộ nội dung trên."), Type.TABLE, "text2"))
        row.addStretch(1)
        link = LinkButton(self.tr("Xem toàn bộ nội dung sẽ gửi"))
        link.clicked.connect(self.preview_wanted)
        row.addWidget(link)
        column.addLayout(row)
        return panel


class _SubjectLines(QWidget):
    """One rated subject: name and level, then reasons and details in quotes."""

    def __init__(self, subject: Subject, form: Form) -> None:
        super().__init__()
        grid = _grid(self)
        name = subject.name
        if subject.kind == "officer" and subject.stage:
            name = f"{name} ({form.stage_name(subject.stage).of(language())})"
        elif subject.kind == "office" and subject.code:
            name = f"{name} ({subject.code})"
        grid.addWidget(Label(name, Type.BODY, weight="medium", wrap=True), 0, 1)
        level = subject.level
        assert level is not None
        badge = LevelBadge(level, form.levels[level].of(language()))
        icon = IconView(_ICONS[subject.kind])
        icon.setFixedHeight(badge.sizeHint().height())  # the middle of the first line
        grid.addWidget(icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(badge, 0, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        texts = {r.code: r.text.of(language()) for r in form.reasons_for(subject.kind, level)}
        reasons = "; ".join(texts.get(code, code) for code in subject.reasons)
        if reasons:
            words = self.tr("Lý do: {reasons}").format(reasons=reasons)
            grid.addWidget(Label(words, Type.TABLE, wrap=True), 1, 1, 1, 2)
        if subject.comment:
            words = self.tr("“{words}”").format(words=subject.comment)
            grid.addWidget(Label(words, Type.TABLE, "text2", wrap=True), 2, 1, 1, 2)


class _FactLine(QWidget):
    def __init__(self, icon: str, head: str, words: str) -> None:
        super().__init__()
        grid = _grid(self)
        grid.addWidget(IconView(icon), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(head, Type.BODY, weight="medium"), 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, Type.BODY, wrap=True), 0, 2)


def _grid(widget: QWidget) -> QGridLayout:
    grid = QGridLayout(widget)
    grid.setContentsMargins(PADDING, 9, PADDING, 9)
    grid.setHorizontalSpacing(CARD_GAP)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, ICON)
    grid.setColumnStretch(1, 45)
    grid.setColumnStretch(2, 55)
    return grid


def _contact_line(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return " · ".join(part for part in (contact.name, contact.phone, contact.email or "") if part)
