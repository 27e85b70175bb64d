from __future__ import annotations

from typing import Any

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.keys import SealingKey, SigningKey
from rating_client.contract.statement import KeyStatement
from tests.support.issuer import Issuer, published


def test_a_statement_names_the_keys_in_force() -> None:
    issuer = Issuer()
    old, stolen = SigningKey.generate(), SigningKey.generate()
    earlier = SealingKey.generate()
    issuer.old_keys = [
        published(old, "sig", "retired"),
        published(stolen, "sig", "revoked"),
        published(earlier, "enc", "retired"),
    ]
    statement = KeyStatement.verified(issuer.statement_token(7), issuer.id)
    assert statement.version == 7
    assert statement.signing.keys() == {issuer.signing.kid, old.kid}
    assert statement.sealing_kid == issuer.sealing.kid
    assert statement.name.vi == "Nơi nhận thử nghiệm"
    assert KeyStatement.stored(statement.token) == statement


def test_a_statement_of_another_receiver_is_refused() -> None:
    with pytest.raises(Trouble) as refused:
        KeyStatement.verified(Issuer().statement_token(), Issuer().id)
    assert refused.value.code == "contract.other-receiver"


def test_a_statement_must_be_signed_by_the_identity_it_is_about() -> None:
    issuer, thief = Issuer(), Issuer()
    in_its_name = thief.statement_token(receiver=issuer.id)
    with_its_key = thief.statement_token(receiver=issuer.id, identity_jwk=issuer.identity.public)
    own_key_only = thief.statement_token(identity_jwk=issuer.identity.public)
    for token in (in_its_name, with_its_key, own_key_only):
        with pytest.raises(Trouble):
            KeyStatement.verified(token)


def statement_keys(issuer: Issuer, *changes: dict[str, Any]) -> list[dict[str, Any]]:
    good = [published(issuer.signing, "sig"), published(issuer.sealing, "enc")]
    return [{**entry, **change} for entry, change in zip(good, changes, strict=True)]


@pytest.mark.parametrize(
    "changes",
    [
        ({"kid": SigningKey.generate().kid}, {}),
        ({"use": "enc"}, {}),
        ({}, {"use": "sig"}),
        ({}, {"status": "retired"}),
        ({"status": "revoked"}, {}),
    ],
)
def test_keys_that_do_not_fit_together_are_refused(changes: tuple[dict[str, Any], ...]) -> None:
    issuer = Issuer()
    with pytest.raises(Trouble) as refused:
        KeyStatement.verified(issuer.statement_token(keys=statement_keys(issuer, *changes)))
    assert refused.value.code == "contract.statement-inconsistent"


@pytest.mark.parametrize("turned", [False, True])
def test_a_key_listed_twice_is_refused(turned: bool) -> None:
    """Else the last word on it would count, and a revoked key might vouch."""
    issuer = Issuer()
    keys = [published(issuer.signing, "sig", "revoked"), *statement_keys(issuer, {}, {})]
    token = issuer.statement_token(keys=keys[::-1] if turned else keys)
    with pytest.raises(Trouble) as refused:
        KeyStatement.verified(token)
    assert refused.value.code == "contract.statement-inconsistent"


@pytest.mark.parametrize(
    "url",
    [
        "http://receiver.example",
        "https://receiver.example/",
        "https://user:word@receiver.example",
        "https://receiver.example?x=1",
        "https://receiver.example#x",
        "ftp://receiver.example",
        "https://",
        "https://receiver.example:port",
        "http://127.0.0.1.example.com",
        "https://receiver.example/a b",
    ],
)
def test_ratings_go_to_https_addresses_only(url: str) -> None:
    with pytest.raises(Trouble):
        KeyStatement.verified(Issuer(base_urls=[url]).statement_token())


@pytest.mark.parametrize(
    "url",
    [
        "https://receiver.example",
        "https://receiver.example:8443/rating",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost:8080",
    ],
)
def test_plain_http_is_for_this_computer_itself(url: str) -> None:
    statement = KeyStatement.verified(Issuer(base_urls=[url]).statement_token())
    assert statement.base_urls == (url,)
