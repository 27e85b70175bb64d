"""Which certificates are trusted: those of the operating system, and nothing that widens them.

The system's store is what an administrator manages, so a company's own inspection proxy works
exactly where its administrator made this computer trust it. Verification cannot be switched off.
"""

from __future__ import annotations

import ssl
import unicodedata
from pathlib import Path

from rating_client.base.errors import Trouble

_LONGEST_NAME = 80


def trust_context(certificates: Path | None = None) -> ssl.SSLContext:
    """TLS 1.2 or newer against the system's trust store, and the PEM file `certificates` if given.

    `Trouble("delivery.certificates-unreadable")` where that file cannot be used.
    """
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificates is not None:
        try:
            context.load_verify_locations(cafile=certificates)
        except (OSError, ssl.SSLError) as error:
            raise Trouble("delivery.certificates-unreadable", path=certificates) from error
    return context


def looking_context() -> ssl.SSLContext:
    """For one purpose: to read who issued a certificate that was just refused.

    Over a connection made with it nothing is ever sent.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def issuer_name(certificate: bytes) -> str | None:
    """Who issued this DER certificate, short and on one line, for a sentence; None if unreadable.

    Whoever made the certificate chose the name: it is shown, and nothing is decided by it.
    """
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    try:
        issuer = x509.load_der_x509_certificate(certificate).issuer
    except ValueError:
        return None
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in issuer.get_attributes_for_oid(oid):
            shown = "".join(
                " " if unicodedata.category(c).startswith(("C", "Z")) else c
                for c in str(attribute.value)
            )
            if name := " ".join(shown.split())[:_LONGEST_NAME]:
                return name
    return None
