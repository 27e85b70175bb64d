"""One export folder that may be chosen: its path, what lies in it, whether it can be read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy

from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.controls.pill import Pill
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import CARD_RADIUS, ICON, PADDING, Type, font, medium
from rating_client.desktop.times import short_time
from rating_client.exports.names import shown_name

_HEIGHT, _TICK = 62, 20
_FOLDER, _WORDS = PADDING + _TICK + 14, PADDING + _TICK + 14 + ICON + 14


class FolderCard(ShowsFocus, QCheckBox):
    """A check box as large as what it says. A folder that cannot be used cannot be ticked."""

    focus_radius = CARD_RADIUS

    def __init__(self, look: FolderLook, now: float) -> None:
        super().__init__()
        self.look = look
        self._detail = self._described(look, now)
        self._pill = self._judged(look)
        self.setEnabled(look.usable)
        self.setAccessibleName(f"{shown_name(look.path)}, {self._detail}")
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, PADDING, 0)
        row.addStretch()
        row.addWidget(self._pill)

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(medium()).height() + QFontMetrics(font(Type.TABLE)).height()
        return QSize(320, max(_HEIGHT, lines + 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = roles(self.palette())
        ticked = self.isChecked()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(ink.accent if ticked else ink.stroke, 1))
        painter.setBrush(ink.accent_ground if ticked else ink.card)
        painter.drawRoundedRect(frame, CARD_RADIUS, CARD_RADIUS)
        middle = self.height() / 2
        self._paint_tick(painter, QRectF(PADDING, middle - _TICK / 2, _TICK, _TICK), ink)
        colour = ink.accent_text if ticked else ink.text2
        paint_icon(painter, "folder", colour, QRectF(_FOLDER, 0, ICON, self.height()))
        self._paint_words(painter, ink)

    def _paint_tick(self, painter: QPainter, box: QRectF, ink: Roles) -> None:
        ticked = self.isChecked()
        strong = ink.strong if self.isEnabled() else ink.stroke
        painter.setPen(QPen(ink.accent if ticked else strong, 1))
        painter.setBrush(ink.accent if ticked else ink.card)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            paint_icon(painter, "check", ink.on_accent, box.adjusted(2, 2, -2, -2))

    def _paint_words(self, painter: QPainter, ink: Roles) -> None:
        room = self.width() - _WORDS - self._pill.sizeHint().width() - 2 * PADDING
        big, small = QFontMetrics(medium()), QFontMetrics(font(Type.TABLE))
        top = (self.height() - big.height() - small.height() - 2) / 2
        painter.setPen(ink.text if self.isEnabled() else ink.text2)
        painter.setFont(medium())
        path = big.elidedText(shown_name(self.look.path), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(_WORDS, top, room, big.height()), 0, path)
        painter.setPen(ink.text2)
        painter.setFont(font(Type.TABLE))
        said = small.elidedText(self._detail, Qt.TextElideMode.ElideRight, room)
        below = QRectF(_WORDS, top + big.height() + 2, room, small.height())
        painter.drawText(below, 0, said)

    def _described(self, look: FolderLook, now: float) -> str:
        match look.verdict:
            case Verdict.EMPTY:
                return self.tr("Chưa có tệp nào; tờ khai mới sẽ được đọc ngay khi xuất.")
            case Verdict.DENIED:
                return self.tr("Nhờ quản trị cấp quyền Đọc cho thư mục này.")
            case Verdict.MISSING:
                return self.tr("Thư mục không còn ở đó.")
            case Verdict.SILENT:
                return self.tr("Máy chứa thư mục chưa trả lời; sẽ xem lại ngay khi có trả lời.")
            case Verdict.UNSUITABLE:
                return self.tr("{n} tệp, chưa thấy tờ khai đọc được").format(n=look.files)
        newest = short_time(look.newest or now, now)
        said = self.tr("{n} tệp, mới nhất {time}").format(n=look.files, time=newest)
        kinds = dict.fromkeys(filter(None, map(self._kind, look.kinds)))
        kind = self.tr("loại {kinds}").format(kinds=", ".join(kinds))
        return f"{said}, {kind}" if kinds else said

    def _kind(self, form: str) -> str:
        """How people call a format; nothing for one that only its reader has a name for."""
        return {
            "ecus-xml-1.0": self.tr("ECUS5 XML"),
            "ecus-xml-2.0": self.tr("XML 2.0 (cần bản in Excel)"),
            "customs-xml": self.tr("XML của hải quan"),
            "portal-xml": self.tr("XML của cổng khai báo"),
            "vnaccs-telegram": self.tr("điện văn VNACCS"),
            "excel-print": self.tr("bản in Excel"),
            "pdf-print": self.tr("bản in PDF"),
            "customs-list": self.tr("danh sách tờ khai"),
            "list-report": self.tr("danh sách tờ khai"),
        }.get(form, "")

    def _judged(self, look: FolderLook) -> Pill:
        match look.verdict:
            case Verdict.READABLE:
                return Pill(self.tr("Đọc được"), "check", "ok")
            case Verdict.EMPTY:
                return Pill(self.tr("Thư mục trống"))
            case Verdict.DENIED:
                return Pill(self.tr("Không có quyền đọc"), "lock", "warn")
            case Verdict.MISSING:
                return Pill(self.tr("Không thấy"), "alert", "warn")
            case Verdict.SILENT:
                return Pill(self.tr("Chưa trả lời"), "alert", "warn")
        return Pill(self.tr("Không phù hợp"))
