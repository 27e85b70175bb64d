"""Ratings as a broker would fill them in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rating_client.ratings.rating import Contact, Rating, Subject

OFFICE = Subject("office", "Hải quan cửa khẩu cảng Đình Vũ", code="03EE", level=5)
STAGE = Subject("stage", "Kiểm tra hồ sơ hải quan", code="KT_HO_SO", level=4)
OFFICER = Subject(
    "officer",
    "Công chức A",
    stage="KT_HO_SO",
    level=2,
    reasons=("cham_tre",),
    comment="Hồ sơ nộp lúc 08:10, được yêu cầu bổ sung ba lần.",
)
CONTACT = Contact(name="Người liên hệ thử nghiệm", phone="0900 000 000")


def satisfied(**changes: Any) -> Rating:
    """Nothing below 4: no reason and no contact is needed."""
    return replace(Rating(subjects=(OFFICE, STAGE)), **changes)


def dissatisfied(**changes: Any) -> Rating:
    """One officer at level 2, explained, with somebody to call."""
    facts = {"subjects": (OFFICE, STAGE, OFFICER), "contact": CONTACT, **changes}
    return replace(Rating(subjects=()), **facts)
