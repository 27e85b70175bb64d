"""What cards and forms say about a declaration: its facts with the names they bore that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.declarations.declaration import Declaration, normal_tax_code
from rating_client.desktop.batch.facts import BatchRowFacts
from rating_client.desktop.card.facts import CardFacts, DigestFacts
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.words import clock_time, language, time_and_day, unknown
from rating_client.outbox.entry import Entry, EntryState
from rating_client.profile import Profile
from rating_client.prompts.owners import Owner
from rating_client.prompts.policy import Card
from rating_client.prompts.prompt import Prompt
from rating_client.prompts.register import is_released

_NO_LETTERS = Owner("", "–", 0)


def card_facts(prompt: Prompt, profile: Profile) -> CardFacts:
    """One declaration on a card. Never an official's name, never a level."""
    d = prompt.declaration
    owner = _owner(d, profile)
    hidden = profile.settings.hide_owner_on_card
    return CardFacts(
        key=prompt.key,
        number=d.number,
        channel=d.channel,
        type_line=type_line(d, profile),
        office_line=_office_line(d, profile),
        owner_letters=owner.letters,
        owner_colour=owner.colour,
        owner_name="" if hidden else d.owner_name or d.owner_tax_code or unknown(),
        registered_time=clock_time(d.registered_at) if d.registered_at else "",
    )


def batch_row_facts(
    key: str, d: Declaration, profile: Profile, *, level: int | None, begun: bool
) -> BatchRowFacts:
    """One declaration of a batch; `level` and `begun` are what its draft says."""
    owner = _owner(d, profile)
    return BatchRowFacts(
        key=key,
        number=d.number,
        channel=d.channel,
        office_line=_office_line(d, profile),
        owner=normal_tax_code(d.owner_tax_code) or "",
        owner_name=d.owner_name or d.owner_tax_code or "",
        owner_letters=owner.letters,
        owner_colour=owner.colour,
        level=level,
        begun=begun,
    )


def digest_facts(card: Card, profile: Profile) -> DigestFacts:
    """The end of the working day: how much is still open, and where."""
    now = profile.clock.now()
    today = profile.prompts.today(now)
    offices = Counter(_office_line(prompt.declaration, profile) for prompt in card.prompts)
    return DigestFacts(
        keys=card.keys,
        more=card.more,
        rated_today=today.rated,
        registered_today=today.of,
        time=profile.settings.digest_at,
        offices=tuple(offices.most_common()),
    )


def form_facts(key: str, d: Declaration, profile: Profile, notice: str = "") -> FormFacts:
    """The head of the form, and what there is to rate."""
    at = d.registered_at
    office = profile.directory.read(d.office_code, d.office_name, at)
    known = profile.directory.office(office.code)
    sort = known.sort_at(at) if known else None
    section = profile.directory.section(office.code, d.team_code, at)
    owner = _owner(d, profile)
    return FormFacts(
        key=key,
        number=d.number,
        channel=d.channel,
        type_line=type_line(d, profile),
        office_name=office.name or unnamed_office(),
        office_code=office.code,
        office_kind=sort.of(language()) if sort else "",
        team_line=section.team_line(at).of(language()),
        team_name=section.name if section.kind == "team" else None,
        team_code=section.code if section.kind == "team" else None,
        registered_line=time_and_day(at) if at else "",
        released=is_released(d),
        owner_name=d.owner_name or "",
        owner_tax_code=d.owner_tax_code or "",
        owner_letters=owner.letters,
        owner_colour=owner.colour,
        role=profile.remembered.role(owner.tax_code),
        notice=notice,
    )


def type_line(d: Declaration, profile: Profile) -> str:
    """A11 · Nhập kinh doanh tiêu dùng; the bare code where the directory has no words for it."""
    name = profile.directory.type_name(d.type_code)
    parts = (d.type_code, name.of(language()) if name else None)
    return " · ".join(part for part in parts if part)


def unnamed_office() -> str:
    """What is rated where nobody knows the office's name; a rating needs one."""
    return QCoreApplication.translate("FactsFor", "Đơn vị hải quan tiếp nhận")


def sent_before(entries: Sequence[Entry]) -> str | None:
    """When the rating was given that a new one would replace; None where nothing has left."""
    gone = (e for e in entries if e.may_have_left and e.state is not EntryState.WITHDRAWN)
    entry = next(gone, None)
    return f"{local(entry.queued_at):%H:%M %d/%m/%Y}" if entry else None


def _office_line(d: Declaration, profile: Profile) -> str:
    office = profile.directory.read(d.office_code, d.office_name, d.registered_at)
    if not office.name:
        return unknown()
    return f"{office.name} ({office.code})" if office.code else office.name


def _owner(d: Declaration, profile: Profile) -> Owner:
    tax_code = normal_tax_code(d.owner_tax_code)
    return (profile.owners.get(tax_code) if tax_code else None) or _NO_LETTERS
