"""The command about printed office names: which are not known, which offices there are, and what
a name means from now on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from rating_client.base.clock import local
from rating_client.base.errors import Trouble
from rating_client.base.instance import ask
from rating_client.base.printing import say_aside, say_json, tell
from rating_client.base.text import Text
from rating_client.base.usage import bad_usage
from rating_client.cli.files import opened_profile
from rating_client.cli.printing import language_of, paths_of
from rating_client.directory.directory import Directory
from rating_client.directory.offices import Office
from rating_client.exports.names import shown_name
from rating_client.profile import Profile
from rating_client.prompts.unread_offices import unread_offices

_REMEMBERED = Text("“{written}” là {code}, {name}.", "“{written}” means {code}, {name}.")
_FORGOTTEN = Text("Không còn ghi nhớ “{written}”.", "“{written}” is no longer remembered.")
_ALL_READ = Text("Mọi tên đơn vị trên tờ khai đều đã rõ.", "Every printed office name is known.")


def office(asked: Namespace) -> int:
    """Without a name: the unknown ones. With one: the offices that answer to it. With a code:
    what the name means from now on."""
    if asked.forget and asked.name is None:
        why = Text("--forget cần NAME", "--forget needs NAME")
        say_aside(bad_usage(why, "rating-client office"))
        return 2
    with opened_profile(asked) as profile:
        if asked.name is None:
            return _unread(asked, profile)
        if asked.forget:
            profile.addressing.taught.forget(asked.name)
            return _say(asked, _FORGOTTEN, written=asked.name)
        if asked.code is None:
            return _found(asked, profile)
        return _teach(asked, profile)


def _unread(asked: Namespace, profile: Profile) -> int:
    unread = unread_offices(profile.ledger, profile.directory)
    if asked.json:
        say_json(
            [
                {"written": each.written, "candidates": each.candidates, "n": each.declarations}
                for each in unread
            ]
        )
        return 0
    if not unread:
        return _say(asked, _ALL_READ)
    for each in unread:
        tell(each.sentence.line(language_of(asked)))
        for line in _lines(profile.directory, each.candidates):
            tell(line)
    return 0


def _found(asked: Namespace, profile: Profile) -> int:
    today = local(profile.clock.now())
    reading = profile.directory.resolve(asked.name, today)
    codes = [*reading.candidates, *(o.code for o in profile.directory.search(asked.name, today))]
    if asked.json:
        say_json({"reading": reading.as_json(), "found": list(dict.fromkeys(codes))})
        return 0
    for line in _lines(profile.directory, dict.fromkeys(codes)):
        tell(line)
    if not codes:
        raise Trouble("directory.office-unknown", office=shown_name(asked.name))
    return 0


def _teach(asked: Namespace, profile: Profile) -> int:
    chosen = profile.directory.office(asked.code)
    if chosen is None:
        raise Trouble("directory.no-such-code", office=shown_name(asked.code))
    profile.addressing.taught.teach(asked.name, chosen.code, profile.clock.now())
    ask(paths_of(asked), {"do": "wake"})  # there may be a receiver now for what had none
    name = chosen.name_at(local(profile.clock.now()))
    return _say(asked, _REMEMBERED, written=asked.name, code=chosen.code, name=name)


def _lines(directory: Directory, codes: Iterable[str]) -> list[str]:
    offices = [directory.office(code) for code in codes]
    return [_line(each) for each in offices if each is not None]


def _line(each: Office) -> str:
    """Both names: a person may know either."""
    return "  ".join(filter(None, (each.code, each.name, each.old_name)))


def _say(asked: Namespace, words: Text, **facts: str) -> int:
    shown = {name: shown_name(fact) for name, fact in facts.items()}
    if asked.json:
        say_json(shown)
    else:
        tell(words.of(language_of(asked)).format(**shown))
    return 0
