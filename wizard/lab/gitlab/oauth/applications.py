"""OAuth applications and the rules a request must keep to use one."""

import hmac
import ipaddress
import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

SCOPES: Final = (
    "api", "read_api", "read_user", "create_runner", "read_repository", "write_repository", "sudo", "admin_mode",
    "openid", "profile", "email",
)  # fmt: skip


class ApplicationInvalid(Exception):
    """An application was refused; `errors` has the messages by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("application invalid")
        self.errors = errors


@dataclass(slots=True)
class Application:
    """A registered client; the redirect URI may hold several, one a line."""

    id: int
    uid: str
    name: str
    redirect_uri: str
    scopes: tuple[str, ...]
    confidential: bool
    secret: str = field(repr=False)

    def redirects_to(self, uri: str) -> bool:
        """Tell whether the URI is registered; on loopback addresses any port will do (RFC 8252, 7.3)."""
        return any(uri == one or _same_but_port(uri, one) for one in self.redirect_uri.split())

    def proves(self, secret: str | None) -> bool:
        """Tell whether the client may use the token endpoint: a public one needs no secret."""
        if secret:
            return hmac.compare_digest(self.secret.encode(), secret.encode())
        return not self.confidential


class Applications:
    """All applications of the instance."""

    def __init__(self) -> None:
        self._by_id: dict[int, Application] = {}
        self._last = 0

    def all(self) -> list[Application]:
        return list(self._by_id.values())

    def find(self, uid: str | None) -> Application | None:
        return next((one for one in self._by_id.values() if one.uid == uid), None)

    def get(self, number: int) -> Application | None:
        return self._by_id.get(number)

    def create(self, name: str, redirect_uri: str, scopes: str, *, confidential: bool = True) -> Application:
        """Register a client; nothing keeps two from having the same name.

        Raises: ApplicationInvalid.
        """
        errors = _problems(name, redirect_uri, scopes)
        if errors:
            raise ApplicationInvalid(errors)
        self._last += 1
        made = Application(
            id=self._last,
            uid=secrets.token_hex(32),
            name=name,
            redirect_uri=redirect_uri,
            scopes=tuple(scopes.split()),
            confidential=confidential,
            secret=new_secret(),
        )
        self._by_id[made.id] = made
        return made

    def delete(self, number: int) -> bool:
        """Tell whether there was one to delete."""
        return self._by_id.pop(number, None) is not None


def new_secret() -> str:
    """Return a client secret in GitLab's form."""
    return "gloas-" + secrets.token_hex(32)


def _problems(name: str, redirect_uri: str, scopes: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if not name.strip():
        errors["name"] = ["can't be blank"]
    if not redirect_uri.split():
        errors["redirect_uri"] = ["can't be blank"]
    for uri in redirect_uri.split():
        parts = urlsplit(uri)
        if not parts.scheme or (parts.scheme in ("http", "https") and not parts.hostname):
            errors["redirect_uri"] = ["must be an absolute URI."]
        elif parts.fragment:
            errors["redirect_uri"] = ["cannot contain a fragment."]
    if set(scopes.split()) - set(SCOPES):
        errors["scopes"] = ["doesn't match configured on the server."]
    return errors


def _same_but_port(uri: str, registered: str) -> bool:
    try:
        one, other = urlsplit(uri), urlsplit(registered)
        loopback = ipaddress.ip_address(other.hostname or "").is_loopback
    except ValueError:
        return False
    return loopback and (one.scheme, one.hostname, one.path, one.query) == (
        other.scheme,
        other.hostname,
        other.path,
        other.query,
    )
