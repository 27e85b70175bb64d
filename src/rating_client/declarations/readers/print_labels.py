"""Finding values on a printed form by their labels.

The cells move between versions of the declaration software and between brokers' own programs;
the words do not. A value stands to the right of its label, before the next label of that row. A
fixed cell is only the fallback.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rating_client.declarations.values import Cell, folded, text_of
from rating_client.declarations.workbook import Sheet

KNOWN = frozenset(
    folded(label)
    for label in (
        "Số tờ khai",
        "Số tờ khai đầu tiên",
        "Số tờ khai tạm nhập tái xuất tương ứng",
        "Mã phân loại kiểm tra",
        "Mã loại hình",
        "Mã số hàng hóa đại diện của tờ khai",
        "Mã số thuế đại diện",
        "Tên cơ quan Hải quan tiếp nhận tờ khai",
        "Tên cơ quan Hải quan tiếp nhập tờ khai",  # a third party's misspelling
        "Mã bộ phận xử lý tờ khai",
        "Ngày đăng ký",
        "Ngày thay đổi đăng ký",
        "Thời hạn tái nhập/ tái xuất",
        "Người nhập khẩu",
        "Người xuất khẩu",
        "Người ủy thác nhập khẩu",
        "Người ủy thác xuất khẩu",
        "Đại lý Hải quan",
        "Mã nhân viên Hải quan",
        "Mã",
        "Tên",
        "Mã bưu chính",
        "Địa chỉ",
        "Số điện thoại",
        "Mã nước",
        "Ngày cấp phép",
        "Ngày cấp phép xuất nhập",
        "Ngày hoàn thành kiểm tra",
        "Ngày phê duyệt BP",
        "Tên trưởng đơn vị Hải quan",
    )
)
_SECTION_ROWS = 8
_ROWS = 250  # the header pages; goods follow, and the header repeats above each of their pages


@dataclass(frozen=True)
class Found:
    """A cell's content and the rule that led to it."""

    cell: Cell
    rule: str


class LabelledSheet:
    """One sheet, indexed by the labels on it."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = sheet.rows[:_ROWS]

    def labelled(self, *labels: str) -> Iterator[Found]:
        """Values to the right of these labels, first page first, empty ones left out."""
        for label in labels:
            for row, column in self._places.get(folded(label), ()):
                if (found := self._right_of(row, column)) is not None:
                    yield found

    def inside(self, section: str, label: str) -> Iterator[Found]:
        """Values of `label` within eight rows under the section of that name."""
        for row, column in self._places.get(folded(section), ()):
            for below in range(row + 1, min(row + 1 + _SECTION_ROWS, len(self._rows))):
                if self._begins_section(below, column):
                    break
                for at, place in self._places.get(folded(label), ()):
                    if at == below and (found := self._right_of(at, place)) is not None:
                        yield found

    def at(self, address: str) -> Iterator[Found]:
        """The cell itself, such as `E4`, unless it is empty, a placeholder or a label."""
        if not address:
            return
        letters = address.rstrip("0123456789")
        row = int(address[len(letters) :]) - 1
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        if row >= len(self._rows) or column > len(self._rows[row]):
            return
        cell = self._rows[row][column - 1]
        if text_of(cell) and folded(text_of(cell)) not in KNOWN:
            yield Found(cell, f"cell {address}")

    def has(self, label: str) -> bool:
        return folded(label) in self._places

    def texts(self, rows: int) -> Iterable[tuple[str, str]]:
        """Address and text of every filled cell in the first `rows` rows."""
        for row, cells in enumerate(self._rows[:rows]):
            for column, cell in enumerate(cells):
                if text := text_of(cell):
                    yield address_of(row, column), text

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        places: dict[str, list[tuple[int, int]]] = {}
        for row, cells in enumerate(self._rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and cell and (name := folded(cell)) in KNOWN:
                    places.setdefault(name, []).append((row, column))
        return places

    def _right_of(self, row: int, column: int) -> Found | None:
        cells = self._rows[row]
        for right in range(column + 1, len(cells)):
            text = text_of(cells[right])
            if not text:
                continue
            if folded(text) in KNOWN:
                return None
            label = f"label {address_of(row, column)}"
            return Found(cells[right], f"{label}, value {address_of(row, right)}")
        return None

    def _begins_section(self, row: int, column: int) -> bool:
        """Sections start in one column; their lines are set to its right."""
        return any(text_of(cell) for cell in self._rows[row][: column + 1])


def address_of(row: int, column: int) -> str:
    """`E4` for the fourth row's fifth cell; both counted from zero here."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
