"""That the rating is not anonymous, and the way to see exactly what is sent: always in view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rating_client.desktop.controls.buttons import LinkButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import CARD_GAP, FORM_MARGIN, PADDING, Type


class PrivacyLine(QWidget):
    preview_wanted = Signal()

    def __init__(self, *, short: bool = False) -> None:
        """`short` for the strip above the footer while the form scrolls."""
        super().__init__()
        row = QHBoxLayout(self)
        side = FORM_MARGIN if short else PADDING
        row.setContentsMargins(side, 2, side, 2)
        row.setSpacing(CARD_GAP)
        row.addWidget(IconView("eye"), 0, Qt.AlignmentFlag.AlignVCenter)
        words = (
            self.tr(
                "Phiếu không ẩn danh: hải quan biết số tờ khai, mã số thuế và mọi phần đã điền."
            )
            if short
            else self.tr(
                "Phiếu này không ẩn danh. Hải quan sẽ thấy số tờ khai, mã số thuế, mức, lý do và "
                "nhận xét. Tên và số điện thoại liên hệ chỉ gửi kèm mức 1–2."
            )
        )
        row.addWidget(Label(words, Type.CAPTION, "text2", wrap=True), 1)
        self.link = LinkButton(self.tr("Xem toàn bộ nội dung sẽ gửi"))
        self.link.clicked.connect(self.preview_wanted)
        row.addWidget(self.link)
