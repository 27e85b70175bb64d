"""A telegram inside a signed mail."""

from __future__ import annotations

import base64
import quopri


def in_smime(message: bytes, encoding: str = "") -> bytes:
    """A telegram as ECUS and mail software keep it; `encoding` is a transfer encoding."""
    headers = 'Content-Type: Text/plain; charset="UTF-8"\r\n'
    if encoding:
        headers += f"Content-Transfer-Encoding: {encoding}\r\n"
    encoders = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}
    part = encoders[encoding](message) if encoding else message
    signature = "Content-Type: application/x-pkcs7-signature; name=smime.p7s\r\n\r\nMIIB\r\n"
    begin = f"This is an S/MIME signed message\r\n\r\n------1F2E\r\n{headers}\r\n"
    return begin.encode() + part + f"\r\n------1F2E\r\n{signature}------1F2E--\r\n".encode()
