"""Builds, deployments and flags of all apps, as they came in; changes become visible a moment after their 202."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.lab.jira.providers.family import Entity, Family
from wizard.lab.jira.providers.submission import Submission

VISIBLE_AFTER_S = 0.3
Place = tuple[str, str, tuple[str, ...]]
"""App key, member that lists the family, key as it stands in a path."""


@dataclass(slots=True)
class Stored:
    """One entity of one app."""

    app_key: str
    listed: str
    entity: Entity
    issues: Sequence[str]
    properties: dict[str, str] = field(default_factory=dict)


def place_of(app_key: str, family: Family, key: Sequence[object]) -> Place:
    return (app_key, family.listed, tuple(map(str, key)))


class ProviderStore:
    """Reads need `settle` first; nothing here knows the time."""

    def __init__(self) -> None:
        self._entities: dict[Place, Stored] = {}
        self._by_issue: dict[str, dict[Place, None]] = {}
        self._pending: deque[tuple[float, Callable[[], None]]] = deque()
        self.rejected: Counter[str] = Counter()

    def settle(self, now: float) -> None:
        """Make visible what is due."""
        while self._pending and self._pending[0][0] <= now:
            self._pending.popleft()[1]()

    def submit(self, app_key: str, family: Family, submission: Submission, now: float) -> None:
        self.rejected[family.listed] += len(submission.rejected)
        self._later(now, lambda: self._store(app_key, family, submission))

    def delete(self, place: Place, family: Family, newest: int | None, now: float) -> None:
        """Delete one entity, unless a newer version than `newest` is held."""

        def drop() -> None:
            stored = self._entities.get(place)
            if stored is not None and (newest is None or stored.entity[family.sequence] <= newest):
                self._drop(place)

        self._later(now, drop)

    def delete_matching(self, app_key: str, family: Family, properties: Mapping[str, str], now: float) -> None:
        def drop() -> None:
            for place, stored in list(self._entities.items()):
                mine = place[:2] == (app_key, family.listed)
                if mine and properties.items() <= stored.properties.items():
                    self._drop(place)

        self._later(now, drop)

    def forget_app(self, app_key: str) -> None:
        """Delete at once everything this app sent, also what is not visible yet."""
        self.settle(float("inf"))
        for place in [each for each in self._entities if each[0] == app_key]:
            self._drop(place)

    def get(self, place: Place) -> Entity | None:
        stored = self._entities.get(place)
        return None if stored is None else stored.entity

    def named(self, issue_key: str) -> Iterator[Stored]:
        """Return everything that names this issue, oldest first."""
        return (self._entities[place] for place in self._by_issue.get(issue_key, {}))

    def count(self, listed: str, issue_key: str) -> int:
        """Return how many entities of a family name this issue."""
        places = self._by_issue.get(issue_key)
        return sum(place[1] == listed for place in places) if places else 0

    def every(self) -> Iterable[Stored]:
        return self._entities.values()

    def counts(self) -> Mapping[str, int]:
        """Return how many entities of each family are held."""
        return Counter(place[1] for place in self._entities)

    def _later(self, now: float, change: Callable[[], None]) -> None:
        self._pending.append((now + VISIBLE_AFTER_S, change))

    def _store(self, app_key: str, family: Family, submission: Submission) -> None:
        for key, entity, issues in submission.kept:
            place = place_of(app_key, family, key)
            stored = self._entities.get(place)
            if stored is not None:
                if entity[family.sequence] < stored.entity[family.sequence]:
                    continue
                self._drop(place)
            properties = {**(stored.properties if stored else {}), **submission.properties}
            self._entities[place] = Stored(app_key, family.listed, entity, issues, properties)
            for issue in issues:
                self._by_issue.setdefault(issue, {})[place] = None

    def _drop(self, place: Place) -> None:
        for issue in self._entities.pop(place).issues:
            self._by_issue[issue].pop(place, None)
