"""The demo's story: which declarations appear, and how the person rates each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rating_client.declarations.declaration import declaration_key
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration

Way = Literal["card", "form", "none"]


@dataclass(frozen=True)
class Act:
    """One declaration of the story: its export, and what the person does about it."""

    declaration: SampleDeclaration
    suffix: Literal[".xlsx", ".xml"]
    way: Way
    level: int = 0  # on the card

    @property
    def number(self) -> str:
        return self.declaration.number

    @property
    def key(self) -> str:
        return declaration_key(self.declaration.tax_code, self.number)

    @property
    def file(self) -> tuple[str, bytes]:
        """Name and bytes of the export."""
        made = excel_print if self.suffix == ".xlsx" else ecus_xml
        return file_name(self.declaration, self.suffix), made(self.declaration)


@dataclass(frozen=True)
class Script:
    """The acts in their order. Each of the first four stands alone, the last come together."""

    before: tuple[Act, ...]  # lie in the folder at the first start: no card
    satisfied: Act  # two clicks on the card
    complaint: Act  # the whole form: office and stages 5, an officer 2
    offline: Act  # rated while the network is away, and killed before it could leave
    unregistered: Act  # a number alone: never a card
    again: Act  # the cleared print of the first: no second card
    batch: tuple[Act, ...]  # one level for all

    @property
    def asked(self) -> tuple[Act, ...]:
        """The declarations that end with a receipt."""
        return (self.satisfied, self.complaint, self.offline, *self.batch)


def story(now: datetime) -> Script:
    """The script with times of today."""
    earlier = now - timedelta(minutes=20)
    yellow = SampleDeclaration("100000000110", earlier, "P", 2, None, "A12")
    red = SampleDeclaration("100000000120", earlier, "P", 3, None, "A12")
    green = SampleDeclaration("100000000010", earlier, "T", 1, now)
    cleared = SampleDeclaration("100000000110", earlier, "T", 2, now, "A12")
    return Script(
        before=(
            Act(SampleDeclaration("100000000180", earlier, "T", 1, now), ".xml", "none"),
            Act(SampleDeclaration("300000000190", earlier, "P", 2, None, "E62"), ".xlsx", "none"),
        ),
        satisfied=Act(yellow, ".xlsx", "card", 5),
        complaint=Act(red, ".xlsx", "form"),
        offline=Act(green, ".xml", "card", 4),
        unregistered=Act(SampleDeclaration("100000000030", None, "E", None), ".xml", "none"),
        again=Act(cleared, ".xlsx", "none"),
        batch=tuple(
            Act(SampleDeclaration(number, earlier, "T", 1, now, "E62"), ".xlsx", "card", 4)
            for number in ("300000000220", "300000000230", "300000000240")
        ),
    )
