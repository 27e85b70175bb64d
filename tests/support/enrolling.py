"""Becoming known to a receiver, as a person does who has compared the fingerprint."""

from __future__ import annotations

from rating_client.enrolment.file import read_offer
from rating_client.profile import Profile


def enrol(profile: Profile, file: bytes) -> None:
    """Accept this enrolment file."""
    offer = read_offer(file)
    profile.enrolments.accept(offer, profile.clock.now(), fingerprint=offer.fingerprint)
