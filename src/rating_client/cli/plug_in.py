"""The plug-in door: a rating in a JSON file that another program wrote.

`{"declaration": FILE or fields, "subjects": [...], "suggestion"?, "contact"?, "wants_answer"?}`:
never an id, a receiver or a time. A file is the path of an export, seen from the JSON file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.reading import read_paths
from rating_client.declarations.record import from_json as declaration_from_json
from rating_client.declarations.registered import why_not_registered
from rating_client.profile import Profile
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating, from_json
from rating_client.ratings.rules import check

_NUMBER = re.compile(r"\d{12}", re.ASCII)


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
            raise _unreadable(self.path, f"{fault.pointer}: {fault.sentence.advice.vi}")
        return self.rating


def read_request(path: Path, profile: Profile) -> Request:
    """The request in the file `path`. `Trouble("cli.rating-unreadable")` says what is wrong."""
    try:
        document = json.loads(path.read_text("utf-8"))
        rating = from_json(document)
        declared = document["declaration"]
    except FileNotFoundError as error:
        raise Trouble("cli.file-missing", path=path) from error
    except OSError as error:
        raise Trouble("cli.file-unreadable", path=path) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise _unreadable(path, "JSON") from error
    except KeyError as error:
        raise _unreadable(path, str(error)) from error
    if isinstance(declared, str):
        declaration = exported_declaration(path.parent / declared, profile)
    else:
        declaration = _typed(path, declared)
    return Request(path, declaration, _with_office_name(rating, declaration, profile))


def declaration_by_number(number: str) -> Declaration:
    """A declaration of which a person knows the number alone."""
    return Declaration(
        number=number, direction="X" if number.startswith("3") else "N", stage=Stage.DECLARED
    )


def exported_declaration(path: Path, profile: Profile) -> Declaration:
    """The one registered declaration in an export file; `Trouble` with the sentence otherwise."""
    read = next(read_paths([path], profile.reading))
    if read.refused:
        raise Trouble(read.refused.code, file=path.name, path=path)
    if len(read.declarations) != 1:
        raise _unreadable(path, f"{len(read.declarations)} ≠ 1")
    declaration = read.declarations[0]
    if doubt := why_not_registered(declaration):
        raise Trouble(doubt.code)
    return declaration


def _typed(path: Path, fields: Any) -> Declaration:
    if not isinstance(fields, Mapping) or not _NUMBER.fullmatch(str(fields.get("number", ""))):
        raise _unreadable(path, "/declaration/number: 12")
    bare = declaration_by_number(str(fields["number"]))
    known = {"direction": bare.direction, "stage": bare.stage, **fields}
    try:
        return declaration_from_json(known)
    except (KeyError, TypeError, ValueError, RatingClientError) as error:
        raise _unreadable(path, f"/declaration: {error}") from error


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


def _unreadable(path: Path, detail: str) -> Trouble:
    return Trouble("cli.rating-unreadable", path=path.name, detail=detail)
