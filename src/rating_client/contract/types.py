"""The `typ` of each message: what it is, and whether it is signed (jws, jwt) or sealed (jwe)."""

from __future__ import annotations

RATING = "rating+jws"
ENROL_REQUEST = "rating-enrol-request+jws"
SEALED_RATING = "rating+jwe"  # a request to join travels in one too
DEVICE_TOKEN = "rating-device+jwt"  # noqa: S105  the name of a kind of token

RECEIPT = "rating-receipt+jws"
ANSWER = "rating-answer+jws"
SEALED_ANSWER = "rating-answer+jwe"
RESEND = "rating-resend+jws"

KEYS = "rating-keys+jws"
ENROLMENT = "rating-enrolment+jws"
FORM = "rating-form+jws"
DIRECTORY = "rating-directory+jws"
