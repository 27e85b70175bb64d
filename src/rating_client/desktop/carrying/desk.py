"""Carrying by hand at work: a person's wish, the file dialog, the worker, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.sentences import Sentence, say
from rating_client.contract.bundle import SUFFIX as BUNDLE
from rating_client.contract.receipts_file import SUFFIX as RECEIPTS
from rating_client.desktop.kept_window import KeptWindow
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.delivery.carrying_home import BroughtHome
    from rating_client.desktop.carrying.window import CarryingWindow
    from rating_client.desktop.carrying.worker import Bundle, CarryingWorker, Export, HandedOver


class CarryingDesk(QObject):
    """Owns the window. It and the worker are made when they are wanted."""

    changed = Signal()  # receipts, answers or a device's standing changed in the ledger

    def __init__(
        self,
        profile: Profile,
        worker: Callable[[], CarryingWorker],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._profile, self._make_worker = profile, worker
        self._kept_window = KeptWindow(self._built)
        self._bundle: Bundle | None = None
        self._with_held = False
        self._only: str | None = None  # the one entry that is to be carried

    @cached_property
    def worker(self) -> CarryingWorker:
        worker = self._make_worker()
        worker.progress.connect(self._show_progress)
        worker.exported.connect(self._show_export)
        worker.brought.connect(self._show_brought)
        worker.found_bundle.connect(self._offer_forwarding)
        worker.handed_over.connect(self._show_handed_over)
        worker.failed.connect(self._show_trouble)
        return worker

    @property
    def window(self) -> CarryingWindow:
        return self._kept_window.window

    def carry_out(self) -> None:
        """Offer to write what waits into files; where nothing is there to write, say so."""
        waiting = self._profile.outlook.state().waiting
        held = self._profile.outbox.held(sealed=True)
        if waiting or held or self._profile.enrolments.requests.to_send():
            self.window.offer_export(waiting, held)
        else:
            self.window.show_trouble(say("delivery.nothing-to-carry"))

    def carry_one(self, entry_id: str) -> None:
        """Ask where to write this one rating, which its receiver refused."""
        self._only = entry_id
        self._ask_for_folder()

    def bring_in(self) -> None:
        """Ask for a file that somebody carried here."""
        from rating_client.desktop.file_dialogs import ask_for_file

        names = f"*{RECEIPTS} *{BUNDLE}"
        kinds = self.tr("Tệp xác nhận hoặc gói phiếu ({names})").format(names=names)
        self._dialog = ask_for_file(self.window, self.tr("Nhập tệp mang về"), kinds, self.read)

    def read(self, path: str) -> None:
        """Take this file in, or offer to forward it."""
        self.window.show_work(self.tr("Đang nhập tệp…"))
        self.worker.bring_in(path)

    def write(self, folder: str) -> None:
        """Write what waits into this folder."""
        self.window.show_work(self.tr("Đang xuất phiếu…"))
        if self._only is None:
            self.worker.carry_out(folder, held=self._with_held)
        else:
            self.worker.carry_one(folder, self._only)

    def sort_out(self, paths: Sequence[str]) -> list[str]:
        """Of files that were dropped, take the first one that was carried here; the rest."""
        carried = [path for path in paths if Path(path).suffix in (BUNDLE, RECEIPTS)]
        if carried:
            self.read(carried[0])
        return [path for path in paths if path not in carried]

    def build_anew(self) -> None:
        """The language is another."""
        self._kept_window.build_anew()

    def _built(self) -> CarryingWindow:
        from rating_client.desktop.carrying.window import CarryingWindow

        window = CarryingWindow()
        window.place_asked.connect(self._choose_place)
        window.forward_asked.connect(self._forward)
        window.stop_asked.connect(self._stop)
        return window

    def _choose_place(self, with_held: bool) -> None:
        self._with_held, self._only = with_held, None
        self._ask_for_folder()

    def _ask_for_folder(self) -> None:
        from rating_client.desktop.file_dialogs import ask_for_folder

        title = self.tr("Chọn USB hoặc thư mục")
        self._dialog = ask_for_folder(self.window, title, self.write)

    def _forward(self) -> None:
        if self._bundle is not None:
            self.window.show_work(self.tr("Đang gửi hộ…"))
            self.worker.forward(self._bundle)

    def _stop(self) -> None:
        # Not the worker's own method: Qt would have it wait for what it is to stop.
        self.worker.stop()

    def _show_progress(self, done: int, of: int) -> None:
        self.window.show_progress(done, of)

    def _show_export(self, export: Export) -> None:
        from rating_client.desktop.carrying.words import export_told

        if export.trouble is not None and not export.files:
            self.window.show_trouble(export.trouble)
        else:
            held = 0 if self._with_held or self._only else self._profile.outbox.held(sealed=True)
            told = export_told(export, held, refused=self._only is not None)
            self.window.show_told(told)
        self.changed.emit()

    def _show_brought(self, brought: BroughtHome) -> None:
        from rating_client.desktop.carrying.words import brought_told

        self.window.show_told(brought_told(brought))
        self.changed.emit()

    def _offer_forwarding(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.window.offer_forwarding(bundle.where)

    def _show_handed_over(self, handed: HandedOver) -> None:
        from rating_client.desktop.carrying.words import handed_over_told

        self.window.show_told(handed_over_told(handed))

    def _show_trouble(self, sentence: Sentence) -> None:
        self.window.show_trouble(sentence)
