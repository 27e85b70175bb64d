"""The titles customs prints above a declaration, and the stage each one stands for.

The same titles head Excel prints, PDF prints and telegrams. The order matters: a trial print is
one whatever else its title says, and the routing of a bonded-warehouse declaration also speaks of
goods leaving the warehouse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rating_client.declarations.declaration import Stage
from rating_client.declarations.values import Cell, folded, unaccented


class TitleRule(NamedTuple):
    words: str
    stage: Stage | None  # None: a paper about a declaration that is no declaration of its own


_RULES = (
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
    TitleRule("kết quả phân luồng", Stage.REGISTERED),
    TitleRule("giải phóng hàng", Stage.RELEASED),
    TitleRule("đưa hàng vào kho", Stage.RELEASED),
    TitleRule("đưa hàng về bảo quản", Stage.RELEASED),
    TitleRule("mang hàng về bảo quản", Stage.RELEASED),  # what people call it
    TitleRule("cho phép hàng hóa xuất kho", Stage.RELEASED),
    TitleRule("(thông quan)", Stage.CLEARED),
    TitleRule("khẩu thông quan", Stage.CLEARED),
    TitleRule("đã thông quan", Stage.CLEARED),
    TitleRule("quyết định thông quan", Stage.CLEARED),
)
_BRACKET = re.compile(r"[\[({] ?| ?([])}])")
_BARE = {"huy": r"\(huy|(?:da|bi) huy|huy (?:bo|to)"}  # without its accent, a name too


def _whole(words: str) -> str:
    """Whole words: in "thủy sản" nothing was cancelled."""
    return rf"(?:(?<![^\W_])|(?=\())(?:{words})(?:(?![^\W_])|(?<=\)))"


# Each rule as it is written, and as it is typed on a keyboard without accents.
_WORDS = tuple((re.compile(_whole(re.escape(folded(rule.words)))), rule) for rule in _RULES)
_BARE_WORDS = tuple(
    (re.compile(_whole(_BARE.get(words, re.escape(words)))), rule)
    for words, rule in ((unaccented(rule.words), rule) for rule in _RULES)
)
# Printed before registration, or no declaration customs knows. Typed without accents too: to miss
# it would cost most. "Tờ khai tạm nhập" is one of goods that come for a time, and registered.
_TRIAL = re.compile(
    r"(?<![^\W_])(?:in thu|ban xac nhan noi dung|ban in kiem tra|ban xem truoc|draft"
    r"|khong co gia tri phap ly|chua dang k[yi](?! (?!chinh )[^\W_])|dang k[yi] tam"
    r"|(?<!so )to khai tam(?! nhap| xuat))(?![^\W\d_])"
)
_SCRAP = re.compile(r"(?<![^\W_])nháp(?![^\W\d_])")  # without its accent it is "nhập"
_VOID = re.compile(  # as `folded` writes them
    r"(?:(?:(?:danh sách|bảng kê|báo cáo)(?: các)? )?"
    r"(?:(?:tờ khai|tk)(?: (?:nhập|xuất)(?: khẩu)?)? )?(?:này )?(?:đã |bị )*"
    r"huỷ(?: bỏ)?(?: (?:tờ khai|tk))?|(?:(?:to khai|tk) )?(?:da huy|huy (?:to khai|tk))"
    r"|cancel(?:l?ed)?)"
    r"(?: (?:tháng|quý|năm|từ|ngày|ngay|thay|và|trước|trong|sau) .*| ?[,;.-].*| \d+/.*)?"
)
# A word that begins like one of these. Lists have a million cells: this is found three times as
# fast as what ignores case and asks for a word's edge first.
_NEAR_VOID = re.compile(r"[hHcC](?:(?<!\w.)[uUủỦ]|(?i:ancel))")
_LONGEST_MARK = 80  # characters
_TRIAL_RULE = TitleRule("in thử", Stage.TEMPORARY)
_VOID_RULE = TitleRule("đã hủy", Stage.CANCELLED)
_IMPORT, _EXPORT = "hang hoa nhap", "hang hoa xuat"


def rule_of(title: str) -> TitleRule | None:
    """The rule a title falls under; None for a text that is no such title."""
    words = _BRACKET.sub(lambda sign: ")" if sign[1] else "(", folded(title))
    rules = _BARE_WORDS if words.isascii() else _WORDS
    rule = next((rule for wanted, rule in rules if wanted.search(words)), None)
    is_paper = rule is not None and rule.stage is None
    return _TRIAL_RULE if is_trial(title) and not is_paper else rule


def is_trial(text: str) -> bool:
    """Whether a title, or a mark beside it, says that this was printed before registration."""
    return bool(_TRIAL.search(unaccented(text)) or _SCRAP.search(folded(text)))


def mark_of(text: str) -> TitleRule | None:
    """What a mark put on a print says against its title, or one on a list against its rows: not
    registered, or cancelled since."""
    if len(text) > _LONGEST_MARK:
        return None
    return void_in(text) or (_TRIAL_RULE if is_trial(text) else None)


def void_in(cell: Cell) -> TitleRule | None:
    """As `mark_of`, of a cell that may hold anything: only what says "cancelled" and no more."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_MARK or not _NEAR_VOID.search(cell):
        return None
    return _VOID_RULE if _VOID.fullmatch(folded(cell).strip(" <>()[]*.!-")) else None


def void_among(cells: Sequence[Cell]) -> tuple[int, TitleRule | None]:
    """As `void_in`, of the first of these cells that says so, and which it is."""
    texts = "\n".join([cell for cell in cells if isinstance(cell, str)])
    if _NEAR_VOID.search(texts):
        for place, cell in enumerate(cells):
            if rule := void_in(cell):
                return place, rule
    return 0, None


def direction_of(title: str) -> str | None:
    """N or X where the title says it."""
    words = unaccented(title)
    if _IMPORT in words:
        return "N"
    return "X" if _EXPORT in words else None
