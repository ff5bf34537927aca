"""Browser sessions, XSRF tokens of forms, and the count of failed sign-ins."""

import hmac
import secrets
from collections import Counter
from dataclasses import dataclass, field

CAPTCHA_AFTER = 5


@dataclass(frozen=True, slots=True)
class Session:
    account_id: str
    xsrf: str = field(repr=False)


class Sessions:
    """Who is signed in by cookie; after five failed attempts an account must sign in by the form once."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}
        self._failures: Counter[str] = Counter()

    def open(self, account_id: str) -> str:
        """Return the value of a new session cookie."""
        cookie = secrets.token_urlsafe(32)
        self._sessions[cookie] = Session(account_id, secrets.token_urlsafe(24))
        return cookie

    def find(self, cookie: str | None) -> Session | None:
        return self._sessions.get(cookie) if cookie else None

    def close(self, cookie: str | None) -> None:
        self._sessions.pop(cookie or "", None)

    def locked(self, email: str) -> bool:
        return self._failures[email.lower()] >= CAPTCHA_AFTER

    def failed(self, email: str) -> None:
        self._failures[email.lower()] += 1

    def succeeded(self, email: str) -> None:
        self._failures.pop(email.lower(), None)


def same_secret(given: str, expected: str) -> bool:
    """Compare without telling by the time it takes how much was right."""
    return hmac.compare_digest(given.encode(), expected.encode())
