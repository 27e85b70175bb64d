"""Help and bad usage in both languages: nothing has been read yet that says which."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, RawTextHelpFormatter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from rating_client.base.printing import flush
from rating_client.base.sentences import say
from rating_client.base.text import Text

_THIS_PAGE = Text("trang này", "this page")

# What argparse of Python 3.11 to 3.13 says in English, and what that means.
_WHYS = {
    r"the following arguments are required: (?P<what>.+)": Text(
        "thiếu {what}", "{what} is missing"
    ),
    r"unrecognized arguments: (?P<what>.+)": Text("không hiểu {what}", "{what} is not known"),
    r"argument (?P<name>--.+|USE): invalid choice: '(?P<what>.*?)'"
    r" \(choose from (?P<which>.+)\)": Text(
        "{name} không nhận {what}; chọn trong {which}", "{name} is one of {which}, not {what}"
    ),
    r"argument .+: invalid choice: '(?P<what>.+?)' \(choose from .+": Text(
        "không có lệnh {what}", "there is no command {what}"
    ),
    r"argument (?P<what>.+): expected (one|at least one|\d+) arguments?": Text(
        "thiếu giá trị sau {what}", "a value is missing after {what}"
    ),
    r"argument (?P<name>.+): invalid .+ value: '(?P<what>.*)'": Text(
        "{name} phải là số, không phải {what}", "{name} is a number, not {what}"
    ),
    r"argument (?P<name>.+): must be (?P<least>\d+) to (?P<most>\d+), not (?P<what>.+)": Text(
        "{name} phải từ {least} đến {most}, không phải {what}",
        "{name} is from {least} to {most}, not {what}",
    ),
    r"one of the arguments (?P<which>.+) is required": Text(
        "thiếu một trong {which}", "one of {which} is missing"
    ),
    r"argument (?P<what>.+): not allowed with argument (?P<which>.+)": Text(
        "{what} không đi cùng {which}", "{what} does not go with {which}"
    ),
    r"argument (?P<what>.+): ignored explicit argument .+": Text(
        "{what} không nhận giá trị", "{what} takes no value"
    ),
    r"ambiguous option: (?P<what>.+) could match (?P<which>.+)": Text(
        "{what} có thể là {which}", "{what} could be {which}"
    ),
}


class BilingualParser(ArgumentParser):
    """A parser whose `help` texts are two lines, Vietnamese and English."""

    def __init__(self, *, add_help: bool = True, **known: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **known)
        self._positionals.title = "đối số · arguments"
        self._optionals.title = "tùy chọn · options"
        if add_help:
            self.add_argument("-h", "--help", action="help", help=two_lines(_THIS_PAGE))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Help or bad usage has been said. As `flush` where nobody could take it."""
        flush()
        super().exit(status, message)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, once in each language, and exit 2."""
        self.exit(2, bad_usage(_why(message), self.prog) + "\n")


def bad_usage(why: Text, command: str) -> str:
    """The line in each language that says why `command` is not used that way."""
    sentence = say("cli.bad-usage", why=why, command=command)
    return f"{sentence.line('vi')}\n{sentence.line('en')}"


def two_lines(words: Text) -> str:
    """What a command or option is for, as its `help`."""
    return f"{words.vi}\n{words.en}"


def folder(named: str) -> Path:
    """An argument that names a folder.

    An empty one, as of a variable that is not set, would be the folder one stands in.
    """
    if not named:
        raise ArgumentTypeError("expected one argument")
    return Path(named)


def _why(message: str) -> Text:
    for pattern, words in _WHYS.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.filled(found.groupdict())
    return Text(message, message)


class _Help(RawTextHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Any],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        own = "cách dùng · usage: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, own)
