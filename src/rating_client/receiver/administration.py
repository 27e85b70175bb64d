"""What people decide about a running receiver: devices, answers, keys, documents, a restore.

Every command works beside the serving process, which sees what was decided at once.
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.errors import Trouble
from rating_client.receiver.answering import Said
from rating_client.receiver.identity import Use
from rating_client.receiver.installation import Receiver

Command = Callable[[Namespace], None]

_USES: Mapping[str, tuple[Use, ...]] = {"sig": ("sig",), "enc": ("enc",), "both": ("sig", "enc")}


# One thumbprint in sixty-four begins with a dash, which argparse would take for an option.
_DASHED = re.compile(r"-[A-Za-z0-9_-]{42}")
_SHIELD = "="


def shielded(arguments: Sequence[str]) -> list[str]:
    """The arguments with every device id that begins with a dash made safe for the parser."""
    return [_SHIELD + each if _DASHED.fullmatch(each) else each for each in arguments]


def device(text: str) -> str:
    """The device id that stands in an argument."""
    return text.removeprefix(_SHIELD)


def whole(least: int, most: int) -> Callable[[str], int]:
    """An argument that is a whole number within these bounds."""

    def number(text: str) -> int:
        if not least <= (value := int(text)) <= most:
            raise ArgumentTypeError(f"must be {least} to {most}, not {text}")
        return value

    number.__name__ = "whole number"  # what argparse calls it where there is none
    return number


def add_command(commands: Any, name: str, command: Command, words: str) -> ArgumentParser:
    """A command on the receiver in one folder."""
    parser: ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.set_defaults(command=command)
    return parser


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


def json_file(path: Path) -> dict[str, Any]:
    """The object in a file; `Trouble("receiver.document-unreadable")` where there is none."""
    try:
        payload = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Trouble("receiver.document-unreadable", path=path) from error
    if not isinstance(payload, dict):
        raise Trouble("receiver.document-unreadable", path=path)
    return payload


def say_json(found: Mapping[str, Any]) -> None:
    say_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def say_text(text: str) -> None:
    """`Trouble` where it cannot be written; who closed the pipe has read enough."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Trouble("cli.output-failed") from error


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
