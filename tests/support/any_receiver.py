"""What the tests of the wire need of a receiver, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, Protocol

Revoke = Callable[[str], None]
"""Revoke the device with this kid."""

Answer = Callable[[str, str, str], None]
"""Answer, as (device, submission, text)."""


class AnyReceiver(Protocol):
    """A receiver that listens on loopback."""

    @property
    def port(self) -> int: ...

    @property
    def base_url(self) -> str: ...

    def enrolment_file(
        self,
        *,
        offices: Sequence[str] | Literal["*"] = "*",
        tax_codes: Sequence[str] = ("0200000000",),
        code: str | None = "auto",
        days: int = 90,
    ) -> bytes:
        """A new enrolment file, each with a code of its own; `code=None` for one without."""

    def stored(self) -> list[dict[str, Any]]:
        """The submissions it holds, in the order of their receipts.

        Each as {id, rating, receipt, epoch, sequence, device_state}, and more if it likes.
        """

    def restart(self) -> None:
        """End and begin again on the same port."""
