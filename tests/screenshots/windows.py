"""Every window in the states a person meets it in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.base.sentences import say
from rating_client.delivery.state import Link
from rating_client.desktop.asking import Asking
from rating_client.desktop.card.facts import CardFacts, DigestFacts
from rating_client.desktop.card.window import CardManner, CardWindow
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.first_run.window import FirstRunWindow
from rating_client.desktop.form.suggestion import Suggestion
from rating_client.desktop.form.window import RatingWindow
from rating_client.desktop.giving.facts_for import card_facts
from rating_client.desktop.look.theme import Theme
from rating_client.desktop.main.by_hand import ByHand
from rating_client.desktop.main.pages import Counts, Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.quitting import Quitting
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.status.delivery_words import ALL_QUIET
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.translation import speak
from rating_client.desktop.words import grouped, level_line, level_name
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.enrolment.file import read_offer
from rating_client.prompts.inbox import InboxFilter
from tests.screenshots.by_hand import carried_by_hand, recovery_code
from tests.screenshots.house import help_and_diagnostics, reached, settings, tray
from tests.screenshots.on_paper import on_paper
from tests.support.withdrawing import withdraw_question
from tests.support.workday import HAI_PHONG_2, SAO_MAI, Workday, busy_day

Picture = tuple[str, QWidget]
NUMBER = f"{SAO_MAI}/10000000011"
OFFLINE = replace(ALL_QUIET, link=Link.OFFLINE, waiting=3, next_try=1795233150.0)


def take_pictures(folder: Path, language: str, theme: str, scale: float) -> None:
    """Write `NAME-LANGUAGE-THEME[-SCALE].png` for every window."""
    application = QApplication([])
    speak(language, application)
    Theme(application, theme)
    suffix = f"{language}-{theme}" + (f"-{round(scale * 100)}" if scale != 1 else "")
    with tempfile.TemporaryDirectory() as place:
        day = Workday(Path(place))
        busy_day(day)
        every = (
            _cards,
            _forms,
            _main,
            help_and_diagnostics,
            tray,
            _small,
            _first_run,
            recovery_code,
        )
        last = (
            _batch,
            carried_by_hand,
            settings,
            on_paper,
        )  # these leave drafts, files, half a year
        for screens in (*every, *last) if scale == 1 else (_cards, _forms, _batch):
            for name, widget in screens(day):
                for _ in range(4):  # layouts settle over several turns
                    application.processEvents()
                widget.grab().save(str(folder / f"{name}-{suffix}.png"))
        day.close()


def _cards(day: Workday) -> Iterator[Picture]:
    facts = _card_facts(day)
    card = CardWindow(day.clock, CardManner(guard_milliseconds=0))
    card.show_one(facts[0])
    yield "card", card
    card._level_chosen(4)
    yield "card-review", card
    kept = QApplication.translate("SavedWords", "Đã lưu. Tự động gửi sau 10 giây.")
    card.show_saved(kept, f"{grouped(facts[0].number)} · {level_line(4, level_name(4))}")
    yield "card-saved", card
    card.dismiss()
    card.show_one(facts[0])
    card._ask_until_when()
    yield "card-later", card
    card.dismiss()
    card.set_offline(True)
    card.show_batch(facts)
    yield "card-batch", card
    card.dismiss()
    card.show_digest(
        DigestFacts(
            keys=tuple(each.key for each in facts),
            rated_today=19,
            registered_today=26,
            time="16:30",
            offices=((facts[0].office_line, 5), (facts[-1].office_line, 2)),
        )
    )
    yield "card-digest", card
    card.dismiss()


def _card_facts(day: Workday) -> list[CardFacts]:
    rows = day.profile.prompts.prompts(
        [NUMBER, f"{SAO_MAI}/30000000015", "0300000001/10000000018", "0300000001/30000000021"]
    )
    return card_facts(rows, day.profile)


def _forms(day: Workday) -> Iterator[Picture]:
    asking = Asking(day.profile, DraftWorker(day.profile), Senses())
    asking.open_form(NUMBER)
    form = asking.forms.window
    QTest.qWaitForWindowActive(form)
    yield "form-empty", form
    _press(form, Qt.Key.Key_4)
    form.saved("10:43:07")
    yield "form-same-level", form
    _press(form, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    _type("Nguyen Van Mau")
    _press(form, Qt.Key.Key_Return)
    _press(form, Qt.Key.Key_2)
    _press(form, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    _press(form, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    _type("08:10 - 15:20")
    form.saved("10:44:31")
    yield "form-officer", form
    form.edit.contact.name.setText("Người liên hệ Mẫu")
    form.record()
    yield "form-missing", form
    form.edit.contact.phone.setText("0900 000 000")
    form.record()
    form.saved("10:45:02")
    yield "form-review", form
    form.close()


def _batch(day: Workday) -> Iterator[Picture]:
    """Twelve of the day's declarations at two offices, of three owners."""
    asking = Asking(day.profile, DraftWorker(day.profile), Senses())
    rows = day.profile.inbox.page(InboxFilter(), 50)
    two = [row.key for row in rows if row.office != HAI_PHONG_2 and row.key != NUMBER]
    asking.open_batch([NUMBER, *two][:12])
    batch = asking.batch.window
    QTest.qWaitForWindowActive(batch)
    yield "batch-empty", batch
    batch.table.all.strip.cells[3].click()
    shown = batch.table.rows
    shown[1].strip.cells[4].click()
    shown[2].strip.cells[1].click()
    batch.saved("10:43:07")
    yield "batch", batch
    batch.record()
    yield "batch-review", batch
    batch.close()


def _main(day: Workday) -> Iterator[Picture]:
    window = MainWindow(day.profile)
    window.show()
    window.show_counts(Counts(14, 1, 1))
    window.show_delivery(OFFLINE)
    for row in (1, 2, 3, 4):
        window.inbox.view.tick(window.inbox.model.index(row, 0))
    yield "main-inbox", window
    window.show_conditions([say("exports.folder-missing", path=r"D:\ECUS\XML_EXPORT")])
    window.show_page(Page.SENT)
    model = window.sent.model
    receipted = next(n for n, row in enumerate(model._pages.rows) if row.received_at)
    window.sent.view.choose(model.index(receipted, 0))
    yield "main-sent", window
    window.show_conditions([])
    window.show_page(Page.ATTENTION)
    yield "main-attention", window
    question = withdraw_question(day)
    yield "withdraw-question", question
    question.close()
    window.show_page(Page.INBOX)
    window.inbox.office_line.ask_about("CCHQ CK CANG MAU")
    window.inbox.office_line.field.setText("dinh vu")
    yield "main-office-line", window
    window.show_page(Page.RECEIVERS)
    yield "main-receivers", window
    window.close()


def _first_run(day: Workday) -> Iterator[Picture]:
    now = day.clock.now()
    window = FirstRunWindow(day.profile.enrolments, day.clock)
    window.show()
    window.show_looks(
        [
            FolderLook(r"D:\ECUS\XML_EXPORT", Verdict.READABLE, 37, now - 660, ("ecus-xml-1.0",)),
            FolderLook(
                r"\\MAYCHU\ToKhai\Xuat", Verdict.READABLE, 412, now - 90_000, ("excel-print",)
            ),
            FolderLook(r"C:\ECUS5VNACCS\Backup", Verdict.UNSUITABLE, 9, now - 9_000),
        ]
    )
    yield "first-run-folder", window
    window._go(type(window.step).RECEIVER)
    window.panel.show_offer(read_offer(day.issuer.enrolment_file(offices=["03EE", "03CC"])))
    yield "first-run-receiver", window
    window.panel.start_over()
    window.show_connection(reached())
    yield "first-run-connection", window
    window._go(type(window.step).FOUND)
    window.show_found(37, 12)
    yield "first-run-found", window
    window.close()


def _small(day: Workday) -> Iterator[Picture]:
    offices = day.profile.directory.search("đình vũ", None, limit=8)
    by_hand = ByHand(lambda _typed: [Suggestion(o.name_at(None), o.code, o.code) for o in offices])
    by_hand.start()
    by_hand.number.setText("100 000 000 990")
    by_hand.office.added.emit(Suggestion(offices[0].name_at(None), "", offices[0].code))
    yield "by-hand", by_hand
    by_hand.close()
    quitting = Quitting()
    quitting.ask(3)
    question = quitting.question
    assert question is not None
    yield "quit-question", question
    question.close()
    trouble = StartTrouble(say("base.key-store-locked"))
    trouble.show()
    yield "start-trouble", trouble
    trouble.close()


def _press(
    form: RatingWindow,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(QApplication.focusWidget() or form, key, held)


def _type(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)
