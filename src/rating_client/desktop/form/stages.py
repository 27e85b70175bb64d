"""What adds to the stages: those not in view, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from rating_client.desktop.controls.buttons import QuietButton
from rating_client.desktop.words import language
from rating_client.ratings.form import StageItem


class StagesAdder(QWidget):
    stage_chosen = Signal(object)  # StageItem

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.button = QuietButton("", icon="plus", small=True)
        self.button.clicked.connect(self._ask)
        row.addWidget(self.button)
        self.menu = QMenu(self)
        self._offered: Sequence[StageItem] | None = None

    def offer(self, stages: Sequence[StageItem]) -> None:
        if stages == self._offered:
            return
        self._offered = stages
        self.button.setText(self.tr("Chọn khâu khác (còn {n})").format(n=len(stages)))
        self.button.updateGeometry()
        self.setVisible(bool(stages))
        self.menu.clear()
        for stage in stages:
            action = self.menu.addAction(stage.name.of(language()).replace("&", "&&"))
            action.triggered.connect(lambda *, stage=stage: self.stage_chosen.emit(stage))

    def _ask(self) -> None:
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
