"""Which subjects a form begins with, and which can still be added. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.words import language
from rating_client.ratings.form import Form, StageItem
from rating_client.ratings.rating import Subject


def first_subjects(facts: FormFacts, form: Form) -> tuple[Subject, ...]:
    """The office, its team where one is known, and the stages shown first for the channel."""
    subjects = [Subject("office", facts.office_name, code=facts.office_code)]
    if facts.team_name:
        subjects.append(Subject("team", facts.team_name, code=facts.team_code))
    subjects += [
        Subject("stage", stage.name.of(language()), code=stage.code)
        for stage in form.stages_for(facts.channel)[0]
    ]
    return tuple(subjects)


def more_stages(facts: FormFacts, form: Form, shown: Iterable[str | None]) -> list[StageItem]:
    """The stages of this channel that are not in view yet."""
    in_view = set(shown)
    return [
        stage
        for stage in form.stages
        if stage.code not in in_view and (facts.channel is None or facts.channel in stage.channels)
    ]


def caption_of(subject: Subject, facts: FormFacts) -> str:
    """The line under an office's name: its sort and code, where they are known."""
    if subject.kind != "office":
        return ""
    if subject.code == facts.office_code and subject.name == facts.office_name:
        return facts.office_caption
    return subject.code or ""
