"""Keeps shared secrets encrypted at rest, as GitLab does: AES-256-GCM under the database key."""

import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted value; safe to print."""

    iv: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals and opens values; what a value is about is bound in, so that boxes cannot be swapped."""

    db_key_base: bytes = field(default_factory=lambda: os.urandom(64), repr=False)

    def seal(self, secret: str, about: str) -> Sealed:
        iv = os.urandom(12)
        box = AESGCM(self.db_key_base[:32]).encrypt(iv, secret.encode(), about.encode())
        return Sealed(iv, box)

    def unseal(self, sealed: Sealed, about: str) -> str:
        """Return the secret.

        Raises: cryptography.exceptions.InvalidTag when box, key or `about` do not belong together.
        """
        return AESGCM(self.db_key_base[:32]).decrypt(sealed.iv, sealed.box, about.encode()).decode()
