"""A second receiver, written from docs/contract.md alone: it shares no line with the first.

`http.server` for HTTP, `cryptography` for tokens (`second_jose`), sqlite3 for what must be
remembered (`second_desk`). It does what a client can see of version 1; numbers in brackets are
sections of that page.
"""

from __future__ import annotations

import base64
import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.exceptions import InvalidSignature, InvalidTag

from tests.support import second_jose as jose
from tests.support.second_desk import Desk, know, now
from tests.support.second_messages import (
    BUNDLE,
    MAX_BUNDLE,
    MAX_ENVELOPE,
    RATING,
    REQUEST,
    RULES,
    STATUS,
    TOKEN,
    Refused,
    faults,
    rating_faults,
)


class SecondReceiver(Desk):
    """One receiver on loopback."""

    def start(self) -> None:
        self._server = _Server(("127.0.0.1", self.port), _Exchange)
        self._server.receiver, self.port = self, self._server.server_port
        self.publish()
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def restart(self) -> None:
        self.stop()
        self.start()

    def take(self, body: bytes, submission: str | None) -> tuple[str, bool]:
        """[6], steps 3 to 9, for a submission or (without an id) an enrolment request."""
        typ = RATING if submission else REQUEST
        try:
            envelope = body.decode("ascii")
            header = jose.sealed_header("rating+jwe", typ, envelope)
        except (ValueError, TypeError) as error:
            raise Refused("malformed") from error
        try:
            opener = {jose.thumbprint(jose.public(self.sealing)): self.sealing}[header["kid"]]
            signed = jose.unseal(header, envelope, opener)
        except (ValueError, KeyError, InvalidTag) as error:
            raise Refused("unopenable") from error
        try:
            kid, payload = jose.look_inside(typ, signed)
        except ValueError as error:
            raise Refused("bad-signature") from error
        if submission is not None:
            _signed_by(signed, self.device(kid)[0])
        message, sha256 = self._content(typ, payload), jose.digest(envelope)
        if submission is None:
            key, answers = message["device_jwk"], message["answers_jwk"]
            if jose.thumbprint(key) != kid or not jose.is_key(answers["x"]):
                raise Refused("bad-signature")
            _signed_by(signed, key["x"])
            if not jose.can_be_sealed_to(answers["x"]):
                raise Refused("malformed")
        elif message["id"] != submission:
            raise Refused("invalid-rating", ["/id"])
        with self.writing() as db:
            sql = "SELECT sha256, receipt FROM held WHERE sha256 = ? OR (device = ? AND id = ?)"
            if (held := db.execute(sql, (sha256, kid, submission)).fetchone()) is not None:
                if held[0] != sha256:
                    raise Refused("id-conflict")
                return str(held[1]), False
            state = db.execute("SELECT state FROM device WHERE kid = ?", (kid,)).fetchone()
            if state == ("revoked",):
                raise Refused("device-revoked")
            if submission is None:
                know(db, kid, message)
            sequence = db.execute("SELECT coalesce(max(sequence), 0) + 1 FROM held").fetchone()[0]
            receipt: jose.Json = {"v": 1, "receiver": self.id, "device": kid, "epoch": "1"}
            receipt |= {"envelope_sha256": sha256, "sequence": sequence, "received_at": now()}
            receipt |= {"kind": "submission" if submission else "enrolment"}
            receipt |= {"submission": submission} if submission else {}
            token = jose.sign("rating-receipt+jws", receipt, self.signing)
            row = (sequence, sha256, kid, submission, signed, token)
            db.execute("INSERT INTO held VALUES (?, ?, ?, ?, ?, ?)", row)
        return token, True

    def bundle(self, body: bytes, language: str) -> jose.Json:
        """[8]: every item is a request of its own."""
        try:
            content = jose.parse(body)
        except ValueError as error:
            raise Refused("malformed") from error
        if type(content.get("bundle")) is int and content["bundle"] != 1:
            raise Refused("unsupported-version")
        named = {"submission": True, "enrolment": False}
        if faults(BUNDLE, content) or any(
            named[item["kind"]] != ("submission" in item) for item in content["items"]
        ):
            raise Refused("malformed")
        if content["receiver"] != self.id:
            raise Refused("wrong-receiver")
        results = []
        for item in content["items"]:
            try:
                if jose.digest(item["jwe"]) != item["sha256"]:
                    raise Refused("digest-mismatch")
                receipt, _ = self.take(item["jwe"].encode(), item.get("submission"))
                became: jose.Json = {"receipt": receipt}
            except Refused as refused:
                became = {"problem": refused.members(language)}
            results.append({"sha256": item["sha256"], **became})
        return {"results": results}

    def answers(self, token: str, path: str, after: int) -> jose.Json:
        """[4] device token and [8] answers."""
        try:
            kid, payload = jose.look_inside(TOKEN, token)
            claims = jose.parse(payload)
        except ValueError as error:
            raise Refused("auth-invalid") from error
        x, state = self.device(kid)
        _signed_by(token, x, "auth-invalid")
        wanted = (kid, self.id, "GET", self.base_url + path)
        now = time.time()
        if (
            faults(RULES[TOKEN], claims)
            or tuple(claims[name] for name in ("iss", "aud", "htm", "htu")) != wanted
            or not (claims["iat"] <= now + 30 and now < claims["exp"])
            or not 0 < claims["exp"] - claims["iat"] <= 300
        ):
            raise Refused("auth-invalid")
        with self.writing() as db:
            use = "INSERT OR IGNORE INTO used VALUES (?, ?)"
            if not db.execute(use, (claims["jti"], kid)).rowcount:
                raise Refused("auth-invalid")
            if state == "revoked":
                raise Refused("device-revoked")
            sql = "SELECT n, jwe FROM answer WHERE device = ? AND n > ? ORDER BY n LIMIT 11"
            rows = db.execute(sql, (kid, after)).fetchall()
        page = rows[:10]
        last = page[-1][0] if page else after
        return {"answers": [jwe for _, jwe in page], "next": last, "more": len(rows) > 10}

    def _content(self, typ: str, payload: bytes) -> jose.Json:
        bad = "invalid-rating" if typ == RATING else "malformed"
        try:
            message = jose.parse(payload)
        except ValueError as error:
            raise Refused(bad, [""]) from error
        if type(message.get("v")) is int and message["v"] != 1:
            raise Refused("unsupported-version")
        if found := rating_faults(message) if typ == RATING else faults(RULES[typ], message):
            raise Refused(bad, found)
        if message["receiver"] != self.id:
            raise Refused("wrong-receiver")
        return message


def _signed_by(signed: str, x: str, otherwise: str = "bad-signature") -> None:
    try:
        jose.verify(signed, x)
    except (ValueError, InvalidSignature) as error:
        raise Refused(otherwise) from error


@contextmanager
def second_receiver(folder: Path) -> Iterator[SecondReceiver]:
    """A second receiver with the shipped form and directory, serving until the block ends."""
    shipped = Path(__file__).parents[2] / "resources"
    form, directory = (
        jose.parse((shipped / kind / f"{kind}.json").read_bytes()) for kind in ("form", "directory")
    )
    receiver = SecondReceiver(folder, form, directory)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()


class _Server(ThreadingHTTPServer):
    receiver: SecondReceiver
    request_queue_size = 128


class _Exchange(BaseHTTPRequestHandler):
    """[6]: one request and its reply."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def _any(self) -> None:
        self.server.receiver.asked.append(f"{self.command} {urlsplit(self.path).path}")
        try:
            status, headers, body = self._reply()
        except Refused as refused:
            status, headers = STATUS[refused.slug], {"Content-Type": "application/problem+json"}
            headers |= {"WWW-Authenticate": "Bearer"} if status == 401 else {}
            body = jose.compact(refused.members(self._language()))
        self.send_response(status)
        fixed = {"Rating-Protocol": "1", "Rating-Max-Body": str(MAX_BUNDLE)}
        length = {} if status in (204, 304) else {"Content-Length": str(len(body))}
        for name, value in {**fixed, "Cache-Control": "no-cache", **length, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    do_HEAD = do_GET = do_PUT = do_POST = _any  # noqa: N815  the names http.server calls

    def _reply(self) -> tuple[int, dict[str, str], bytes]:
        here, path = self.server.receiver, urlsplit(self.path).path
        top, _, last = path.removeprefix("/v1/").partition("/")
        as_jose, as_json = ({"Content-Type": f"application/{kind}"} for kind in ("jose", "json"))
        match self.command, top, last:
            case "HEAD", "submissions", "":
                return 204, {}, b""
            case "PUT", "submissions", submission if submission:
                envelope = self._body("application/jose", MAX_ENVELOPE, digest_wanted=True)
                if not RULES[RATING]["id"](submission):
                    raise Refused("malformed")
                token, new = here.take(envelope, submission)
                return 201 if new else 200, as_jose, token.encode()
            case "POST", "enrolments", "":
                token, new = here.take(self._body("application/jose", MAX_ENVELOPE), None)
                return 201 if new else 200, as_jose, token.encode()
            case "POST", "bundles", "":
                body = self._body("application/json", MAX_BUNDLE)
                return 200, as_json, jose.compact(here.bundle(body, self._language()))
            case "GET", "receipts", sha256 if sha256:
                return 200, as_jose, here.receipt(sha256).encode()
            case "GET", ("keys" | "form" | "directory") as kind, "" if not path.endswith("/"):
                token = here.published[kind]
                tag = f'"{jose.digest(token)}"'
                known = self.headers.get("If-None-Match", "").replace("W/", "").split(",")
                if {tag, "*"} & {each.strip() for each in known}:
                    return 304, {"ETag": tag}, b""
                return 200, {**as_jose, "ETag": tag}, token.encode()
            case "GET", "answers", "":
                asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
                after = asked.get("after", ["0"])[0]
                if not re.fullmatch("[0-9]{1,15}", after):
                    raise Refused("malformed")
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                return 200, as_json, jose.compact(here.answers(token, path, int(after)))
            case "GET", "", "healthz":
                return 200, as_json, jose.compact({"status": "ok", "receiver": here.id})
        problem = {"type": "about:blank", "title": "Not Found", "status": 404}
        return 404, {"Content-Type": "application/problem+json"}, jose.compact(problem)

    def _body(self, media: str, most: int, *, digest_wanted: bool = False) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch(r"[0-9]{1,9}", length):
            self.close_connection = True
            raise Refused("malformed")
        body = self.rfile.read(int(length)) if int(length) <= MAX_BUNDLE else b""
        if int(length) > most:
            self.close_connection = len(body) != int(length)
            raise Refused("too-large")
        if self.headers.get_content_type() != media:
            raise Refused("unsupported-media")
        claimed = self.headers.get_all("Content-Digest")
        if len(body) != int(length) or (digest_wanted and not claimed):
            raise Refused("malformed")
        right = base64.b64encode(hashlib.sha256(body).digest()).decode()
        if claimed and f"sha-256=:{right}:" not in re.split(r"\s*,\s*", ",".join(claimed)):
            raise Refused("digest-mismatch")
        return body

    def _language(self) -> str:
        asked = re.findall(
            r"\b(vi|en)\b[^,;]*(?:;\s*q=([\d.]+))?", self.headers.get("Accept-Language", "")
        )
        return str(max([*asked, ("vi", "0")], key=lambda each: float(each[1] or 1))[0])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name there
        """Say nothing: what was rated is nobody else's business."""
