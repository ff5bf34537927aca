"""What an app had sent before the world began: laid under the store, made when asked for, never kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from wizard.lab.jira.devinfo.submission import Entity


class Laid(NamedTuple):
    """One entity of the past."""

    repository_id: str
    kind: str
    entity_id: str
    entity: Callable[[], Entity]


class Past(Protocol):
    """The past of one app as a pure function; the scenario gives it, so that no host knows another one."""

    @property
    def app_key(self) -> str: ...

    def of_issue(self, issue_key: str) -> Iterator[Laid]:
        """Give everything that names this issue."""
        ...

    def counts_of(self, issue_key: str) -> Counter[str]:
        """Return how many entities of each kind name this issue."""
        ...

    def fields(self, repository_id: str) -> Entity | None:
        """Return what the app told of the repository itself, None where it told nothing."""
        ...

    def newest(self, repository_id: str) -> Iterator[Laid]:
        """Give what the repository has, of each kind the newest first and no more than a listing shows."""
        ...

    def holds(self, repository_id: str, kind: str, entity_id: str) -> bool: ...

    def counts(self, repository_id: str | None = None) -> Mapping[str, int]:
        """Return how many entities there are by kind, and how many `repositories`; of all of them or of one."""
        ...


@dataclass(slots=True)
class Ground:
    """The past, less what was sent anew or deleted since."""

    past: Past
    _covered: set[tuple[str, str, str]] = field(default_factory=set)
    """Repository, kind and id of entities that lie here no more."""
    _gone: set[str] = field(default_factory=set)
    """Repositories that were deleted."""

    def of_issue(self, issue_key: str) -> Iterator[Laid]:
        return (one for one in self.past.of_issue(issue_key) if self._lies(one[:3]))

    def counts_of(self, issue_key: str) -> Counter[str]:
        if self._covered or self._gone:
            return Counter(one.kind for one in self.of_issue(issue_key))
        return self.past.counts_of(issue_key)

    def newest(self, repository_id: str) -> Iterator[Laid]:
        return (one for one in self.past.newest(repository_id) if self._lies(one[:3]))

    def fields(self, repository_id: str) -> Entity | None:
        return None if repository_id in self._gone else self.past.fields(repository_id)

    def holds(self, repository_id: str, kind: str, entity_id: str) -> bool:
        place = (repository_id, kind, entity_id)
        return self._lies(place) and self.past.holds(*place)

    def cover(self, repository_id: str, kind: str, entity_id: str) -> None:
        """Let the entity lie here no more."""
        if self.holds(repository_id, kind, entity_id):
            self._covered.add((repository_id, kind, entity_id))

    def clear(self, repository_id: str) -> None:
        """Let nothing of the repository lie here any more."""
        if self.past.fields(repository_id) is not None:
            self._gone.add(repository_id)

    def counts(self) -> Counter[str]:
        """Return how many entities lie here by kind, and how many repositories."""
        left = Counter(self.past.counts())
        for repository_id in self._gone:
            left.subtract(self.past.counts(repository_id))
        left.subtract(kind for repository_id, kind, _ in self._covered if repository_id not in self._gone)
        return left

    def _lies(self, place: tuple[str, str, str]) -> bool:
        return place[0] not in self._gone and place not in self._covered
