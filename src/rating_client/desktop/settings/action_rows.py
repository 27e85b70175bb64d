"""What is done on the settings page beside settings, where an answer comes back to the row."""

from __future__ import annotations

from collections.abc import Sequence

from rating_client.desktop.controls.labels import PathLabel
from rating_client.desktop.diagnostics.finding_rows import FindingRows
from rating_client.desktop.look.theme import Type
from rating_client.desktop.settings.row import Row
from rating_client.doctor.findings import Finding


class ReceiversRow(Row):
    """The receivers' names, the way to their page, and whether they can be reached."""

    def __init__(self) -> None:
        super().__init__("building", self.tr("Nơi nhận phiếu"), " ")
        self.look = self.add_button(self.tr("Xem nơi nhận"))
        self.check = self.add_button(self.tr("Kiểm tra kết nối"))
        self.found = FindingRows()
        self.found.hide()
        self.add_below(self.found)

    def show_names(self, names: Sequence[str]) -> None:
        self.explain.setText(" · ".join(names) or self.tr("Chưa có nơi nhận."))

    def show_checking(self) -> None:
        """The connection is being checked; nothing is sent."""
        self.show_found([])
        self.check.setEnabled(False)
        self.check.setText(self.tr("Đang kiểm tra…"))

    def show_found(self, findings: Sequence[Finding]) -> None:
        """How the connection is; none where what was found holds no more."""
        self.found.show_all(findings)
        self.found.setVisible(bool(findings))
        self.check.setEnabled(True)
        self.check.setText(self.tr("Kiểm tra kết nối"))


class MyDataRow(Row):
    """Everything that is kept, as a file a person can read: and so can others."""

    def __init__(self) -> None:
        super().__init__(
            "document",
            self.tr("Dữ liệu của tôi"),
            self.tr(
                "Mọi phiếu, xác nhận, phản hồi, tờ khai và người liên hệ đã nhớ, thành một tệp .zip"
                " đọc được. Tệp không được mã hóa: ai có tệp đều đọc được mức, lý do và tên."
            ),
        )
        self.export = self.add_button(self.tr("Xuất dữ liệu…"))
        self.told = PathLabel("", Type.TABLE, "text2")
        self.told.hide()
        self.add_below(self.told)

    def show_export(self, said: str, *, busy: bool) -> None:
        """How it goes, or what came of it."""
        self.told.setText(said)
        self.told.show()
        self.export.setEnabled(not busy)
