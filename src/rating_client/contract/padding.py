"""How long an envelope is: one of three sizes, whatever it says.

Finer steps were measured to reveal the level: a bad mark carries a reason and a comment.
"""

from __future__ import annotations

from rating_client.base.errors import Trouble
from rating_client.contract.jose import TokenRefused

STEPS = (8 * 1024, 32 * 1024, 64 * 1024)
MAX_ENVELOPE = 96 * 1024  # the largest step in base64url, with headers and room to spare


def padded(token: str) -> bytes:
    """The plaintext of an envelope: the signed token, then spaces up to the next step.

    `Trouble("contract.rating-too-long")` beyond the last one.
    """
    text = token.encode("ascii")
    for step in STEPS:
        if len(text) <= step:
            return text.ljust(step, b" ")
    raise Trouble("contract.rating-too-long")


def stripped(plaintext: bytes) -> str:
    """The signed token in an opened envelope."""
    if len(plaintext) > STEPS[-1]:
        raise TokenRefused("contract.not-a-token")
    try:
        return plaintext.rstrip(b" ").decode("ascii")
    except UnicodeDecodeError as error:
        raise TokenRefused("contract.not-a-token") from error
