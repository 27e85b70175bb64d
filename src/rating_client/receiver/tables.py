"""What the receiver remembers, as tables any SQL database can hold.

Machine times are unix seconds. Nothing is ever deleted but tokens nobody could use again: ids are
remembered for ever, and content is kept as the device signed it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

schema = MetaData()

# A receiver put back from a backup starts a new epoch; a sequence counts within one.
epoch = Table(
    "epoch",
    schema,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("started_at", Float, nullable=False),
    Column("last_sequence", Integer, nullable=False, default=0),
)

# Key statement, form, directory and wish to resend as published: stored, never signed again.
document = Table(
    "document",
    schema,
    Column("kind", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("token", Text, nullable=False),
    Column("published_at", Float, nullable=False),
)

# One enrolment file that was handed out. The code itself is not kept, only its digest.
enrolment = Table(
    "enrolment",
    schema,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("code_sha256", String(64), unique=True),
    Column("offices", JSON, nullable=False),
    Column("tax_codes", JSON, nullable=False),
    Column("issued_at", Float, nullable=False),
    Column("code_expires_at", Float),
    Column("spent_by", String(43)),
    Column("spent_at", Float),
)

device = Table(
    "device",
    schema,
    Column("kid", String(43), primary_key=True),
    Column("signing_x", String(43), nullable=False),
    Column("answers_x", String(43), nullable=False),
    Column("state", String(16), nullable=False),
    Column("enrolment", ForeignKey("enrolment.number")),
    Column("claimed_tax_codes", JSON, nullable=False),
    Column("first_seen_at", Float, nullable=False),
    CheckConstraint("state IN ('pending', 'approved', 'revoked')", name="device_state"),
)

enrolment_request = Table(
    "enrolment_request",
    schema,
    Column("envelope_sha256", String(64), primary_key=True),
    Column("device", ForeignKey("device.kid"), nullable=False),
    Column("signed", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("received_at", Float, nullable=False),
)

submission = Table(
    "submission",
    schema,
    Column("device", ForeignKey("device.kid"), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("envelope_sha256", String(64), nullable=False, unique=True),
    Column("signed", Text, nullable=False),  # the device's own JWS: content and proof in one
    Column("owner_tax_code", String(20)),
    Column("key_digits", String(11), nullable=False),
    Column("proven", Boolean, nullable=False),  # the owner's tax code is within the enrolment
    Column("supersedes", String(36)),
    Column("superseded_by", String(36)),
    Column("epoch", String(64), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("received_at", Float, nullable=False),
)
Index("submission_by_declaration", submission.c.key_digits, submission.c.owner_tax_code)
Index("submission_by_sequence", submission.c.epoch, submission.c.sequence, unique=True)
Index("submission_by_id", submission.c.id)

# What customs said to a submission, sealed once. Devices fetch what comes after a number.
answer = Table(
    "answer",
    schema,
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # from a clock in ms
    Column("device", ForeignKey("device.kid"), nullable=False),
    Column("submission", String(36), nullable=False),
    Column("signed", Text, nullable=False),
    Column("jwe", Text, nullable=False),
    Column("decided_at", Float, nullable=False),
)
Index("answer_by_device", answer.c.device, answer.c.number)

# Device tokens that were used, for as long as they could be used again.
used_token = Table(
    "used_token",
    schema,
    Column("device", ForeignKey("device.kid"), primary_key=True),
    Column("jti", String(64), primary_key=True),
    Column("expires_at", Float, nullable=False),
)
