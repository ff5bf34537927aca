"""What an app had sent before the world began: laid under the store, made when asked for, never kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from wizard.lab.jira.devinfo.submission import Entity

Tally = Mapping[str, Mapping[str, Sequence[int]]]
"""Kind -> key of a Jira project -> how many entities name each of its issues, from number 1 on."""


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

    def keys_of(self, repository_id: str, kind: str, entity_id: str) -> Sequence[str]:
        """Return the issues that an entity names; none where there is no such entity."""
        ...

    async def tally(self) -> Tally:
        """Count everything for all issues at once; others get their turn in between."""
        ...

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
    _touched: set[str] = field(default_factory=set)
    """Issues that something named which lies here no more."""
    _tally: Tally | None = None

    def of_issue(self, issue_key: str) -> Iterator[Laid]:
        return (one for one in self.past.of_issue(issue_key) if self._lies(one[:3]))

    def counts_of(self, issue_key: str) -> Counter[str]:
        if self._gone or issue_key in self._touched:
            return Counter(one.kind for one in self.of_issue(issue_key))
        return self.past.counts_of(issue_key)

    async def prepare(self) -> None:
        """Count for all issues what `count` tells of one."""
        if self._tally is None:
            self._tally = await self.past.tally()

    def count(self, kind: str, project: str, number: int) -> int:
        """Return how many entities of a kind name an issue; quick once it is prepared."""
        issue_key = f"{project}-{number}"
        if self._tally is None or self._gone or issue_key in self._touched:
            return self.counts_of(issue_key)[kind]
        counts = self._tally.get(kind, {}).get(project, ())
        return counts[number - 1] if 0 < number <= len(counts) else 0

    def newest(self, repository_id: str) -> Iterator[Laid]:
        return (one for one in self.past.newest(repository_id) if self._lies(one[:3]))

    def fields(self, repository_id: str) -> Entity | None:
        return None if repository_id in self._gone else self.past.fields(repository_id)

    def cover(self, repository_id: str, kind: str, entity_id: str) -> None:
        """Let the entity lie here no more."""
        place = (repository_id, kind, entity_id)
        keys = self.past.keys_of(*place) if self._lies(place) else ()
        if keys:
            self._covered.add(place)
            self._touched.update(keys)

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
