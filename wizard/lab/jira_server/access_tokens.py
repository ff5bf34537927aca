"""Personal access tokens: made, listed and revoked by their owner, sent as Bearer; from 8.14 on.

Source: Atlassian, Using personal access tokens: 365 days at most unless an administrator says otherwise.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from wizard.lab.jira_server.records import Person

DAY_S = 86_400.0
LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class AccessToken:
    id: int
    name: str
    owner: Person
    created: float
    ends: float
    secret: str = field(repr=False)


class AccessTokens:
    def __init__(self) -> None:
        self._tokens: list[AccessToken] = []
        self._made = 0

    def make(self, owner: Person, name: str, days: int, now: float, secret: str = "") -> AccessToken:
        """Return a new token; one with a given secret was there before all that are counted."""
        self._made += not secret
        secret = secret or f"lab-pat-{secrets.token_urlsafe(24)}"
        token = AccessToken(self._made, name, owner, now, now + days * DAY_S, secret)
        self._tokens.append(token)
        return token

    def of(self, owner: Person) -> Iterator[AccessToken]:
        return (token for token in self._tokens if token.owner == owner)

    def revoke(self, owner: Person, number: int) -> bool:
        """Forget a token of this owner; tell whether there was one."""
        found = next((token for token in self.of(owner) if token.id == number), None)
        if found is not None:
            self._tokens.remove(found)
        return found is not None

    def find(self, secret: str, now: float) -> Person | None:
        """Return the owner of a token that is in force."""
        return next((one.owner for one in self._tokens if one.secret == secret and now < one.ends), None)
