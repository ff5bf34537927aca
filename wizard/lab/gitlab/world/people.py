"""The users of the instance and who is a member of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GUEST, REPORTER, DEVELOPER, MAINTAINER, OWNER = 10, 20, 30, 40, 50
ROLES: Final = {"guest": GUEST, "reporter": REPORTER, "developer": DEVELOPER}
"""The roles that may not link a group, by name."""


@dataclass(frozen=True, slots=True)
class User:
    """One account."""

    id: int
    username: str
    name: str
    email: str
    admin: bool = False


def people(*, com: bool) -> tuple[User, ...]:
    """Return the accounts; nobody we know is an administrator of GitLab.com."""
    return (
        User(1, "root", "Administrator", "root@acme.example", admin=True),
        User(2, "dana", "Dana Admin", "dana@acme.example", admin=not com),
        User(3, "ada", "Ada Author", "ada@acme.example"),
        User(4, "rita", "Rita Reviewer", "rita@acme.example"),
        User(5, "sam", "Sam Committer", "sam@acme.example"),
    )


_OF_ALL: Final[Mapping[str, Mapping[str, int]]] = {
    "data": {"dana": MAINTAINER, "sam": OWNER},
    "archive": {"dana": REPORTER, "sam": OWNER},
    "support": {"dana": DEVELOPER, "sam": OWNER},
    "dana": {"dana": OWNER},
    "ada": {"ada": OWNER},
}
_OF_PLATFORM: Final[Mapping[bool, Mapping[str, int]]] = {
    False: {"dana": OWNER, "ada": DEVELOPER, "rita": MAINTAINER},
    # On GitLab.com the lowest role that may link a group: what works there works for everybody.
    True: {"dana": MAINTAINER, "ada": DEVELOPER, "rita": OWNER},
}


class Members:
    """Who has which role where; a role in a group counts in everything below it."""

    def __init__(self, *, com: bool, more: Mapping[str, Mapping[str, int]]) -> None:
        self._given: Final[dict[str, Mapping[str, int]]] = {**more, **_OF_ALL, "platform": _OF_PLATFORM[com]}
        self._levels: Final[dict[tuple[str, str], int]] = {}

    def direct(self, full_path: str) -> Mapping[str, int]:
        """Return the roles given in this very namespace, by username."""
        return self._given.get(full_path, {})

    def give(self, username: str, full_path: str, level: int) -> None:
        """Give the user this role here; it counts in everything below at once."""
        self._given[full_path] = {**self.direct(full_path), username: level}
        self._levels.clear()

    def take(self, username: str, full_path: str) -> None:
        """Take the role back that was given here; what comes from above stays."""
        self._given[full_path] = {who: level for who, level in self.direct(full_path).items() if who != username}
        self._levels.clear()

    def level(self, username: str, full_path: str) -> int:
        """Return the highest role here or above, 0 for none; being an administrator does not count."""
        key = (username, full_path)
        if key not in self._levels:
            above = full_path.rpartition("/")[0]
            inherited = self.level(username, above) if above else 0
            self._levels[key] = max(inherited, self.direct(full_path).get(username, 0))
        return self._levels[key]
