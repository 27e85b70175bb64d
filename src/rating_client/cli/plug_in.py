"""The plug-in door: a rating in a JSON file that another program wrote.

`{"declaration": FILE or fields, "subjects": [...], "suggestion"?, "contact"?, "wants_answer"?}`:
never an id, a receiver or a time. A file is the path of an export, seen from the JSON file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.cli.files import bytes_of
from rating_client.cli.request_shape import REQUEST, declared
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.reading import read_paths
from rating_client.declarations.registered import why_not_registered
from rating_client.exports.names import shown_name
from rating_client.profile import Profile
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating, from_json
from rating_client.ratings.rules import check


@dataclass(frozen=True)
class Request:
    """What the file asks for. `path` is for the sentence of a refusal."""

    path: Path
    declaration: Declaration
    rating: Rating

    def checked(self, form: Form) -> Rating:
        """The rating, if the form finds nothing missing in it; `Trouble` otherwise."""
        if faults := check(self.rating, form):
            fault = faults[0]
            advice = fault.sentence.advice
            raise _wrong(self.path, fault.pointer, Text(*(text.rstrip(".") for text in advice)))
        return self.rating


def read_request(path: Path, profile: Profile) -> Request:
    """The request in the file `path`. `Trouble("cli.rating-unreadable")` says what is wrong."""
    document = _parsed(path)
    if fault := next(iter(REQUEST(document, "")), None):
        raise _wrong(path, fault.pointer, fault.detail)
    rating = from_json(document)
    told = document["declaration"]
    if isinstance(told, str):
        declaration = exported_declaration(path.parent / told, profile)
    else:
        declaration = declared(told, declaration_by_number(told["number"]))
    return Request(path, declaration, _with_office_name(rating, declaration, profile))


def _parsed(path: Path) -> Any:
    try:
        return json.loads(bytes_of(path).decode("utf-8-sig"))  # some programs put a mark in front
    except json.JSONDecodeError as error:
        detail = Text(
            f"dòng {error.lineno} không phải JSON hợp lệ", f"line {error.lineno} is not valid JSON"
        )
        raise _unreadable(path, detail) from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, Text("không phải UTF-8", "it is not UTF-8")) from error
    except ValueError as error:
        raise _unreadable(path, Text("có số quá dài", "a number is too long")) from error
    except RecursionError as error:
        raise _unreadable(path, Text("lồng quá nhiều cấp", "it is nested too deeply")) from error


def declaration_by_number(number: str) -> Declaration:
    """A declaration of which a person knows the number alone."""
    return Declaration(
        number=number, direction="X" if number.startswith("3") else "N", stage=Stage.DECLARED
    )


def exported_declaration(path: Path, profile: Profile) -> Declaration:
    """The one registered declaration in an export file; `Trouble` with the sentence otherwise."""
    if path.is_dir():
        raise Trouble("cli.not-a-file", path=shown_name(str(path)))
    [read] = read_paths([path], profile.reading)
    if read.refused:
        raise Trouble(read.refused.code, file=path.name, path=path)
    if len(read.declarations) != 1:
        n = len(read.declarations)
        detail = Text(f"có {n} tờ khai, cần đúng một", f"has {n} declarations, one is needed")
        raise _unreadable(path, detail)
    declaration = read.declarations[0]
    if doubt := why_not_registered(declaration):
        raise Trouble(doubt.code)
    return declaration


def _with_office_name(rating: Rating, declaration: Declaration, profile: Profile) -> Rating:
    """A program may leave the office's name to the directory."""
    reading = profile.directory.read(
        declaration.office_code, declaration.office_name, declaration.registered_at
    )
    return replace(
        rating,
        subjects=tuple(
            replace(subject, name=reading.name, code=subject.code or reading.code)
            if subject.kind == "office" and not subject.name
            else subject
            for subject in rating.subjects
        ),
    )


def _wrong(path: Path, pointer: str, rule: Text) -> Trouble:
    place = pointer or "/"
    return _unreadable(path, Text(f"{place} {rule.vi}", f"{place} {rule.en}"))


def _unreadable(path: Path, detail: Text) -> Trouble:
    return Trouble("cli.rating-unreadable", path=shown_name(path.name), detail=detail)
