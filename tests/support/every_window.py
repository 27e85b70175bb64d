"""Every window of the program in each state a person meets it in, over one busy day."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QWidget

from rating_client.base.sentences import say
from rating_client.desktop.asking import Asking
from rating_client.desktop.card.window import CardManner, CardWindow
from rating_client.desktop.carrying.window import CarryingWindow
from rating_client.desktop.carrying.words import Told
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.first_run.window import FirstRunWindow
from rating_client.desktop.form.suggestion import Suggestion
from rating_client.desktop.giving.facts_for import card_facts, digest_facts
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.help.window import HelpWindow
from rating_client.desktop.main.by_hand import ByHand
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.quitting import Quitting
from rating_client.desktop.recovery.recovering import Recovering
from rating_client.desktop.recovery.window import RecoveryWindow
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.doctor.findings import What, trouble, well
from rating_client.prompts.inbox import InboxFilter
from rating_client.prompts.policy import Card
from tests.support.paper_windows import paper_windows, show_statistics
from tests.support.vaults import LockedVault
from tests.support.withdrawing import withdraw_question
from tests.support.workday import Workday

State = tuple[str, QWidget]


def every_window(day: Workday) -> Iterator[State]:
    """Each state by name; the window is shown, and closed before the next kind."""
    for states in (_cards, _forms, _batch, _main, _paper, _small, _by_hand, _first_run):
        window: QWidget | None = None
        for name, window in states(day):
            yield name, window
        if window is not None:
            window.close()


def _cards(day: Workday) -> Iterator[State]:
    card = CardWindow(day.clock, CardManner(guard_milliseconds=0))
    prompts = day.profile.prompts.prompts(day.profile.inbox.keys(InboxFilter())[:4])
    facts = card_facts(prompts, day.profile)
    card.show_one(facts[0])
    yield "card", card
    card._level_chosen(4)
    yield "card, review", card
    card._ask()
    card._ask_until_when()
    yield "card, until when", card
    card.show_saved("Đã lưu.", "100 000 000 110 · 4 Hài lòng")
    yield "card, saved", card
    card.dismiss()
    card.set_offline(True)
    card.show_batch(facts, offers_digest=True)
    yield "card, several, offline", card
    card.show_batch(facts, more=3_000)
    yield "card, a flood", card
    keys = tuple(prompt.key for prompt in prompts)
    card.show_digest(digest_facts(Card("digest", keys, prompts=tuple(prompts)), day.profile))
    yield "card, end of the day", card


def _forms(day: Workday) -> Iterator[State]:
    asking = Asking(day.profile, DraftWorker(day.profile), Senses(lambda: False))
    [key, *_] = day.profile.inbox.keys(InboxFilter())
    asking.open_form(key)
    form = asking.forms.window
    yield "form", form
    matrix = form.edit.matrix
    matrix.all.strip.cells[1].click()
    yield "form, level 2 for all", form
    matrix.officers_adder.field.added.emit(Suggestion("Nguyễn Văn Mẫu"))
    matrix.rows[-1].strip.cells[0].click()
    form.record()
    yield "form, something missing", form
    matrix.all.strip.cells[3].click()
    matrix.rows[-1].strip.cells[4].click()
    form.record()
    yield "form, review", form
    form._show_preview()
    yield "form, exact preview", form


def _batch(day: Workday) -> Iterator[State]:
    asking = Asking(day.profile, DraftWorker(day.profile), Senses(lambda: False))
    asking.open_batch(day.profile.inbox.keys(InboxFilter()))
    batch = asking.batch.window
    yield "batch", batch
    batch.table.all.strip.cells[3].click()
    batch.table.rows[0].strip.cells[1].click()
    batch.table.rows[1].strip.cells[4].click()
    batch.table.rows[2].out.click()
    yield "batch, exceptions", batch
    batch.record()
    yield "batch, review", batch


def _main(day: Workday) -> Iterator[State]:
    window = MainWindow(day.profile)
    window.show()
    window.inbox.office_line.ask_about("CCHQ MAU LA")
    yield "main, an office nobody knows", window
    window.inbox.office_line.field.added.emit(Suggestion("Hải quan mẫu", "", "03EE"))
    yield "main, the office is learnt", window
    window.inbox.office_line.close_button.click()
    for row in (1, 2):
        window.inbox.view.tick(window.inbox.model.index(row, 0))
    yield "main, to rate", window
    window.show_page(Page.SENT)
    window.sent.view.choose(window.sent.model.index(0, 0))
    yield "main, sent", window
    window.show_conditions([say("base.disk-full")])
    window.show_page(Page.ATTENTION)
    yield "main, to attend to", window
    show_statistics(window, day)
    yield "main, statistics", window
    window.statistics.tables.click()
    yield "main, statistics as tables", window
    window.show_page(Page.RECEIVERS)
    yield "main, receivers", window
    window.show_page(Page.SETTINGS)
    for _ in range(3):  # rows in groups in a page: layouts settle over several turns
        QApplication.processEvents()
    yield "main, settings", window
    window.settings.search.setText("khong co gi")
    yield "main, no such setting", window
    window.show_page(Page.HELP)
    window.diagnostics.show_over(
        [well(What.DISK, "disk", n=54_700), trouble(What.FOLDER, say("doctor.no-folder"))]
    )
    yield "main, help and diagnostics", window


def _paper(day: Workday) -> Iterator[State]:
    for name, window in paper_windows(day):
        if name != "statistics":  # its charts have the colours of print, in any theme
            yield f"paper, {name}", window


def _small(day: Workday) -> Iterator[State]:
    by_hand = ByHand(lambda _typed: ())
    by_hand.start()
    yield "by hand", by_hand
    by_hand.close()
    quitting = Quitting()
    quitting.ask(3)
    question = quitting.question
    assert question is not None
    yield "quit question", question
    question.close()
    yield "withdraw question", (withdraw := withdraw_question(day))
    withdraw.close()
    help_window = HelpWindow()
    help_window.open_at(GuidePage.TROUBLE)
    yield "help", help_window
    help_window.close()
    trouble = StartTrouble(say("base.key-store-locked"))
    trouble.show()
    yield "start trouble", trouble


def _by_hand(day: Workday) -> Iterator[State]:
    window = CarryingWindow()
    window.offer_export(3, 1)
    yield "carrying out", window
    window.show_work("Đang xuất phiếu…")
    yield "carrying", window
    window.show_told(Told("Đã xuất 3 phiếu", ["du-lieu.rating-bundle: 3 phiếu"], "Nhập tệp."))
    yield "carried", window
    window.close()
    code = RecoveryWindow("H7KD-2QWM-XT9C-PLAF-36VR-NYE8-UJ4B", day.clock.now())
    code.show()
    yield "recovery code", code
    code.close()
    trouble = StartTrouble(say("base.key-gone"), Recovering(day.paths, LockedVault()))
    trouble.show()
    yield "start trouble, code", trouble


def _first_run(day: Workday) -> Iterator[State]:
    window = FirstRunWindow(day.profile.enrolments, day.clock)
    window.show()
    window.show_looks([FolderLook("/exports", Verdict.READABLE, 37, day.clock.now() - 660)])
    yield "first run, folders", window
    window._go(type(window.step).RECEIVER)
    yield "first run, receiver", window
    window._go(type(window.step).FOUND)
    window.show_found(37, 12)
    yield "first run, found", window
