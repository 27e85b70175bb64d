"""`bundle export|import|forward`: the outbox and its receipts, carried by hand."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from rating_client.base.clock import SystemClock
from rating_client.base.errors import Trouble
from rating_client.base.instance import ask
from rating_client.base.printing import say_json, tell
from rating_client.base.settings import settings_here
from rating_client.base.text import Text
from rating_client.base.whole_file import free_name, write_whole
from rating_client.cli import words
from rating_client.cli.agreement import agreed, somebody_sits_here
from rating_client.cli.files import bytes_of, opened_profile
from rating_client.cli.printing import language_of, paths_of
from rating_client.contract.keys import fingerprint
from rating_client.contract.receipts_file import MAX_RECEIPTS_FILE, SUFFIX
from rating_client.delivery.carrying_home import BroughtHome
from rating_client.delivery.carrying_out import CarriedOut
from rating_client.exports.names import shown_name
from rating_client.outbox.entry import EntryState
from rating_client.profile import Profile, transport_for


def export(asked: Namespace) -> int:
    """Write what waits into sealed files, each told as soon as it is whole.

    Where one cannot be written, those before it are there and told all the same.
    """
    language = language_of(asked)
    written: list[CarriedOut] = []
    with opened_profile(asked) as profile:
        receiver = None if asked.receiver is None else _receiver(asked.receiver, profile)
        try:
            for file in profile.carrying_out.write(asked.file, held=asked.held, receiver=receiver):
                written.append(file)
                if not asked.json:
                    tell(_told(file, language))
        except Trouble:
            if asked.json and written:
                say_json({"files": [_file_json(file) for file in written], "whole": False})
                asked.json = False  # the sentence goes to stderr alone: one document is enough
            raise
        held = 0 if asked.held else profile.outbox.held(sealed=True)
        unaddressed = profile.outbox.counts()[EntryState.UNADDRESSED]
    if asked.json:
        files = [_file_json(file) for file in written]
        say_json({"files": files, "whole": True, "held": held, "unaddressed": unaddressed})
        return 0
    for n, left in ((held, words.LEFT_HELD), (unaddressed, words.LEFT_UNADDRESSED)):
        if n:
            tell(left.filled({"n": n}).of(language))
    tell(words.CARRY_IT.of(language))
    return 0


def bring_home(asked: Namespace) -> int:
    """Take in a receipts file that came back."""
    with opened_profile(asked) as profile:
        brought = profile.carrying_home.take(bytes_of(asked.file, MAX_RECEIPTS_FILE))
    ask(paths_of(asked), {"do": "wake"})  # a running program shows what came
    if asked.json:
        say_json(_brought_json(brought))
        return 0
    language = language_of(asked)
    tell(brought.name.of(language))
    for line, n in _counts(brought):
        if n:
            tell(f"  {line.of(language)}: {n}")
    if brought.joined:
        tell(f"  {words.JOINED.of(language)}")
    for advised in brought.advice:
        what = advised.submission or words.JOINING.of(language)
        tell(f"! {what}: {advised.reason.sentence.line(language)}")
        tell(f"  {words.NOT_SIGNED.of(language)}")
    return 0


def forward(asked: Namespace) -> int:
    """Hand over somebody else's bundle after a person saw where it goes; no profile is needed."""
    from rating_client.delivery.forwarding import Destination, destination
    from rating_client.delivery.forwarding import forward as hand_over

    language = language_of(asked)
    where: Destination = destination(bytes_of(asked.file))
    out = asked.receipts or free_name(asked.file.parent, asked.file.stem, SUFFIX)
    if out.exists():  # before a byte leaves, not after
        raise Trouble("base.name-taken")
    if asked.host is None:
        _ask_a_person(where.name, where.hosts, where.fingerprint, len(where.bundle.items), language)
    elif asked.host not in where.hosts:
        raise Trouble("cli.another-host", host=asked.host, hosts=", ".join(where.hosts))
    settings = settings_here(paths_of(asked).settings).settings
    done = hand_over(where, transport_for(settings), SystemClock())
    write_whole(out, done.file)
    answers = len(done.answers.answers) if done.answers else 0
    report = {
        "receipts": len(done.receipts),
        "refused": len(done.problems),
        "unanswered": done.unanswered,
        "answers": answers,
        "file": str(out),
    }
    if asked.json:
        say_json(report)
    else:
        tell(words.FORWARDED.filled({**report, "file": shown_name(str(out))}).of(language))
    if done.unanswered:
        raise Trouble("cli.forward-again", n=done.unanswered)
    return 0


def _receiver(wanted: str, profile: Profile) -> str:
    """The id of the receiver a person named by its id or fingerprint."""
    enrolled = profile.enrolments.enrolments()
    if not enrolled:
        raise Trouble("doctor.no-receiver")
    bare = "".join(wanted.split()).replace("-", "").upper()
    for each in enrolled:
        if wanted == each.receiver or bare == each.fingerprint.replace(" ", ""):
            return each.receiver
    known = Text(
        *("; ".join(f"{e.name.of(to)}: {e.fingerprint}" for e in enrolled) for to in Text._fields)
    )
    raise Trouble("cli.no-such-receiver", wanted=wanted, known=known)


def _ask_a_person(name: Text, hosts: tuple[str, ...], seen: str, items: int, language: str) -> None:
    """Show where it goes and take a yes; `Trouble` where nobody sits there, or says no."""
    if not somebody_sits_here():
        raise Trouble("cli.host-needed", name=name, hosts=", ".join(hosts), fingerprint=seen)
    shown = {"name": name, "hosts": ", ".join(hosts), "fingerprint": seen, "n": items}
    tell(words.GOES_TO.filled(shown).of(language))
    if not agreed(words.SEND_IT.of(language)):
        raise Trouble("cli.not-forwarded")


def _told(file: CarriedOut, language: str) -> str:
    text = words.WRITTEN_AND_JOINING if file.enrolment else words.WRITTEN
    facts = {"path": shown_name(str(file.path)), "n": file.ratings, "name": file.name}
    return text.filled(facts).of(language)


def _file_json(file: CarriedOut) -> dict[str, Any]:
    return {
        "file": str(file.path),
        "receiver": file.receiver,
        "name": file.name._asdict(),
        "ratings": file.ratings,
        "enrolment": file.enrolment,
    }


def _counts(brought: BroughtHome) -> list[tuple[Text, int]]:
    return [
        (words.NEW_RECEIPTS, brought.receipts),
        (words.KNOWN_RECEIPTS, brought.known),
        (words.NEW_ANSWERS, brought.answers),
        (words.FOREIGN_RECEIPTS, brought.foreign),
        (words.REFUSED_PARTS, brought.refused),
        (words.SENT_AGAIN, brought.sent_again),
    ]


def _brought_json(brought: BroughtHome) -> dict[str, Any]:
    return {
        "receiver": brought.receiver,
        "name": brought.name._asdict(),
        "fingerprint": fingerprint(brought.receiver),
        "receipts": brought.receipts,
        "known": brought.known,
        "foreign": brought.foreign,
        "refused": brought.refused,
        "joined": brought.joined,
        "answers": brought.answers,
        "sent_again": brought.sent_again,
        "advice": [
            {"submission": each.submission, **each.reason.sentence.as_json()}
            for each in brought.advice
        ],
    }
