"""The API tokens of a site's people: classic ones for the site itself, scoped ones for the gateway alone.

Source: Atlassian support, Manage API tokens: a token lives for a year at most; a scoped one, and each one of a service
account, is taken at `https://api.atlassian.com/ex/jira/<cloud id>` only.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.lab.jira.signin.scopes import CLASSIC, READ, USERS
from wizard.lab.jira.signin.sessions import same_secret
from wizard.lab.jira.world import User, World

LIFE_S = 365 * 86_400.0
_PREFIX = "lab-ATSTT"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """One token; `scopes` is None for a classic one, which may all that its owner may."""

    owner: User
    secret: str = field(repr=False)
    scopes: frozenset[str] | None = None


class ApiTokens:
    """All tokens of a site. They are made as it starts, and end a year later."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.of_the_service_account = _scoped(world, world.robot, CLASSIC)
        self.of_a_reader = _scoped(world, world.dana, (USERS, READ))
        """Of a person; it may look and no more."""
        self._tokens: Sequence[ApiToken] = (
            *(ApiToken(user, user.token) for user in world.users if user.token),
            self.of_the_service_account,
            self.of_a_reader,
        )
        self._end = float("inf")

    def begin(self, now: float) -> None:
        self._end = now + LIFE_S

    def find(self, email: str, secret: str, now: float) -> ApiToken | None:
        """Return the token with this secret when it is this owner's and still lives."""
        found = self.carried(secret, now)
        return found if found is not None and found.owner.email == email.lower() else None

    def carried(self, secret: str, now: float) -> ApiToken | None:
        """Return the token with this secret while it lives and its owner has access, whoever sends it."""
        alive = self._tokens if now < self._end else ()
        found = next((token for token in alive if same_secret(secret, token.secret)), None)
        return found if found is not None and found.owner in self._world.users else None


def _scoped(world: World, owner: User, scopes: Sequence[str]) -> ApiToken:
    """Return a token whose secret is another one in each lab, as that of the administrator is."""
    mark = hashlib.sha256(f"{world.dana.token}/{owner.account_id}".encode()).hexdigest()[:40]
    return ApiToken(owner, _PREFIX + mark, frozenset(scopes))
