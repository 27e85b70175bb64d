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
from rating_client.receiver.answering import Said
from rating_client.receiver.identity import Use
from rating_client.receiver.installation import Receiver
from rating_client.receiver.terminal import add_command, device, json_file, say_json

_USES: Mapping[str, tuple[Use, ...]] = {"sig": ("sig",), "enc": ("enc",), "both": ("sig", "enc")}


def add_administration(commands: Any) -> None:
    add_command(commands, "devices", _devices, "the devices, those waiting first, as JSON")

    approve = add_command(commands, "approve", _approve, "let a pending device speak for its firms")
    approve.add_argument("device", metavar="DEVICE", type=device)
    approve.add_argument(
        "--tax-code",
        action="append",
        metavar="CODE",
        help="this firm instead of those it claims; may be given again",
    )

    revoke = add_command(commands, "revoke", _revoke, "take nothing new from a device")
    revoke.add_argument("device", metavar="DEVICE", type=device)

    answer = add_command(commands, "answer", _answer, "answer a submission")
    answer.add_argument("submission", metavar="SUBMISSION")
    answer.add_argument("--status", required=True, metavar="CODE")
    answer.add_argument("--vi", required=True, metavar="WORDS", help="the status in Vietnamese")
    answer.add_argument("--en", required=True, metavar="WORDS", help="the status in English")
    answer.add_argument("--text", default="", metavar="WORDS")
    answer.add_argument("--final", action="store_true", help="nothing further will follow")
    answer.add_argument(
        "--device", metavar="DEVICE", type=device, help="where two devices used one id"
    )
    answer.add_argument(
        "--office", nargs=2, metavar=("CODE", "NAME"), help="instead of the office that was rated"
    )

    rotate = add_command(commands, "rotate", _rotate, "new keys; the old ones stay listed")
    rotate.add_argument("use", choices=tuple(_USES))

    publish = add_command(commands, "publish", _publish, "put a newer form or directory in force")
    document = publish.add_mutually_exclusive_group(required=True)
    document.add_argument("--form", type=Path, metavar="FILE")
    document.add_argument("--directory", type=Path, metavar="FILE")

    restored = add_command(
        commands, "restored", _restored, "after a restore from a backup: ask for what was lost"
    )
    restored.add_argument(
        "--lost-from",
        required=True,
        metavar="TIME",
        help="when the backup was made: RFC 3339 with seconds and offset",
    )


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
