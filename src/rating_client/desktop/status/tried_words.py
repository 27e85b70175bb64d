"""What came of "Gửi ngay", in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.desktop.words import language
from rating_client.desktop.workers.delivery_worker import Tried

translate = QCoreApplication.translate


def tried_words(tried: Tried) -> str:
    """Đã gửi 3 phiếu, nhận 3 xác nhận; or why not, and when it is tried again."""
    if tried.sent and tried.sent == tried.receipts:
        return translate("TriedWords", "Đã gửi {n} phiếu, nhận {n} xác nhận.").format(n=tried.sent)
    if tried.conditions:
        why = tried.conditions[0].title.of(language())
        if tried.state.next_try is None:
            return translate("TriedWords", "Chưa được: {why}.").format(why=why)
        again = f"{local(tried.state.next_try):%H:%M:%S}"
        words = translate("TriedWords", "Chưa được: {why}. Thử lại lúc {time}.")
        return words.format(why=why, time=again)
    if tried.sent:
        words = translate("TriedWords", "Đã gửi {n} phiếu, nhận {m} xác nhận.")
        return words.format(n=tried.sent, m=tried.receipts)
    if tried.state.held:
        words = translate("TriedWords", "{n} phiếu đang giữ đến khi thông quan.")
        return words.format(n=tried.state.held)
    return translate("TriedWords", "Không có phiếu nào chờ gửi.")
