"""A made-up declaration of a made-up company, for the demo and for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

COMPANY = "CôNG TY TNHH THử NGHIệM SAO MAI"  # ECUS puts only ASCII in capitals
TAX_CODE = "0000000001"
PARTNER = "EXAMPLE TRADING CO., LTD"


@dataclass(frozen=True)
class SampleDeclaration:
    """What a synthetic export says. `status` is ECUS's: N draft, E temporary, P routed, T cleared,
    H cancelled; prints show it by their title. Times have Viet Nam's wall clock."""

    number: str
    registered_at: datetime | None
    status: str = "T"
    channel: int | None = 1
    cleared_at: datetime | None = None
    type_code: str = "A11"
    office_code: str = "28NJ"
    office_name: str = "CCHQHANAM"
    team_code: str = "01"
    tax_code: str = TAX_CODE
    company: str = COMPANY
    first_number: str | None = None
    amended_at: datetime | None = None

    @property
    def direction(self) -> str:
        return "X" if self.number.startswith("3") else "N"
