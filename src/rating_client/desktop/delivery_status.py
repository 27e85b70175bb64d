"""How sending stands, in one value and two lines.

The tray icon, its tooltip, the head of its menu and the box in the main window all say the same
thing because they are all made from this value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.desktop.palette import Tone

translate = QCoreApplication.translate


class Link(StrEnum):
    """How the way to the receiver looks."""

    ONLINE = "online"
    OFFLINE = "offline"
    NETWORK_LOGIN = "network-login"
    ENDPOINT = "endpoint"
    SIGN_IN = "sign-in"  # enrolment expired or revoked
    NO_RECEIVER = "no-receiver"  # never enrolled: ratings are kept until there is one


@dataclass(frozen=True)
class DeliveryStatus:
    """What the user may want to know about sending. Times are unix seconds."""

    link: Link = Link.ONLINE
    waiting: int = 0  # to be sent, held ones not counted
    held: int = 0
    trying: bool = False
    next_try: float | None = None
    last_receipt: float | None = None

    @property
    def title(self) -> str:
        """Line 1: the state, and how many wait."""
        n = self.waiting
        match self.link:
            case Link.OFFLINE if n:
                return translate("DeliveryStatus", "Ngoại tuyến · {n} phiếu chờ gửi").format(n=n)
            case Link.OFFLINE:
                return translate("DeliveryStatus", "Ngoại tuyến")
            case Link.NETWORK_LOGIN:
                return translate("DeliveryStatus", "Tạm dừng: cần đăng nhập mạng")
            case Link.ENDPOINT:
                return translate("DeliveryStatus", "Không gửi được: nơi nhận có trục trặc")
            case Link.SIGN_IN:
                return translate("DeliveryStatus", "Cần nhập lại mã kích hoạt")
            case Link.NO_RECEIVER if n:
                return translate("DeliveryStatus", "Chưa có nơi nhận · {n} phiếu được giữ").format(
                    n=n
                )
            case Link.NO_RECEIVER:
                return translate("DeliveryStatus", "Chưa có nơi nhận")
        if n:
            return translate("DeliveryStatus", "{n} phiếu chờ gửi").format(n=n)
        return translate("DeliveryStatus", "Trực tuyến · không có phiếu chờ gửi")

    @property
    def detail(self) -> str:
        """Line 2: what happens next, or what happened last; may be empty."""
        if self.trying:
            return translate("DeliveryStatus", "Đang gửi…")
        match self.link:
            case Link.NO_RECEIVER:
                return translate("DeliveryStatus", "Mở tệp .rating-enrol để gửi được")
            case Link.SIGN_IN:
                return translate("DeliveryStatus", "Mở tệp .rating-enrol mới")
        if self.next_try is not None and (self.waiting or self.link is not Link.ONLINE):
            at = f"{local(self.next_try):%H:%M:%S}"
            if self.link is Link.ONLINE:
                return translate("DeliveryStatus", "Gửi lúc {time}").format(time=at)
            return translate("DeliveryStatus", "Thử lại lúc {time}").format(time=at)
        if self.link is Link.NETWORK_LOGIN:
            return translate("DeliveryStatus", "Mở trình duyệt, đăng nhập, rồi bấm Gửi ngay")
        if self.held:
            return translate("DeliveryStatus", "{n} phiếu đang giữ đến khi thông quan").format(
                n=self.held
            )
        if self.last_receipt is not None:
            at = f"{local(self.last_receipt):%H:%M:%S}"
            return translate("DeliveryStatus", "Tiếp nhận gần nhất {time}").format(time=at)
        return ""


def picture(status: DeliveryStatus) -> tuple[str, Tone]:
    """The icon that goes with a status, and its tone."""
    match status.link:
        case Link.OFFLINE | Link.NETWORK_LOGIN:
            return "cloud-off", "warn"
        case Link.ENDPOINT:
            return "alert", "bad"
        case Link.SIGN_IN:
            return "key", "warn"
        case Link.NO_RECEIVER:
            return "key", "text2"
    return ("cloud", "accent_text") if status.waiting else ("cloud-check", "ok")
