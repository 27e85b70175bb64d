"""Devices revoked and replaced while ratings are on their way, replies are lost and programs end.

The receiver keeps the contract's order: what it holds gets its receipt, and only then is asked
whether the device was revoked. What it took, by the words in each rating, is the oracle.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from rating_client.base.ledger import Ledger
from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.padding import stripped
from rating_client.contract.strict_json import parse_object
from rating_client.outbox.entry import Entry, EntryState, Hold
from tests.support.clock import FakeClock
from tests.support.customs_server import CustomsServer
from tests.support.intake import Customs, problem
from tests.support.office import Office
from tests.support.scripted_receiver import Action, Cut, Request, Reset, Say
from tests.support.whole_intake import WholeIntake

STEPS = 40
KEYS = [f"0200000000/1000000003{number}" for number in range(6)]


class RevokingIntake(WholeIntake):
    """One whose staff revokes devices."""

    def __init__(self, issuer: Customs) -> None:
        super().__init__(issuer)
        self.revoked: set[str] = set()
        self.taken: list[str] = []  # the office's name in each rating, where the test numbers them

    def revoke_all(self) -> None:
        self.revoked |= self.devices

    def _submission(self, request: Request) -> Say:
        envelope = request.body.decode("ascii")
        signed = jose.read_unverified("rating+jws", stripped(self.issuer.open(envelope)[1]))
        held = token_sha256(envelope) in self._receipts
        if signed.header["kid"] in self.revoked and not held:
            return problem("device-revoked")
        reply = super()._submission(request)
        if reply.status == 201:
            self.taken.append(parse_object(signed.payload)["declaration"]["office_name"])
        return reply

    def _enrolment(self, request: Request) -> Say:
        signed = self.issuer.open(request.body.decode("ascii"), "rating-enrol-request+jws")[1]
        kid = jose.read_unverified("rating-enrol-request+jws", stripped(signed)).header["kid"]
        return problem("device-revoked") if kid in self.revoked else super()._enrolment(request)


class Season:
    """What happens at one desk, by the dice."""

    def __init__(self, seed: int, office: Office, customs: CustomsServer) -> None:
        self.dice = Random(seed)
        self.office, self.customs = office, customs
        self.intake = RevokingIntake(customs.issuer)
        self.intake.now = office.clock.now()
        customs.server.otherwise = self.reply
        self.given: dict[str, str | None] = {}  # the name in a rating -> the one it corrects
        self.newest: dict[str, tuple[str, Entry]] = {}
        self.faults = 0.3
        self.revocations = 0

    def reply(self, request: Request) -> Action:
        """Now and then a reply, or the request itself, is lost."""
        if request.method == "GET" or self.dice.random() > self.faults:
            return self.intake(request)
        if self.dice.random() < 0.3:
            return Reset()  # before anything was stored
        reply = self.intake(request)
        lost: list[Action] = [Reset(), Cut(reply), Say(502)]
        return self.dice.choice(lost)

    def rate(self) -> None:
        key, name = self.dice.choice(KEYS), f"Cảng số {len(self.given)}"
        before, earlier = self.newest.get(key, (None, None))
        earlier = earlier and self.office.outbox.known(earlier.id)
        if earlier is not None and not earlier.may_have_left:
            return  # the window would take that one back first
        hold = Hold.until_end_of_week(self.office.clock.now()) if self.dice.random() < 0.2 else None
        supersedes = earlier.id if earlier else None
        entry = self.office.rate(key, hold=hold, office_name=name, supersedes=supersedes)
        self.given[name] = before
        self.newest[key] = (name, entry)

    def revoke(self) -> None:
        if self.intake.devices - self.intake.revoked:
            self.intake.revoke_all()
            self.revocations += 1

    def new_file(self) -> None:
        code = f"{self.dice.randrange(10**4):04}-ABCD-EFGH"
        if "delivery.device-revoked" in self.office.said():
            self.office.enrol(self.customs.issuer.enrolment_file(code=code))

    def step(self) -> None:
        action = self.dice.choice(
            [self.rate] * 4
            + [lambda: self.office.work(self.dice.choice([1, 11, 60]))] * 3
            + [self.revoke, self.new_file, self.new_file, self.office.restart]
        )
        action()

    def ends_well(self) -> None:
        """No more faults: everything gets through."""
        self.faults = 0.0
        for _ in range(4):
            self.office.clock.advance(8 * 86400)  # no hold is longer
            self.office.work(1800)
            self.new_file()
        self.office.work(1800)


@pytest.mark.parametrize("seed", range(8))
def test_every_rating_is_taken_once_whatever_becomes_of_its_device(
    seed: int, ledger: Ledger, clock: FakeClock
) -> None:
    with CustomsServer() as customs:
        office = Office(ledger, clock)
        season = Season(seed, office, customs)
        office.enrol(customs.issuer.enrolment_file())
        for _ in range(STEPS):
            season.step()
        season.ends_well()
        office.transport.close()
    taken = Counter(season.intake.taken)
    corrected = {before for before in season.given.values() if before}
    lost = season.given.keys() - taken.keys() - corrected
    twice = [name for name, times in taken.items() if times > 1]
    print(f"seed {seed}: given {len(season.given)}, revoked {season.revocations}, ", end="")
    print(f"lost {len(lost)}, twice {len(twice)}")
    assert (lost, twice) == (set(), [])
    counts = office.outbox.counts()
    assert counts[EntryState.RECEIPTED] == len(taken)
    assert sum(counts.values()) == counts[EntryState.RECEIPTED] + counts[EntryState.WITHDRAWN]
