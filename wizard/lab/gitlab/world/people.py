"""The users of the instance and who is a member of what."""

from dataclasses import dataclass
from typing import Final

GUEST, REPORTER, DEVELOPER, MAINTAINER, OWNER = 10, 20, 30, 40, 50


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


MEMBERS: Final[dict[str, dict[str, int]]] = {
    "platform": {"dana": OWNER, "ada": DEVELOPER, "rita": MAINTAINER},
    "data": {"dana": MAINTAINER, "sam": OWNER},
    "archive": {"dana": REPORTER, "sam": OWNER},
    "dana": {"dana": OWNER},
}
"""Direct membership by full path of the namespace; subgroups and projects inherit it."""


def access_level(username: str, full_path: str) -> int:
    """Return the highest role in this namespace or an ancestor, 0 for none; being an administrator does not count."""
    level, path = 0, full_path
    while path:
        level = max(level, MEMBERS.get(path, {}).get(username, 0))
        path = path.rpartition("/")[0]
    return level
