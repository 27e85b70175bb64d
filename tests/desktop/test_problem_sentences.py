"""Every problem a person can meet: brought about in earnest, and read off the screen.

The order is that of the table of problems in the design; its numbers stand beside each.
"""

from __future__ import annotations

import signal
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import pytest
import trustme
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.app import _claimed as claimed_or_told
from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance
from rating_client.base.vault import Vault
from rating_client.demo.ecus_dump import ecus_xml_opaque
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.system.global_hotkey import GlobalHotkey
from rating_client.desktop.translation import speak
from rating_client.desktop.workers.threads import Threads
from rating_client.profile import Profile
from rating_client.windows import hotkey
from tests.support.closed_folder import closed, folder_to_close
from tests.support.customs_server import CustomsServer
from tests.support.damage import cut
from tests.support.intake import Customs, problem
from tests.support.ledgers import TEST_KEY
from tests.support.no_network import no_network
from tests.support.problems import SATISFIED, ProblemDesk, on_screen, refusing, words_of
from tests.support.scripted_receiver import PROTOCOL, Request, Say, ScriptedReceiver
from tests.support.slow_share import can_mount, slow_share
from tests.support.small_disk import fill_up, small_disk
from tests.support.tunnel_proxy import TunnelProxy
from tests.support.vaults import LockedVault, MemoryVault

Shown = Callable[[], QWidget]  # the window that says it, in the language of now
NUMBER = "100000000110"


# The folder and its files ------------------------------------------------------------------------


def a_folder_that_is_gone(desk: ProblemDesk) -> Shown:
    desk.sweep(desk.place / "gone")
    return desk.main


def a_share_nobody_serves(desk: ProblemDesk) -> Shown:
    desk.sweep(r"\\kt-02.invalid\tokhai")
    return desk.main


def a_share_that_left_an_empty_folder(desk: ProblemDesk) -> Shown:
    if not can_mount():
        pytest.skip("only a superuser may mount")
    (served := desk.place / "served").mkdir()
    (served / "ToKhaiHQ7N.xlsx").write_bytes(excel_print(SampleDeclaration(NUMBER, None, "T")))
    mounted = desk.place / "mounted"
    with slow_share(served, mounted):
        desk.sweep(mounted)
    desk.sweep(mounted)
    return desk.main


def a_folder_for_others(desk: ProblemDesk) -> Shown:
    exports = desk.with_it.enter_context(folder_to_close())
    desk.sweep(exports)
    with closed(exports):
        desk.sweep(exports)
    return desk.main


def a_file_somebody_holds(desk: ProblemDesk) -> Shown:
    """By a lease, Linux's nearest to the share modes of Windows: nobody else may open it."""
    file = desk.place / "ToKhaiHQ7N.xlsx"

    def hold() -> None:
        file.write_bytes(excel_print(SampleDeclaration(NUMBER, None, "T")))
        if sys.platform == "win32":
            desk.with_it.enter_context(closed(file))
            return
        import fcntl

        holder = desk.with_it.enter_context(file.open("rb+"))
        before = signal.signal(signal.SIGIO, signal.SIG_IGN)  # how the kernel asks for it back
        desk.with_it.callback(signal.signal, signal.SIGIO, before)
        fcntl.fcntl(holder, fcntl.F_SETLEASE, fcntl.F_WRLCK)

    desk.sweep(desk.place, hold)
    return desk.attention


def a_sealed_export(desk: ProblemDesk) -> Shown:
    desk.sweep(desk.place, (f"ECUS5_ToKhai_{NUMBER}_STT1.xml", ecus_xml_opaque()))
    return desk.attention


def half_an_export(desk: ProblemDesk) -> Shown:
    whole = excel_print(SampleDeclaration(NUMBER, None, "T"))
    desk.sweep(desk.place, ("ToKhaiHQ7N.xlsx", whole[: len(whole) // 2]))
    return desk.attention


def a_print_before_registration(desk: ProblemDesk) -> Shown:
    file = desk.place / "ToKhaiHQ7N.xlsx"
    file.write_bytes(excel_print(SampleDeclaration(NUMBER, None, "E", None)))
    desk.desktop.workers.dropped.read([str(file)])
    return desk.main


# The way to the receiver -------------------------------------------------------------------------


def no_way_out(desk: ProblemDesk) -> Shown:
    desk.enrolled(desk.with_it.enter_context(CustomsServer()).issuer)
    desk.rated()
    with no_network():
        desk.work()
    return desk.main


def nobody_listens(desk: ProblemDesk) -> Shown:
    customs = desk.customs()
    desk.rated()
    customs.server.__exit__(None, None, None)
    desk.work()
    return desk.main


def a_login_page(desk: ProblemDesk) -> Shown:
    customs = desk.customs()
    desk.rated()
    customs.server.hello = Say(200, {}, b"<!DOCTYPE html><title>Wi-Fi</title>")
    desk.work()
    return desk.main


def a_box_that_inspects(desk: ProblemDesk) -> Shown:
    box = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA(organization_name="Hộp kiểm tra mạng").issue_cert("localhost").configure_cert(box)
    server = desk.with_it.enter_context(ScriptedReceiver(tls=box))
    receiver = Customs()
    receiver.base_urls = [server.url]
    desk.enrolled(receiver)
    desk.rated()
    desk.work()
    assert server.bytes_read == 0
    return desk.main


def a_proxy_that_wants_a_password(desk: ProblemDesk) -> Shown:
    proxy = desk.with_it.enter_context(TunnelProxy("user:right"))
    desk.day.profile.change_setting("proxy", proxy.url)
    desk.enrolled(Customs())
    desk.rated()
    desk.work()
    return desk.main


def a_clock_forty_minutes_off(desk: ProblemDesk) -> Shown:
    customs = desk.customs()
    desk.clock.set_wall("2026-11-21T15:00:00+07:00")
    customs.server.hello = Say(204, {**PROTOCOL, "Date": "Sat, 21 Nov 2026 07:20:00 GMT"})
    desk.rated()
    desk.desktop.delivery.woke_up()
    desk.work(900)
    return desk.main


def a_spent_code(desk: ProblemDesk) -> Shown:
    def refuse(request: Request) -> Say:
        return problem("code-invalid" if request.method == "POST" else "unknown-device")

    server = desk.with_it.enter_context(ScriptedReceiver(otherwise=refuse))
    receiver = Customs()
    receiver.base_urls = [server.url]
    desk.enrolled(receiver)
    desk.rated()
    desk.work()
    return desk.main


def a_busy_receiver(desk: ProblemDesk) -> Shown:
    customs = desk.customs()
    desk.rated()
    customs.server.otherwise = problem("unavailable", **{"Retry-After": "1800"})
    desk.work()
    return desk.main


def a_receipt_for_something_else(desk: ProblemDesk) -> Shown:
    customs = desk.customs()

    def otherwise(request: Request) -> Say:
        if request.method != "PUT":
            return customs.intake(request)
        [device, submission] = *customs.intake.devices, request.path.rpartition("/")[2]
        token = customs.issuer.receipt(
            request.body.decode(), submission=submission, device=device, envelope_sha256="0" * 64
        )
        return Say(201, PROTOCOL, token.encode())

    customs.server.otherwise = otherwise
    desk.rated()
    desk.work()
    return desk.main


# One rating that is not taken --------------------------------------------------------------------


def refused_with(slug: str, *pointers: str) -> Callable[[ProblemDesk], Shown]:
    def refuse(desk: ProblemDesk) -> Shown:
        refusing(desk.customs(), slug, *pointers)
        desk.rated()
        desk.work()
        return desk.attention

    return refuse


# This computer -----------------------------------------------------------------------------------


def a_disk_with_little_room(desk: ProblemDesk) -> Shown:
    desk.place = desk.with_it.enter_context(small_disk(desk.place / "disk", 24))
    desk.desktop.workers.tidying.conditions.emit(list(desk.day.profile.tidy()))
    return desk.main


def a_full_disk(desk: ProblemDesk) -> Shown:
    desk.place = desk.with_it.enter_context(small_disk(desk.place / "disk", 24))
    key = desk.day.registered(NUMBER)
    fill_up(desk.place / "filler")
    with suppress(Trouble):
        for number in range(1000):  # what room there is inside the ledger's own files
            desk.day.profile.ledger.remember(f"filler-{number}", "x" * 4000)

    def send() -> QWidget:
        forms = desk.desktop.asking.forms
        forms.window.close()
        forms.build_anew()
        forms.open(key)
        forms.window.sent.emit(SATISFIED, None)  # Gửi was pressed
        assert forms.window.isVisible()
        return forms.window

    return send


def at_the_start(problem: Callable[[ProblemDesk], Vault]) -> Callable[[ProblemDesk], Shown]:
    """A profile that does not open says why in a window of its own."""

    def start(desk: ProblemDesk) -> Shown:
        desk.day.close()
        vault = problem(desk)
        with pytest.raises(Trouble) as why:
            Profile.open(desk.day.paths, vault=vault)

        def show() -> QWidget:
            window = StartTrouble(why.value.sentence)
            window.show()
            return window

        return show

    return start


def a_locked_key_store(desk: ProblemDesk) -> Vault:
    return LockedVault()


def another_session(desk: ProblemDesk) -> Shown:
    """Somebody has the profile open, and does not answer."""
    held = Instance.claim(desk.day.paths)
    assert held is not None
    desk.with_it.callback(held.close)
    with pytest.raises(Trouble) as why:
        claimed_or_told(desk.day.paths, {"do": "open"})

    def show() -> QWidget:
        window = StartTrouble(why.value.sentence)
        window.show()
        return window

    return show


def a_hotkey_of_another_program(desk: ProblemDesk) -> Shown:
    """Windows' own answer stands in, where there is no Windows: there are hotkeys, not this."""
    system = desk.with_it.enter_context(pytest.MonkeyPatch.context())
    system.setattr(hotkey, "is_there", lambda: True)
    system.setattr(hotkey, "register", lambda _combination: False)
    held = GlobalHotkey(desk.desktop)
    held.conditions.connect(desk.desktop.conditions.by("hotkey").report)
    held.hold(desk.day.profile.settings.hotkey)
    return desk.main


def data_of_tomorrow(desk: ProblemDesk) -> Vault:
    with Profile.open(desk.day.paths, vault=MemoryVault(TEST_KEY)) as profile:
        profile.ledger.run("PRAGMA user_version = 999")
    return MemoryVault(TEST_KEY)


def half_a_ledger(desk: ProblemDesk) -> Shown:
    broken = ProblemDesk(desk.place)
    for number in range(20):
        broken.rated(f"10000000{number:03}0")
    broken.day.profile.tidy()
    broken.close()
    paths = broken.day.paths
    cut(paths.ledger, paths.ledger.stat().st_size // 2)
    paths.ledger.with_suffix(".suspect").touch()  # as the ledger does where it meets damage
    threads = desk.with_it.enter_context(Threads())
    desk.desktop.start(threads, window=False)
    return desk.main


def a_ledger_somebody_deleted(desk: ProblemDesk) -> Shown:
    """Before its first copy was made; the key store still has the key."""
    desk.day.close()
    desk.day.paths.ledger.unlink()
    store = MemoryVault()
    store.write(TEST_KEY)
    desk.day.profile = Profile.open(desk.day.paths, vault=store, clock=desk.clock)
    desk.desktop.start(desk.with_it.enter_context(Threads()), window=False)
    return desk.main


def another_file_on_the_stick(desk: ProblemDesk) -> Shown:
    file = desk.place / "du-lieu.rating-bundle"
    file.write_bytes(b"not a bundle")

    def bring_in() -> QWidget:
        carrying = desk.desktop.house.carrying
        carrying.window.close()
        carrying.build_anew()
        carrying.read(str(file))
        return carrying.window

    return bring_in


@dataclass(frozen=True)
class Problem:
    number: int  # in the design's table
    comes: Callable[[ProblemDesk], Shown]
    code: str  # of the sentence


PROBLEMS = (
    Problem(1, a_folder_that_is_gone, "exports.folder-missing"),
    Problem(2, a_share_nobody_serves, "exports.folder-unreachable"),
    Problem(3, a_folder_for_others, "exports.folder-denied"),
    Problem(4, a_file_somebody_holds, "exports.file-busy"),
    Problem(5, a_sealed_export, "declarations.opaque-numbered"),
    Problem(6, half_an_export, "declarations.damaged"),
    Problem(7, a_print_before_registration, "declarations.not-registered"),
    Problem(9, no_way_out, "delivery.no-network"),
    Problem(10, nobody_listens, "delivery.unreachable"),
    Problem(11, a_login_page, "delivery.sign-in-needed"),
    Problem(12, a_box_that_inspects, "delivery.inspected"),
    Problem(13, a_proxy_that_wants_a_password, "delivery.proxy-sign-in"),
    Problem(14, a_clock_forty_minutes_off, "delivery.clock-wrong"),
    Problem(15, a_spent_code, "delivery.activation-needed"),
    Problem(16, a_disk_with_little_room, "base.disk-nearly-full"),
    Problem(17, a_full_disk, "base.disk-full"),
    Problem(18, at_the_start(a_locked_key_store), "base.key-store-locked"),
    Problem(19, half_a_ledger, "base.ledger-recovered"),
    Problem(20, refused_with("invalid-rating"), "delivery.not-accepted"),
    Problem(21, refused_with("invalid-rating", "/form/version"), "delivery.form-changed"),
    Problem(22, refused_with("invalid-rating", "/declaration/registered_at"), "delivery.too-late"),
    Problem(23, refused_with("id-conflict"), "delivery.differs"),
    Problem(24, a_receipt_for_something_else, "delivery.receipt-not-valid"),
    Problem(25, refused_with("too-large"), "delivery.too-large"),
    Problem(26, a_busy_receiver, "delivery.busy"),
    Problem(27, a_hotkey_of_another_program, "desktop.hotkey-taken"),
    Problem(28, another_session, "base.already-running"),
    Problem(29, another_file_on_the_stick, "contract.bundle-unreadable"),
    Problem(30, at_the_start(data_of_tomorrow), "base.ledger-newer"),
)

# What the table has no line for. Refusals for which no rating is to blame are last.
NOT_IN_THE_TABLE = (
    Problem(0, a_share_that_left_an_empty_folder, "exports.folder-emptied"),
    Problem(0, a_ledger_somebody_deleted, "base.ledger-lost"),
    *(Problem(0, refused_with(s), "delivery.not-opened") for s in ("malformed", "bad-signature")),
    Problem(0, refused_with("unopenable"), "delivery.not-opened"),
    Problem(0, refused_with("wrong-receiver"), "delivery.another-receiver"),
    Problem(0, refused_with("unsupported-version"), "delivery.program-too-old"),
)


@pytest.mark.parametrize(
    "problem", PROBLEMS + NOT_IN_THE_TABLE, ids=lambda each: f"{each.number}-{each.code}"
)
def test_a_problem_says_what_happened_and_what_to_do(
    problem: Problem, desk: ProblemDesk, qapp: QApplication
) -> None:
    shown = problem.comes(desk)
    for language in ("vi", "en"):
        speak(language, qapp)
        words = on_screen(shown())
        for part in words_of(problem.code, language):
            assert part.search(words), words


def test_a_declaration_rated_already_says_when(desk: ProblemDesk, qapp: QApplication) -> None:
    """The eighth: its form is open for a replacement."""
    desk.customs()
    entry = desk.rated()
    desk.work()
    for language, words in (
        ("vi", "Bản thay thế cho phiếu gửi lúc 10:42 21/11/2026"),
        ("en", "Replacement for the form sent at 10:42 21/11/2026"),
    ):
        speak(language, qapp)
        forms = desk.desktop.asking.forms
        forms.window.close()
        forms.build_anew()
        forms.open(entry.declaration_key)
        assert words in on_screen(forms.window)
