"""A broker's working day in a real ledger: declarations of made-up companies, ratings on the way.

Everything goes in through the doors the program itself uses.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rating_client.base.clock import VIETNAM, Clock, seconds_of
from rating_client.base.paths import ProfilePaths
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.outbox.dispatch import Attempt, Dispatch, ReceiptFacts
from rating_client.outbox.entry import Entry, Hold, Reason
from rating_client.outbox.envelope import seal
from rating_client.profile import Profile
from rating_client.prompts.prompt import Origin
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Rating, Subject
from tests.support.claims import claim_one
from tests.support.clock import FakeClock
from tests.support.enrolling import enrol
from tests.support.intake import Customs
from tests.support.ledgers import TEST_KEY
from tests.support.submissions import content
from tests.support.vaults import MemoryVault

COMPANIES = {
    "0200000000": "CÔNG TY TNHH THỬ NGHIỆM SAO MAI",
    "0300000001": "CÔNG TY CỔ PHẦN THỬ NGHIỆM SAO HÔM",
    "0100000002-001": "CHI NHÁNH CÔNG TY TNHH MỘT THÀNH VIÊN MẪU THÍ NGHIỆM",
}
SAO_MAI, SAO_HOM, THI_NGHIEM = COMPANIES
DINH_VU, HAI_PHONG_1, HAI_PHONG_2 = "03EE", "03CC", "03CE"


class Workday:
    """The profile of one working day. Time stands still unless a test moves it."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.paths = ProfilePaths.inside(folder / "profile")
        self.profile = Profile.open(self.paths, vault=MemoryVault(TEST_KEY), clock=self.clock)
        self.issuer = Customs()
        self.dispatch = Dispatch(self.profile.ledger)

    def close(self) -> None:
        self.profile.close()

    def registered(
        self,
        number: str,
        *,
        at: str = "2026-11-21T10:40:00+07:00",
        owner: str = SAO_MAI,
        office: str = DINH_VU,
        channel: int = 2,
        type_code: str = "A11",
        origin: Origin = Origin.LIVE,
        stage: Stage = Stage.REGISTERED,
    ) -> str:
        """An export says that this declaration is registered. Its key."""
        declaration = Declaration(
            number=number,
            direction="N" if number.startswith("1") else "X",
            stage=stage,
            type_code=type_code,
            office_code=office,
            registered_at=datetime.fromisoformat(at),
            channel=channel,
            owner_tax_code=owner,
            owner_name=COMPANIES[owner],
        )
        self.profile.prompts.note(declaration, self.clock.now(), origin)
        return declaration.key

    def enrolled(self) -> None:
        enrol(self.profile, self.issuer.enrolment_file())

    def rated(self, key: str, levels: str, *, at: str, hold: Hold | None = None) -> Entry:
        """A rating of this declaration is queued; the first digit is the office's level."""
        now = seconds_of(at)
        self.profile.prompts.answer(key, now)
        statement = self.profile.enrolments.statement(self.issuer.id)
        device = self.profile.enrolments.devices.current(now)
        frozen = self.frozen(key, levels)
        return self.profile.outbox.put(
            frozen,
            declaration_key=key,
            now=now,
            envelope=seal(frozen, statement, device),
            hold=hold,
        )

    def frozen(self, key: str, levels: str) -> dict[str, Any]:
        declaration = self.profile.prompts.declaration(key)
        assert declaration is not None
        names = ("Hải quan cửa khẩu cảng Đình Vũ", "Kiểm tra hồ sơ", "Nguyễn Văn Mẫu")
        kinds = ("office", "stage", "officer")
        frozen = content(key, office=declaration.office_code or DINH_VU)
        frozen["declaration"] |= {
            "number": declaration.number,
            "type_code": declaration.type_code,
            "office_name": names[0],
            "channel": declaration.channel,
        }
        frozen["owner"]["name"] = declaration.owner_name
        frozen["subjects"] = [
            {
                "kind": kinds[i],
                "name": names[i],
                "level": int(level),
                "reasons": [_complaint(kinds[i])] if int(level) <= 2 else [],
                **({"comment": "Hẹn trả kết quả ba lần."} if int(level) <= 2 else {}),
            }
            for i, level in enumerate(levels)
        ]
        if any(int(level) <= 2 for level in levels):
            frozen["contact"] = {"name": "Nguyễn Thị Mẫu", "phone": "0900000000"}
        return frozen

    def receipted(self, entry: Entry, *, at: str) -> None:
        """It went out, and the receiver's real signature came back."""
        claimed = self._claimed(entry, seconds_of(at))
        device = self.profile.enrolments.devices.current(0)
        token = self.issuer.receipt(
            claimed.envelope.decode(), submission=entry.id, device=device.kid, received_at=at
        )
        facts = ReceiptFacts(token, seconds_of(at), "epoch-1", self.issuer.sequence)
        assert self.dispatch.receipted(entry.id, facts)

    def unconfirmed(self, entry: Entry, *, at: str) -> None:
        """The reply was lost: it may have arrived."""
        now = seconds_of(at)
        claimed = self._claimed(entry, now)
        reason = Reason("delivery.reply-lost", {"host": "nhan-phieu.example", "time": "10:52:30"})
        self.dispatch.later(claimed, not_before=now + 600, reason=reason, may_have_arrived=True)

    def refused(self, entry: Entry, *, at: str, words: str) -> None:
        """The receiver refused it, in so many words."""
        claimed = self._claimed(entry, seconds_of(at))
        self.dispatch.needs_attention(
            claimed, Reason("delivery.not-accepted", {"words": words}, words)
        )

    def _claimed(self, entry: Entry, now: float) -> Attempt:
        claimed = claim_one(self.dispatch, self.issuer.id, now, 60)
        assert claimed is not None
        assert claimed.id == entry.id
        return claimed


def _complaint(kind: str) -> str:
    """The form's first reason for a dissatisfied word about this kind of subject."""
    return next(r.code for r in built_in_form().reasons if r.kind == kind and 2 in r.levels)


def busy_day(day: Workday) -> None:
    """What the pictures of the windows show: a morning's declarations, a week's ratings."""
    today = (
        ("100000000110", "10:42", SAO_MAI, DINH_VU, 2, "A11"),
        ("300000000150", "10:40", SAO_MAI, DINH_VU, 1, "B11"),
        ("100000000180", "10:38", SAO_HOM, DINH_VU, 1, "E21"),
        ("300000000210", "10:31", SAO_HOM, HAI_PHONG_1, 1, "E62"),
        ("100000000230", "09:55", THI_NGHIEM, HAI_PHONG_1, 3, "A12"),
        ("100000000260", "09:12", SAO_MAI, DINH_VU, 2, "A11"),
        ("100000000290", "08:47", SAO_MAI, HAI_PHONG_2, 1, "A41"),
        ("300000000310", "08:20", THI_NGHIEM, DINH_VU, 1, "B11"),
        ("100000000340", "08:05", SAO_HOM, HAI_PHONG_1, 2, "E31"),
    )
    yesterday = (
        ("100000000370", "16:51", SAO_MAI, DINH_VU, 1, "A11"),
        ("100000000390", "15:22", SAO_MAI, HAI_PHONG_2, 2, "C11"),
        ("300000000410", "14:08", SAO_HOM, DINH_VU, 1, "E62"),
        ("100000000420", "11:30", THI_NGHIEM, HAI_PHONG_2, 3, "A12"),
        ("100000000430", "09:02", SAO_MAI, HAI_PHONG_1, 2, "A11"),
    )
    for date, rows in (("2026-11-21", today), ("2026-11-20", yesterday)):
        for number, time, owner, office, channel, type_code in rows:
            at = f"{date}T{time}:00+07:00"
            day.registered(
                number, at=at, owner=owner, office=office, channel=channel, type_code=type_code
            )
    later = seconds_of("2026-11-21T15:30:00+07:00")
    day.profile.prompts.snooze([f"{SAO_MAI}/10000000026"], later)
    day.profile.prompts.snooze([f"{SAO_HOM}/10000000034"], None, on_cleared=True)
    day.profile.prompts.snooze([f"{SAO_MAI}/10000000039"], later)
    begun = Rating(subjects=(Subject("office", "Hải quan cửa khẩu cảng Đình Vũ", DINH_VU),))
    drafted = seconds_of("2026-11-21T10:31:00+07:00")
    day.profile.drafts.save(f"{THI_NGHIEM}/10000000023", begun, built_in_form(), drafted)
    day.enrolled()
    _ratings_of_the_week(day)


def _ratings_of_the_week(day: Workday) -> None:
    begin = datetime(2026, 11, 18, 9, 0, tzinfo=VIETNAM)
    given = ("1", "54", "4", "5", "332", "32", "4", "45", "4", "4")
    for i, levels in enumerate(given):
        at = begin + timedelta(hours=6 * i)
        key = day.registered(
            f"1000000005{i}0",
            at=at.isoformat(),
            owner=(SAO_MAI, SAO_HOM, THI_NGHIEM)[i % 3],
            channel=i % 3 + 1,
        )
        saved, answered = at + timedelta(minutes=4), at + timedelta(minutes=5)
        held = levels == "32"
        hold = Hold.until_released(saved.timestamp()) if held else None
        entry = day.rated(key, levels, at=saved.isoformat(), hold=hold)
        if held:
            continue
        if i == 8:
            day.unconfirmed(entry, at=answered.isoformat())
        elif i == 7:
            day.refused(entry, at=answered.isoformat(), words="Số tờ khai không thuộc đơn vị này.")
        elif i < 8:
            day.receipted(entry, at=answered.isoformat())
