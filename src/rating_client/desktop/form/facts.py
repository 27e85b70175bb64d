"""What the form is told about a declaration: words ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from rating_client.ratings.rating import Role


@dataclass(frozen=True, kw_only=True)
class FormFacts:
    """Empty text stands for what nobody said; the form then says so."""

    key: str
    number: str  # 12 digits
    channel: int | None
    type_line: str  # "A11 · Nhập kinh doanh tiêu dùng"
    office_name: str  # "Hải quan cửa khẩu cảng Đình Vũ"
    office_code: str | None
    office_kind: str  # "Hải quan cửa khẩu"
    team_line: str  # beside "Đội" in the header
    team_name: str | None = None  # a team that can be rated
    team_code: str | None = None
    registered_line: str  # "10:42 · 21/11/2026"
    released: bool  # released or cleared already: there is nothing to wait for
    owner_name: str
    owner_tax_code: str
    owner_letters: str
    owner_colour: int
    by_hand: bool = False  # no export told of it: a person typed it, or another program gave it
    role: Role | None = None  # who rated for this owner last time
    officers_listed: bool = False  # the directory names officers to suggest
    notice: str = ""  # such as "Bản thay thế cho phiếu gửi lúc 15:42"

    @property
    def office_line(self) -> str:
        return f"{self.office_name} ({self.office_code})" if self.office_code else self.office_name

    @property
    def office_caption(self) -> str:
        return " · ".join(part for part in (self.office_kind, self.office_code or "") if part)
