"""Who is signed in by a cookie, and whose sign-ins failed too often."""

import secrets
from dataclasses import dataclass

from wizard.lab.jira_server.records import Person

COOKIE = "JSESSIONID"
ATTEMPTS = 3
"""Sign-ins that may fail before a CAPTCHA is asked for. D: Maximum Authentication Attempts Allowed."""


@dataclass(slots=True)
class SignIns:
    """How the sign-ins of one person went."""

    count: int = 0
    failed: int = 0
    """In a row; what `failedLoginCount` tells."""
    last: float = 0.0
    previous: float = 0.0
    last_failed: float = 0.0


class Sessions:
    def __init__(self) -> None:
        self._open: dict[str, Person] = {}
        self._of: dict[str, SignIns] = {}
        self.captcha: dict[str, str] = {}
        """Session cookie of the page for signing in -> the word that its picture shows."""

    def of(self, name: str) -> SignIns:
        return self._of.setdefault(name.lower(), SignIns())

    def locked(self, name: str) -> bool:
        """Tell whether only the page for signing in, with its CAPTCHA, lets this person in."""
        return self.of(name).failed >= ATTEMPTS

    def failed(self, name: str, now: float) -> None:
        told = self.of(name)
        told.failed, told.last_failed = told.failed + 1, now

    def succeeded(self, name: str, now: float) -> None:
        told = self.of(name)
        told.count, told.failed = told.count + 1, 0
        told.previous, told.last = told.last, now

    def open(self, person: Person) -> str:
        """Return the cookie of a new session."""
        cookie = secrets.token_hex(16).upper()
        self._open[cookie] = person
        return cookie

    def find(self, cookie: str | None) -> Person | None:
        return self._open.get(cookie or "")

    def close(self, cookie: str | None) -> bool:
        """End a session; tell whether there was one."""
        return self._open.pop(cookie or "", None) is not None
