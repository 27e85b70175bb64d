"""The recovery code: the ledger's key, wrapped, for the day the key store has lost it.

Made only when a person asks for it, and shown once. It is 135 random bits, so that guessing is
hopeless even without the key derivation; scrypt stands before it for a code copied down in part.
The wrapped key lies in a file beside the ledger: a stolen copy of both opens nothing without the
code.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import unicodedata
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.ledger_file import converted, unlocked
from rating_client.base.opening import unmark
from rating_client.base.paths import ProfilePaths
from rating_client.base.vault import KEY_BYTES, HandedOverKey, Vault, write_key
from rating_client.base.whole_file import replace_whole

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 and O, 1 and I
RANDOM_CHARACTERS = 27  # five bits each
GROUP = 4

# 32 MiB and a tenth of a second for each guess (RFC 7914).
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_MEMORY = 64 * 2**20
_ABOUT = b"rating-client recovery 1"


def make_code(paths: ProfilePaths, key: bytes) -> str:
    """A new code for `key`, to be shown once; the file of an earlier code is replaced.

    `Trouble` where the file cannot be written: then the earlier code still holds.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    code += _check_character(code)
    salt, nonce = os.urandom(16), os.urandom(12)
    wrapped = _cipher(code, salt).encrypt(nonce, key, _ABOUT)
    document = {
        "v": 1,
        "kdf": "scrypt",
        "n": _COST,
        "r": _BLOCK,
        "p": _PARALLEL,
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "key": b64encode(wrapped).decode(),
    }
    try:
        replace_whole(recovery_file(paths), json.dumps(document).encode())
    except OSError as error:
        raise Trouble("base.ledger-not-writable") from error
    return "-".join(code[begun : begun + GROUP] for begun in range(0, len(code), GROUP))


def has_code(paths: ProfilePaths) -> bool:
    """Whether a code was ever made for this profile."""
    return recovery_file(paths).exists()


def unwrap(paths: ProfilePaths, code: str) -> bytes:
    """The key that `code` opens. Takes a moment, so never for the GUI thread.

    Case, spaces and dashes do not matter. `Trouble("base.recovery-code-wrong")` otherwise, and
    `base.recovery-file-missing` where no code was ever made or its file is damaged.
    """
    from cryptography.exceptions import InvalidTag

    typed = _typed(code)
    if len(typed) != RANDOM_CHARACTERS + 1 or _check_character(typed[:-1]) != typed[-1]:
        raise Trouble("base.recovery-code-wrong")
    salt, nonce, wrapped = _read(recovery_file(paths))
    try:
        key: bytes = _cipher(typed, salt).decrypt(nonce, wrapped, _ABOUT)
    except InvalidTag as error:
        raise Trouble("base.recovery-code-wrong") from error
    return key


def vault_by_code(paths: ProfilePaths, code: str, vault: Vault) -> Vault:
    """What opens this profile from now on: `vault` with the key put back into it.

    The key store is written only after the key was seen to open the ledger, where there is one, so
    that a file from elsewhere overwrites nothing. Where the store cannot be asked now, a vault in
    memory, for this run alone: the key is written nowhere else. `Trouble` as of `unwrap`, and
    `base.ledger-key-wrong` where the key is that of another ledger.
    """
    key = unwrap(paths, code)
    if paths.ledger.exists():
        with converted():
            unlocked(paths.ledger, key).close(True)
        unmark(paths)  # closing took in the log of an unclean end
    try:
        if vault.read() != key:
            write_key(vault, key)
    except Trouble as trouble:
        if trouble.code not in ("base.key-store-locked", "base.key-store-missing"):
            raise
        return HandedOverKey(key)
    return vault


def recovery_file(paths: ProfilePaths) -> Path:
    return paths.data / "ledger.recovery"


def _cipher(code: str, salt: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    derived = hashlib.scrypt(
        code.encode("ascii"),
        salt=salt,
        n=_COST,
        r=_BLOCK,
        p=_PARALLEL,
        maxmem=_MEMORY,
        dklen=KEY_BYTES,
    )
    return ChaCha20Poly1305(derived)


def _typed(code: str) -> str:
    """The characters of a code as a person types them."""
    folded = unicodedata.normalize("NFKC", code).upper()
    return "".join(character for character in folded if character in ALPHABET)


def _check_character(code: str) -> str:
    """One more character, so that a slip of the pen is found before the slow derivation."""
    digest = hashlib.sha256(code.encode("ascii")).digest()
    return ALPHABET[digest[0] % len(ALPHABET)]


def _read(file: Path) -> tuple[bytes, bytes, bytes]:
    try:
        document = json.loads(file.read_bytes())
        parameters = (document["v"], document["kdf"], document["n"], document["r"], document["p"])
        if parameters != (1, "scrypt", _COST, _BLOCK, _PARALLEL):
            raise Trouble("base.recovery-file-missing")
        salt, nonce, wrapped = (b64decode(document[name]) for name in ("salt", "nonce", "key"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Trouble("base.recovery-file-missing") from error
    if len(nonce) != 12:
        raise Trouble("base.recovery-file-missing")
    return salt, nonce, wrapped
