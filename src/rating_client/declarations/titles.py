"""The titles customs prints above a declaration, and the stage each one stands for.

The same titles head Excel prints, PDF prints and telegrams. The order matters: the first rule
whose words stand in the title decides, because "in thử" may follow any other title, and the
routing of a bonded-warehouse declaration also speaks of goods leaving the warehouse.
"""

from __future__ import annotations

from typing import NamedTuple

from rating_client.declarations.declaration import Stage
from rating_client.declarations.values import folded


class TitleRule(NamedTuple):
    words: str
    stage: Stage | None  # None: a paper about a declaration that is no declaration of its own


RULES = (
    TitleRule("in thử", Stage.TEMPORARY),
    TitleRule("bản xác nhận nội dung", Stage.TEMPORARY),
    TitleRule("bổ sung sau thông quan", None),
    TitleRule("danh mục miễn thuế", None),
    TitleRule("yêu cầu kiểm tra thực tế", None),
    TitleRule("thông tin quản lý hàng TNTX", None),
    TitleRule("bản chỉ thị", None),
    TitleRule("đề nghị hủy", None),  # asked for, not given
    TitleRule("từ chối hủy", None),
    TitleRule("hủy", Stage.CANCELLED),
    TitleRule("tờ khai bổ sung", Stage.REGISTERED),  # only registered ones are amended
    TitleRule("sửa đổi", Stage.REGISTERED),
    TitleRule("đề nghị giải phóng hàng", Stage.REGISTERED),  # asked for, not given
    TitleRule("thông báo kết quả phân luồng", Stage.REGISTERED),
    TitleRule("giải phóng hàng", Stage.RELEASED),
    TitleRule("đưa hàng vào kho", Stage.RELEASED),
    TitleRule("đưa hàng về bảo quản", Stage.RELEASED),
    TitleRule("cho phép hàng hóa xuất kho", Stage.RELEASED),
    TitleRule("(thông quan)", Stage.CLEARED),
    TitleRule("quyết định thông quan", Stage.CLEARED),
)
_WORDS = tuple((folded(rule.words), rule) for rule in RULES)
_IMPORT, _EXPORT = folded("hàng hóa nhập"), folded("hàng hóa xuất")


def rule_of(title: str) -> TitleRule | None:
    """The rule a title falls under; None for a text that is no such title."""
    words = folded(title)
    return next((rule for wanted, rule in _WORDS if wanted in words), None)


def direction_of(title: str) -> str | None:
    """N or X where the title says it."""
    words = folded(title)
    if _IMPORT in words:
        return "N"
    return "X" if _EXPORT in words else None
