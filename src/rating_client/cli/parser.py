"""Every command and its arguments. The commands' own modules are imported when one is called."""

from __future__ import annotations

from argparse import REMAINDER, SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from rating_client import __version__
from rating_client.base.usage import BilingualParser, folder
from rating_client.cli.help_words import help_of

Command = Callable[[Namespace], int]


def parser() -> ArgumentParser:
    """The whole command line of the program."""
    top = BilingualParser(
        prog="rating-client",
        description="Phiếu đánh giá hải quan · Customs Service Rating",
        epilog=help_of("exit codes"),
    )
    version = f"rating-client {__version__}"
    top.add_argument("--version", action="version", version=version, help=help_of("--version"))
    _flag(top, "--tray")
    _flag(top, "--quit")
    _profile(top, default=None)
    top.set_defaults(command=_lazily("window", "start_or_quit"))
    commands = top.add_subparsers(metavar="COMMAND", title="lệnh · commands")

    demo = _command(commands, "demo", "window", "demo")
    _flag(demo, "--headless")
    _option(demo, "--screenshots", type=Path, metavar="DIR")

    _journey(commands)

    verify = _command(commands, "verify", "trust", "verify")
    verify.add_argument("receipt", type=Path, metavar="FILE")
    _flag(verify, "--json")

    _bundle(commands)

    enrol = _command(commands, "enrol", "trust", "enrol")
    enrol.add_argument("source", metavar="FILE|URL")
    _option(enrol, "--fingerprint")
    _flag(enrol, "--json")

    _upkeep(commands)

    # Without a character that begins an option, everything that follows is the other program's.
    receiver = commands.add_parser(
        "receiver", help=help_of("receiver"), add_help=False, prefix_chars="\0"
    )
    receiver.add_argument("arguments", nargs=REMAINDER)
    receiver.set_defaults(command=_lazily("trust", "receiver"))
    return top


def _journey(commands: Any) -> None:
    """From an export file to the receiver, a command a step."""
    read = _command(commands, "read", "reading", "read")
    read.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR")
    _flag(read, "--explain")
    _flag(read, "--json")

    rate = _command(commands, "rate", "window", "rate")
    rate.add_argument("what", metavar="NUMBER|FILE", help=help_of("NUMBER|FILE"))

    submit = _command(commands, "submit", "queue", "submit")
    submit.add_argument("rating", type=Path, metavar="RATING.json", help=help_of("RATING.json"))
    _flag(submit, "--json")

    _flag(_command(commands, "send", "queue", "send"), "--json")
    _flag(_command(commands, "status", "queue", "status"), "--json")


def _upkeep(commands: Any) -> None:
    """What is taught to the program, and how it is looked over."""
    office = _command(commands, "office", "office", "office")
    office.add_argument("name", nargs="?", metavar="NAME", help=help_of("NAME"))
    office.add_argument("code", nargs="?", metavar="CODE", help=help_of("CODE"))
    _flag(office, "--forget")
    _flag(office, "--json")

    doctor = _command(commands, "doctor", "doctor", "doctor")
    _option(doctor, "--out", type=Path, metavar="ZIP")
    _flag(doctor, "--json")

    _command(commands, "forget-key", "doctor", "forget_key")

    selftest = _command(commands, "selftest", "window", "selftest")
    _option(selftest, "--json", type=Path, metavar="FILE", required=True, dest="report")


def _bundle(commands: Any) -> None:
    """The three ways of a file that is carried by hand."""
    words = help_of("bundle")
    top = commands.add_parser("bundle", help=words, description=words)
    ways = top.add_subparsers(metavar="export|import|forward", required=True)

    export = _command(ways, "export", "bundle", "export")
    export.add_argument("file", type=Path, metavar="FILE|DIR", help=help_of("FILE|DIR"))
    _flag(export, "--held")
    _option(export, "--receiver", metavar="FINGERPRINT")
    _flag(export, "--json")

    home = _command(ways, "import", "bundle", "bring_home")
    home.add_argument("file", type=Path, metavar="FILE", help="*.rating-receipts")
    _flag(home, "--json")

    forward = _command(ways, "forward", "bundle", "forward")
    forward.add_argument("file", type=Path, metavar="FILE", help="*.rating-bundle")
    _option(forward, "--receipts", type=Path, metavar="OUT")
    _option(forward, "--host")
    _flag(forward, "--json")


def _command(commands: Any, name: str, module: str, function: str) -> ArgumentParser:
    words = help_of(name)
    command: ArgumentParser = commands.add_parser(name, help=words, description=words)
    # SUPPRESS keeps a --profile that was given before the command's name.
    _profile(command, default=SUPPRESS)
    command.set_defaults(command=_lazily(module, function))
    return command


def _profile(command: ArgumentParser, default: object) -> None:
    _option(command, "--profile", type=folder, metavar="DIR", default=default)


def _flag(command: ArgumentParser, name: str) -> None:
    _option(command, name, action="store_true")


def _option(command: ArgumentParser, name: str, **known: Any) -> None:
    own = f"{command.prog.rpartition(' ')[2]} {name}"
    command.add_argument(name, help=help_of(own, name), **known)


def _lazily(module: str, function: str) -> Command:
    def command(asked: Namespace) -> int:
        found: Command = getattr(import_module(f"rating_client.cli.{module}"), function)
        return found(asked)

    return command
