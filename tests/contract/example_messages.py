"""Every message of docs/contract.md, made with keys that are no secret.

What is signed comes out the same each time. Sealing takes a key made for one message, so every
envelope is another one.
"""

from __future__ import annotations

import hashlib
from typing import Any

from rating_client.contract import jose
from rating_client.contract.device_token import device_token
from rating_client.contract.keys import Device, SealingKey, SigningKey, base64url
from rating_client.contract.strict_json import encode

BASE_URL = "https://receiver.example"
SUBMISSION = "5e0b2c1d-7a34-4f6e-9b80-2d1c3a4f5e60"
NOW = 1_795_232_700  # 2026-11-21T10:45:00+07:00
MADE = "2026-11-21T08:00:00+07:00"
DONE = "2026-11-21T10:45:00+07:00"
CODE = "7Q2M-0XKD-94RT"


def seed(name: str) -> str:
    """The text whose digest is the private half of this key."""
    return f"example key, no secret: {name}"


def signing_key(name: str) -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = hashlib.sha256(seed(name).encode()).digest()
    key = Ed25519PrivateKey.from_private_bytes(private)
    return SigningKey(base64url(key.public_key().public_bytes_raw()), base64url(private))


def sealing_key(name: str) -> SealingKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = hashlib.sha256(seed(name).encode()).digest()
    key = X25519PrivateKey.from_private_bytes(private)
    return SealingKey(base64url(key.public_key().public_bytes_raw()), base64url(private))


IDENTITY, SIGNING, SEALING = signing_key("identity"), signing_key("sig"), sealing_key("enc")
DEVICE = Device(signing_key("device"), sealing_key("answers"))


def _signed(typ: str, key: SigningKey, **members: Any) -> str:
    return jose.sign(typ, encode({"v": 1, "receiver": IDENTITY.kid, **members}), key)


def statement() -> str:
    keys = [
        {**SIGNING.public, "kid": SIGNING.kid, "use": "sig", "status": "current"},
        {**SEALING.public, "kid": SEALING.kid, "use": "enc", "status": "current"},
    ]
    return _signed(
        "rating-keys+jws",
        IDENTITY,
        identity_jwk=IDENTITY.public,
        version=1,
        issued_at=MADE,
        name={"vi": "Nơi nhận ví dụ", "en": "Example receiver"},
        base_urls=[BASE_URL],
        keys=keys,
    )


def form() -> str:
    marks = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
    english = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
    levels = {
        str(level): {"vi": vi, "en": en}
        for level, (vi, en) in enumerate(zip(marks, english, strict=True), start=1)
    }
    stage = {"code": "KT_HO_SO", "vi": "Kiểm tra hồ sơ", "en": "Document check"}
    reason = {"code": "cham", "kind": "officer", "levels": [1, 2], "vi": "Chậm", "en": "Slow"}
    return _signed(
        "rating-form+jws",
        SIGNING,
        id="example-form",
        version=1,
        issued_at=MADE,
        levels=levels,
        stages=[{**stage, "channels": [2, 3], "shown_first": [2, 3]}],
        reasons=[reason],
    )


def directory() -> str:
    office = {"code": "03TG", "kind": "office", "name": "Hải quan cửa khẩu cảng Đình Vũ"}
    return _signed(
        "rating-directory+jws",
        SIGNING,
        id="example-directory",
        version=1,
        issued_at=MADE,
        offices=[office],
        short_names=[{"short_name": "HQDINHVU", "codes": ["03TG"]}],
    )


def enrolment_file() -> str:
    return _signed(
        "rating-enrolment+jws",
        IDENTITY,
        statement=statement(),
        form=form(),
        directory=directory(),
        offices=["03TG"],
        tax_codes=["0200000000"],
        issued_at=MADE,
        code=CODE,
        code_expires_at="2027-02-19T08:00:00+07:00",
    )


def rating() -> str:
    return _signed(
        "rating+jws",
        DEVICE.signing,
        id=SUBMISSION,
        form={"id": "example-form", "version": 1},
        declaration={
            "number": "100000000110",
            "key_digits": "10000000011",
            "direction": "N",
            "type_code": "A11",
            "office_code": "03TG",
            "registered_at": "2026-11-21T09:54:43+07:00",
            "channel": 2,
        },
        owner={"tax_code": "0200000000", "name": "Công ty TNHH Ví dụ"},
        moment="registered",
        subjects=[
            {"kind": "office", "code": "03TG", "name": "Đình Vũ", "level": 4, "reasons": []},
            {
                "kind": "officer",
                "name": "Nguyễn Văn Mẫu",
                "stage": "KT_HO_SO",
                "level": 2,
                "reasons": ["cham"],
                "comment": "Chờ hai giờ.",
            },
        ],
        contact={"name": "Trần Thị Mẫu", "phone": "0225 000 000"},
        wants_answer=True,
        rated_at="2026-11-21T10:42:00+07:00",
        queued_at="2026-11-21T10:42:10+07:00",
        client={"version": "0.1", "platform": "linux"},
    )


def enrolment_request() -> str:
    return _signed(
        "rating-enrol-request+jws",
        DEVICE.signing,
        device_jwk=DEVICE.signing.public,
        answers_jwk=DEVICE.answers.public,
        tax_codes=["0200000000"],
        code=CODE,
    )


def receipt(sha256: str, sequence: int, submission: str | None) -> str:
    named = {} if submission is None else {"submission": submission}
    return _signed(
        "rating-receipt+jws",
        SIGNING,
        kind="enrolment" if submission is None else "submission",
        **named,
        device=DEVICE.kid,
        envelope_sha256=sha256,
        epoch="3f0e6a52-9b1d-4c57-8e20-6d5a4b3c2d1e",
        sequence=sequence,
        received_at=DONE,
    )


def answer() -> str:
    return _signed(
        "rating-answer+jws",
        SIGNING,
        submission=SUBMISSION,
        device=DEVICE.kid,
        number=1,
        status={"code": "DA_XU_LY", "vi": "Đã xử lý", "en": "Done"},
        text="Cảm ơn ý kiến đóng góp.",
        decided_at="2026-11-23T09:00:00+07:00",
        office={"code": "03TG", "name": "Hải quan cửa khẩu cảng Đình Vũ"},
        final=True,
    )


def resend() -> str:
    return _signed(
        "rating-resend+jws",
        SIGNING,
        epoch="c8b7a695-8473-4261-b050-4f3e2d1c0b9a",
        lost_from="2026-11-21T00:00:00+07:00",
        issued_at="2026-11-24T08:00:00+07:00",
    )


def token_for_answers() -> str:
    url = f"{BASE_URL}/v1/answers?after=0"
    return device_token(DEVICE, IDENTITY.kid, "GET", url, NOW, "example-1")


def signed_messages() -> dict[str, str]:
    """The tokens that come out the same each time, by their place among the examples."""
    return {
        "/statement": statement(),
        "/form": form(),
        "/directory": directory(),
        "/enrolment_file": enrolment_file(),
        "/submission/signed": rating(),
        "/enrolment_request/signed": enrolment_request(),
        "/answer/signed": answer(),
        "/resend": resend(),
        "/device_token": token_for_answers(),
    }
