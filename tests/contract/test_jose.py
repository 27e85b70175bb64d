"""Mutated tokens: each is correctly signed or sealed under its header, and none is accepted."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.keys import SealingKey, SigningKey, base64url, thumbprint
from tests.support.forgery import (
    authenticated_with_public_key,
    ephemeral_jwk,
    sealed_with_header,
    signed_with_header,
)

KEY = SigningKey.generate()
OTHER = SigningKey.generate()
KEYS = {KEY.kid: KEY.public, OTHER.kid: OTHER.public}
GOOD = {"alg": "Ed25519", "typ": "rating+jws", "kid": KEY.kid}
PAYLOAD = b'{"v":1}'

RECIPIENT = SealingKey.generate()
STRANGER = SealingKey.generate()
EPHEMERAL = X25519PrivateKey.generate()
SEALED = {
    "alg": "ECDH-ES",
    "enc": "A256GCM",
    "typ": "rating+jwe",
    "cty": "rating+jws",
    "kid": RECIPIENT.kid,
    "epk": ephemeral_jwk(EPHEMERAL),
}


def changed(header: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**header, **changes}.items() if value is not None}


def signed(**changes: Any) -> str:
    return signed_with_header(changed(GOOD, **changes), PAYLOAD, KEY)


def raw(header: str) -> str:
    return signed_with_header(header.encode(), PAYLOAD, KEY)


def sealed(**changes: Any) -> str:
    return sealed_with_header(changed(SEALED, **changes), PAYLOAD, RECIPIENT, EPHEMERAL)


def with_other_last_bits(token: str) -> str:
    """The same bytes when decoded leniently: the last character carries unused bits."""
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) + 1]


FORGED_SIGNATURES: dict[str, Callable[[], str]] = {
    "none": lambda: signed(alg="none"),
    "none without a signature": lambda: signed(alg="none").rsplit(".", 1)[0] + ".",
    "no signature": lambda: signed().rsplit(".", 1)[0] + ".",
    "HMAC with the public key": lambda: authenticated_with_public_key(
        changed(GOOD, alg="HS256"), PAYLOAD, KEY
    ),
    "HMAC under the right name": lambda: authenticated_with_public_key(GOOD, PAYLOAD, KEY),
    "the deprecated name EdDSA": lambda: signed(alg="EdDSA"),
    "ES256": lambda: signed(alg="ES256"),
    "lower case": lambda: signed(alg="ed25519"),
    "alg as a list": lambda: signed(alg=["Ed25519"]),
    "zip": lambda: signed(zip="DEF"),
    "crit": lambda: signed(crit=["exp"], exp=1),
    "crit with b64": lambda: signed(crit=["b64"], b64=False),
    "empty crit": lambda: signed(crit=[]),
    "jku": lambda: signed(jku="https://example.com/keys"),
    "x5u": lambda: signed(x5u="https://example.com/chain"),
    "x5c": lambda: signed(x5c=["MIIB"]),
    "an embedded jwk of our own": lambda: signed(jwk=KEY.public),
    "an embedded jwk of the forger": lambda: signed_with_header(
        changed(GOOD, jwk=OTHER.public), PAYLOAD, OTHER
    ),
    "cty": lambda: signed(cty="JWT"),
    "an unknown member": lambda: signed(note="x"),
    "another typ": lambda: signed(typ="rating-receipt+jws"),
    "typ in capitals": lambda: signed(typ="RATING+JWS"),
    "typ with its media type": lambda: signed(typ="application/rating+jws"),
    "no typ": lambda: signed(typ=None),
    "no kid": lambda: signed(kid=None),
    "kid as a number": lambda: signed(kid=7),
    "kid as a list": lambda: signed(kid=[KEY.kid]),
    "the kid of another known key": lambda: signed(kid=OTHER.kid),
    "the kid of nobody": lambda: signed(kid=SigningKey.generate().kid),
    "duplicate alg": lambda: raw(
        f'{{"alg":"none","alg":"Ed25519","typ":"rating+jws","kid":"{KEY.kid}"}}'
    ),
    "duplicate kid": lambda: raw(
        f'{{"alg":"Ed25519","typ":"rating+jws","kid":"{OTHER.kid}","kid":"{KEY.kid}"}}'
    ),
    "duplicate behind an escape": lambda: raw(
        f'{{"alg":"Ed25519","\\u0061lg":"Ed25519","typ":"rating+jws","kid":"{KEY.kid}"}}'
    ),
    "a BOM": lambda: raw(f'\ufeff{{"alg":"Ed25519","typ":"rating+jws","kid":"{KEY.kid}"}}'),
    "a header that is a list": lambda: raw('["alg"]'),
    "a header that is no JSON": lambda: raw("alg: Ed25519"),
    "an empty header": lambda: raw("{}"),
    "other last bits": lambda: with_other_last_bits(signed()),
    "padding": lambda: signed() + "==",
    "a line end": lambda: signed() + "\n",
    "a leading space": lambda: " " + signed(),
    "four parts": lambda: signed() + ".AA",
    "two parts": lambda: signed().rsplit(".", 1)[0],
    "a signature cut short": lambda: signed()[:-10],
    "the signature of another payload": lambda: ".".join(
        [*signed().split(".")[:1], base64url(b'{"v":2}'), signed().split(".")[2]]
    ),
    "the JSON serialisation": lambda: '{"payload":"eyJ2IjoxfQ","signatures":[]}',
    "a sealed token": lambda: sealed(),
    "nothing": lambda: "",
    "no ASCII": lambda: "ế.ế.ế",
}

FORGED_SEALS: dict[str, Callable[[], str]] = {
    "a wrapped key": lambda: sealed(alg="ECDH-ES+A256KW"),
    "dir": lambda: sealed(alg="dir"),
    "RSA": lambda: sealed(alg="RSA1_5"),
    "a weaker cipher that opens": lambda: sealed_with_header(
        changed(SEALED, enc="A128GCM"), PAYLOAD, RECIPIENT, EPHEMERAL, enc="A128GCM"
    ),
    "zip": lambda: sealed(zip="DEF"),
    "crit": lambda: sealed(crit=["exp"], exp=1),
    "jku": lambda: sealed(jku="https://example.com/keys"),
    "an embedded jwk": lambda: sealed(jwk=KEY.public),
    "apu": lambda: sealed(apu="AA"),
    "apv": lambda: sealed(apv="AA"),
    "another typ": lambda: sealed(typ="rating-answer+jwe"),
    "another cty": lambda: sealed(cty="rating-answer+jws"),
    "no cty": lambda: sealed(cty=None),
    "cty as a list": lambda: sealed(cty=["rating+jws"]),
    "kid as an object": lambda: sealed(kid={}),
    "no kid": lambda: sealed(kid=None),
    "the kid of another receiver": lambda: sealed(kid=STRANGER.kid),
    "no epk": lambda: sealed(epk=None),
    "epk with its private half": lambda: sealed(epk={**ephemeral_jwk(EPHEMERAL), "d": "AA"}),
    "epk with a kid": lambda: sealed(epk={**ephemeral_jwk(EPHEMERAL), "kid": "x"}),
    "epk of another curve": lambda: sealed(epk={**ephemeral_jwk(EPHEMERAL), "crv": "X448"}),
    "epk of the signing curve": lambda: sealed(epk=KEY.public),
    "epk on P-256": lambda: sealed(epk={"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
    "epk of low order": lambda: sealed(
        epk={"kty": "OKP", "crv": "X25519", "x": base64url(bytes(32))}
    ),
    "epk as text": lambda: sealed(epk="AA"),
    "an encrypted key": lambda: sealed_with_header(
        SEALED, PAYLOAD, RECIPIENT, EPHEMERAL, encrypted_key=bytes(40)
    ),
    "a short tag": lambda: sealed_with_header(SEALED, PAYLOAD, RECIPIENT, EPHEMERAL, tag_length=12),
    "a long initialization vector": lambda: sealed_with_header(
        SEALED, PAYLOAD, RECIPIENT, EPHEMERAL, iv=bytes(16)
    ),
    "duplicate enc": lambda: sealed_with_header(
        b'{"enc":"A128GCM",' + _text(SEALED)[1:], PAYLOAD, RECIPIENT, EPHEMERAL
    ),
    "sealed to somebody else": lambda: sealed_with_header(SEALED, PAYLOAD, STRANGER, EPHEMERAL),
    "a flipped bit": lambda: _flipped(sealed()),
    "a tag cut off": lambda: sealed().rsplit(".", 1)[0] + ".",
    "other last bits": lambda: with_other_last_bits(sealed()),
    "a signed token": lambda: signed(),
    "nothing": lambda: "",
}


def _text(header: dict[str, Any]) -> bytes:
    return json.dumps(header).encode()


def _flipped(token: str) -> str:
    head, key, iv, ciphertext, tag = token.split(".")
    flipped = ("A" if ciphertext[0] != "A" else "B") + ciphertext[1:]
    return ".".join((head, key, iv, flipped, tag))


def test_the_forger_can_make_good_tokens_too() -> None:
    assert jose.verify("rating+jws", signed(), KEYS) == PAYLOAD
    opened = jose.open_sealed("rating+jwe", sealed(), {RECIPIENT.kid: RECIPIENT})
    assert opened == PAYLOAD


@pytest.mark.parametrize("name", FORGED_SIGNATURES)
def test_no_forged_signature_is_accepted(name: str) -> None:
    with pytest.raises(TokenRefused):
        jose.verify("rating+jws", FORGED_SIGNATURES[name](), KEYS)


@pytest.mark.parametrize("name", FORGED_SEALS)
def test_no_forged_seal_is_opened(name: str) -> None:
    with pytest.raises(TokenRefused):
        jose.open_sealed("rating+jwe", FORGED_SEALS[name](), {RECIPIENT.kid: RECIPIENT})


def test_of_all_mutated_tokens_none_is_accepted() -> None:
    accepted = []
    for name, forge in FORGED_SIGNATURES.items():
        try:
            jose.verify("rating+jws", forge(), KEYS)
            accepted.append(name)
        except TokenRefused:
            pass
    for name, forge in FORGED_SEALS.items():
        try:
            jose.open_sealed("rating+jwe", forge(), {RECIPIENT.kid: RECIPIENT})
            accepted.append(name)
        except TokenRefused:
            pass
    print(f"mutated tokens {len(FORGED_SIGNATURES) + len(FORGED_SEALS)}, accepted {len(accepted)}")
    assert accepted == []


@pytest.mark.parametrize("typ", jose.SIGNED)
def test_a_message_of_one_type_is_never_taken_for_another(typ: str) -> None:
    token = jose.sign(typ, PAYLOAD, KEY)
    assert jose.verify(typ, token, KEYS) == PAYLOAD
    for other in jose.SIGNED.keys() - {typ}:
        with pytest.raises(TokenRefused):
            jose.verify(other, token, KEYS)


def test_a_key_listed_under_another_kid_signs_nothing() -> None:
    token = signed_with_header(changed(GOOD, kid=OTHER.kid), PAYLOAD, KEY)
    with pytest.raises(TokenRefused):
        jose.verify("rating+jws", token, {OTHER.kid: KEY.public})


def test_a_full_directory_can_be_signed_and_the_largest_envelope_sealed() -> None:
    document = b"x" * 3_000_000
    token = jose.sign("rating-directory+jws", document, KEY)
    assert jose.verify("rating-directory+jws", token, KEYS) == document
    plaintext = b"y" * 65_536
    envelope = jose.seal(plaintext, RECIPIENT.public, RECIPIENT.kid, "rating+jwe", "rating+jws")
    assert jose.open_sealed("rating+jwe", envelope, {RECIPIENT.kid: RECIPIENT}) == plaintext


def test_two_envelopes_of_one_plaintext_have_nothing_in_common() -> None:
    made = [
        jose.seal(PAYLOAD, RECIPIENT.public, RECIPIENT.kid, "rating+jwe", "rating+jws")
        for _ in range(2)
    ]
    assert made[0].split(".")[3] != made[1].split(".")[3]


def test_what_may_not_be_sealed_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="not in the contract"):
        jose.seal(PAYLOAD, RECIPIENT.public, RECIPIENT.kid, "rating+jwe", "rating-answer+jws")
    with pytest.raises(ValueError, match="not in the contract"):
        jose.seal(PAYLOAD, RECIPIENT.public, STRANGER.kid, "rating+jwe", "rating+jws")


def test_the_thumbprint_is_that_of_rfc_8037() -> None:
    # RFC 8037, appendix A.3
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    assert thumbprint(jwk) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_private_key_is_not_shown_by_its_repr() -> None:
    assert KEY.d not in repr(KEY)
    assert RECIPIENT.d not in repr(RECIPIENT)


@given(st.text(st.sampled_from(string.ascii_letters + string.digits + "-_.=\n é"), max_size=200))
def test_no_text_makes_the_parser_fail_otherwise_than_by_refusing(text: str) -> None:
    with pytest.raises(TokenRefused):
        jose.verify("rating+jws", text, KEYS)
    with pytest.raises(TokenRefused):
        jose.open_sealed("rating+jwe", text, {RECIPIENT.kid: RECIPIENT})


@given(
    st.dictionaries(
        st.sampled_from([*SEALED, "zip", "crit", "jku", "p2c"]),
        st.none() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3)),
        min_size=1,
    )
)
def test_a_header_with_any_member_changed_is_refused(changes: dict[str, Any]) -> None:
    if changed(SEALED, **changes) == SEALED:
        return
    with pytest.raises(TokenRefused):
        jose.open_sealed("rating+jwe", sealed(**changes), {RECIPIENT.kid: RECIPIENT})
