"""What has happened to a rating, step by step, with the time of each."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import Type
from rating_client.desktop.times import moment_words
from rating_client.outbox.listing import Event, EventKind, ShownState

_DONE = (ShownState.RECEIPTED, ShownState.NEW_ANSWER, ShownState.CLOSED)


class Timeline(QWidget):
    """The steps side by side, going on in the next line where the width ends."""

    def __init__(
        self,
        events: tuple[Event, ...],
        shown: ShownState,
        now: float,
    ) -> None:
        super().__init__()
        steps = FlowLayout(self, gap=14)
        before = now
        for event in events:
            when = moment_words(event.at, before)
            steps.addWidget(_Step(self._name(event.kind, shown), when))
            before = event.at
        if shown not in (*_DONE, ShownState.WITHDRAWN):
            steps.addWidget(_Step(self.tr("Hải quan tiếp nhận"), self.tr("chưa có"), done=False))

    def _name(self, kind: EventKind, shown: ShownState) -> str:
        match kind:
            case EventKind.QUEUED:
                return self.tr("Lưu trên máy")
            case EventKind.EXPORTED:
                return self.tr("Xuất ra tệp")
            case EventKind.LAST_TRIED if shown in _DONE:
                return self.tr("Gửi đi")
            case EventKind.LAST_TRIED:
                return self.tr("Thử gửi gần nhất")
            case EventKind.RECEIVED:
                return self.tr("Hải quan tiếp nhận")
            case EventKind.ANSWERED:
                return self.tr("Phản hồi")


class _Step(QWidget):
    def __init__(self, name: str, when: str, *, done: bool = True) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(
            IconView("check" if done else "clock", "ok" if done else "text3"), 0, 0, 2, 1
        )
        grid.addWidget(Label(name, Type.TABLE, weight="medium"), 0, 1)
        grid.addWidget(Label(when, Type.TABLE, "text2"), 1, 1)
        self.setAccessibleName(f"{name}: {when}")
