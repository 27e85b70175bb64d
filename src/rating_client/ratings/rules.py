"""When a rating may be sent: rules as data, each with the place it speaks of and its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rating_client.base.sentences import Sentence, say
from rating_client.ratings.form import Form, Reason
from rating_client.ratings.rating import Rating, Subject
from rating_client.ratings.wording import composed, composed_lines


@dataclass(frozen=True)
class Fault:
    """What is missing. `pointer` is a JSON pointer into the rating, such as `/contact/phone`."""

    pointer: str
    sentence: Sentence

    @property
    def code(self) -> str:
        return self.sentence.code


Rule = Callable[[Rating, Form], Iterable[Fault]]


def check(rating: Rating, form: Form) -> list[Fault]:
    """Everything that is missing, in the order of the form; empty when it may be sent."""
    return [fault for rule in RULES for fault in rule(rating, form)]


def _has_a_level(rating: Rating, _form: Form) -> Iterable[Fault]:
    if not rating.given:
        yield Fault("/subjects", say("ratings.no-level"))


def _subjects_have_a_name(rating: Rating, _form: Form) -> Iterable[Fault]:
    for place, subject in _given(rating):
        if not composed(subject.name):
            yield Fault(f"/subjects/{place}/name", say("ratings.no-subject-name"))


def _reasons_are_of_this_form(rating: Rating, form: Form) -> Iterable[Fault]:
    """Only another program can tick a reason that the form does not offer."""
    for place, subject in _given(rating):
        offered = [reason.code for reason in form.reasons_for(subject.kind, subject.level or 0)]
        if strange := set(subject.reasons).difference(offered):
            reasons, codes = ", ".join(sorted(strange)), ", ".join(offered) or "–"
            said = say("ratings.reason-not-offered", reason=reasons, offered=codes)
            yield Fault(f"/subjects/{place}/reasons", said)


def _low_levels_have_a_reason(rating: Rating, form: Form) -> Iterable[Fault]:
    for place, subject in _given(rating):
        if subject.level in form.reason_levels and not subject.reasons:
            yield Fault(
                f"/subjects/{place}/reasons", say("ratings.no-reason", subject=subject.name)
            )


def _some_reasons_need_words(rating: Rating, form: Form) -> Iterable[Fault]:
    for place, subject in _given(rating):
        if not composed(subject.comment) and any(r.needs_text for r in _ticked(subject, form)):
            yield Fault(
                f"/subjects/{place}/comment",
                say("ratings.reason-without-words", subject=subject.name),
            )


def _texts_fit(rating: Rating, form: Form) -> Iterable[Fault]:
    limits = form.limits
    texts = [("/suggestion", composed_lines(rating.suggestion), limits.suggestion)]
    for place, subject in _given(rating):
        comment = composed_lines(subject.comment)
        texts.append((f"/subjects/{place}/name", composed(subject.name), limits.name))
        texts.append((f"/subjects/{place}/comment", comment, limits.comment))
    if rating.contact and needs_contact(rating, form):
        for member, text in vars(rating.contact).items():
            texts.append((f"/contact/{member}", composed(text or ""), limits.contact))
    for pointer, text, limit in texts:
        if len(text) > limit:
            yield Fault(pointer, say("ratings.text-too-long", limit=limit))


def _not_too_many_subjects(rating: Rating, form: Form) -> Iterable[Fault]:
    if len(rating.given) > form.limits.subjects:
        yield Fault("/subjects", say("ratings.too-many-subjects", limit=form.limits.subjects))


def _low_levels_have_a_contact(rating: Rating, form: Form) -> Iterable[Fault]:
    if not needs_contact(rating, form):
        return
    name = rating.contact.name if rating.contact else ""
    phone = rating.contact.phone if rating.contact else ""
    least, most = form.phone_digits
    if not composed(name):
        yield Fault("/contact/name", say("ratings.no-contact-name"))
    if not least <= sum(c in "0123456789" for c in phone) <= most:
        yield Fault("/contact/phone", say("ratings.phone", least=least, most=most))


RULES: tuple[Rule, ...] = (
    _has_a_level,
    _not_too_many_subjects,
    _subjects_have_a_name,
    _reasons_are_of_this_form,
    _low_levels_have_a_reason,
    _some_reasons_need_words,
    _texts_fit,
    _low_levels_have_a_contact,
)


def needs_contact(rating: Rating, form: Form) -> bool:
    """Whether some level asks for a contact; otherwise none is sent."""
    return any(subject.level in form.contact_levels for subject in rating.subjects)


def _given(rating: Rating) -> list[tuple[int, Subject]]:
    return [(n, s) for n, s in enumerate(rating.subjects) if s.level is not None]


def _ticked(subject: Subject, form: Form) -> list[Reason]:
    offered = form.reasons_for(subject.kind, subject.level or 0)
    return [reason for reason in offered if reason.code in subject.reasons]
