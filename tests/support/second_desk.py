"""What the second receiver remembers, and what its staff do: hand out files, answer, revoke."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.support.second_jose import (
    Json,
    look_inside,
    parse,
    public,
    seal,
    sign,
    thumbprint,
)
from tests.support.second_messages import Refused

SCHEMA = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS code (sha256 TEXT PRIMARY KEY, expires, spent_by);
CREATE TABLE IF NOT EXISTS device (kid TEXT PRIMARY KEY, x, answers_x, state);
CREATE TABLE IF NOT EXISTS held (sequence INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, device, id,
 signed, receipt, UNIQUE (device, id));
CREATE TABLE IF NOT EXISTS answer (n INTEGER PRIMARY KEY, device, jwe);
CREATE TABLE IF NOT EXISTS used (jti TEXT, device, PRIMARY KEY (jti, device));
"""


class Desk:
    """Keys, documents and rows of one receiver. The keys live as long as the object."""

    def __init__(self, folder: Path, form: Mapping[str, Any], directory: Mapping[str, Any]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "second.db", check_same_thread=False)
        self._db.isolation_level = None
        self._db.executescript(SCHEMA)
        self._one_at_a_time = threading.Lock()
        self.asked: list[str] = []  # method and path of every request
        self.identity, self.signing = (Ed25519PrivateKey.generate() for _ in range(2))
        self.sealing = X25519PrivateKey.generate()
        self.id, self.port = thumbprint(public(self.identity)), 0
        self._documents, self.published = {"form": form, "directory": directory}, dict[str, str]()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def publish(self) -> None:
        """Sign the documents, once: their bytes never change afterwards."""
        keys = [(public(self.signing), "sig"), (public(self.sealing), "enc")]
        listed = [{**k, "kid": thumbprint(k), "use": u, "status": "current"} for k, u in keys]
        statement: Json = {"version": 1, "identity_jwk": public(self.identity), "keys": listed}
        statement |= {"name": {"vi": "Nơi nhận thứ hai", "en": "Second receiver"}}
        said = {"keys": statement | {"base_urls": [self.base_url]}, **self._documents}
        for kind, content in said.items():
            signed = {**content, "v": 1, "receiver": self.id, "issued_at": now()}
            key = self.identity if kind == "keys" else self.signing
            self.published.setdefault(kind, sign(f"rating-{kind}+jws", signed, key))

    def enrolment_file(self, **asked: Any) -> bytes:
        code, days = asked.get("code", "auto"), asked.get("days", 90)
        code = secrets.token_hex(6).upper() if code == "auto" else code
        offer: Json = {"v": 1, "receiver": self.id, "issued_at": now()}
        offer |= {"statement": self.published["keys"], "form": self.published["form"]}
        offer |= {"directory": self.published["directory"], "offices": asked.get("offices", "*")}
        offer |= {"tax_codes": list(asked.get("tax_codes", ["0200000000"]))}
        if code is not None:
            offer["code"] = code
            with self.writing() as db:
                spendable = (code_digest(code), time.time() + days * 86_400)
                db.execute("INSERT INTO code (sha256, expires) VALUES (?, ?)", spendable)
        return sign("rating-enrolment+jws", offer, self.identity).encode()

    def revoke(self, device: str) -> None:
        with self.writing() as db:
            db.execute("UPDATE device SET state = 'revoked' WHERE kid = ?", (device,))

    def answer(self, device: str, submission: str, words: str) -> None:
        answer: Json = {"v": 1, "receiver": self.id, "submission": submission, "device": device}
        answer |= {"status": {"code": "done", "vi": "Đã xử lý", "en": "Done"}, "text": words}
        answer |= {"office": {"code": "03TG", "name": "Hải quan Ví dụ"}}
        answer |= {"decided_at": now(), "final": True}
        with self.writing() as db:
            answer["number"] = db.execute("SELECT count(*) + 1 FROM answer").fetchone()[0]
            signed = sign("rating-answer+jws", answer, self.signing)
            sql = "SELECT answers_x FROM device WHERE kid = ?"
            x = db.execute(sql, (device,)).fetchone()[0]
            sealed = seal("rating-answer+jwe", "rating-answer+jws", signed, x)
            db.execute("INSERT INTO answer (device, jwe) VALUES (?, ?)", (device, sealed))

    def stored(self) -> list[Json]:
        columns = "id, device, sha256, sequence, receipt, signed, state FROM held JOIN device"
        with self.writing() as db:
            sql = f"SELECT {columns} ON kid = device WHERE id IS NOT NULL ORDER BY sequence"
            rows = db.execute(sql).fetchall()
        names = ("id", "device", "envelope_sha256", "sequence", "receipt", "rating", "device_state")
        held = [dict(zip(names, row, strict=True)) for row in rows]
        return [{**each, "rating": _payload(each["rating"]), "epoch": "1"} for each in held]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with self._one_at_a_time:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def receipt(self, sha256: str) -> str:
        with self.writing() as db:
            sql = "SELECT receipt FROM held WHERE sha256 = ?"
            if (held := db.execute(sql, (sha256,)).fetchone()) is None:
                raise Refused("unknown-submission")
        return str(held[0])

    def device(self, kid: str) -> tuple[str, str]:
        with self.writing() as db:
            sql = "SELECT x, state FROM device WHERE kid = ?"
            if (known := db.execute(sql, (kid,)).fetchone()) is None:
                raise Refused("unknown-device")
        return known[0], known[1]


def _payload(signed: str) -> Json:
    return parse(look_inside("rating+jws", signed)[1])


def know(db: sqlite3.Connection, kid: str, request: Json) -> None:
    """Make the device of an enrolment request known."""
    state = "pending"
    if "code" in request:
        sql = "UPDATE code SET spent_by = ? WHERE sha256 = ? AND (spent_by = ?"
        sql += " OR (spent_by IS NULL AND expires > ?))"
        if not db.execute(sql, (kid, code_digest(request["code"]), kid, time.time())).rowcount:
            raise Refused("code-invalid")
        state = "approved"
    keep = "state = CASE excluded.state WHEN 'approved' THEN 'approved' ELSE state END"
    sql = "INSERT INTO device VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    row = (kid, request["device_jwk"]["x"], request["answers_jwk"]["x"], state)
    db.execute(f"{sql} answers_x = excluded.answers_x, {keep}", row)


def code_digest(code: str) -> str:
    """Codes typed from paper are the same codes."""
    return hashlib.sha256("".join(code.split()).replace("-", "").upper().encode()).hexdigest()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
