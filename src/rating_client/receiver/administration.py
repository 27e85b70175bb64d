"""What people decide about a running receiver: devices, answers, keys, documents, a restore.

Every command works beside the serving process, which sees what was decided at once.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.errors import Trouble
from rating_client.base.printing import say_json
from rating_client.base.usage import two_lines
from rating_client.receiver.answering import Said
from rating_client.receiver.help_words import HELP
from rating_client.receiver.identity import Use
from rating_client.receiver.installation import Receiver
from rating_client.receiver.terminal import (
    add_command,
    add_operand,
    add_option,
    device,
    json_file,
)

_USES: Mapping[str, tuple[Use, ...]] = {"sig": ("sig",), "enc": ("enc",), "both": ("sig", "enc")}


def add_administration(commands: Any) -> None:
    add_command(commands, "devices", _devices)

    approve = add_command(commands, "approve", _approve)
    add_operand(approve, "device", "DEVICE", type=device)
    add_option(approve, "--tax-code", action="append", metavar="CODE")

    revoke = add_command(commands, "revoke", _revoke)
    add_operand(revoke, "device", "DEVICE", type=device)

    answer = add_command(commands, "answer", _answer)
    add_operand(answer, "submission", "SUBMISSION")
    add_option(answer, "--status", required=True, metavar="CODE")
    add_option(answer, "--vi", required=True, metavar="WORDS")
    add_option(answer, "--en", required=True, metavar="WORDS")
    add_option(answer, "--text", default="", metavar="WORDS")
    add_option(answer, "--final", action="store_true")
    add_option(answer, "--device", metavar="DEVICE", type=device)
    add_option(answer, "--office", nargs=2, metavar=("CODE", "NAME"))

    rotate = add_command(commands, "rotate", _rotate)
    add_operand(rotate, "use", "USE", choices=tuple(_USES))

    publish = add_command(commands, "publish", _publish)
    document = publish.add_mutually_exclusive_group(required=True)
    for kind in ("form", "directory"):
        words = two_lines(HELP[f"publish --{kind}"])
        document.add_argument(f"--{kind}", type=Path, metavar="FILE", help=words)

    restored = add_command(commands, "restored", _restored)
    add_option(restored, "--lost-from", required=True, metavar="TIME")


def _devices(asked: Namespace) -> None:
    say_json({"devices": Receiver.open(asked.folder).devices.listed()})


def _approve(asked: Namespace) -> None:
    Receiver.open(asked.folder).devices.approve(asked.device, asked.tax_code)


def _revoke(asked: Namespace) -> None:
    Receiver.open(asked.folder).devices.revoke(asked.device)


def _answer(asked: Namespace) -> None:
    number = Receiver.open(asked.folder).answers.answer(
        asked.submission,
        Said(asked.status, asked.vi, asked.en, asked.text, asked.final),
        device=asked.device,
        office=asked.office and dict(zip(("code", "name"), asked.office, strict=True)),
    )
    say_json({"number": number})


def _rotate(asked: Namespace) -> None:
    receiver = Receiver.open(asked.folder)
    receiver.rotate(*_USES[asked.use])
    say_json({"keys": receiver.publications.statement().version})


def _publish(asked: Namespace) -> None:
    receiver = Receiver.open(asked.folder)
    now = receiver.clock.now()
    if asked.form is not None:
        receiver.publications.publish("form", json_file(asked.form), now)
    else:
        receiver.publications.publish("directory", json_file(asked.directory), now)


def _restored(asked: Namespace) -> None:
    try:
        lost_from = seconds_of(asked.lost_from)
    except ValueError as error:
        raise Trouble("receiver.time-unreadable") from error
    receiver = Receiver.open(asked.folder)
    epoch = receiver.publications.start_epoch(lost_from, receiver.clock.now())
    say_json({"epoch": epoch})
