"""Last step: what lay in the folder already, and that none of it will ask for attention."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.progress_line import ProgressLine
from rating_client.desktop.controls.tick_box import TickBox
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import PADDING, Type


class FoundStep(QWidget):
    """Follows the first pass over the folders, then says what it found."""

    sample_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", Type.TITLE, weight="semibold", wrap=True)
        self._detail = Label("", Type.BODY, "text2", wrap=True)
        self.bar = ProgressLine()
        self.sample = PlainButton(self.tr("Xem thử lời nhắc"), icon="eye")
        self.sample.clicked.connect(self.sample_asked)
        end = Panel("subtle")
        words = QHBoxLayout(end)
        words.setContentsMargins(PADDING, 14, PADDING, 14)
        words.setSpacing(12)
        words.addWidget(IconView("info", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        done = self.tr(
            "Biểu tượng của chương trình nằm ở góc phải thanh tác vụ; có thể kéo ra khỏi ngăn ẩn. "
            "Tờ khai vừa đăng ký sẽ hiện lời nhắc ở góc màn hình, không chiếm bàn phím."
        )
        words.addWidget(Label(done, Type.TABLE, wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addSpacing(8)
        column.addWidget(self.bar)
        column.addSpacing(8)
        self.recent = TickBox("")  # never ticked by us
        column.addWidget(self.recent)
        column.addSpacing(8)
        column.addWidget(end)
        column.addSpacing(12)
        column.addWidget(self.sample)
        column.addStretch()
        self.show_found(None)

    def show_progress(self, done: int, total: int) -> None:
        """The first pass is reading the files that lay there; how many is not known at once."""
        self._title.setText(self.tr("Đang đọc các tờ khai đã có"))
        goes_on = self.tr("Có thể đóng cửa sổ này; việc đọc vẫn tiếp tục.")
        read = self.tr("Đã đọc {n} / {of} tệp.").format(n=done, of=total)
        self._detail.setText(f"{read} {goes_on}" if total else goes_on)
        self.recent.hide()
        self.bar.show_share(done / total if total else 0.0)
        self.bar.show()

    def show_found(self, earlier: int | None, recent: int = 0) -> None:
        """The first pass is over: so many earlier declarations, `recent` of them of the last
        seven days; None where no folder is read."""
        self.bar.hide()
        self.recent.setText(self.tr("Đánh giá một lần {n} tờ của 7 ngày qua").format(n=recent))
        self.recent.updateGeometry()
        self.recent.setVisible(recent > 0)
        if earlier is None:
            self._title.setText(self.tr("Xong"))
            self._detail.setText(
                self.tr("Chưa có thư mục nào được chọn. Có thể chọn sau trong Cài đặt.")
            )
        elif earlier == 0:
            self._title.setText(self.tr("Chưa có tờ khai nào từ trước"))
            self._detail.setText(self.tr("Tờ khai mới sẽ được đọc ngay sau khi xuất ra thư mục."))
        else:
            self._title.setText(self.tr("Có {n} tờ khai từ trước").format(n=earlier))
            self._detail.setText(
                self.tr("{n} tờ khai cũ chỉ được đưa vào danh sách, không hiện lời nhắc.").format(
                    n=earlier
                )
            )
