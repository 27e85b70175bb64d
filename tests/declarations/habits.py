"""What other writers make of a print's cells: the same facts in another hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta

from openpyxl.utils import coordinate_to_tuple, get_column_letter

from rating_client.demo.print_form import print_cells
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue

Cells = dict[str, CellValue]
Habit = Callable[[Cells], Cells]

_DAY = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d")
_PRINTED = "%d/%m/%Y %H:%M:%S"
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a spreadsheet have no zone
_LABELS = ("Số tờ khai", "Mã phân", "Mã loại", "Mã bộ", "Tên cơ quan", "Ngày", "Người", "Đại lý")
_CHANNELS = {"1": "Luồng Xanh", "2": "2 - Luồng vàng", "3": "ĐỎ"}


def in_habit(name: str, declaration: SampleDeclaration) -> Cells:
    return HABITS[name](print_cells(declaration))


def _moved(down: int, right: int = 0) -> Habit:
    def move(cells: Cells) -> Cells:
        places = {coordinate_to_tuple(at): value for at, value in cells.items()}
        return {
            f"{get_column_letter(column + right)}{row + down}": value
            for (row, column), value in places.items()
        }

    return move


def _texts(change: Callable[[str], str]) -> Habit:
    return lambda cells: {
        at: change(value) if isinstance(value, str) else value for at, value in cells.items()
    }


def _labels(change: Callable[[str], str]) -> Habit:
    return _texts(lambda text: change(text) if text.startswith(_LABELS) else text)


def _days(change: Callable[[datetime], CellValue]) -> Habit:
    def changed(value: CellValue) -> CellValue:
        is_day = isinstance(value, str) and _DAY.fullmatch(value)
        return change(datetime.strptime(str(value), _PRINTED)) if is_day else value  # noqa: DTZ007 - a print says none

    return lambda cells: {at: changed(value) for at, value in cells.items()}


def _numbers(change: Callable[[str], CellValue]) -> Habit:
    return lambda cells: {
        at: change(str(value)) if isinstance(value, int) and len(str(value)) == 12 else value
        for at, value in cells.items()
    }


def _channels(cells: Cells) -> Cells:
    return {
        at: _CHANNELS.get(str(value), value) if at in ("I6", "F6") else value
        for at, value in cells.items()
    }


def _twelve_hours(day: datetime, before: str, after: str) -> str:
    half = before if day.hour < 12 else after
    return f"{day:%d/%m/%Y} {(day.hour - 1) % 12 + 1}:{day:%M:%S} {half}"


HABITS: dict[str, Habit] = {
    "logo-above": lambda cells: {**_moved(6)(cells), "B1": "CÔNG TY SAO MAI", "B2": "Tel: 0240"},
    "pasted-to-the-right": _moved(2, 3),
    "no-marker": lambda cells: {
        at: value for at, value in cells.items() if value not in ("<IMP>", "<EXP>")
    },
    "decomposed": _texts(lambda text: unicodedata.normalize("NFD", text)),
    "hard-spaces": _texts(lambda text: f"\u00a0{text}\u00a0".replace(" ", "\u00a0")),
    "marks-without-width": _labels(lambda text: f"{text}\u200b"),
    "capitals": _labels(str.upper),
    "colons": _labels(lambda text: f"{text} :"),
    "broken-lines": _labels(lambda text: text.replace(" ", "\n", 1)),
    "new-spelling": _texts(lambda text: text.replace("hóa", "hoá")),
    "serial-days": _days(lambda day: (day - _EXCEL_EPOCH) / timedelta(days=1)),
    "iso-days": _days(lambda day: f"{day:%Y-%m-%dT%H:%M:%S}"),
    "universal-time": _days(lambda day: f"{day - timedelta(hours=7):%Y-%m-%dT%H:%M:%S}.000Z"),
    "time-first": _days(lambda day: f"{day:%H:%M:%S} {day.day}/{day.month}/{day.year}"),
    "vietnamese-halves": _days(lambda day: _twelve_hours(day, "SA", "CH")),
    "english-halves": _days(lambda day: _twelve_hours(day, "a.m.", "p.m.")),
    "number-as-text": _numbers(lambda digits: f"'{digits} "),
    "number-in-groups": _numbers(lambda digits: f"{int(digits):,}".replace(",", ".")),
    "number-with-exponent": _numbers(lambda digits: f"{digits[0]}.{digits[1:]}E+11"),
    "channel-in-words": _channels,
}
