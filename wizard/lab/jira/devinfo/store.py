"""Development information of all apps, as it came in; changes become visible a moment after they were accepted."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.lab.jira.devinfo.entities import KINDS
from wizard.lab.jira.devinfo.ground import Ground, Past
from wizard.lab.jira.devinfo.submission import Entity, Submission

VISIBLE_AFTER_S = 0.3


@dataclass(slots=True)
class Repository:
    """One repository of one app; entities by kind and id."""

    fields: Entity
    properties: dict[str, str] = field(default_factory=dict)
    entities: dict[str, dict[str, Entity]] = field(default_factory=lambda: {kind: {} for kind in KINDS})


@dataclass(frozen=True, slots=True)
class Found:
    """One entity that names an issue."""

    app_key: str
    repository: Repository
    kind: str
    entity: Entity


_Place = tuple[str, str, str, str]
"""App key, repository id, kind, entity id."""


class DevinfoStore:
    """Reads need `settle` first; nothing here knows the time."""

    def __init__(self) -> None:
        self._repositories: dict[tuple[str, str], Repository] = {}
        self._by_issue: dict[str, dict[_Place, None]] = {}
        self._pending: deque[tuple[float, Callable[[], None]]] = deque()
        self._ground: Ground | None = None
        self.unknown_keys: dict[str, None] = {}
        self.rejected = 0

    def lay(self, past: Past) -> None:
        """Begin with what an app had sent before the world began."""
        self._ground = Ground(past)

    def settle(self, now: float) -> None:
        """Make visible what is due."""
        while self._pending and self._pending[0][0] <= now:
            self._pending.popleft()[1]()

    def submit(self, app_key: str, submission: Submission, now: float) -> None:
        self.unknown_keys.update(submission.unknown_keys)
        self.rejected += submission.rejections
        self._later(now, lambda: self._store(app_key, submission))

    def delete_repository(self, app_key: str, repository_id: str, newest: int | None, now: float) -> None:
        self._later(now, lambda: self._drop_repository(app_key, repository_id, newest))

    def delete_entity(self, place: _Place, newest: int | None, now: float) -> None:
        self._later(now, lambda: self._drop_entity(place, newest))

    def delete_matching(self, app_key: str, properties: Mapping[str, str], now: float) -> None:
        def drop() -> None:
            for repository_id in [rid for rid, each in self.repositories(app_key) if _matches(each, properties)]:
                self._drop_repository(app_key, repository_id, None)

        self._later(now, drop)

    def forget_app(self, app_key: str) -> None:
        """Delete at once everything this app sent, also what is not visible yet."""
        self.settle(float("inf"))
        if self._under(app_key) is not None:
            self._ground = None
        for repository_id in [rid for rid, _ in self.repositories(app_key)]:
            self._drop_repository(app_key, repository_id, None)

    def repository(self, app_key: str, repository_id: str) -> Repository | None:
        """Return the repository; of what lies under the store the newest only, as a listing shows no more."""
        stored, ground = self._repositories.get((app_key, repository_id)), self._under(app_key)
        fields = ground.fields(repository_id) if ground else None
        if ground is None or fields is None:
            return stored
        shown = Repository(stored.fields, stored.properties) if stored else Repository(fields)
        for one in ground.newest(repository_id):
            shown.entities[one.kind][one.entity_id] = one.entity()
        for kind, entities in stored.entities.items() if stored else ():
            shown.entities[kind].update(entities)
        return shown

    def holds_repository(self, app_key: str, repository_id: str) -> bool:
        ground = self._under(app_key)
        laid = ground is not None and ground.fields(repository_id) is not None
        return laid or (app_key, repository_id) in self._repositories

    def counts(self) -> Mapping[str, int]:
        """Return how many entities of each kind are held, and how many `repositories`."""
        counts: Counter[str] = Counter() if self._ground is None else self._ground.counts()
        ground = self._ground
        for (app_key, repository_id), repository in self._repositories.items():
            under = ground is not None and self._under(app_key) is ground and ground.fields(repository_id) is not None
            counts["repositories"] += not under
            counts.update({kind: len(entities) for kind, entities in repository.entities.items()})
        return counts

    def repositories(self, app_key: str | None = None) -> Iterator[tuple[str, Repository]]:
        """Give what was sent since the world began."""
        return ((rid, each) for (owner, rid), each in self._repositories.items() if app_key in (None, owner))

    def has_matching(self, app_key: str, properties: Mapping[str, str]) -> bool:
        return any(_matches(each, properties) for _, each in self.repositories(app_key))

    def named(self, issue_key: str) -> Iterator[Found]:
        """Return everything that names this issue, oldest first."""
        yield from self._laid(issue_key)
        for app_key, repository_id, kind, entity_id in self._by_issue.get(issue_key, {}):
            repository = self._repositories[app_key, repository_id]
            yield Found(app_key, repository, kind, repository.entities[kind][entity_id])

    async def prepare(self) -> None:
        """Let `count` be quick for any issue."""
        if self._ground is not None:
            await self._ground.prepare()

    def count(self, kind: str, project: str, number: int) -> int:
        """Return how many entities of a kind name the issue of a project with this number."""
        laid = 0 if self._ground is None else self._ground.count(kind, project, number)
        places = self._by_issue.get(f"{project}-{number}")
        return laid + sum(place[2] == kind for place in places) if places else laid

    def issue_keys(self) -> list[str]:
        """Return the keys of issues that something names which was sent since the world began."""
        return [key for key, places in self._by_issue.items() if places]

    def _under(self, app_key: str) -> Ground | None:
        """Return what lies under the store if it is of this app."""
        return self._ground if self._ground is not None and self._ground.past.app_key == app_key else None

    def _laid(self, issue_key: str) -> Iterator[Found]:
        if self._ground is None:
            return
        app_key = self._ground.past.app_key
        for one in self._ground.of_issue(issue_key):
            repository = self._repositories.get((app_key, one.repository_id))
            fields = self._ground.fields(one.repository_id) or {}
            yield Found(app_key, repository or Repository(fields), one.kind, one.entity())

    def _later(self, now: float, change: Callable[[], None]) -> None:
        self._pending.append((now + VISIBLE_AFTER_S, change))

    def _store(self, app_key: str, submission: Submission) -> None:
        for fields, kept in submission.repositories:
            repository = self._repositories.setdefault((app_key, fields["id"]), Repository(fields))
            if fields["updateSequenceId"] >= repository.fields["updateSequenceId"]:
                repository.fields = fields
            repository.properties.update(submission.properties)
            for kind, entities in kept.items():
                for entity in entities:
                    self._put((app_key, fields["id"], kind, entity["id"]), repository, entity)

    def _put(self, place: _Place, repository: Repository, entity: Entity) -> None:
        stored = repository.entities[place[2]].get(place[3])
        if stored is not None:
            if entity["updateSequenceId"] < stored["updateSequenceId"]:
                return
            self._unlink(place, stored)
        self._cover(place)
        repository.entities[place[2]][place[3]] = entity
        for key in entity["issueKeys"]:
            self._by_issue.setdefault(key, {})[place] = None

    def _drop_entity(self, place: _Place, newest: int | None) -> None:
        self._cover(place)
        repository = self._repositories.get((place[0], place[1]))
        stored = repository.entities[place[2]].get(place[3]) if repository else None
        if repository is None or stored is None or _newer(stored, newest):
            return
        self._unlink(place, stored)
        del repository.entities[place[2]][place[3]]

    def _cover(self, place: _Place) -> None:
        """Take away what lies under the store at this place."""
        ground = self._under(place[0])
        if ground is not None:
            ground.cover(*place[1:])

    def _drop_repository(self, app_key: str, repository_id: str, newest: int | None) -> None:
        ground = self._under(app_key)
        if ground is not None:
            ground.clear(repository_id)
        repository = self._repositories.get((app_key, repository_id))
        if repository is None or _newer(repository.fields, newest):
            return
        for kind, entities in repository.entities.items():
            for entity_id, entity in entities.items():
                self._unlink((app_key, repository_id, kind, entity_id), entity)
        del self._repositories[app_key, repository_id]

    def _unlink(self, place: _Place, entity: Mapping[str, Any]) -> None:
        for key in entity["issueKeys"]:
            self._by_issue.get(key, {}).pop(place, None)


def _newer(stored: Entity, newest: int | None) -> bool:
    return newest is not None and stored["updateSequenceId"] > newest


def _matches(repository: Repository, properties: Mapping[str, str]) -> bool:
    return properties.items() <= repository.properties.items()
