"""The rating form on paper, for those who sign there: to be filled in by pen, or as it was given.

A blank one has no level marked and none suggested. What is signed on paper is still entered in
the program: the sheet itself goes nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from rating_client.desktop.look.palette import LIGHT
from rating_client.desktop.paper.sheet import (
    BODY,
    INSIDE,
    MARGIN,
    SMALL,
    TITLE,
    Sheet,
)
from rating_client.desktop.words import grouped, language, unbroken
from rating_client.ratings.form import LEVELS, Form
from rating_client.ratings.rating import Rating, Subject

translate = QCoreApplication.translate

_NAMES = 0.44  # of the width
_ROW, _BOX = 23.0, 11.0
_BANDS = ((4, 5), (3,), (1, 2))  # levels that share their reasons
_MORE_STAGES, _OFFICERS = 2, 3  # empty lines to write names on


class Row(NamedTuple):
    """A line of the table; an empty name is a line to write on."""

    name: str
    level: int | None = None
    said: str = ""  # reasons and words, below the name


class RatingFormPaper:
    """`facts` are names and values of the declaration; without `rating` the form is blank."""

    proof = ""

    def __init__(
        self,
        number: str,
        facts: Sequence[tuple[str, str]],
        channel: int | None,
        form: Form,
        rating: Rating | None,
        office: str,
    ) -> None:
        self._facts, self._channel, self._form, self._rating = facts, channel, form, rating
        self._office = office
        self.title = translate("RatingFormPaper", "Phiếu đánh giá {number}").format(
            number=grouped(number)
        )
        self.file_name = translate("RatingFormPaper", "phieu-danh-gia-{number}.pdf").format(
            number=number
        )

    def draw(self, sheet: Sheet) -> None:
        sheet.words(translate("RatingFormPaper", "Phiếu đánh giá"), TITLE, bold=True)
        about = translate("RatingFormPaper", "Mức độ hài lòng khi làm thủ tục hải quan")
        sheet.words(about, colour=LIGHT.text2)
        sheet.gap(10)
        sheet.facts(self._facts)
        sheet.gap(8)
        self._table(sheet)
        if self._rating is None:
            self._reasons(sheet)
        self._written(sheet)
        self._contact(sheet)
        self._signatures(sheet)

    def _table(self, sheet: Sheet) -> None:
        self._heads(sheet)
        for kind, name in (
            ("office", translate("RatingFormPaper", "Đơn vị")),
            ("team", translate("RatingFormPaper", "Đội")),
            ("stage", translate("RatingFormPaper", "Khâu nghiệp vụ")),
            ("officer", translate("RatingFormPaper", "Công chức")),
        ):
            rows = self._rows(kind)
            if rows:
                sheet.room(2 * _ROW)
                sheet.gap(5)
                sheet.words(name, SMALL, bold=True, colour=LIGHT.text2)
                for row in rows:
                    self._row(sheet, row)
        sheet.gap(10)

    def _heads(self, sheet: Sheet) -> None:
        width = INSIDE * (1 - _NAMES) / 5
        for level in LEVELS:
            left = MARGIN + INSIDE * _NAMES + (level - 1) * width
            words = f"{level}\n{unbroken(self._form.levels[level].of(language()))}"
            middle = Qt.AlignmentFlag.AlignHCenter
            box = QRectF(left + 1, sheet.y, width - 2, 60)
            sheet.words_at(box, words, SMALL, colour=LIGHT.text2, align=middle)
        sheet.gap(34)
        sheet.line()

    def _rows(self, kind: str) -> list[Row]:
        if self._rating is not None:
            given = [s for s in self._rating.subjects if s.kind == kind]
            return [Row(s.name, s.level, self._said(s)) for s in given]
        if kind == "office":
            return [Row(self._office)]
        if kind == "stage":
            first, _ = self._form.stages_for(self._channel)
            return [*(Row(s.name.of(language())) for s in first), *[Row("")] * _MORE_STAGES]
        return [Row("")] * (_OFFICERS if kind == "officer" else 1)

    def _said(self, subject: Subject) -> str:
        known = {(r.kind, r.code): r.text.of(language()) for r in self._form.reasons}
        parts = [known.get((subject.kind, code), code) for code in subject.reasons]
        if subject.comment:
            parts.append(f"“{subject.comment}”")
        return " · ".join(parts)

    def _row(self, sheet: Sheet, row: Row) -> None:
        sheet.room(2 * _ROW)
        names = QRectF(MARGIN, sheet.y + 5, INSIDE * _NAMES - 10, 200)
        high = sheet.words_at(names, row.name) if row.name else 0.0
        width = INSIDE * (1 - _NAMES) / 5
        for level in LEVELS:
            middle = MARGIN + INSIDE * _NAMES + (level - 0.5) * width
            box = QRectF(middle - _BOX / 2, sheet.y + 6, _BOX, _BOX)
            _box(sheet, box, marked=level == row.level)
        sheet.gap(max(_ROW, high + 8))
        if row.said:
            sheet.words(row.said, SMALL, colour=LIGHT.text2)
            sheet.gap(4)
        sheet.line()

    def _reasons(self, sheet: Sheet) -> None:
        columns = [self._texts_for(band) for band in _BANDS]
        sheet.room(30 + 14 * max(len(column) for column in columns))
        heading = translate("RatingFormPaper", "Lý do (bắt buộc ở mức 1–2; đánh dấu một hay nhiều)")
        sheet.words(heading, BODY, bold=True)
        sheet.gap(4)
        width, top, lowest = INSIDE / 3, sheet.y, sheet.y
        for number, (band, texts) in enumerate(zip(_BANDS, columns, strict=True)):
            left, y = MARGIN + number * width, top
            level = translate("RatingFormPaper", "Mức {levels}").format(
                levels="–".join(str(each) for each in band)
            )
            y += sheet.words_at(QRectF(left, y, width, 20), level, SMALL, colour=LIGHT.text2) + 2
            for text in texts:
                _box(sheet, QRectF(left, y + 1.5, 8, 8), marked=False)
                y += sheet.words_at(QRectF(left + 13, y, width - 20, 60), text, SMALL) + 2
            lowest = max(lowest, y)
        sheet.y = lowest
        sheet.gap(10)

    def _texts_for(self, band: tuple[int, ...]) -> list[str]:
        """The reasons at these levels, in the form's order; one for several subjects once."""
        reasons = (r for r in self._form.reasons if r.levels & set(band))
        return list(dict.fromkeys(reason.text.of(language()) for reason in reasons))

    def _written(self, sheet: Sheet) -> None:
        suggestion = translate("RatingFormPaper", "Ý kiến, kiến nghị")
        if self._rating is None:
            _room_to_write(sheet, translate("RatingFormPaper", "Mô tả cụ thể"), 3)
            _room_to_write(sheet, suggestion, 2)
        elif self._rating.suggestion:
            sheet.room(64)
            sheet.words(suggestion, BODY, bold=True)
            sheet.words(self._rating.suggestion)
            sheet.gap(8)

    def _contact(self, sheet: Sheet) -> None:
        contact = self._rating.contact if self._rating else None
        if self._rating is not None and contact is None:
            return
        sheet.room(90)
        heading = translate("RatingFormPaper", "Đầu mối liên hệ (bắt buộc ở mức 1–2)")
        sheet.words(heading, BODY, bold=True)
        sheet.gap(3)
        empty = "." * 60
        sheet.facts(
            (
                (translate("RatingFormPaper", "Họ và tên"), contact.name if contact else empty),
                (translate("RatingFormPaper", "Điện thoại"), contact.phone if contact else empty),
                (
                    translate("RatingFormPaper", "Thư điện tử"),
                    (contact.email or "–") if contact else empty,
                ),
            )
        )
        sheet.gap(6)

    def _signatures(self, sheet: Sheet) -> None:
        sheet.room(150)
        told = translate(
            "RatingFormPaper",
            "Không ẩn danh: hải quan thấy số tờ khai, mã số thuế và mọi phần đã điền. Tờ này để ký "
            "trong doanh nghiệp; phiếu gửi đến hải quan bằng chương trình.",
        )
        sheet.words(told, SMALL, colour=LIGHT.text2)
        sheet.gap(12)
        half, middle = INSIDE / 2, Qt.AlignmentFlag.AlignHCenter
        signed = translate("RatingFormPaper", "(ký, ghi rõ họ tên)")
        for number, who in enumerate(
            (
                translate("RatingFormPaper", "Người đánh giá"),
                translate("RatingFormPaper", "Người duyệt"),
            )
        ):
            box = QRectF(MARGIN + number * half, sheet.y, half, 60)
            sheet.words_at(box, who, BODY, bold=True, align=middle)
            sheet.words_at(box.translated(0, 15), signed, SMALL, colour=LIGHT.text2, align=middle)
        sheet.gap(100)


def _box(sheet: Sheet, box: QRectF, *, marked: bool) -> None:
    """A square to mark by pen, or the mark of what was given."""
    painter = sheet.painter
    painter.setPen(QPen(LIGHT.strong, 0.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    if marked:
        painter.setPen(QPen(LIGHT.text, 1.8))
        inner = box.adjusted(2, 2, -2, -2)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())


def _room_to_write(sheet: Sheet, name: str, lines: int) -> None:
    sheet.room(24 + 20 * lines)
    sheet.words(name, BODY, bold=True)
    sheet.painter.setPen(QPen(LIGHT.strong, 0.6, Qt.PenStyle.DotLine))
    for _ in range(lines):
        sheet.gap(20)
        at = QPointF(MARGIN, sheet.y)
        sheet.painter.drawLine(at, at + QPointF(INSIDE, 0))
    sheet.gap(8)
