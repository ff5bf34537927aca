"""The Secrets port: where tokens live."""

from enum import StrEnum
from typing import Protocol

from wizard.domain.secret import Secret


class Keeping(StrEnum):
    """What the user chose for the tokens."""

    KEYRING = "keyring"
    SESSION = "session"
    """In memory until the program ends."""


class KeyringState(StrEnum):
    READY = "ready"
    MISSING = "missing"
    LOCKED = "locked"
    HANGING = "hanging"
    LYING = "lying"
    """It said yes and kept nothing."""


class Secrets(Protocol):
    """Never plain text on disk. Answers within 3 s, whatever the keyring does. `host` is `Url.kept_as`."""

    async def state(self) -> KeyringState: ...
    async def get(self, host: str, user: str) -> Secret | None: ...
    async def put(self, host: str, user: str, secret: Secret, keeping: Keeping) -> KeyringState:
        """Keep a secret and read it back; when the keyring fails it is kept for this session only, and the state says
        why.
        """
        ...

    async def kept_in(self, host: str, user: str) -> Keeping | KeyringState | None:
        """Return where a secret is kept; None for nowhere, the state of a keyring that will not say."""
        ...

    async def forget(self, host: str, user: str) -> None: ...
