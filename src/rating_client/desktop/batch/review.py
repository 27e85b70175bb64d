"""The counts above the table of a review: how many of each level, and what stays behind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.batch.round import Counts
from rating_client.desktop.batch.words import left_lines
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.level_badge import LevelBadge
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, MARGIN, PADDING, Type


class CountsPanel(Panel):
    def __init__(self) -> None:
        super().__init__("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 12, PADDING, 12)
        column.setSpacing(GAP)
        self._levels = QWidget()
        column.addWidget(self._levels)
        self._behind = Label("", Type.TABLE, "text2", wrap=True)
        column.addWidget(self._behind)
        open_ = QHBoxLayout()
        open_.setSpacing(GAP)
        open_.addWidget(IconView("eye"))
        words = self.tr(
            "Mỗi tờ là một phiếu riêng, chỉ gồm mức của đơn vị hải quan: không lý do, không nêu "
            "công chức. Phiếu không ẩn danh: hải quan biết số tờ khai và mã số thuế."
        )
        open_.addWidget(Label(words, Type.CAPTION, "text2", wrap=True), 1)
        column.addLayout(open_)
        self._column = column

    def show_counts(self, counts: Counts, names: Mapping[int, str]) -> None:
        fresh = QWidget()
        row = QHBoxLayout(fresh)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN)
        for level, count in counts.together:
            pair = QHBoxLayout()
            pair.setSpacing(GAP)
            pair.addWidget(Label(str(count), Type.FIGURE, weight="semibold"))
            pair.addWidget(Label(self.tr("tờ"), Type.BODY, "text2"))
            pair.addWidget(LevelBadge(level, names[level]))
            row.addLayout(pair)
        row.addStretch(1)
        self._column.replaceWidget(self._levels, fresh)
        self._levels.deleteLater()
        self._levels = fresh
        behind = " · ".join(left_lines(counts))
        words = self.tr("Không gửi trong lượt này: {behind}. Các tờ đó vẫn nằm trong danh sách.")
        self._behind.setText(words.format(behind=behind))
        self._behind.setVisible(bool(behind))
