"""The rating form by key and click: same level for all, exceptions, low levels, review, send."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.sentences import say
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.form.footer import Page
from rating_client.desktop.form.window import FormManner
from rating_client.outbox.entry import HoldFor
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Contact, Rating, Subject
from tests.support.clock import FakeClock
from tests.support.rating_form import ALT, CTRL, OpenForm, form_facts

KEYS = {n: getattr(Qt.Key, f"Key_{n}") for n in range(1, 10)}


@pytest.fixture
def form(qtbot: QtBot, clock: FakeClock) -> OpenForm:
    return OpenForm(qtbot, clock)


def words_on(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def test_nothing_is_chosen_and_the_keyboard_is_on_the_whole_group(form: OpenForm) -> None:
    form.open()
    assert form.levels == [None] * 4
    assert form.focus is form.window.edit.matrix.all.strip
    assert form.window.windowTitle() == "Phiếu đánh giá · 100\u00a0000\u00a0000\u00a0110"


def test_the_keyboard_alone_sends_a_rating_in_three_keys(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.is_on(Page.REVIEW)
    form.key(Qt.Key.Key_Return)
    rating, hold = form.last_sent()
    assert [s.level for s in rating.subjects] == [4, 4, 4, 4]
    assert hold is None
    assert rating.contact is None


def test_an_exception_stays_when_the_level_for_all_changes(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    for _ in range(3):
        form.key(Qt.Key.Key_Down)
    form.key(Qt.Key.Key_5)
    assert form.levels == [4, 4, 5, 4]
    assert "Mức 4 cho 3 đối tượng · 1 đối tượng chọn riêng" in words_on(form.window)
    for _ in range(3):
        form.key(Qt.Key.Key_Up)
    form.key(Qt.Key.Key_3)
    assert form.levels == [3, 3, 5, 3]


def test_the_same_digit_again_clears(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_4)
    assert form.levels == [None] * 4
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.is_on(Page.EDIT)
    assert form.missing == "Còn 1 mục cần nhập: mức đánh giá"
    assert "Chọn mức cho ít nhất một đối tượng." in words_on(form.window)


def test_digits_in_a_text_field_are_text(form: OpenForm) -> None:
    form.open()
    form.window.edit.closing.suggestion.setFocus()
    form.type("12345")
    assert form.levels == [None] * 4
    assert form.window.edit.closing.text == "12345"


def test_a_level_clicked_on_the_card_is_in_the_office_row_with_its_reasons(form: OpenForm) -> None:
    form.open(office_level=2)
    assert form.levels == [2, None, None, None]
    office = form.rows[0]
    assert office.reasons is not None
    assert office.reasons.isVisible()
    assert form.window.edit.contact.isVisible()


def test_an_officer_rated_two_with_reason_comment_and_contact(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_5)
    form.key(Qt.Key.Key_O, CTRL)
    form.type("nguyen")
    assert form.window.edit.matrix.officers_adder.field.suggestions == [
        "Nguyễn Văn Thử",
        "Thêm “nguyen” (ngoài danh mục)",
    ]
    form.key(Qt.Key.Key_Return)
    assert [row.name for row in form.rows][-1] == "Nguyễn Văn Thử"
    form.key(Qt.Key.Key_2)
    form.key(Qt.Key.Key_1, ALT)
    form.key(Qt.Key.Key_M, CTRL)
    form.type("Ho so nop luc 08:10")
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.is_on(Page.EDIT)
    assert form.missing == "Còn 2 mục cần nhập: tên người liên hệ, số điện thoại"
    assert form.focus is form.window.edit.contact.name
    form.type("Nguoi lien he")
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.missing == "Còn 1 mục cần nhập: số điện thoại"
    assert form.focus is form.window.edit.contact.phone
    assert "Nhập số điện thoại liên hệ, 9–11 chữ số." in words_on(form.window)
    form.type("0900 000 000")
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.is_on(Page.REVIEW)
    shown = words_on(form.window.review)
    assert "Nguyễn Văn Thử" in shown
    assert "Chậm trễ so với thời hạn quy định" in shown
    assert "“Ho so nop luc 08:10”" in shown
    assert "Nguoi lien he · 0900 000 000" in shown
    assert "Sau khi thông quan hoặc giải phóng hàng; ngày 21/12/2026 sẽ hỏi lại" in shown
    assert "Hải quan nhận toàn bộ nội dung trên." in shown
    form.key(Qt.Key.Key_Return)
    rating, hold = form.last_sent()
    officer = rating.subjects[-1]
    assert (officer.kind, officer.level, officer.comment) == ("officer", 2, "Ho so nop luc 08:10")
    assert officer.reasons == ("cham_tre",)
    assert rating.contact == Contact(name="Nguoi lien he", phone="0900 000 000")
    assert hold is not None
    assert hold.reason is HoldFor.RELEASED


def test_the_level_for_all_never_gives_an_officer_a_low_level(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_O, CTRL)
    form.type("nguyen")
    form.key(Qt.Key.Key_Return)
    form.window.edit.matrix.all.strip.take_focus()
    form.key(Qt.Key.Key_4)
    assert form.levels[-1] == 4
    form.key(Qt.Key.Key_1)
    assert form.levels == [1, 1, 1, 1, None]
    assert "Mức 1–2 của công chức chọn riêng từng người." in words_on(form.window)


def test_a_low_level_for_all_asks_for_reasons_once(form: OpenForm) -> None:
    form.open(contact=Contact(name="Liên hệ", phone="0900000000"))
    matrix = form.window.edit.matrix
    form.key(Qt.Key.Key_2)
    assert matrix.shared.isVisible()
    assert not any(row.reasons is not None and row.reasons.isVisible() for row in form.rows)
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.missing == "Còn 1 mục cần nhập: lý do"
    assert matrix.shared.reasons_message.text.endswith("cho các đối tượng cùng mức.")
    form.key(Qt.Key.Key_2, ALT)
    form.key(Qt.Key.Key_Return, CTRL)
    form.key(Qt.Key.Key_Return)
    rating, _ = form.last_sent()
    assert [s.reasons for s in rating.subjects] == [("phien_ha",)] * 4


def test_shared_reasons_can_be_split_and_then_differ(form: OpenForm) -> None:
    form.open()
    matrix = form.window.edit.matrix
    form.key(Qt.Key.Key_2)
    matrix.shared.toggle(0)
    form.click(matrix.shared.split)
    assert not matrix.shared.isVisible()
    for row in form.rows:
        assert row.reasons is not None
        assert row.reasons.isVisible()
        assert row.reasons.ticked == ("cham_tre",)
    assert form.rows[0].reasons is not None
    form.rows[0].reasons.toggle(0)
    assert [s.reasons for s in matrix.subjects()] == [(), *[("cham_tre",)] * 3]


def test_ticks_lost_with_a_level_are_named_and_can_be_brought_back(form: OpenForm) -> None:
    form.open()
    office = form.rows[0]
    form.click_level(office, 2)
    assert office.reasons is not None
    office.reasons.toggle(0)
    office.reasons.toggle(6)  # "Lý do khác" exists for every level
    form.click_level(office, 5)
    assert list(office.reasons.ticked) == ["khac"]
    assert "Đã bỏ vì đổi mức: Chậm trễ so với thời hạn quy định" in words_on(form.window)
    form.click(office.reasons.back)
    assert office.level == 2
    assert list(office.reasons.ticked) == ["cham_tre", "khac"]


def test_ticks_lost_for_all_are_named_until_the_next_declaration(form: OpenForm) -> None:
    form.open()
    asked, others = (built_in_form().reasons_for("office", level) for level in (2, 5))
    shared = form.window.edit.matrix.shared
    shared.show()
    shared.offer_reasons(asked, required=True, limit=500)
    shared.toggle(0)
    shared.offer_reasons(others, required=True, limit=500)
    assert "Đã bỏ vì đổi mức: Chậm trễ so với thời hạn quy định" in words_on(form.window)
    assert shared.back.isHidden()
    shared.set_said((), "")
    shared.offer_reasons(others, required=True, limit=500)
    assert "Đã bỏ" not in words_on(form.window)


def test_another_reason_needs_words(form: OpenForm) -> None:
    form.open()
    office = form.rows[0]
    form.click_level(office, 4)
    form.click(office.why)
    assert office.reasons is not None
    office.reasons.toggle(5)
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.missing == "Còn 1 mục cần nhập: nội dung chi tiết"
    assert form.focus is office.reasons.details


def test_the_reasons_of_a_good_level_open_only_when_asked_for(form: OpenForm) -> None:
    form.open()
    office = form.rows[0]
    form.click_level(office, 5)
    assert office.reasons is not None
    assert not office.reasons.isVisible()
    form.key(Qt.Key.Key_1, ALT)
    assert office.reasons.isVisible()
    assert office.reasons.ticked == ("nhanh",)


def test_a_grave_charge_asks_for_facts(form: OpenForm) -> None:
    form.open(office_level=1)
    reasons = form.rows[0].reasons
    assert reasons is not None
    place = next(i for i, r in enumerate(reasons.offered) if r.code == "sach_nhieu_tieu_cuc")
    reasons.toggle(place)
    assert "Nêu việc cụ thể: thời gian, địa điểm" in words_on(form.window)


def test_when_to_send_is_asked_only_for_low_levels_and_before_release(form: OpenForm) -> None:
    form.open()
    when = form.window.edit.when
    form.key(Qt.Key.Key_3)
    assert not when.isVisible()
    form.key(Qt.Key.Key_2)
    assert when.isVisible()
    assert when.released.isChecked()
    form.open(form_facts(released=True), office_level=2)
    assert not when.isVisible()
    assert form.window.edit.contact.isVisible()


@pytest.mark.parametrize(
    ("choice", "reason", "until"),
    [
        ("at_once", None, None),
        ("week", HoldFor.WEEK, "2026-11-27"),
        ("date", HoldFor.DATE, "2026-11-28"),
    ],
)
def test_a_low_rating_travels_when_its_writer_says(
    form: OpenForm, choice: str, reason: HoldFor | None, until: str | None
) -> None:
    from rating_client.base.clock import iso

    form.open(contact=Contact(name="Liên hệ", phone="0900000000"), office_level=2)
    form.rows[0].reasons.toggle(0)  # type: ignore[union-attr]  # a low level has them open
    form.click(getattr(form.window.edit.when, choice))
    form.key(Qt.Key.Key_Return, CTRL)
    form.key(Qt.Key.Key_Return)
    _, hold = form.last_sent()
    assert (hold.reason if hold else None) is reason
    assert (iso(hold.until)[:10] if hold else None) == until


def test_a_setting_may_ask_each_time_when_to_send(qtbot: QtBot, clock: FakeClock) -> None:
    form = OpenForm(qtbot, clock, FormManner(low_levels_travel="ask"))
    form.open(contact=Contact(name="Liên hệ", phone="0900000000"), office_level=2)
    form.rows[0].reasons.toggle(0)  # type: ignore[union-attr]  # a low level has them open
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.missing == "Còn 1 mục cần nhập: thời điểm gửi"
    assert form.focus is form.window.edit.when.released


def test_escape_leads_back_from_the_review_to_the_same_cell(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_Down)
    form.key(Qt.Key.Key_Right)
    cell = form.focus
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.is_on(Page.REVIEW)
    form.key(Qt.Key.Key_Escape)
    assert form.is_on(Page.EDIT)
    assert form.focus is cell
    assert form.sent.count() == 0


def test_escape_closes_the_form_and_keeps_the_draft(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_Escape)
    assert form.closed.count() == 1
    assert not form.window.isVisible()
    assert [s.level for s in form.last_draft().subjects] == [4] * 4


def test_changes_are_kept_half_a_second_after_the_last_one(form: OpenForm, qtbot: QtBot) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_5)
    assert form.drafts.count() == 0
    assert "Đang lưu…" in words_on(form.window)
    qtbot.waitUntil(lambda: form.drafts.count() == 1, timeout=2000)
    assert form.last_draft().subjects[0].level == 5
    form.window.saved("10:43:07")
    assert "Đã lưu nháp lúc 10:43:07" in words_on(form.window)


def test_a_draft_that_cannot_be_kept_says_so_and_loses_nothing(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    trouble = say("base.disk-full")
    form.window.not_saved(trouble)
    assert trouble.title.vi in words_on(form.window.footer)
    assert form.levels == [4] * 4
    assert form.window.isVisible()


def test_a_draft_comes_back_as_it_was_left(form: OpenForm) -> None:
    draft = Rating(
        subjects=(
            Subject("office", "Hải quan cửa khẩu cảng Đình Vũ", code="03EE", level=3),
            Subject("stage", "Kiểm tra hồ sơ hải quan", code="KT_HO_SO"),
            Subject(
                "officer",
                "Công chức A",
                stage="KT_HO_SO",
                level=2,
                reasons=("cham_tre",),
                comment="Ba lần",
            ),
        ),
        suggestion="Giảm giấy tờ",
        contact=Contact(name="Liên hệ", phone="0900000000"),
        wants_answer=False,
        role="agent",
    )
    form.open(draft=draft)
    assert form.window.edit.rating() == draft


def test_a_form_is_opened_again_without_anything_of_the_last_one(form: OpenForm) -> None:
    form.open(office_level=1)
    form.window.edit.closing.suggestion.setPlainText("x")
    form.key(Qt.Key.Key_O, CTRL)
    form.type("nguyen")
    form.key(Qt.Key.Key_Return)
    form.open(form_facts(key="0000000001/10000000022", number="100000000220"))
    assert form.levels == [None] * 4
    assert form.window.edit.closing.text == ""
    assert form.window.edit.contact.contact() is None
    assert form.window.key == "0000000001/10000000022"


def test_a_digit_changes_the_only_level_of_a_rating_that_is_replaced(form: OpenForm) -> None:
    """Given on the card, which rates the office alone."""
    office = Subject("office", "Hải quan cửa khẩu cảng Đình Vũ", level=4, code="03TG")
    form.open(draft=Rating(subjects=(office,)))
    form.key(Qt.Key.Key_3)
    assert [s.level for s in form.window.edit.rating().subjects] == [3]


def test_rows_without_a_level_stay_in_the_draft_and_are_not_sent(form: OpenForm) -> None:
    form.open()
    form.click_level(form.rows[0], 5)
    form.key(Qt.Key.Key_Return, CTRL)
    form.key(Qt.Key.Key_Return)
    rating, _ = form.last_sent()
    assert [s.kind for s in rating.subjects] == ["office"]
    assert len(form.last_draft().subjects) == 4


def test_a_stage_can_be_added_and_taken_away(form: OpenForm) -> None:
    form.open()
    matrix = form.window.edit.matrix
    form.key(Qt.Key.Key_4)
    assert matrix.stages_adder.button.text() == "Chọn khâu khác (còn 11)"
    action = next(
        a for a in matrix.stages_adder.menu.actions() if a.text() == "Kiểm tra qua máy soi"
    )
    action.trigger()
    added = matrix.stages.rows[-1]
    assert (added.code, added.level) == ("SOI_CHIEU", 4)
    assert matrix.stages_adder.button.text() == "Chọn khâu khác (còn 10)"
    form.click(added.remove)
    assert len(matrix.stages.rows) == 3


def test_another_office_and_a_team_can_be_added(form: OpenForm) -> None:
    form.open()
    adder = form.window.edit.matrix.units_adder
    form.click(adder.office_button)
    assert form.focus is adder.office_field
    form.type("hai")
    form.key(Qt.Key.Key_Return)
    form.click(adder.team_button)
    form.type("Doi 1")
    form.key(Qt.Key.Key_Return)
    units = form.window.edit.matrix.units.rows
    assert [(row.kind, row.code) for row in units] == [
        ("office", "03EE"),
        ("office", "03CC"),
        ("team", None),
    ]


def test_a_known_team_has_a_row_of_its_own(form: OpenForm) -> None:
    form.open(form_facts(team_name="Đội Thủ tục", team_code="01", team_line="Đội Thủ tục"))
    assert [row.kind for row in form.rows] == ["office", "team", "stage", "stage", "stage"]


@pytest.mark.parametrize(
    ("channel", "stages"),
    [
        (1, ["DANG_KY", "THONG_QUAN"]),
        (2, ["DANG_KY", "KT_HO_SO", "THONG_QUAN"]),
        (3, ["DANG_KY", "KT_HO_SO", "KT_THUC_TE", "THONG_QUAN"]),
    ],
)
def test_the_stages_in_view_follow_the_channel(
    form: OpenForm, channel: int, stages: list[str]
) -> None:
    form.open(form_facts(channel=channel))
    assert [row.code for row in form.window.edit.matrix.stages.rows] == stages


def test_the_form_says_why_no_officer_is_suggested(form: OpenForm) -> None:
    words = "Chưa tải danh mục công chức. Vẫn gõ tên được."
    form.open(form_facts(officers_listed=False))
    assert words in words_on(form.window)
    form.open(form_facts(officers_listed=True))
    assert words not in words_on(form.window)


def test_an_officer_s_stage_is_chosen_in_the_row(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_O, CTRL)
    form.type("nguyen")
    form.key(Qt.Key.Key_Return)
    stage = form.rows[-1].stage
    assert stage is not None
    stage.setFocus()
    form.key(Qt.Key.Key_Down)
    form.key(Qt.Key.Key_Down)
    assert form.rows[-1].subject().stage == "KT_HO_SO"


def test_a_name_no_list_knows_can_be_added(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_O, CTRL)
    form.type("Tran B")
    form.key(Qt.Key.Key_Return)
    assert form.rows[-1].name == "Tran B"
    form.key(Qt.Key.Key_O, CTRL)
    form.type("nguyen")
    form.key(Qt.Key.Key_Down)
    form.key(Qt.Key.Key_Return)
    assert form.rows[-1].name == "nguyen"


def test_escape_puts_the_suggestions_away_before_it_closes_the_form(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_O, CTRL)
    form.type("nguyen")
    form.key(Qt.Key.Key_Escape)
    assert form.window.isVisible()
    assert form.window.edit.matrix.officers_adder.field.suggestions == []
    form.key(Qt.Key.Key_Escape)
    assert not form.window.isVisible()


def test_a_double_click_on_ghi_nhan_never_sends(form: OpenForm, qtbot: QtBot) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.click(form.window.footer.record_button)
    assert form.is_on(Page.REVIEW)
    send = form.window.footer.send_button
    window = form.window.windowHandle()
    at_send = send.mapTo(form.window, send.rect().center())
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at_send)
    assert form.sent.count() == 0
    qtbot.wait(max(600, QApplication.doubleClickInterval()) + 50)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at_send)
    assert form.sent.count() == 1


def test_enter_sends_once_only(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_Return, CTRL)
    form.key(Qt.Key.Key_Return)
    form.key(Qt.Key.Key_Return)
    assert form.sent.count() == 1
    form.window.not_saved(say("base.disk-full"))
    form.key(Qt.Key.Key_Return)
    assert form.sent.count() == 2


def test_the_review_may_be_skipped_for_satisfied_ratings_only(
    qtbot: QtBot, clock: FakeClock
) -> None:
    form = OpenForm(qtbot, clock, FormManner(skip_review_when_satisfied=True))
    form.open()
    form.key(Qt.Key.Key_4)
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.sent.count() == 1
    form.open(contact=Contact(name="Liên hệ", phone="0900000000"), office_level=2)
    form.rows[0].reasons.toggle(0)  # type: ignore[union-attr]  # a low level has them open
    form.key(Qt.Key.Key_Return, CTRL)
    assert form.is_on(Page.REVIEW)


def test_the_preview_lists_every_field_of_what_is_sent(form: OpenForm) -> None:
    form.open()
    form.click_level(form.rows[0], 5)
    form.click(form.window.strip.link)
    assert form.is_on(Page.PREVIEW)
    shown = words_on(form.window.preview)
    assert "Đối tượng 1, mức | 5" in shown
    assert "something_new | kept under its own name" in shown
    assert '"wants_answer": true' in shown
    form.key(Qt.Key.Key_Escape)
    assert form.is_on(Page.EDIT)


def test_the_role_of_the_writer_is_remembered_by_the_owner_of_the_window(form: OpenForm) -> None:
    form.open(form_facts(role="agent"))
    assert form.window.edit.closing.agent.isChecked()
    form.click(form.window.edit.closing.owner)
    assert form.window.edit.rating().role == "owner"


def test_an_unknown_fact_is_said_and_never_blank(form: OpenForm) -> None:
    form.open(form_facts(owner_name="", owner_tax_code="", type_line="", channel=None))
    shown = words_on(form.window.header)
    assert shown.count("Không có trong tệp") == 1  # the type
    assert "Doanh nghiệp: không có trong tệp" in shown
    assert form.window.header.channel.accessibleName() == "Chưa phân luồng"


def test_what_nobody_said_of_a_declaration_typed_by_hand_is_not_missed_in_a_file(
    form: OpenForm,
) -> None:
    unsaid = {"owner_name": "", "owner_tax_code": "", "type_line": "", "registered_line": ""}
    form.open(form_facts(by_hand=True, channel=None, **unsaid))
    shown = words_on(form.window.header)
    assert "không có trong tệp" not in shown.lower()
    assert shown.count("Chưa có thông tin") == 2  # the type, the time
    assert "Doanh nghiệp: chưa có thông tin" in shown
    assert not form.window.header.channel.isVisible()  # it may have one: nobody asked
    form.open(form_facts(by_hand=True, owner_name=""))
    assert "MST 0000000001" in words_on(form.window.header)
    form.open()
    assert form.window.header.channel.isVisible()


def test_the_number_is_copied_without_spaces(form: OpenForm) -> None:
    form.open()
    form.click(form.window.header.copy)
    assert QGuiApplication.clipboard().text() == "100000000110"


def test_the_privacy_line_is_always_in_view(form: OpenForm, qtbot: QtBot) -> None:
    form.open()
    form.window.resize(920, 1200)
    qtbot.waitUntil(lambda: form.window.edit.privacy.isVisible())
    assert not form.window.strip.isVisible()
    form.window.resize(920, 600)
    qtbot.waitUntil(lambda: form.window.strip.isVisible())
    assert not form.window.edit.privacy.isVisible()


def test_in_a_narrow_window_the_chosen_word_stands_under_the_row(form: OpenForm) -> None:
    form.open()
    form.key(Qt.Key.Key_4)
    assert not form.rows[0].word.isVisible()
    form.window.resize(720, 480)
    assert form.rows[0].word.isVisible()
    assert form.rows[0].word.text() == "Hài\u00a0lòng"


def test_everything_can_be_reached_with_tab_in_reading_order(form: OpenForm) -> None:
    form.open(office_level=2)
    form.window.edit.matrix.all.strip.take_focus()
    stops: list[QWidget] = []
    while form.focus is not None and form.focus not in stops:
        stops.append(form.focus)
        form.key(Qt.Key.Key_Tab)
        assert len(stops) < 100
    edit = form.window.edit
    assert form.rows[0].reasons is not None
    in_order: list[QWidget] = [
        edit.matrix.all.strip,
        edit.matrix.units_adder.office_button,
        form.rows[0].strip,
        form.rows[0].reasons.details,
        edit.matrix.stages_adder.button,
        *(row.strip for row in form.rows[1:]),
        edit.matrix.officers_adder.field,
        edit.closing.suggestion,
        edit.contact.name,
        edit.contact.phone,
        edit.contact.email,
        form.window.footer.close_button,
        form.window.footer.record_button,
    ]
    places = [stops.index(stop) for stop in in_order]
    assert places == sorted(places)


def test_screen_readers_hear_what_each_thing_is(form: OpenForm) -> None:
    form.open()
    strip = form.rows[0].strip
    assert strip.accessibleName() == "Mức cho Hải quan cửa khẩu cảng Đình Vũ, chưa chọn"
    assert strip.cells[3].accessibleName() == "Mức 4, Hài lòng, 4 trên 5"
    form.click_level(form.rows[0], 1)
    assert form.rows[0].reasons is not None
    chip = form.rows[0].reasons.chips[0]
    assert chip.accessibleName() == "Lý do: Chậm trễ so với thời hạn quy định"
    unnamed = [
        child
        for child in form.window.findChildren(QWidget)
        if child.isVisible()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
        and not getattr(child, "text", str)()
        and "QScroll" not in type(child).__name__
        and child.objectName() != "qt_spinbox_lineedit"
    ]
    assert unnamed == []
