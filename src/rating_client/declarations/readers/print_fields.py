"""What stands on the printed forms 7N and 7X, whatever they were printed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple, Protocol

from rating_client.declarations.declaration import Stage
from rating_client.declarations.moments import moment_of
from rating_client.declarations.readers.facts import Facts, Value
from rating_client.declarations.titles import direction_of, void_in
from rating_client.declarations.values import Cell, agent_code_of

NUMBER = "Số tờ khai"
REGISTERED = "Ngày đăng ký"
CHANNEL = "Mã phân loại kiểm tra"
AGENT = "Đại lý Hải quan"
FIRST_NUMBER = "Số tờ khai đầu tiên"
OFFICE = "Tên cơ quan Hải quan tiếp nhận tờ khai"
OFFICES = (
    OFFICE,
    "Tên cơ quan Hải quan tiếp nhập tờ khai",  # a third party's misspelling
    "Cơ quan Hải quan tiếp nhận tờ khai",
    "Cơ quan Hải quan tiếp nhận",
    "Tên cơ quan Hải quan",
)
BESIDES = (CHANNEL, OFFICE, REGISTERED)  # what no other form has all of
PERMITTED = ("Ngày cấp phép", "Ngày cấp phép xuất nhập", "Ngày thông quan")
STATUS, CANCELLED_ON = ("Trạng thái TK", "Trạng thái tờ khai"), ("Ngày hủy",)
MARKERS = {"<IMP>": "N", "<EXP>": "X"}
OUT = (Stage.RELEASED, Stage.CLEARED)


class Field(NamedTuple):
    """One fact: its labels, and the cells it has on the real import and export form."""

    name: str
    labels: tuple[str, ...]
    cells: dict[str, str]
    meaning: Callable[[Cell], Any] | None = None  # by default the usual one of this fact


class Party(NamedTuple):
    """Where one form names the taxpayer: the section, and the cells of code and name."""

    section: str
    code: str
    name: str


FIELDS = (
    Field("channel", (CHANNEL,), {"N": "I6", "X": "F6"}),
    Field("type_code", ("Mã loại hình",), {"N": "P6", "X": "L6"}),
    Field("team_code", ("Mã bộ phận xử lý tờ khai",), {"N": "AE7", "X": "Y7"}),
    Field("registered_at", (REGISTERED,), {"N": "G8", "X": "F8"}),
    Field("amended_at", ("Ngày thay đổi đăng ký",), {"N": "R8", "X": "Y8"}),
    Field("agent_code", (AGENT,), {"N": "G29", "X": "F37"}, agent_code_of),
)
OFFICE_FIELD = Field("office_name", OFFICES, {"N": "L7", "X": "J7"})
PERMIT_FIELD = Field("permitted_at", PERMITTED, {"N": "N122", "X": "I72"}, moment_of)
APPROVAL_FIELD = Field("approved_at", ("Ngày phê duyệt BP",), {"N": "N125"}, moment_of)
OWNERS = {
    "N": Party("Người nhập khẩu", "H10", "H11"),
    "X": Party("Người xuất khẩu", "F13", "F14"),
}


class Form(Protocol):
    """What a print was printed to."""

    def labelled(self, *labels: str) -> Iterator[Value]:
        """Values of these labels, empty ones left out."""

    def inside(self, section: str, label: str) -> Iterator[Value]:
        """Values of `label` in the section of that name."""


def party_codes(form: Form, section: str) -> Iterator[Value]:
    """What may be the code of the party that has this section."""
    return chain(form.inside(section, "Mã"), form.inside(section, "Mã số thuế"))


def party_names(form: Form, section: str) -> Iterator[Value]:
    """What may be its name, which short forms have beside the section's own."""
    inside = (form.inside(section, label) for label in ("Tên", "Tên doanh nghiệp"))
    return chain(*inside, form.labelled(section))


def cancelled(form: Form) -> str | None:
    """The rule that finds a declaration cancelled where the title does not say so: pages of
    portals have the same title for all."""
    told = (value.rule for value in form.labelled(*STATUS) if void_in(value.cell))
    days = (value.rule for value in form.labelled(*CANCELLED_ON) if moment_of(value.cell))
    return next(chain(told, days), None)


def add_direction(facts: Facts, marker: Value | None, title: Value | None) -> None:
    """Marker and title of a re-creation may disagree: then the number decides, because the owner
    follows from this."""
    marked = str(marker.cell) if marker else None
    titled = direction_of(str(title.cell)) if title else None
    if marker and titled in (None, marked):
        facts.add("direction", marked, marker.rule)
    elif title and titled and not marker:
        facts.add("direction", titled, title.rule)
    facts.add_direction_of_number()
