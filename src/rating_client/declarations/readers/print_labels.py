"""Finding values on a printed form by their labels.

The cells move between versions of the declaration software and between brokers' own programs;
the words do not. A value stands to the right of its label, before the next label of that row, or
behind a colon in the same cell. A fixed cell is only the fallback.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import compress

from rating_client.declarations.readers.facts import Value
from rating_client.declarations.values import folded, text_of, unaccented
from rating_client.declarations.workbook import Rows, Sheet

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
        "Mã số thuế",
        "Tên doanh nghiệp",
        "Tên cơ quan Hải quan tiếp nhận tờ khai",
        "Tên cơ quan Hải quan tiếp nhập tờ khai",  # a third party's misspelling
        "Cơ quan Hải quan tiếp nhận tờ khai",
        "Cơ quan Hải quan tiếp nhận",
        "Tên cơ quan Hải quan",
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
        "Ngày thông quan",
        "Ngày hủy",
        "Trạng thái TK",
        "Trạng thái tờ khai",
        "Ngày hoàn thành kiểm tra",
        "Ngày phê duyệt BP",
        "Tên trưởng đơn vị Hải quan",
    )
)
Place = tuple[int, int]  # row and column, counted from zero

_SECTION_ROWS = 8
_PARTY_LINES = frozenset(
    folded(label)
    for label in (
        *("Mã", "Mã số thuế", "Tên", "Tên doanh nghiệp"),
        *("Mã bưu chính", "Địa chỉ", "Số điện thoại", "Mã nước"),
    )
)
_MASK = re.compile(r"\s*/[\s/]*")  # what a form prints for a day or a number that is not there
# How far down to look: title and number; owner and, on an import print, agent; both on any
# print; the notes of customs; all the pages before the goods, each of which repeats the head.
TITLE, OWNER, HEAD, NOTES, PAGES = 9, 29, 40, 130, 250
_LONGEST_LABEL = 80
_OFFICE = folded("Tên cơ quan")  # the only value without a digit
_LIKE = 0.88  # how alike a misspelt label is; "nhập khẩu" and "xuất khẩu" are 0.8


class LabelledSheet:
    """One sheet, indexed by the labels on it: its title first, the rest when somebody asks.

    `origin` is where on a larger sheet it was cut out; addresses are those of the larger one.
    """

    def __init__(self, sheet: Sheet, origin: Place = (0, 0)) -> None:
        self._sheet = sheet
        self._origin = origin
        self._rows: Rows = ()
        self._places: dict[str, list[Place]] = {}
        self.look_down_to(TITLE)

    def look_down_to(self, count: int) -> None:
        """Take in the first `count` rows."""
        known = len(self._rows)
        if count <= known:
            return
        self._rows = self._sheet.top(count)[:count]
        for row in range(known, len(self._rows)):
            cells = self._rows[row]
            for column in compress(range(len(cells)), cells):  # most cells are empty
                cell = cells[column]
                if isinstance(cell, str) and (name := label_of(cell)):
                    self._places.setdefault(name, []).append((row, column))

    def labelled(self, *labels: str) -> Iterator[Value]:
        """Values to the right of these labels, first page first, empty ones left out."""
        for label in labels:
            for place in self.places(label):
                if (value := self.beside(place)) is not None:
                    yield value

    def inside(self, section: str, label: str) -> Iterator[Value]:
        """Values of `label` within eight rows under the section of that name."""
        lines = self.places(label) or self._bare_lines(label)
        for row, column in self.places(section):
            for below in range(row + 1, min(row + 1 + _SECTION_ROWS, len(self._rows))):
                if self._begins_section(below, column):
                    break
                for place in lines:
                    if place[0] == below and (value := self.beside(place)) is not None:
                        yield value

    def at(self, address: str) -> Iterator[Value]:
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
        if (text := text_of(cell)) and not label_of(text):
            yield Value(cell, f"cell {self._address(row, column - 1)}")

    def has(self, label: str) -> bool:
        return bool(self.places(label))

    def places(self, label: str) -> Sequence[Place]:
        """Rows and columns, counted from zero, of the cells that are this label."""
        return self._places.get(folded(label), ())

    def recover(self, label: str) -> None:
        """Where `label` is on no cell, take a text that was meant as it: one letter typed wrong."""
        wanted = folded(label)
        if wanted in self._places:
            return
        texts = {
            unaccented(cell): (row, column)
            for row, cells in reversed([*enumerate(self._rows)])  # the first page wins
            for column, cell in enumerate(cells)
            if cell and isinstance(cell, str) and len(cell) < _LONGEST_LABEL and not label_of(cell)
        }
        for text in get_close_matches(unaccented(label), texts, n=1, cutoff=_LIKE):
            self._places[wanted] = [texts[text]]

    def row_of(self, label: str) -> int | None:
        """The first row with `label`, counted from zero."""
        places = self.places(label)
        return places[0][0] if places else None

    def labels_beside(self, label: str) -> int:
        """How many known labels stand in the first row with `label`, itself among them."""
        first = self.row_of(label)
        return sum(row == first for places in self._places.values() for row, _ in places)

    def texts(self, rows: int) -> Iterable[tuple[str, str]]:
        """Address and text of every filled cell in the first `rows` rows."""
        for row, cells in enumerate(self._rows[:rows]):
            for column in compress(range(len(cells)), cells):
                if text := text_of(cells[column]):
                    yield self._address(row, column), text

    @property
    def height(self) -> int | None:
        return self._sheet.height

    def beside(self, place: Place) -> Value | None:
        """The value that belongs to the label in that place; None where it has none."""
        row, column = place
        cells = self._rows[row]
        label = f"label {self._address(row, column)}"
        if behind := split_label(str(cells[column]))[1]:
            return Value(behind, f"{label}, value in the same cell")
        for right in range(column + 1, len(cells)):
            if cells[right] == "":
                continue
            if not (text := text_of(cells[right])):
                if _MASK.fullmatch(str(cells[right])):
                    return None  # what stands behind it is somebody's note
                continue
            if label_of(text):
                return None
            return Value(cells[right], f"{label}, value {self._address(row, right)}")
        return None

    def _address(self, row: int, column: int) -> str:
        return address_of(row + self._origin[0], column + self._origin[1])

    def _bare_lines(self, label: str) -> list[Place]:
        """Where a short label stands without its accents, as a word of a line might too."""
        wanted = folded(label)
        return [
            (row, column)
            for row, cells in enumerate(self._rows)
            for column, cell in enumerate(cells)
            if cell and isinstance(cell, str) and _SHORT.get(folded(cell)) == wanted
        ]

    def _begins_section(self, row: int, column: int) -> bool:
        """Sections start in one column; their lines are set to its right, or known by name."""
        started = (text_of(cell) for cell in self._rows[row][: column + 1])
        return any(
            text and (label_of(text) or _SHORT.get(folded(text))) not in _PARTY_LINES
            for text in started
        )


def label_of(text: str) -> str:
    """The known label that this text is or begins with; empty for any other text."""
    return split_label(text)[0]


@lru_cache(maxsize=4096)  # the same labels stand on every print
def split_label(text: str) -> tuple[str, str]:
    """The known label that begins a cell, and the value behind it in the same cell, if any.

    It stands alone, or before a colon, its English translation or its value. Accents may be
    missing, and i may stand for y: people retype forms. Not in short words, where a country's code
    or a name would become a label.
    """
    plain = text_of(text)
    before, colon, behind = plain.partition(":")
    for candidate, value in ((plain, ""), (before, behind))[: 2 if colon else 1]:
        if len(candidate) <= _LONGEST_LABEL and (name := _label(candidate)):
            return name, text_of(value)
    if (begun := _BEGINS.match(folded(plain))) is None:
        return "", ""
    label, rest = begun.group(), plain[begun.end() :].strip()
    value = rest.strip(" :()/-")
    is_office = label.startswith(_OFFICE) and value.isupper() and " " not in value
    if is_office or any(map(str.isdigit, value)):
        return label, value
    is_translation = rest.isascii() and (rest[:1] in "/(" or "\n" in text.strip())
    return (label, "") if is_translation else ("", "")


def _label(text: str) -> str:
    name = folded(text)
    return name if name in KNOWN else _LOOSELY.get(_loose(text), "")


def _loose(text: str) -> str:
    return unaccented(text).replace("y", "i").replace(" ", "")


_LONG = sorted((label for label in KNOWN if " " in label), key=len, reverse=True)
_BEGINS = re.compile(rf"(?:{'|'.join(map(re.escape, _LONG))})(?=[\s/(])")
_SHORT = {unaccented(label): label for label in KNOWN if " " not in label}
_LOOSELY = {_loose(label): label for label in sorted(KNOWN) if len(label) > 4}


def address_of(row: int, column: int) -> str:
    """`E4` for the fourth row's fifth cell; both counted from zero here."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
