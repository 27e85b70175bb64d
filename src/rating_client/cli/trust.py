"""`enrol`, `verify` and `receiver`: whom to trust, and what they signed."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rating_client.base.clock import local, seconds_of
from rating_client.base.errors import Trouble
from rating_client.base.instance import ask
from rating_client.base.printing import say_json, tell
from rating_client.base.sentences import say
from rating_client.base.text import Text
from rating_client.cli.agreement import agreed, somebody_sits_here
from rating_client.cli.files import bytes_of, opened_profile
from rating_client.cli.printing import language_of, paths_of, warn
from rating_client.contract.keys import fingerprint
from rating_client.contract.receipt_text import holds_receipt_text, read_receipt_text
from rating_client.contract.receipts_file import read_receipts_file
from rating_client.enrolment.file import Offer, read_offer
from rating_client.profile import Profile


def enrol(asked: Namespace) -> int:
    """Accept an enrolment file after a person compared its fingerprint.

    An activation code past its day is said, and tried all the same: the receiver's clock decides.
    """
    with opened_profile(asked) as profile:
        offer = read_offer(_bytes_of(asked.source, profile))
        compared = asked.fingerprint or _ask_a_person(offer, language_of(asked))
        now = profile.clock.now()
        enrolment = profile.enrolments.accept(offer, now, fingerprint=compared)
    ask(paths_of(asked), {"do": "wake"})  # a running program sends the request, and what waited
    expired = _expired_on(offer, now)
    if asked.json:
        named = _named(offer.receiver, offer.name)
        say_json({**named, "request": enrolment.request_state, "code_expired": bool(expired)})
    else:
        tell(f"{offer.name.of(language_of(asked))}  {offer.fingerprint}  ✓")
    if expired:
        warn(say("cli.code-expired", day=expired), asked)
    return 0


def verify(asked: Namespace) -> int:
    """Check the receipts in a file by the signed key statement inside it, without a network.

    The file may be a receipt's page as PDF, or the text its QR code gives. Whether that receiver
    is customs is told by its fingerprint, which is printed.
    """
    data = bytes_of(asked.receipt)
    found = read_receipt_text(data) if holds_receipt_text(data) else read_receipts_file(data)
    if found.refused:
        raise Trouble("cli.receipt-not-valid")
    if not found.receipts:
        raise Trouble("cli.no-receipt")
    receiver = _named(found.statement.receiver, found.statement.name)
    if asked.json:
        receipts = [
            {
                "valid": True,
                "submission": receipt.submission,
                "envelope_sha256": receipt.envelope_sha256,
                "sequence": receipt.sequence,
                "received_at": receipt.received_at,
            }
            for receipt in found.receipts
        ]
        say_json({**receiver, "receipts": receipts})
        return 0
    tell(f"{found.statement.name.of(language_of(asked))}  {receiver['fingerprint']}")
    for receipt in found.receipts:
        tell(f"✓ {receipt.received_at}  {receipt.submission or '—'}  {receipt.envelope_sha256}")
    return 0


def receiver(asked: Namespace) -> int:
    """Run the reference receiver, which is a program of its own."""
    if find_spec("fastapi") is None:
        raise Trouble("cli.receiver-missing")
    command = [sys.executable, "-m", "rating_client.receiver", *asked.arguments]
    if sys.platform != "win32":  # whoever ends this process ends the receiver, however he does it
        os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell wanted
    return subprocess.call(command)  # noqa: S603 - our own program, the user's own arguments


def _ask_a_person(offer: Offer, language: str) -> str:
    """Show the fingerprint and take a yes; `Trouble` where nobody sits there, or says no."""
    name = offer.name.of(language)
    if not somebody_sits_here():
        raise Trouble("cli.fingerprint-needed", name=name, fingerprint=offer.fingerprint)
    tell(f"{name}\n{', '.join(offer.base_urls)}\n\n    {offer.fingerprint}\n")
    question = Text(
        "Mã này có đúng như trong thông báo của hải quan không? [c/K] ",
        "Is this the code in the letter from customs? [y/N] ",
    )
    if not agreed(question.of(language)):
        raise Trouble("cli.not-accepted")
    return offer.fingerprint


def _expired_on(offer: Offer, now: float) -> str | None:
    """The day on which the file's activation code ended, if it did."""
    if offer.code is None or offer.code_expires_at is None:
        return None
    ended = seconds_of(offer.code_expires_at)
    return f"{local(ended):%d/%m/%Y}" if ended <= now else None


def _bytes_of(source: str, profile: Profile) -> bytes:
    if "://" not in source:
        return bytes_of(Path(source))
    try:
        parts = urlsplit(source)
        known = bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise Trouble("cli.address-not-understood", address=source)
    return profile.fetch_enrolment_file(source)


def _named(receiver: str, name: Text) -> dict[str, Any]:
    return {"receiver": receiver, "name": name._asdict(), "fingerprint": fingerprint(receiver)}
