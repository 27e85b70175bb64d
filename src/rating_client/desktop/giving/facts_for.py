"""What cards and forms say about a declaration: its facts with the names they bore that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from rating_client.base.clock import local
from rating_client.declarations.declaration import Declaration, normal_tax_code
from rating_client.desktop.batch.facts import BatchRowFacts
from rating_client.desktop.card.facts import CardFacts, DigestFacts
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.times import time_and_day
from rating_client.desktop.words import language, unknown
from rating_client.directory.directory import Directory
from rating_client.outbox.entry import Entry, EntryState
from rating_client.profile import Profile
from rating_client.prompts.owners import Owner
from rating_client.prompts.policy import Card
from rating_client.prompts.prompt import Prompt
from rating_client.prompts.register import is_released

translate = QCoreApplication.translate

_NO_LETTERS = Owner("", "", 0)


def card_facts(prompts: Sequence[Prompt], profile: Profile) -> list[CardFacts]:
    """The declarations on a card. Never an official's name, never a level.

    The ledger is asked once and not for each: of a flood a card lists hundreds.
    """
    directory = profile.directory
    owners = {owner.tax_code: owner for owner in profile.owners.all()}
    hidden = profile.settings.hide_owner_on_card
    return [_on_card(prompt, directory, owners, hides_owner=hidden) for prompt in prompts]


def batch_row_facts(
    key: str, d: Declaration, profile: Profile, *, level: int | None, begun: bool
) -> BatchRowFacts:
    """One declaration of a batch; `level` and `begun` are what its draft says."""
    owner = _owner(d, profile)
    return BatchRowFacts(
        key=key,
        number=d.number,
        channel=d.channel,
        office_line=_office_line(d, profile.directory),
        owner=normal_tax_code(d.owner_tax_code) or "",
        owner_name=d.owner_name or d.owner_tax_code or _unsaid(d),
        owner_letters=owner.letters,
        owner_colour=owner.colour,
        level=level,
        begun=begun,
    )


def digest_facts(card: Card, profile: Profile) -> DigestFacts:
    """The end of the working day: how much is still open, and where."""
    now = profile.clock.now()
    today = profile.prompts.today(now)
    directory = profile.directory
    offices = Counter(_office_line(prompt.declaration, directory) for prompt in card.prompts)
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
    at, directory = d.registered_at, profile.directory
    office = directory.read(d.office_code, d.office_name, at)
    known = directory.office(office.code)
    sort = known.sort_at(at) if known else None
    section = directory.section(office.code, d.team_code, at)
    owner = _owner(d, profile)
    return FormFacts(
        key=key,
        number=d.number,
        channel=d.channel,
        type_line=_type_line(d, directory),
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
        by_hand=d.source is None,
        role=profile.remembered.role(owner.tax_code),
        officers_listed=bool(directory.officers),
        notice=notice,
    )


def _type_line(d: Declaration, directory: Directory) -> str:
    """A11 · Nhập kinh doanh tiêu dùng; the bare code where the directory has no words for it."""
    name = directory.type_name(d.type_code)
    parts = (d.type_code, name.of(language()) if name else None)
    return " · ".join(part for part in parts if part)


def unnamed_office() -> str:
    """What is rated where nobody knows the office's name; a rating needs one."""
    return translate("FactsFor", "Đơn vị hải quan tiếp nhận")


def sent_before(entries: Sequence[Entry]) -> str | None:
    """When the rating was given that a new one would replace; None where nothing has left."""
    gone = (e for e in entries if e.may_have_left and e.state is not EntryState.WITHDRAWN)
    entry = next(gone, None)
    return f"{local(entry.queued_at):%H:%M %d/%m/%Y}" if entry else None


def _on_card(
    prompt: Prompt, directory: Directory, owners: Mapping[str, Owner], *, hides_owner: bool
) -> CardFacts:
    d = prompt.declaration
    owner = owners.get(normal_tax_code(d.owner_tax_code) or "", _NO_LETTERS)
    return CardFacts(
        key=prompt.key,
        number=d.number,
        channel=d.channel,
        type_line=_type_line(d, directory),
        office_line=_office_line(d, directory),
        owner_letters=owner.letters,
        owner_colour=owner.colour,
        owner_name="" if hides_owner else d.owner_name or d.owner_tax_code or _unsaid(d),
        registered_at=d.registered_at,
    )


def _office_line(d: Declaration, directory: Directory) -> str:
    office = directory.read(d.office_code, d.office_name, d.registered_at)
    if not office.name:
        return _unsaid(d)
    return f"{office.name} ({office.code})" if office.code else office.name


def _unsaid(d: Declaration) -> str:
    return unknown(by_hand=d.source is None)


def _owner(d: Declaration, profile: Profile) -> Owner:
    tax_code = normal_tax_code(d.owner_tax_code)
    return (profile.owners.get(tax_code) if tax_code else None) or _NO_LETTERS
