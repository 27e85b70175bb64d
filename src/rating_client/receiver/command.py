"""`rating-client receiver COMMAND`: the reference receiver by hand.

Here what sets one up, serves it and shows what it holds; `administration` has what people decide.
"""

from __future__ import annotations

import logging
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.base.resources import resource
from rating_client.contract.keys import fingerprint
from rating_client.receiver.administration import add_administration
from rating_client.receiver.app import described
from rating_client.receiver.bucket import Limit
from rating_client.receiver.carried import add_carried
from rating_client.receiver.enrolments import new_code
from rating_client.receiver.installation import Receiver
from rating_client.receiver.limits import GENEROUS
from rating_client.receiver.serving import serve
from rating_client.receiver.terminal import (
    Command,
    add_command,
    json_file,
    say_json,
    say_text,
    shielded,
    whole,
)


def run(arguments: Sequence[str] | None = None) -> int:
    """0 on success, 1 on trouble with one sentence on stderr, 2 on bad usage."""
    asked = _parser().parse_args(shielded(sys.argv[1:] if arguments is None else arguments))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    command: Command = asked.command
    try:
        command(asked)
    except BrokenPipeError:  # `rating-client receiver list … | head`
        _fall_silent()
    except RatingClientError as error:
        if error.code == "cli.output-failed":
            _fall_silent()
        return _complain(error, asked.language)
    except (OSError, SQLAlchemyError) as error:
        logging.getLogger(__name__).debug("folder", exc_info=error)
        return _complain(Trouble("receiver.folder-unusable", path=asked.folder), asked.language)
    return 0


def _complain(error: RatingClientError, language: str) -> int:
    sys.stderr.write(error.sentence.line(language) + "\n")
    return 1


def _fall_silent() -> None:
    """Nobody takes what is printed: let Python not try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser() -> ArgumentParser:
    top = ArgumentParser(prog="rating-client receiver", description="the reference receiver")
    top.add_argument("--language", choices=("vi", "en"), default="vi")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_init(commands)
    _add_serve(commands)
    _add_enrol(commands)
    add_command(commands, "list", _list, "what is held, as JSON")
    add_administration(commands)
    add_carried(commands)
    openapi = commands.add_parser("openapi", help="the description of the interface, as JSON")
    openapi.set_defaults(command=_openapi, folder=Path())
    return top


def _add_init(commands: Any) -> None:
    init = add_command(commands, "init", _init, "make keys, database, form and directory")
    init.add_argument("--name-vi", required=True, metavar="NAME")
    init.add_argument("--name-en", required=True, metavar="NAME")
    init.add_argument("--base-url", required=True, action="append", metavar="URL")
    init.add_argument("--form", type=Path, metavar="FILE", default=resource("form", "form.json"))
    init.add_argument(
        "--directory",
        type=Path,
        metavar="FILE",
        default=resource("directory", "directory.json"),
    )
    init.add_argument(
        "--database",
        metavar="URL",
        help="rows on a PostgreSQL server instead of in DIR: postgresql://USER@HOST/NAME or"
        " postgresql:///NAME?host=/var/run/postgresql",
    )


def _add_serve(commands: Any) -> None:
    serving = add_command(commands, "serve", _serve, "receive ratings")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=whole(0, 65535), default=8080)
    serving.add_argument("--port-file", type=Path, metavar="FILE", help="written once listening")
    serving.add_argument(
        "--base-url", metavar="URL", help="be reachable here from now on; {port} is filled in"
    )
    serving.add_argument("--certificate", type=Path, metavar="FILE")
    serving.add_argument("--key", type=Path, metavar="FILE")
    serving.add_argument(
        "--per-minute",
        type=float,
        metavar="N",
        default=GENEROUS.per_second * 60,
        help="what one device may send in the long run (default: %(default)g)",
    )
    serving.add_argument(
        "--burst",
        type=float,
        metavar="N",
        default=GENEROUS.burst,
        help="what one device may send at once (default: %(default)g)",
    )


def _add_enrol(commands: Any) -> None:
    enrol = add_command(commands, "enrol", _enrol, "write an enrolment file to hand out")
    enrol.add_argument("--out", type=Path, required=True, metavar="FILE")
    enrol.add_argument(
        "--office", action="append", metavar="CODE", help="may be given again (default: all)"
    )
    enrol.add_argument(
        "--tax-code", action="append", default=[], metavar="CODE", help="may be given again"
    )
    enrol.add_argument("--code", choices=("auto", "none"), default="auto")
    enrol.add_argument(
        "--days", type=whole(1, 3650), default=90, help="how long the code can be used"
    )


def _init(asked: Namespace) -> None:
    receiver = Receiver.make(
        asked.folder,
        name={"vi": asked.name_vi, "en": asked.name_en},
        base_urls=asked.base_url,
        form=json_file(asked.form),
        directory=json_file(asked.directory),
        database=asked.database,
    )
    _say_identity(receiver)


def _serve(asked: Namespace) -> None:
    if (asked.certificate is None) != (asked.key is None):
        raise Trouble("receiver.certificate-incomplete")
    try:
        limit = Limit(asked.per_minute / 60, asked.burst)
    except ValueError as error:
        raise Trouble("receiver.limit-refused") from error
    serve(
        Receiver.open(asked.folder, limit=limit),
        host=asked.host,
        port=asked.port,
        base_url=asked.base_url,
        port_file=asked.port_file,
        certificate=asked.certificate,
        key=asked.key,
    )


def _enrol(asked: Namespace) -> None:
    receiver = Receiver.open(asked.folder)
    data = receiver.enrolments.issue(
        "*" if asked.office in (None, ["all"]) else asked.office,
        asked.tax_code,
        new_code() if asked.code == "auto" else None,
        asked.days,
    )
    try:
        asked.out.write_bytes(data)
    except OSError as error:
        raise Trouble("receiver.file-not-written", path=asked.out) from error
    _say_identity(receiver)


def _list(asked: Namespace) -> None:
    say_json({"held": Receiver.open(asked.folder).held()})


def _openapi(_asked: Namespace) -> None:
    say_text(described())


def _say_identity(receiver: Receiver) -> None:
    """What the letter to the enrolled must state."""
    identity = receiver.keys.receiver
    say_json({"receiver": identity, "fingerprint": fingerprint(identity)})
