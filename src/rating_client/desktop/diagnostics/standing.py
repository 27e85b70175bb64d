"""How this computer stands, in a few lines a person can read out on the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

import rating_client
from rating_client.desktop.statistics.words import duration_words
from rating_client.desktop.times import moment_words
from rating_client.desktop.words import language
from rating_client.outbox.entry import EntryState

if TYPE_CHECKING:
    from rating_client.profile import Profile

translate = QCoreApplication.translate


class Line(NamedTuple):
    """One fact: what it is, and what it says."""

    name: str
    said: str


def standing(profile: Profile) -> list[Line]:
    """Read from the ledger in one go; nothing on the network or in a folder is asked."""
    now = profile.clock.now()
    state, outbox = profile.outlook.state(), profile.outbox
    heard = [each for each in profile.outlook.standings() if each.heard_at is not None]
    offsets = [abs(each.clock_offset) for each in heard if each.clock_offset is not None]
    refused = outbox.counts()[EntryState.NEEDS_ATTENTION]
    waiting = translate(
        "Standing", "{waiting} chờ gửi · {held} đang giữ · {refused} cần xử lý"
    ).format(waiting=state.waiting + state.unaddressed, held=state.held, refused=refused)
    swept = profile.seen.last_swept()
    later = translate("Standing", "{time} hoặc sau đó")  # it is noted four times an hour
    lines = [
        Line(translate("Standing", "Phiên bản"), rating_client.__version__),
        Line(translate("Standing", "Thư mục dữ liệu"), str(profile.paths.data)),
        Line(translate("Standing", "Quét thư mục lần cuối"), _moment(swept, now, later)),
        Line(
            translate("Standing", "Nơi nhận trả lời lần cuối"),
            _moment(max((each.heard_at or 0 for each in heard), default=None), now),
        ),
        Line(translate("Standing", "Xác nhận gần nhất"), _moment(state.last_receipt, now)),
        Line(translate("Standing", "Phiếu"), waiting),
    ]
    if offsets:
        off = translate("Standing", "lệch {n} giây so với nơi nhận").format(n=round(min(offsets)))
        lines.append(Line(translate("Standing", "Đồng hồ máy"), off))
    if (oldest := outbox.oldest_waiting()) is not None:
        lines.append(
            Line(
                translate("Standing", "Phiếu chờ lâu nhất"),
                duration_words(round(max(0, now - oldest))),
            )
        )
    lines += [
        Line(each.name.of(language()), each.fingerprint) for each in profile.enrolments.enrolments()
    ]
    return lines


def _moment(at: float | None, now: float, words: str = "{time}") -> str:
    if at is None:
        return translate("Standing", "chưa có")
    return words.format(time=moment_words(at, now))
