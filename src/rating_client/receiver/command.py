"""`rating-client receiver COMMAND`: the reference receiver by hand.

Here what sets one up, serves it and shows what it holds; `administration` has what people decide.
"""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.base.printing import fall_silent, flush, say_aside, say_json, tell
from rating_client.base.resources import resource
from rating_client.base.usage import BilingualParser, two_lines
from rating_client.contract.keys import fingerprint
from rating_client.receiver.administration import add_administration
from rating_client.receiver.app import described
from rating_client.receiver.bucket import Limit
from rating_client.receiver.carried import add_carried
from rating_client.receiver.enrolments import new_code
from rating_client.receiver.help_words import HELP
from rating_client.receiver.installation import Receiver
from rating_client.receiver.limits import GENEROUS
from rating_client.receiver.serving import serve
from rating_client.receiver.terminal import (
    Command,
    add_command,
    add_option,
    json_file,
    shielded,
    whole,
)


def run(arguments: Sequence[str] | None = None) -> int:
    """0 on success, 1 on trouble with one sentence on stderr, 2 on bad usage."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    asked = Namespace(language="vi", folder=Path())
    try:
        given = shielded(sys.argv[1:] if arguments is None else arguments)
        asked = _parser().parse_args(given)
        command: Command = asked.command
        command(asked)
        flush()
    except BrokenPipeError:  # `rating-client receiver list … | head`
        return 0
    except RatingClientError as error:
        return _complain(error, asked.language)
    except (OSError, SQLAlchemyError) as error:
        logging.getLogger(__name__).debug("folder", exc_info=error)
        return _complain(Trouble("receiver.folder-unusable", path=asked.folder), asked.language)
    finally:
        fall_silent()
    return 0


def _complain(error: RatingClientError, language: str) -> int:
    say_aside(error.sentence.line(language))
    return 1


def _parser() -> ArgumentParser:
    top = BilingualParser(prog="rating-client receiver", description=two_lines(HELP["receiver"]))
    add_option(top, "--language", choices=("vi", "en"), default="vi")
    commands = top.add_subparsers(required=True, metavar="COMMAND", title="lệnh · commands")
    _add_init(commands)
    _add_serve(commands)
    _add_enrol(commands)
    add_command(commands, "list", _list)
    add_administration(commands)
    add_carried(commands)
    words = two_lines(HELP["openapi"])
    openapi = commands.add_parser("openapi", help=words, description=words)
    openapi.set_defaults(command=_openapi, folder=Path())
    return top


def _add_init(commands: Any) -> None:
    init = add_command(commands, "init", _init)
    add_option(init, "--name-vi", required=True, metavar="NAME")
    add_option(init, "--name-en", required=True, metavar="NAME")
    add_option(init, "--base-url", required=True, action="append", metavar="URL")
    for kind in ("form", "directory"):
        shipped = resource(kind, f"{kind}.json")
        add_option(init, f"--{kind}", type=Path, metavar="FILE", default=shipped)
    add_option(init, "--database", metavar="URL")


def _add_serve(commands: Any) -> None:
    serving = add_command(commands, "serve", _serve)
    add_option(serving, "--host", default="127.0.0.1")
    add_option(serving, "--port", type=whole(0, 65535), default=8080)
    add_option(serving, "--port-file", type=Path, metavar="FILE")
    add_option(serving, "--base-url", metavar="URL")
    add_option(serving, "--certificate", type=Path, metavar="FILE")
    add_option(serving, "--key", type=Path, metavar="FILE")
    add_option(serving, "--per-minute", type=float, metavar="N", default=GENEROUS.per_second * 60)
    add_option(serving, "--burst", type=float, metavar="N", default=GENEROUS.burst)


def _add_enrol(commands: Any) -> None:
    enrol = add_command(commands, "enrol", _enrol)
    add_option(enrol, "--out", type=Path, required=True, metavar="FILE")
    add_option(enrol, "--office", action="append", metavar="CODE")
    add_option(enrol, "--tax-code", action="append", default=[], metavar="CODE")
    add_option(enrol, "--code", choices=("auto", "none"), default="auto")
    add_option(enrol, "--days", type=whole(1, 3650), default=90)


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
        "*" if asked.office is None or "all" in asked.office else asked.office,
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
    tell(described().rstrip("\n"))


def _say_identity(receiver: Receiver) -> None:
    """What the letter to the enrolled must state."""
    identity = receiver.keys.receiver
    say_json({"receiver": identity, "fingerprint": fingerprint(identity)})
