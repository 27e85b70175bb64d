"""Which form goes on paper: one that was given, or one to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from rating_client.declarations.declaration import Declaration
from rating_client.desktop.paper.rating_form import RatingFormPaper
from rating_client.desktop.times import time_and_day
from rating_client.desktop.words import channel_name, grouped
from rating_client.directory.directory import Directory
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating, from_json

translate = QCoreApplication.translate


def paper_to_fill(
    d: Declaration, directory: Directory, form: Form, draft: Rating | None
) -> RatingFormPaper:
    """The form of a declaration: blank, or with what a draft has already."""
    owner = " · ".join(part for part in (d.owner_name, d.owner_tax_code) if part)
    office = directory.read(d.office_code, d.office_name, d.registered_at)
    facts = _facts(d.number, owner, office.name, office.code, d.registered_at, d.channel)
    return RatingFormPaper(d.number, facts, d.channel, form, draft, office.name)


def paper_of_sent(content: Mapping[str, Any], form: Form) -> RatingFormPaper:
    """The form as it was given; `content` is what the ledger keeps of it."""
    declared, owner = content["declaration"], content.get("owner", {})
    registered = declared.get("registered_at")
    name = " · ".join(owner[part] for part in ("name", "tax_code") if owner.get(part))
    office, channel = declared.get("office_name", ""), declared.get("channel")
    at = datetime.fromisoformat(registered) if registered else None
    facts = _facts(declared["number"], name, office, declared.get("office_code"), at, channel)
    return RatingFormPaper(declared["number"], facts, channel, form, from_json(content), office)


def _facts(
    number: str,
    owner: str,
    office: str,
    code: str | None,
    registered: datetime | None,
    channel: int | None,
) -> list[tuple[str, str]]:
    facts = [
        (
            translate("RatingFormPaper", "Số tờ khai"),
            f"{grouped(number)} · {channel_name(channel)}",
        ),
        (translate("RatingFormPaper", "Doanh nghiệp"), owner),
        (
            translate("RatingFormPaper", "Hải quan tiếp nhận"),
            f"{office} ({code})" if code and office != code else office,
        ),
        (
            translate("RatingFormPaper", "Đăng ký lúc"),
            time_and_day(registered) if registered else "",
        ),
    ]
    return [(name, value) for name, value in facts if value]
