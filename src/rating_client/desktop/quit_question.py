"""Asked before the program ends while ratings wait to be sent. Staying is the default."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rating_client.desktop.question import Question

translate = QCoreApplication.translate


class QuitQuestion(Question):
    def __init__(self, waiting: int) -> None:
        super().__init__(
            "cloud",
            translate("QuitQuestion", "Còn {n} phiếu chưa gửi").format(n=waiting),
            translate(
                "QuitQuestion",
                "Chúng được lưu trên máy này và sẽ gửi khi mở lại chương trình.",
            ),
            agree=translate("QuitQuestion", "Thoát"),
            stay=translate("QuitQuestion", "Để chạy nền"),
        )
