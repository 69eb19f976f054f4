"""Locking texts with a key that is not in the database: AES-GCM with keys derived from the secret key."""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class SealBroken(Exception):
    """The sealed text was changed, belongs to something else, or was sealed with a key we no longer have."""


@lru_cache(maxsize=16)
def _cipher(secret: str, purpose: str) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"participatiemonitor {purpose}".encode())
    return AESGCM(key.derive(secret.encode()))


def seal(data: bytes, *, purpose: str, bound_to: str) -> bytes:
    """Encrypt and sign; only `unseal` with the same purpose and the same `bound_to` opens it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(settings.SECRET_KEY, purpose).encrypt(nonce, data, bound_to.encode())


def unseal(sealed: bytes, *, purpose: str, bound_to: str) -> bytes:
    """The text that was sealed. Raises SealBroken."""
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    if len(nonce) == NONCE_BYTES:
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _cipher(secret, purpose).decrypt(nonce, body, bound_to.encode())
            except InvalidTag:
                continue
    raise SealBroken
