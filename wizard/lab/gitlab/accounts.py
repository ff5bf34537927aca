"""Access tokens and browser sessions."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal

from wizard.lab.gitlab.world.people import User


@dataclass(slots=True)
class AccessToken:
    """A token of a user; its text is known only to the user."""

    id: int
    name: str
    kind: Literal["pat", "oauth"]
    user: User
    scopes: tuple[str, ...]
    created_at: float
    expires_at: float | None = None
    last_used_at: float | None = None
    revoked: bool = False
    client: str | None = None
    """Application an OAuth token was issued to."""
    family: str = field(default_factory=lambda: secrets.token_hex(8))
    """Shared with the tokens that followed this one by rotation."""

    def alive(self, now: float) -> bool:
        return not self.revoked and (self.expires_at is None or now < self.expires_at)


@dataclass(slots=True)
class Session:
    """One browser; `user` is None until somebody signed in."""

    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    user: User | None = None
    return_to: str | None = None


class Tokens:
    """Finds tokens by the digest of their text."""

    def __init__(self) -> None:
        self._by_digest: dict[str, AccessToken] = {}

    def add(self, text: str, token: AccessToken) -> None:
        self._by_digest[_digest(text)] = token

    def find(self, text: str) -> AccessToken | None:
        return self._by_digest.get(_digest(text))

    def next_id(self) -> int:
        return len(self._by_digest) + 1

    def all(self) -> list[AccessToken]:
        """Return all tokens, the oldest first."""
        return list(self._by_digest.values())

    def limit_lives(self, end: float) -> None:
        """Let personal tokens that had no end have this one."""
        for token in self._by_digest.values():
            if token.kind == "pat" and token.expires_at is None:
                token.expires_at = end

    def password_fits(self, user: User, password: str) -> bool:
        """Tell whether this text signs the user in: in the lab the password is the personal token."""
        token = self.find(password)
        return token is not None and token.kind == "pat" and token.user.id == user.id and not token.revoked


class Sessions:
    """Browser sessions by cookie."""

    COOKIE = "_gitlab_session"
    _LIMIT = 1000

    def __init__(self) -> None:
        self._by_id: dict[str, Session] = {}

    def find(self, cookie: str | None) -> Session | None:
        return self._by_id.get(cookie) if cookie else None

    def open(self, *, user: User | None = None, return_to: str | None = None) -> tuple[str, Session]:
        """Return cookie and session; the oldest session goes when there are too many."""
        if len(self._by_id) >= self._LIMIT:
            del self._by_id[next(iter(self._by_id))]
        cookie, session = secrets.token_hex(16), Session(user=user, return_to=return_to)
        self._by_id[cookie] = session
        return cookie, session

    def close(self, cookie: str) -> None:
        self._by_id.pop(cookie, None)


def csrf_fits(session: Session | None, token: object) -> bool:
    """Tell whether the form came from a page of this session."""
    return session is not None and isinstance(token, str) and hmac.compare_digest(session.csrf.encode(), token.encode())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
