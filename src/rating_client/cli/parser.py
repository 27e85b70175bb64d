"""Every command and its arguments. The commands' own modules are imported when one is called."""

from __future__ import annotations

from argparse import REMAINDER, SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from rating_client import __version__

Command = Callable[[Namespace], int]


def parser() -> ArgumentParser:
    """The whole command line of the program."""
    top = ArgumentParser(
        prog="rating-client",
        description="Phiếu đánh giá hải quan · Customs Service Rating",
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"rating-client {__version__}")
    top.add_argument("--tray", action="store_true", help="start in the tray, without a window")
    top.add_argument("--quit", action="store_true", help="ask a running program to end")
    _profile(top, default=None)
    top.set_defaults(command=_lazily("window", "start_or_quit"))
    commands = top.add_subparsers(metavar="COMMAND", title="commands")

    demo = commands.add_parser(
        "demo", help="receiver, sample exports and client together, on this machine"
    )
    demo.add_argument("--headless", action="store_true", help="the demo drives the widgets itself")
    demo.add_argument("--screenshots", type=Path, metavar="DIR", help="keep pictures of windows")
    _command(demo, "window", "demo")

    _journey(commands)

    verify = commands.add_parser("verify", help="check a receipt offline")
    verify.add_argument("receipt", type=Path, metavar="FILE")
    _json(verify)
    _command(verify, "trust", "verify")

    _bundle(commands)

    enrol = commands.add_parser("enrol", help="become known to a receiver")
    enrol.add_argument("source", metavar="FILE|URL")
    enrol.add_argument(
        "--fingerprint", help="the key's fingerprint as customs announced it, instead of asking"
    )
    _json(enrol)
    _command(enrol, "trust", "enrol")

    _upkeep(commands)

    receiver = commands.add_parser("receiver", help="the reference receiver", add_help=False)
    receiver.add_argument("arguments", nargs=REMAINDER)
    _command(receiver, "trust", "receiver")
    return top


def _journey(commands: Any) -> None:
    """From an export file to the receiver, a command a step."""
    read = commands.add_parser("read", help="what the readers make of export files")
    read.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR")
    read.add_argument("--explain", action="store_true", help="say which rule found each field")
    _json(read)
    _command(read, "reading", "read")

    rate = commands.add_parser("rate", help="open the form for one declaration")
    rate.add_argument("what", metavar="NUMBER|FILE")
    _command(rate, "window", "rate")

    submit = commands.add_parser("submit", help="queue a rating from another program")
    submit.add_argument("rating", type=Path, metavar="RATING.json")
    _json(submit)
    _command(submit, "queue", "submit")

    send = commands.add_parser("send", help="deliver what waits, without a window")
    _json(send)
    _command(send, "queue", "send")

    status = commands.add_parser("status", help="counts by state, next attempt, folders, receivers")
    _json(status)
    _command(status, "queue", "status")


def _upkeep(commands: Any) -> None:
    """What is taught to the program, and how it is looked over."""
    office = commands.add_parser("office", help="what a printed office name means")
    office.add_argument("name", nargs="?", metavar="NAME", help="as it stands on the declaration")
    office.add_argument("code", nargs="?", metavar="CODE", help="what it means from now on")
    office.add_argument("--forget", action="store_true", help="what was said of NAME before")
    _json(office)
    _command(office, "office", "office")

    doctor = commands.add_parser("doctor", help="look everything over; a file for support")
    doctor.add_argument(
        "--out", type=Path, metavar="ZIP", help="write a support file without personal data"
    )
    _json(doctor)
    _command(doctor, "doctor", "doctor")

    selftest = commands.add_parser("selftest", help="import everything, build the windows, exit")
    selftest.add_argument("--json", type=Path, metavar="FILE", required=True, dest="report")
    _command(selftest, "window", "selftest")


def _bundle(commands: Any) -> None:
    """The three ways of a file that is carried by hand."""
    top = commands.add_parser("bundle", help="carry the outbox, or receipts, by hand")
    ways = top.add_subparsers(metavar="export|import|forward", required=True)

    export = ways.add_parser("export", help="write what waits into sealed files")
    export.add_argument("file", type=Path, metavar="FILE|DIR", help="*.rating-bundle, or a folder")
    export.add_argument("--held", action="store_true", help="held ratings too")
    export.add_argument(
        "--receiver", metavar="FINGERPRINT", help="only for this receiver; its id will do too"
    )
    _json(export)
    _command(export, "bundle", "export")

    home = ways.add_parser("import", help="take in receipts and answers that came back")
    home.add_argument("file", type=Path, metavar="FILE", help="*.rating-receipts")
    _json(home)
    _command(home, "bundle", "bring_home")

    forward = ways.add_parser("forward", help="hand over a bundle for somebody else")
    forward.add_argument("file", type=Path, metavar="FILE", help="*.rating-bundle")
    forward.add_argument(
        "--receipts", type=Path, metavar="OUT", help="what to carry back (default: beside FILE)"
    )
    forward.add_argument("--host", help="where it may go, instead of asking")
    _json(forward)
    _command(forward, "bundle", "forward")


def _command(command: ArgumentParser, module: str, function: str) -> None:
    # SUPPRESS keeps a --profile that was given before the command's name.
    _profile(command, default=SUPPRESS)
    command.set_defaults(command=_lazily(module, function))


def _profile(command: ArgumentParser, default: object) -> None:
    command.add_argument(
        "--profile", type=Path, metavar="DIR", default=default, help="data and settings in DIR"
    )


def _json(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _lazily(module: str, function: str) -> Command:
    def command(asked: Namespace) -> int:
        found: Command = getattr(import_module(f"rating_client.cli.{module}"), function)
        return found(asked)

    return command
