"""How sending stands, as plain values: what the icon, the window and the command line show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Link(StrEnum):
    """How the way to the receivers looks."""

    ONLINE = "online"
    OFFLINE = "offline"
    NETWORK_LOGIN = "network-login"
    ENDPOINT = "endpoint"
    SIGN_IN = "sign-in"  # enrolment expired or revoked
    NO_RECEIVER = "no-receiver"


@dataclass(frozen=True)
class DeliveryState:
    """How sending stands; times are unix seconds."""

    link: Link
    waiting: int  # to be sent; held ones and those without a receiver are not counted
    held: int
    unaddressed: int
    trying: bool
    next_try: float | None  # None: nothing goes out by itself
    last_receipt: float | None  # by the receiver's clock

    @property
    def queue(self) -> tuple[int, int, int]:
        """How many ratings are still here, and why."""
        return self.waiting, self.held, self.unaddressed
