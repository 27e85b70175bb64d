"""Whose window this is: the mark, the product's name, and where ratings go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import ElidedLabel
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.theme import Type

_MARK = 32


class ProductHead(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._mark = QLabel()
        self._mark.setPixmap(mark_icon().pixmap(_MARK, _MARK))
        self._name = ElidedLabel(self.tr("Phiếu đánh giá hải quan"), Type.BODY, weight="semibold")
        self._receivers = ElidedLabel("", Type.CAPTION, "text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._receivers)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._mark)
        self._row.addLayout(words, 1)

    def show_receivers(self, names: Sequence[str]) -> None:
        if names:
            self._receivers.setText(self.tr("Gửi đến: {names}").format(names=", ".join(names)))
        else:
            self._receivers.setText(self.tr("Chưa có nơi nhận"))

    def set_narrow(self, narrow: bool) -> None:
        self._name.setVisible(not narrow)
        self._receivers.setVisible(not narrow)
        self._row.setContentsMargins(12 if narrow else 6, 0, 0, 0)
