"""What GitLab remembers of Jira sites: installations and linked groups."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag

from wizard.lab.gitlab.vault import Sealed, Vault


class SecretUnreadable(Exception):
    """What is kept was written with other keys: `OpenSSL::Cipher::CipherError`."""


@dataclass(slots=True)
class Installation:
    """One Jira site that has the app."""

    id: int
    client_key: str
    sealed_secret: Sealed
    base_url: str
    display_url: str | None = None
    instance_url: str | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """One group linked to one Jira site."""

    id: int
    installation_id: int
    namespace_id: int
    created_at: float


@dataclass(slots=True)
class StoredKey:
    """A public key that another instance may fetch for a few minutes."""

    pem: bytes
    expires_at: float


@dataclass(slots=True)
class Records:
    """Installations, subscriptions and public keys of one instance."""

    vault: Callable[[], Vault]
    """Gives the vault of whoever reads or writes."""
    installations: Final[dict[int, Installation]] = field(default_factory=dict)
    subscriptions: Final[dict[int, Subscription]] = field(default_factory=dict)
    public_keys: Final[dict[str, StoredKey]] = field(default_factory=dict)
    last_id: int = 0

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def by_client(self, client_key: object) -> Installation | None:
        return next((one for one in self.installations.values() if one.client_key == client_key), None)

    def secret(self, installation: Installation) -> str:
        """Return the shared secret.

        Raises: SecretUnreadable where it was written with other keys.
        """
        try:
            return self.vault().unseal(installation.sealed_secret, installation.client_key)
        except InvalidTag as error:
            raise SecretUnreadable from error

    def secret_of(self, client_key: str) -> str | None:
        """Return the shared secret of this client, None when it is unknown."""
        installation = self.by_client(client_key)
        return None if installation is None else self.secret(installation)

    def save(
        self, client_key: str, shared_secret: str, base_url: str, display_url: str | None
    ) -> tuple[Installation, bool]:
        """Make or update the record of this client; return it and whether it is new."""
        sealed = self.vault().seal(shared_secret, client_key)
        known = self.by_client(client_key)
        if known is not None:
            known.sealed_secret, known.base_url, known.display_url = sealed, base_url, display_url
            return known, False
        made = Installation(self.next_id(), client_key, sealed, base_url, display_url)
        self.installations[made.id] = made
        return made, True

    def destroy(self, installation: Installation) -> None:
        """Forget the site and what was linked to it."""
        self.installations.pop(installation.id, None)
        for one in self.of(installation):
            self.subscriptions.pop(one.id, None)

    def of(self, installation: Installation) -> list[Subscription]:
        return [one for one in self.subscriptions.values() if one.installation_id == installation.id]

    def subscribe(self, installation: Installation, namespace_id: int, now: float) -> Subscription | None:
        """Link the group; None when it is linked to this site already."""
        if any(one.namespace_id == namespace_id for one in self.of(installation)):
            return None
        made = Subscription(self.next_id(), installation.id, namespace_id, now)
        self.subscriptions[made.id] = made
        return made
