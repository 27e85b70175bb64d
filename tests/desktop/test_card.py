"""The card, used as people use it: two clicks rate, a double click never sends, hovering waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM
from rating_client.base.sentences import say
from rating_client.desktop.card.asking import AskingFace
from rating_client.desktop.card.digest import DigestFace
from rating_client.desktop.card.facts import CardFacts, DigestFacts, times_of
from rating_client.desktop.card.later import LaterFace
from rating_client.desktop.card.parts import OwnerNames, shared_out
from rating_client.desktop.card.review import ReviewFace
from rating_client.desktop.card.saved import SavedFace
from rating_client.desktop.card.window import CardManner, CardWindow
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.theme import Theme
from tests.support.at_the_screen import click
from tests.support.clock import FakeClock
from tests.support.guard import wait_out_the_guard

CardMaker = Callable[..., CardWindow]
GUARD = 1_500  # milliseconds; longer than a busy machine takes from the card to the click


@pytest.fixture
def make_card(qtbot: QtBot, clock: FakeClock) -> CardMaker:
    def make(guard: int = 0, stays: float = 30) -> CardWindow:
        card = CardWindow(clock, CardManner(guard_milliseconds=guard, stays_seconds=stays))
        qtbot.addWidget(card)
        return card

    return make


def facts(
    key: str = "0200000000/10000000011",
    channel: int | None = 2,
    registered_at: datetime | None = datetime(2026, 11, 21, 10, 42, tzinfo=VIETNAM),
) -> CardFacts:
    return CardFacts(
        key=key,
        number=key[-11:] + "0",
        channel=channel,
        type_line="A11 · Nhập kinh doanh tiêu dùng",
        office_line="Hải quan cửa khẩu cảng Đình Vũ (03EE)",
        owner_letters="SM",
        owner_colour=0,
        owner_name="CÔNG TY TNHH THỬ NGHIỆM SAO MAI",
        registered_at=registered_at,
    )


def batch(n: int) -> list[CardFacts]:
    return [facts(f"0200000000/100000000{i:02d}") for i in range(n)]


def asking(card: CardWindow) -> AskingFace:
    assert isinstance(card.face, AskingFace)
    return card.face


def review(card: CardWindow) -> ReviewFace:
    assert isinstance(card.face, ReviewFace)
    return card.face


def point_at(card: CardWindow) -> None:
    middle = QPointF(50, 50)
    QApplication.sendEvent(card, QEnterEvent(middle, middle, middle))


def point_elsewhere(card: CardWindow) -> None:
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))


def words_on(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def test_two_clicks_rate_the_office(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    recorded = QSignalSpy(card.recorded)
    card.show_one(facts())
    click(asking(card).strip.cells[3])
    assert review(card).given.accessibleName() == "4 Hài\u00a0lòng"
    click(review(card).send)
    assert recorded.count() == 1
    assert recorded.at(0) == [["0200000000/10000000011"], 4]


def test_the_card_is_titled_with_the_product_s_word(make_card: CardMaker) -> None:
    card = make_card()
    card.show_one(facts())
    assert card.windowTitle() == "Phiếu đánh giá"
    assert "Phiếu đánh giá" in words_on(card)


def test_the_card_never_takes_activation_or_the_keyboard(make_card: CardMaker) -> None:
    card = make_card()
    card.show_one(facts())
    flags = card.windowFlags()
    for flag in (
        Qt.WindowType.Tool,
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
        Qt.WindowType.WindowDoesNotAcceptFocus,
    ):
        assert flags & flag == flag
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    turns: list[Callable[[], None]] = [
        lambda: None,
        lambda: card._level_chosen(4),
        card._ask_until_when,
    ]
    for turn in turns:
        turn()
        reachable = [
            child
            for child in card.findChildren(QWidget)
            if child.isVisible() and child.focusPolicy() is not Qt.FocusPolicy.NoFocus
        ]
        assert reachable == []


def test_no_level_is_chosen_suggested_or_larger(make_card: CardMaker) -> None:
    card = make_card()
    card.show_one(facts())
    cells = asking(card).strip.cells
    assert not any(cell.isChecked() for cell in cells)
    assert len({cell.size().toTuple() for cell in cells}) == 1


def test_a_click_on_level_two_opens_the_form_with_that_level(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card()
    opened, recorded = QSignalSpy(card.opened), QSignalSpy(card.recorded)
    card.show_one(facts())
    click(asking(card).strip.cells[1])
    assert opened.at(0) == ["0200000000/10000000011", 2]
    assert recorded.count() == 0
    assert not card.isVisible()


def test_the_detailed_form_opens_without_a_level(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    opened = QSignalSpy(card.opened)
    card.show_one(facts())
    click(asking(card).details)
    assert opened.at(0) == ["0200000000/10000000011", None]


def test_clicks_are_inert_just_after_the_card_appeared(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card(guard=GUARD)
    skipped = QSignalSpy(card.skipped)
    card.show_one(facts())
    click(asking(card).skip)
    click(asking(card).strip.cells[4])
    assert skipped.count() == 0
    assert isinstance(card.face, AskingFace)
    wait_out_the_guard(qtbot, GUARD)
    click(asking(card).strip.cells[4])
    assert isinstance(card.face, ReviewFace)


def test_a_double_click_on_a_level_can_never_send(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card(guard=GUARD)
    recorded = QSignalSpy(card.recorded)
    card.show_one(facts())
    strip = asking(card).strip
    wait_out_the_guard(qtbot, GUARD)
    at_strip = strip.mapToGlobal(QPoint(0, strip.height()))
    click(strip.cells[3])
    send = review(card).send
    assert send.mapToGlobal(QPoint(0, 0)).y() - at_strip.y() >= 12
    click(send)  # the second half, had the pointer been on it
    assert recorded.count() == 0


def test_the_lower_edge_of_the_card_stays_where_it_is(make_card: CardMaker) -> None:
    card = make_card()
    card.show_one(facts())
    lower_right = card.geometry().bottomRight()
    card._level_chosen(5)
    assert card.geometry().bottomRight() == lower_right
    area = card.screen().availableGeometry()
    assert area.bottom() - lower_right.y() + card._rim == 12
    assert area.right() - lower_right.x() + card._rim == 12


def test_edit_in_the_review_asks_again_with_nothing_chosen(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card()
    card.show_one(facts())
    click(asking(card).strip.cells[2])
    click(review(card).edit)
    assert asking(card).strip.level is None


def test_saved_is_said_and_can_be_taken_back(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    undone = QSignalSpy(card.undone)
    saved = "Đã lưu. Tự động gửi sau 10 giây."
    card.recorded.connect(lambda *_: card.show_saved(saved, "4 Hài lòng"))
    card.show_one(facts())
    click(asking(card).strip.cells[3])
    click(review(card).send)
    assert isinstance(card.face, SavedFace)
    assert "Đã lưu. Tự động gửi sau 10 giây." in words_on(card)
    assert "4 Hài lòng" in words_on(card)
    assert card.face.undo.text() == "Hoàn tác (10)"
    click(card.face.undo)
    assert undone.count() == 1
    assert not card.isVisible()


def test_after_the_seconds_for_undo_the_card_goes(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    with qtbot.waitSignal(card.gone, timeout=4000):
        card.show_saved("Đã lưu.", seconds=1)
    assert not card.isVisible()


def test_a_rating_that_could_not_be_kept_says_so_and_may_be_sent_again(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card()
    recorded = QSignalSpy(card.recorded)
    card.show_one(facts())
    click(asking(card).strip.cells[3])
    click(review(card).send)
    click(review(card).send)
    assert recorded.count() == 1
    trouble = say("base.disk-full")
    card.not_saved(trouble)
    assert trouble.title.vi in words_on(card)
    click(review(card).send)
    assert recorded.count() == 2


def test_several_declarations_are_one_question(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    recorded = QSignalSpy(card.recorded)
    card.show_batch(batch(12))
    assert "12 tờ khai vừa đăng ký" in words_on(card)
    assert "Thử Nghiệm Sao Mai" in words_on(card)
    click(asking(card).strip.cells[4])
    assert "12 phiếu riêng" in words_on(card)
    click(review(card).send)
    keys, level = recorded.at(0)
    assert len(keys) == 12
    assert level == 5


def test_low_levels_are_never_given_to_several_at_once(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    listed, recorded = QSignalSpy(card.list_opened), QSignalSpy(card.recorded)
    card.show_batch(batch(3))
    click(asking(card).strip.cells[0])
    assert listed.count() == 1
    assert recorded.count() == 0


def test_what_arrives_under_the_pointer_waits(make_card: CardMaker) -> None:
    card = make_card()
    card.show_batch(batch(1))
    point_at(card)
    before = card.face
    card.show_batch(batch(3))
    assert card.face is before
    assert "+2 tờ mới" in words_on(card)
    point_elsewhere(card)
    assert len(card.keys) == 3
    assert "+2 tờ mới" not in words_on(card)


def test_what_arrives_during_the_review_waits_for_its_end(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card()
    recorded = QSignalSpy(card.recorded)
    card.show_batch(batch(1))
    click(asking(card).strip.cells[3])
    card.show_batch(batch(2))
    click(review(card).send)
    assert recorded.at(0)[0] == [batch(1)[0].key]
    card.show_saved("Đã lưu.")
    assert isinstance(card.face, SavedFace)
    click(card.face.undo)
    assert isinstance(card.face, AskingFace)
    assert len(card.keys) == 2


def test_the_card_goes_by_itself_and_the_declarations_stay(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card(stays=0.15)
    skipped = QSignalSpy(card.skipped)
    with qtbot.waitSignal(card.gone, timeout=2000):
        card.show_one(facts())
    assert not card.isVisible()
    assert skipped.count() == 0


def test_the_card_stays_while_the_pointer_is_on_it(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card(stays=0.15)
    gone = QSignalSpy(card.gone)
    card.show_one(facts())
    point_at(card)
    qtbot.wait(300)
    assert gone.count() == 0
    with qtbot.waitSignal(card.gone, timeout=2000):
        point_elsewhere(card)


@pytest.mark.parametrize(
    ("place", "choice", "words"),
    [
        (0, "cleared", "Khi tờ khai thông quan"),
        (1, "15m", "15 phút nữa, 10:57"),
        (2, "1h", "1 giờ nữa, 11:42"),
        (3, "day_end", "Cuối ngày làm việc, 16:30"),
        (4, "today", "Không nhắc nữa hôm nay"),
    ],
)
def test_later_is_chosen_with_the_time_it_means(
    qtbot: QtBot, make_card: CardMaker, place: int, choice: str, words: str
) -> None:
    card = make_card()
    put_off = QSignalSpy(card.put_off)
    card.show_one(facts(channel=3))
    click(asking(card).later)
    assert isinstance(card.face, LaterFace)
    row = card.face.rows[place]
    assert row.accessibleName() == words
    click(row)
    assert put_off.at(0) == [["0200000000/10000000011"], choice]


def test_for_the_green_channel_clearance_is_not_offered_first(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card()
    card.show_one(facts(channel=1))
    click(asking(card).later)
    assert isinstance(card.face, LaterFace)
    assert card.face.rows[0].text() == "15 phút nữa"
    click(card.face.back)
    assert isinstance(card.face, AskingFace)


def test_skip_and_close_are_different_refusals(qtbot: QtBot, make_card: CardMaker) -> None:
    card = make_card()
    skipped, gone = QSignalSpy(card.skipped), QSignalSpy(card.gone)
    card.show_one(facts())
    click(asking(card).skip)
    assert (skipped.count(), gone.count()) == (1, 1)
    card.show_one(facts())
    close = next(
        b for b in card.findChildren(QAbstractButton) if "Đóng lời nhắc" in b.accessibleName()
    )
    click(close)
    assert (skipped.count(), gone.count()) == (1, 2)


def test_offline_is_said_on_the_card(make_card: CardMaker) -> None:
    card = make_card()
    card.set_offline(True)
    card.show_one(facts())
    assert "Đang ngoại tuyến" in words_on(card)
    card.set_offline(False)
    card.show_one(facts())
    assert "Đang ngoại tuyến" not in words_on(card)


def test_an_owner_s_name_can_be_kept_off_the_card(make_card: CardMaker) -> None:
    card = make_card()
    card.show_one(CardFacts(**{**facts().__dict__, "owner_name": ""}))
    assert "SAO MAI" not in words_on(card)


def test_the_digest_says_what_is_left_and_can_be_put_off_to_the_next_working_day(
    qtbot: QtBot, make_card: CardMaker
) -> None:
    card = make_card()
    put_off, skipped = QSignalSpy(card.put_off), QSignalSpy(card.skipped)
    digest = DigestFacts(
        keys=("a", "b"),
        rated_today=19,
        registered_today=21,
        time="16:30",
        offices=(("Hải quan cửa khẩu cảng Đình Vũ", 2),),
    )
    card.show_digest(digest)
    assert isinstance(card.face, DigestFace)
    assert "Cuối ngày: còn 2 tờ khai chưa đánh giá" in words_on(card)
    assert "19 / 21" in words_on(card)
    click(card.face.tomorrow)
    assert put_off.at(0) == [["a", "b"], "next_workday"]
    card.show_digest(digest)
    click(card.face.skip)
    assert skipped.at(0) == [["a", "b"]]


def test_words_from_a_file_are_never_read_as_markup(make_card: CardMaker) -> None:
    card = make_card()
    card.show_one(CardFacts(**{**facts().__dict__, "office_line": "<b>Đình Vũ</b>"}))
    for label in card.findChildren(Label):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Đình Vũ</b>" in words_on(card)


def test_a_flood_leads_to_the_list_and_offers_no_level_for_a_part(make_card: CardMaker) -> None:
    card = make_card()
    listed = QSignalSpy(card.list_opened)
    card.show_batch(batch(3), more=4_997)
    face = asking(card)
    assert "5.000 tờ khai vừa đăng ký" in words_on(card)
    assert not hasattr(face, "strip")
    assert not face.skip.isVisible()
    click(face.details)
    assert listed.at(0) == [[]]  # the whole list, not the three of them


def test_several_declarations_are_opened_with_their_keys(make_card: CardMaker) -> None:
    card = make_card()
    listed = QSignalSpy(card.list_opened)
    card.show_batch(batch(3))
    keys = card.keys
    click(asking(card).details)
    assert listed.at(0) == [keys]


def test_after_many_cards_one_offers_to_be_the_last_until_the_end_of_the_day(
    make_card: CardMaker,
) -> None:
    card = make_card()
    merged = QSignalSpy(card.merged)
    card.show_batch(batch(1), offers_digest=True)
    assert asking(card).merge.text() == "Gộp thành một lời nhắc cuối buổi"
    click(asking(card).merge)
    assert merged.count() == 1
    assert not card.isVisible()
    card.show_batch(batch(1))
    assert not hasattr(asking(card), "merge")


def test_a_digest_of_more_than_it_lists_skips_none_of_them(make_card: CardMaker) -> None:
    card = make_card()
    card.show_digest(
        DigestFacts(keys=("a", "b"), more=300, rated_today=1, registered_today=303, time="16:30")
    )
    assert isinstance(card.face, DigestFace)
    assert "Cuối ngày: còn 302 tờ khai chưa đánh giá" in words_on(card)
    assert not card.face.skip.isVisible()


@pytest.mark.parametrize("offline", [False, True])
def test_no_card_is_higher_than_its_place(
    qapp: QApplication, make_card: CardMaker, offline: bool
) -> None:
    Theme(qapp, "light")  # its type is what is measured
    card = make_card()
    card.set_offline(offline)
    everywhere = [
        replace(each, office_line=f"Hải quan cửa khẩu mẫu {i % 5}", owner_name=f"MẪU {i % 5}")
        for i, each in enumerate(batch(12))
    ]
    for asked in (batch(1), batch(12), everywhere):
        for offers_digest in (True, False):
            card.show_batch(asked, offers_digest=offers_digest)
            QApplication.processEvents()
            assert asking(card).height() <= 320


def test_a_card_names_every_office_it_has_rows_for(make_card: CardMaker) -> None:
    card = make_card()
    offices = [replace(each, office_line=f"Đơn vị {i}") for i, each in enumerate(batch(5))]
    card.show_batch(offices[:4])
    assert {f"Đơn vị {i}" for i in range(4)} <= set(words_on(card).split(" | "))
    card.show_batch(offices)
    assert {"Đơn vị 0", "Đơn vị 1", "Đơn vị 2", "2 tờ", "ở 2 đơn vị khác"} <= set(
        words_on(card).split(" | ")
    )
    card.set_offline(True)
    card.show_batch(offices)
    assert {"Đơn vị 0", "4 tờ", "ở 4 đơn vị khác"} <= set(words_on(card).split(" | "))


def test_a_long_owner_s_name_hides_no_other(make_card: CardMaker) -> None:
    names = ["CÔNG TY TNHH MẪU " + "RẤT DÀI " * 9, "CÔNG TY TNHH SAO HÔM", "CÔNG TY TNHH SAO MAI"]
    card = make_card()
    card.show_batch([replace(facts(), owner_name=name) for name in names])
    [line] = asking(card).findChildren(OwnerNames)
    assert line.text().startswith("Mẫu Rất Dài")
    assert "…" in line.text()
    assert line.text().endswith(" · Sao Hôm · Sao Mai")
    assert names[1] in line.toolTip()


def test_what_nobody_needs_more_room_for_is_shared_out() -> None:
    assert shared_out([300, 50, 60], room=200) == [90, 50, 60]
    assert shared_out([300, 200, 60], room=200) == [70, 70, 60]
    assert shared_out([10, 20], room=200) == [10, 20]


def test_a_screen_reader_hears_the_number_and_the_keys_that_lead_to_the_form(
    make_card: CardMaker,
) -> None:
    card = make_card()
    card.show_one(facts())
    assert card.announcement.endswith("vừa đăng ký.")
    card.set_manner(CardManner(hotkey="Ctrl+Alt+R"))
    assert card.announcement.endswith("vừa đăng ký. Ctrl Alt R để đánh giá.")
    card.show_batch(batch(3))
    assert card.announcement == "3 tờ khai vừa đăng ký. Ctrl Alt R để đánh giá."
    card.dismiss()
    assert card.announcement == ""


@pytest.mark.parametrize(
    ("registered", "told"),
    [
        ([(21, 10, 42)], "10:42"),
        ([(21, 10, 42), (21, 10, 31)], "10:31–10:42"),
        ([(21, 9, 0), (20, 15, 32)], "20/11–21/11"),
        ([None, (21, 10, 42)], "10:42"),
        ([None], ""),
    ],
)
def test_a_card_tells_the_hours_of_a_day_or_the_days(
    registered: list[tuple[int, int, int] | None], told: str
) -> None:
    moments = [at and datetime(2026, 11, *at, tzinfo=VIETNAM) for at in registered]
    assert times_of(tuple(facts(registered_at=at) for at in moments)) == told
