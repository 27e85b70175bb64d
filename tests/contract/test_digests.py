from __future__ import annotations

import pytest

from rating_client.contract.digests import content_digest, content_digest_matches, etag

# RFC 9530, appendix B.1
BODY = b'{"hello": "world"}\n'
DIGEST = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"


def test_the_digest_is_that_of_rfc_9530() -> None:
    assert content_digest(BODY) == DIGEST
    assert content_digest_matches(DIGEST, BODY)


def test_other_algorithms_beside_it_are_ignored() -> None:
    assert content_digest_matches(f"md5=:AAAA:, {DIGEST}", BODY)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "md5=:AAAA:",
        "sha-256=:AAAA:",
        "sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=",
        "sha-256=:****:",
        DIGEST.replace("sha-256", "sha-512"),
    ],
)
def test_anything_else_does_not_match(header: str) -> None:
    assert not content_digest_matches(header, BODY)


def test_an_etag_is_quoted() -> None:
    assert etag("a.b.c").startswith('"')
    assert len(etag("a.b.c")) == 66
