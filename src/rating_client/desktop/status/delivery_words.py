"""How sending stands, in two lines and a picture.

The tray icon's tooltip, the head of its menu and the box in the main window say the same thing,
because they all say this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.delivery.state import DeliveryState, Link

if TYPE_CHECKING:
    from rating_client.desktop.look.palette import Tone  # the icon at the start paints without it

translate = QCoreApplication.translate

ALL_QUIET = DeliveryState(
    link=Link.ONLINE,
    waiting=0,
    held=0,
    unaddressed=0,
    trying=False,
    next_try=None,
    last_receipt=None,
)


def to_send(state: DeliveryState) -> int:
    """How many ratings have not reached customs yet, held ones aside."""
    return state.waiting + state.unaddressed


def delivery_title(state: DeliveryState) -> str:
    """Line 1: the state, and how many wait."""
    n = to_send(state)
    match state.link:
        case Link.OFFLINE if n:
            return translate("DeliveryWords", "Ngoại tuyến · {n} phiếu chờ gửi").format(n=n)
        case Link.OFFLINE:
            return translate("DeliveryWords", "Ngoại tuyến")
        case Link.NETWORK_LOGIN:
            return translate("DeliveryWords", "Tạm dừng: cần đăng nhập mạng")
        case Link.ENDPOINT:
            return translate("DeliveryWords", "Không gửi được: nơi nhận có trục trặc")
        case Link.SIGN_IN:
            return translate("DeliveryWords", "Cần nhập lại mã kích hoạt")
        case Link.NO_RECEIVER if n:
            return translate("DeliveryWords", "Chưa có nơi nhận · {n} phiếu được giữ").format(n=n)
        case Link.NO_RECEIVER:
            return translate("DeliveryWords", "Chưa có nơi nhận")
    if n:
        return translate("DeliveryWords", "{n} phiếu chờ gửi").format(n=n)
    return translate("DeliveryWords", "Trực tuyến · không có phiếu chờ gửi")


def delivery_detail(state: DeliveryState) -> str:
    """Line 2: what happens next, or what happened last; may be empty."""
    if state.trying:
        return translate("DeliveryWords", "Đang gửi…")
    match state.link:
        case Link.NO_RECEIVER:
            return translate("DeliveryWords", "Mở tệp .rating-enrol để gửi được")
        case Link.SIGN_IN:
            return translate("DeliveryWords", "Mở tệp .rating-enrol mới")
        case Link.NETWORK_LOGIN:
            return translate("DeliveryWords", "Mở trình duyệt, đăng nhập, rồi bấm Gửi ngay")
    if state.next_try is not None and state.waiting:
        at = f"{local(state.next_try):%H:%M:%S}"
        if state.link is Link.ONLINE:
            return translate("DeliveryWords", "Gửi lúc {time}").format(time=at)
        return translate("DeliveryWords", "Thử lại lúc {time}").format(time=at)
    if state.held:
        words = translate("DeliveryWords", "{n} phiếu đang giữ đến khi thông quan")
        return words.format(n=state.held)
    if state.last_receipt is not None:
        at = f"{local(state.last_receipt):%H:%M:%S}"
        return translate("DeliveryWords", "Tiếp nhận gần nhất {time}").format(time=at)
    return ""


def delivery_picture(state: DeliveryState) -> tuple[str, Tone]:
    """The icon that goes with a state, and its tone."""
    match state.link:
        case Link.OFFLINE | Link.NETWORK_LOGIN:
            return "cloud-off", "warn"
        case Link.ENDPOINT:
            return "alert", "bad"
        case Link.SIGN_IN:
            return "key", "warn"
        case Link.NO_RECEIVER:
            return "key", "text2"
    return ("cloud", "accent_text") if state.waiting else ("cloud-check", "ok")
