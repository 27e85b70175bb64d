"""`read --explain`: where each fact of a declaration stood, in words.

The rules themselves are terse, in English, and the same in JSON; here they become sentences in
the person's language. A rule of another's reader that is not known here is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from rating_client.base.text import Text
from rating_client.cli import words
from rating_client.declarations.declaration import Declaration

FIELDS: Mapping[str, Text] = {
    "number": Text("số tờ khai", "number"),
    "direction": Text("nhập hay xuất", "import or export"),
    "stage": Text("giai đoạn", "stage"),
    "type_code": Text("mã loại hình", "type"),
    "office_code": Text("mã hải quan", "office code"),
    "office_name": Text("tên hải quan", "office name"),
    "team_code": Text("mã bộ phận xử lý", "team"),
    "registered_at": Text("ngày đăng ký", "registered"),
    "amended_at": Text("ngày sửa", "amended"),
    "released_at": Text("ngày giải phóng hàng", "released"),
    "cleared_at": Text("ngày thông quan", "cleared"),
    "channel": Text("phân luồng", "channel"),
    "owner_tax_code": Text("mã số thuế", "tax code"),
    "owner_name": Text("tên doanh nghiệp", "owner"),
    "agent_code": Text("mã đại lý", "agent"),
    "first_number": Text("số tờ khai đầu tiên", "first number"),
}
_MEANT: Mapping[str, Mapping[Any, Text]] = {
    "stage": words.STAGES,
    "direction": words.DIRECTIONS,
    "channel": words.CHANNELS,
}
READ_AS = Text("đọc theo định dạng {format}", "read as {format}")

_MAPPING = Text("tệp mô tả, quy tắc", "the mapping file's rule")
_AND = Text(" và ", " and ")

# A whole rule, or a part of one between `;` or `,` and the next.
_CELL = r"([A-Z]{1,3}\d+)"
_PHRASES: Mapping[str, Text] = {
    rf"label {_CELL}, value {_CELL}": Text(
        r"ô \2, theo nhãn ở ô \1", r"cell \2, by the label in \1"
    ),
    rf"label {_CELL}, value in the same cell": Text(
        r"cùng ô \1 với nhãn", r"in cell \1, behind the label"
    ),
    rf"cell {_CELL}": Text(r"ô \1, vị trí cố định", r"cell \1, its usual place"),
    rf"marker {_CELL}": Text(r"dấu <IMP>/<EXP> ở ô \1", r"the mark <IMP> or <EXP> in \1"),
    rf"mark {_CELL}": Text(
        r"chữ ghi thêm (in thử, nháp, hủy) ở ô \1", r"the mark (trial, draft, cancelled) in \1"
    ),
    r"a mark above the list": Text(
        r"chữ ghi thêm (nháp, hủy) trên danh sách",
        r"the mark (draft, cancelled) above the list",
    ),
    r"page (\d+), mark": Text(
        r"chữ ghi thêm (nháp, hủy) trên trang \1", r"the mark (draft, cancelled) on page \1"
    ),
    rf"title {_CELL}": Text(r"tiêu đề ở ô \1", r"the title in \1"),
    rf"bar code {_CELL}": Text(r"mã vạch ở ô \1", r"the bar code in \1"),
    r"page (\d+), title": Text(r"tiêu đề trang \1", r"the title on page \1"),
    r"page (\d+), bar code": Text(r"mã vạch trang \1", r"the bar code on page \1"),
    r"page (\d+), marker": Text(r"dấu <IMP>/<EXP> trang \1", r"the mark <IMP> or <EXP> on page \1"),
    r"page (\d+), label (.+)": Text(r"trang \1, sau nhãn “\2”", r"page \1, behind the label “\2”"),
    rf"column {_CELL}, value {_CELL}": Text(
        r"ô \2, theo tên cột ở ô \1", r"cell \2, by the column's name in \1"
    ),
    r"column (.+), row (\d+)": Text(r"cột “\1”, dòng \2", r"column “\1”, row \2"),
    r"path (\S+)": Text(r"phần tử \1", r"element \1"),
    r"nothing in (.+)": Text(r"“\1” để trống", r"nothing in “\1”"),
    r"no rule of the mapping file holds": Text(
        r"không quy tắc nào trong tệp mô tả đúng", r"no rule of the mapping file holds"
    ),
    r"(\w+)\.(\w+) is empty": Text(
        r"cột \2 của bảng \1 để trống", r"column \2 of the table \1 is empty"
    ),
    r"(\w+)\.(\w+) (\w+)": Text(r"cột \2 = \3 của bảng \1", r"column \2 = \3 of the table \1"),
    r"(\w+)\.(\w+)": Text(r"cột \2 của bảng \1", r"column \2 of the table \1"),
    r"received message (\w+)": Text(
        r"thông điệp \1 nhận từ hải quan", r"message \1 received from customs"
    ),
    r"(\w{7}) field (\d+) (\w+)": Text(
        r"trường \2 (\3) của thông điệp \1", r"field \2 (\3) of the message \1"
    ),
    r"field (\d+) (\w+)": Text(r"trường \1 (\2)", r"field \1 (\2)"),
    r"message (\w{7})(: .+)?": Text(r"loại thông điệp \1\2", r"the kind of message, \1\2"),
    r"function (\d+)": Text(r"phần tử function = \1", r"element function = \1"),
    r"the party whose code the list gives": Text(
        r"bên có mã số thuế trong danh sách", r"the party whose code the list gives"
    ),
    r"first digit of the number": Text(
        r"chữ số đầu của số tờ khai", r"the first digit of the number"
    ),
    r"no number": Text(r"chưa có số tờ khai", r"there is no number yet"),
    r"no title that says the stage": Text(
        r"không có tiêu đề nói rõ giai đoạn", r"no title says the stage"
    ),
    r"clearance day": Text(r"có ngày thông quan", r"there is a day of clearance"),
    r"the file name says (\d+)": Text(r"nhưng tên tệp ghi số \1", r"but the file name says \1"),
    r"[A-Za-z_]+(?:/\w+)*": Text(r"phần tử \g<0>", r"element \g<0>"),  # last: any word fits
}


def explained(declaration: Declaration, rules: Mapping[str, str], language: str) -> Iterator[str]:
    """A line for each fact: the field's key and name, its value, and where that stood."""
    if declaration.source:
        yield READ_AS.of(language).format(format=declaration.source.format)
    for field, rule in rules.items():
        name = FIELDS[field].of(language) if field in FIELDS else field
        value = _shown(field, getattr(declaration, field, None), language)
        yield f"{field:<15} {name}: {value} ← {in_words(rule, language)}"


def in_words(rule: str, language: str) -> str:
    """The rule as people would say it; as it is, where it says something new."""
    if by_mapping := re.fullmatch(r"(\w+_when): (.+)", rule):
        stage, proofs = by_mapping.groups()
        return f"{_MAPPING.of(language)} {stage}: {in_words(proofs, language)}"
    if "; " not in rule and (said := _phrase(rule, language)):
        return said
    for separator, joint in (("; ", "; "), (", ", _AND.of(language))):
        if separator in rule:
            return joint.join(in_words(part, language) for part in rule.split(separator))
    return rule


def _phrase(rule: str, language: str) -> str | None:
    found = ((re.fullmatch(pattern, rule), text) for pattern, text in _PHRASES.items())
    return next((match.expand(text.of(language)) for match, text in found if match), None)


def _shown(field: str, value: Any, language: str) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    if field in _MEANT and value in _MEANT[field]:
        return f"{value} ({_MEANT[field][value].of(language)})"
    return "—" if value in (None, "") else str(value)
