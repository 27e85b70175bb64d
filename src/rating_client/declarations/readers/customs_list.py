"""The list of 58 columns that customs hands out: its own record of a trader's declarations.

Its header is the first row. It knows neither channel nor status in words: a permit day says that
goods are out, a cancellation day that all is over, and until then a declaration is registered at
most. Each line of goods is a row.
"""

from __future__ import annotations

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.list_facts import read_tables
from rating_client.declarations.readers.list_report import COLUMNS
from rating_client.declarations.readers.list_table import Row, Table, tables_in

_OWN = {  # headers that no other list has
    "office_code": ("Mã Chi cục Hải quan tạo mới",),
    "last_status": ("Mã phân loại trạng thái sau cùng",),
    "team_code": ("Bộ phận kiểm tra hồ sơ đầu tiên",),
    "cancelled_day": ("Ngày hủy khai báo Hải quan",),
}
_COLUMNS = {**COLUMNS, **_OWN}
_ENOUGH = 2  # of its own headers


class CustomsList:
    format = "customs-list"

    def recognises(self, document: Document) -> bool:
        return bool(self._tables(document))

    def read(self, document: Document) -> Reading:
        return read_tables(document, self._tables(document), _COLUMNS, _stage)

    def _tables(self, document: Document) -> list[Table]:
        tables = tables_in(document, _COLUMNS)
        return [each for each in tables if len(_OWN.keys() & each.columns.keys()) >= _ENOUGH]


def _stage(row: Row) -> tuple[Stage, str]:
    if row.moment("cancelled_day", ""):
        return Stage.CANCELLED, row.rule("cancelled_day")
    if row.moment("cleared_day", ""):
        return Stage.CLEARED, row.rule("cleared_day")
    return Stage.REGISTERED, "customs lists what it has registered"
