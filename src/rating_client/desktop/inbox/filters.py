"""The line over Chờ đánh giá that narrows it: words, owner, state, channel."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.fields import Combo
from rating_client.desktop.inbox.words import channel_word, quiet_name
from rating_client.desktop.lists.search import ListSearch
from rating_client.desktop.look.theme import GAP, scaled
from rating_client.prompts.inbox import Inbox, InboxFilter
from rating_client.prompts.owners import short_name
from rating_client.prompts.prompt import Origin, PromptState


class InboxFilters(QWidget):
    """`changed` a moment after the last letter, and at once for the rest."""

    changed = Signal()

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self.search = ListSearch(self.tr("Tìm số tờ khai, mã số thuế, đơn vị…"))
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(420)
        self.owners = Combo()
        self.owners.setAccessibleName(self.tr("Doanh nghiệp"))
        self.owners.setMaximumWidth(scaled(186))
        self.states, self.channels = self._states(), self._channels()
        self.states.setMaximumWidth(scaled(150))
        self._combos = (self.owners, self.states, self.channels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.row, self._below = QHBoxLayout(), QHBoxLayout()
        for line in (self.row, self._below):
            line.setSpacing(GAP)
            column.addLayout(line)
        self.row.addWidget(self.search, 20)
        for combo in self._combos:
            self.row.addWidget(combo)
            combo.currentIndexChanged.connect(self._changed)
        self.owners.currentIndexChanged.connect(self._keep_owner)
        self.row.addStretch(1)
        self.search.sought.connect(self.changed)
        self.refresh()

    @property
    def sought(self) -> str:
        return self.search.text().strip()

    @property
    def narrowed(self) -> bool:
        """Whether something else than words narrows the list."""
        return any(c.currentIndex() > 0 for c in self._combos)

    @property
    def wanted(self) -> InboxFilter:
        chosen: InboxFilter = self.states.currentData()
        return replace(
            chosen,
            text=self.sought,
            owner=self.owners.currentData(),
            channel=self.channels.currentData(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where large text leaves no room beside the search, the choices stand below it."""
        super().resizeEvent(event)
        beside = [self.row.itemAt(place) for place in range(self.row.count())]
        widgets = {*self._combos, *(item.widget() for item in beside if item and item.widget())}
        needed = sum(
            (each.minimumWidth() or min(each.sizeHint().width(), each.maximumWidth())) + GAP
            for each in widgets
            if not each.isHidden()
        )
        below = needed > event.size().width()
        if below is not (self._below.count() > 0):
            for place, combo in enumerate(self._combos):
                (self._below if below else self.row).insertWidget(place + (not below), combo)
            if below:
                self._below.addStretch(1)
            else:
                self._below.takeAt(0)

    def refresh(self) -> None:
        """Owners come with their first declaration. One alone needs no filter."""
        known = [(code, quiet_name(short_name(name)) or code) for code, name in self._owners()]
        shown = [self.owners.itemData(i) for i in range(1, self.owners.count())]
        if self.owners.count() and shown == [code for code, _ in known]:
            return
        begun = self.owners.count() > 0
        chosen = self.owners.currentData() if begun else self._inbox.chosen_owner
        with QSignalBlocker(self.owners):
            self.owners.clear()
            self.owners.addItem(self.tr("Doanh nghiệp: tất cả"), None)
            for code, name in known:
                self.owners.addItem(name, code)
            if len(known) > 1:  # a filter nobody sees would hide what bears no owner
                self.owners.setCurrentIndex(max(0, self.owners.findData(chosen)))
        self.owners.setVisible(len(known) > 1)

    def clear(self) -> None:
        self.search.clear()
        for combo in self._combos:
            combo.setCurrentIndex(0)
        self._changed()

    def why_nothing(self) -> tuple[str, str, str]:
        """What an empty list says: a title, what there is to know, and a link to `widen` it by."""
        elsewhere = self._elsewhere()
        if elsewhere is not None:
            link = self.tr("Xem “{state}”").format(state=self.states.itemText(elsewhere))
        else:
            link = self.tr("Xóa bộ lọc") if self.sought or self.narrowed else ""
        if self.sought:
            return self.tr("Không tìm thấy “{q}”.").format(q=self.sought), "", link
        if self.narrowed:
            return self.tr("Không có tờ khai nào khớp bộ lọc."), "", link
        title = self.tr("Không còn tờ khai nào chờ đánh giá.")
        return title, self.tr("Tờ khai mới sẽ hiện ở đây ngay sau khi đăng ký."), link

    def widen(self) -> None:
        """To the state that has what this one hides; where none has, to everything that waits."""
        elsewhere = self._elsewhere()
        if elsewhere is None:
            self.clear()
        else:
            self.states.setCurrentIndex(elsewhere)

    def _elsewhere(self) -> int | None:
        """The choice of state with what is sought: with words any, else earlier declarations."""
        wanted = self.wanted
        choices: list[InboxFilter] = [self.states.itemData(i) for i in range(self.states.count())]
        states = wanted.states.union(*(each.states for each in choices if wanted.text))
        for row in self._inbox.page(replace(wanted, states=states, before_setup=True), 1):
            waits = row.origin is not Origin.BEFORE_SETUP
            for place, choice in enumerate(choices):
                if row.state in choice.states and (waits or choice.before_setup):
                    return place
        return None

    def _changed(self) -> None:
        self.search.wait_no_more()
        self.changed.emit()

    def _keep_owner(self) -> None:
        self._inbox.choose_owner(self.owners.currentData())

    def _owners(self) -> list[tuple[str, str | None]]:
        return sorted(self._inbox.owners(), key=lambda owner: short_name(owner[1]) or owner[0])

    def _states(self) -> Combo:
        combo = Combo()
        for words, wanted in (
            (self.tr("Chưa có ý kiến"), InboxFilter()),
            (self.tr("Kể cả tờ khai có từ trước"), InboxFilter(before_setup=True)),
            (self.tr("Đã bỏ qua"), _decided(PromptState.DECLINED)),
            (self.tr("Đã đánh giá"), _decided(PromptState.ANSWERED)),
        ):
            combo.addItem(words, wanted)
        combo.setAccessibleName(self.tr("Trạng thái"))
        return combo

    def _channels(self) -> Combo:
        combo = Combo()
        combo.addItem(self.tr("Mọi luồng"), None)
        for channel in (1, 2, 3):
            combo.addItem(channel_word(channel), channel)
        combo.setAccessibleName(self.tr("Luồng"))
        return combo


def _decided(state: PromptState) -> InboxFilter:
    return InboxFilter(states=frozenset({state}), before_setup=True)
