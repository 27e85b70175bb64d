"""What stands in messages again and again: ids, digests, tokens, codes and texts, as rules."""

from __future__ import annotations

from rating_client.contract.shape import items, matching, text

MAX_COMMENT = 1000
MAX_NAME = 200

# As regular expressions, whole and ASCII.
KID = r"[A-Za-z0-9_-]{43}"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
SHA256 = r"[0-9a-f]{64}"
COMPACT = r"[A-Za-z0-9_.-]+"

kid = matching(KID, "dấu vết khóa (RFC 7638)", "a key thumbprint (RFC 7638)")
submission_id = matching(UUID, "UUIDv4 viết thường", "a lower-case UUIDv4")
sha256 = matching(SHA256, "SHA-256 dạng hex viết thường", "a lower-case hex SHA-256")
token = matching(COMPACT, "JWS hoặc JWE dạng gọn", "a compact JWS or JWE")
code = matching(r"[A-Za-z0-9_.:/-]{1,64}", "mã không dấu, không cách", "a code without spaces")
tax_code = matching(r"[0-9A-Za-z-]{1,20}", "mã số thuế", "a tax code")
name = text(MAX_NAME)
comment = text(MAX_COMMENT, at_least=0, lines=True)
tax_codes = items(tax_code, at_most=500)
