"""`enrol`, `verify` and `receiver`: whom to trust, and what they signed."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.cli.printing import language_of, paths_of, say_json
from rating_client.contract.keys import fingerprint
from rating_client.contract.receipts_file import read_receipts_file
from rating_client.enrolment.file import Offer
from rating_client.profile import Profile

_MOST = 8 << 20  # bytes; an enrolment file with a large directory is below that


def enrol(asked: Namespace) -> int:
    """Accept an enrolment file after a person compared its fingerprint."""
    with Profile.open(paths_of(asked)) as profile:
        offer = profile.enrolments.offer(_bytes_of(asked.source, profile))
        compared = asked.fingerprint or _ask_a_person(offer, language_of(asked))
        enrolment = profile.enrolments.accept(offer, profile.clock.now(), fingerprint=compared)
    if asked.json:
        say_json({**_named(offer.receiver, offer.name), "request": enrolment.request_state})
    else:
        print(f"{offer.name.of(language_of(asked))}  {offer.fingerprint}  ✓")
    return 0


def verify(asked: Namespace) -> int:
    """Check the receipts in a file by the signed key statement inside it, without a network.

    Whether that receiver is customs is told by its fingerprint, which is printed.
    """
    found = read_receipts_file(_read(asked.receipt))
    if found.refused or not found.receipts:
        raise Trouble("cli.receipt-not-valid")
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
    print(f"{found.statement.name.of(language_of(asked))}  {receiver['fingerprint']}")
    for receipt in found.receipts:
        print(f"✓ {receipt.received_at}  {receipt.submission}  {receipt.envelope_sha256}")
    return 0


def receiver(asked: Namespace) -> int:
    """Run the reference receiver, which is a program of its own."""
    if find_spec("fastapi") is None:
        raise Trouble("cli.receiver-missing")
    command = [sys.executable, "-m", "rating_client.receiver", *asked.arguments]
    return subprocess.call(command)  # noqa: S603 - our own program, the user's own arguments


def _ask_a_person(offer: Offer, language: str) -> str:
    """Show the fingerprint and take a yes; `Trouble` where nobody sits there, or says no."""
    name = offer.name.of(language)
    if not sys.stdin.isatty():
        raise Trouble("cli.fingerprint-needed", name=name, fingerprint=offer.fingerprint)
    print(f"{name}\n{', '.join(offer.base_urls)}\n\n    {offer.fingerprint}\n")
    question = Text(
        "Mã này có đúng như trong thông báo của hải quan không? [c/K] ",
        "Is this the code in the letter from customs? [y/N] ",
    )
    if input(question.of(language)).strip().lower() not in ("c", "co", "có", "y", "yes"):
        raise Trouble("cli.not-accepted")
    return offer.fingerprint


def _bytes_of(source: str, profile: Profile) -> bytes:
    if "://" not in source:
        return _read(Path(source))
    return profile.fetch_enrolment_file(source)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Trouble("cli.file-missing", path=path) from error
    except OSError as error:
        raise Trouble("cli.file-unreadable", path=path) from error


def _named(receiver: str, name: Text) -> dict[str, Any]:
    return {"receiver": receiver, "name": name._asdict(), "fingerprint": fingerprint(receiver)}
