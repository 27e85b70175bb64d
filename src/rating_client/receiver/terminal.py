"""A command at a terminal: the folder it works on, its arguments, and the files they name."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.usage import folder, two_lines
from rating_client.receiver.help_words import HELP

Command = Callable[[Namespace], None]

# One thumbprint in sixty-four begins with a dash, which argparse would take for an option.
_DASHED = re.compile(r"-[A-Za-z0-9_-]{42}")
_SHIELD = "="


def add_command(commands: Any, name: str, command: Command) -> ArgumentParser:
    """A command on the receiver in one folder."""
    words = two_lines(HELP[name])
    parser: ArgumentParser = commands.add_parser(name, help=words, description=words)
    add_operand(parser, "folder", "DIR", type=folder)
    parser.set_defaults(command=command)
    return parser


def add_operand(command: ArgumentParser, name: str, shown: str, **known: Any) -> None:
    """What stands without an option before it; help calls it `shown`."""
    command.add_argument(name, metavar=shown, help=two_lines(HELP[shown]), **known)


def add_option(command: ArgumentParser, name: str, **known: Any) -> None:
    own = f"{command.prog.rpartition(' ')[2]} {name}"
    command.add_argument(name, help=two_lines(HELP.get(own) or HELP[name]), **known)


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


def json_file(path: Path) -> dict[str, Any]:
    """The object in a file; `Trouble("receiver.document-unreadable")` where there is none."""
    try:
        payload = json.loads(path.read_text("utf-8"))
        if not isinstance(payload, dict):
            raise ValueError("not an object")
    except (OSError, ValueError) as error:
        raise Trouble("receiver.document-unreadable", path=path) from error
    return payload
