"""Exactly what would leave this computer, field by field in words, and then as it is written.

It walks the content itself, so nothing that is sent can be missing from the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.theme import CARD_GAP, FORM_MARGIN, PADDING, Type, font
from rating_client.desktop.words import language
from rating_client.ratings.form import Form


class PreviewPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(FORM_MARGIN, 16, FORM_MARGIN, 16)
        self._column.setSpacing(CARD_GAP)
        title = self.tr("Toàn bộ nội dung sẽ gửi")
        self._column.addWidget(Label(title, Type.TITLE, weight="semibold"))
        what = self.tr(
            "Danh sách này được lấy từ chính phiếu sẽ gửi. Ngoài các mục dưới đây, chương trình "
            "không gửi gì khác."
        )
        self._column.addWidget(Label(what, Type.TABLE, "text2", wrap=True))
        self._list = QWidget()
        self._column.addWidget(self._list)
        raw = self.tr("Nguyên văn, như được ký và mã hóa")
        self._column.addWidget(Label(raw, Type.BODY, weight="semibold"))
        self._raw = Label("", Type.CAPTION, wrap=True)
        self._raw.setFont(_fixed())
        self._raw.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box = Panel("subtle")
        inner = QVBoxLayout(box)
        inner.setContentsMargins(PADDING, 12, PADDING, 12)
        inner.addWidget(self._raw)
        self._column.addWidget(box)
        self._column.addStretch(1)

    def show_content(self, content: Mapping[str, Any], form: Form) -> None:
        """`form` gives the words for the codes of reasons and stages."""
        spoken = {r.code: r.text.of(language()) for r in form.reasons}
        spoken |= {s.code: s.name.of(language()) for s in form.stages}
        spoken |= {
            "office": self.tr("đơn vị"),
            "team": self.tr("đội"),
            "stage": self.tr("khâu nghiệp vụ"),
            "officer": self.tr("công chức"),
        }
        fresh = Panel("card")
        grid = QGridLayout(fresh)
        grid.setContentsMargins(PADDING, 12, PADDING, 12)
        grid.setHorizontalSpacing(CARD_GAP)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 35)
        grid.setColumnStretch(1, 65)
        names = self._names()
        for row, (path, value) in enumerate(_leaves(content)):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(
                Label(_in_words(path, names), Type.TABLE, "text2", wrap=True), row, 0, top
            )
            grid.addWidget(Label(self._value(value, spoken), Type.TABLE, wrap=True), row, 1, top)
        self._column.replaceWidget(self._list, fresh)
        self._list.deleteLater()
        self._list = fresh
        self._raw.setText(json.dumps(content, ensure_ascii=False, indent=2))

    def _value(self, value: object, spoken: Mapping[str, str]) -> str:
        if isinstance(value, bool):
            return self.tr("Có") if value else self.tr("Không")
        if isinstance(value, tuple):
            return "; ".join(spoken.get(code, code) for code in value)
        return spoken.get(str(value), str(value))

    def _names(self) -> dict[str, str]:
        return {
            "v": self.tr("Phiên bản định dạng"),
            "id": self.tr("Mã phiếu"),
            "supersedes": self.tr("Thay thế phiếu"),
            "receiver": self.tr("Nơi nhận"),
            "form": self.tr("Mẫu phiếu"),
            "version": self.tr("phiên bản"),
            "declaration": self.tr("Tờ khai"),
            "number": self.tr("số"),
            "key_digits": self.tr("11 số đầu"),
            "direction": self.tr("nhập (N) hay xuất (X)"),
            "type_code": self.tr("loại hình"),
            "office_code": self.tr("mã đơn vị hải quan"),
            "office_name": self.tr("tên đơn vị hải quan"),
            "team_code": self.tr("mã đội"),
            "registered_at": self.tr("đăng ký lúc"),
            "channel": self.tr("luồng"),
            "released_at": self.tr("giải phóng hàng lúc"),
            "cleared_at": self.tr("thông quan lúc"),
            "owner": self.tr("Doanh nghiệp"),
            "tax_code": self.tr("mã số thuế"),
            "name": self.tr("tên"),
            "declarant": self.tr("Người đánh giá"),
            "role": self.tr("tư cách"),
            "agent_code": self.tr("mã đại lý"),
            "moment": self.tr("Thời điểm đánh giá trong thủ tục"),
            "subjects": self.tr("Đối tượng"),
            "kind": self.tr("loại"),
            "code": self.tr("mã"),
            "stage": self.tr("khâu nghiệp vụ"),
            "level": self.tr("mức"),
            "reasons": self.tr("lý do"),
            "comment": self.tr("nội dung chi tiết"),
            "suggestion": self.tr("Ý kiến, kiến nghị"),
            "contact": self.tr("Liên hệ"),
            "phone": self.tr("điện thoại"),
            "email": self.tr("thư điện tử"),
            "wants_answer": self.tr("Đề nghị phản hồi"),
            "rated_at": self.tr("Đánh giá lúc"),
            "queued_at": self.tr("Lưu để gửi lúc"),
            "client": self.tr("Chương trình"),
            "platform": self.tr("hệ điều hành"),
        }


def _leaves(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every value with the way to it. A list of plain values is one."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, str(name)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(inner, str) for inner in value):
            if value:
                yield path, tuple(value)
            return
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, place + 1))
    else:
        yield path, value


def _in_words(path: tuple[str | int, ...], names: Mapping[str, str]) -> str:
    """ "Đối tượng 2, mức": an unknown member stands under its own name."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f" {part}"
        else:
            words += (", " if words else "") + names.get(part, part)
    return words


def _fixed() -> QFont:
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(font(Type.CAPTION).pixelSize())
    return made
