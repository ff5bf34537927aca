"""Development information of all apps, as it came in; changes become visible a moment after they were accepted."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wizard.lab.jira.devinfo.entities import KINDS
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
        self.unknown_keys: dict[str, None] = {}
        self.rejected = 0

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
        for repository_id in [rid for rid, _ in self.repositories(app_key)]:
            self._drop_repository(app_key, repository_id, None)

    def repository(self, app_key: str, repository_id: str) -> Repository | None:
        return self._repositories.get((app_key, repository_id))

    def repositories(self, app_key: str | None = None) -> Iterator[tuple[str, Repository]]:
        return ((rid, each) for (owner, rid), each in self._repositories.items() if app_key in (None, owner))

    def has_matching(self, app_key: str, properties: Mapping[str, str]) -> bool:
        return any(_matches(each, properties) for _, each in self.repositories(app_key))

    def named(self, issue_key: str) -> Iterator[Found]:
        """Return everything that names this issue, oldest first."""
        for app_key, repository_id, kind, entity_id in self._by_issue.get(issue_key, {}):
            repository = self._repositories[app_key, repository_id]
            yield Found(app_key, repository, kind, repository.entities[kind][entity_id])

    def issue_keys(self) -> list[str]:
        return [key for key, places in self._by_issue.items() if places]

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
        repository.entities[place[2]][place[3]] = entity
        for key in entity["issueKeys"]:
            self._by_issue.setdefault(key, {})[place] = None

    def _drop_entity(self, place: _Place, newest: int | None) -> None:
        repository = self._repositories.get((place[0], place[1]))
        stored = repository.entities[place[2]].get(place[3]) if repository else None
        if repository is None or stored is None or _newer(stored, newest):
            return
        self._unlink(place, stored)
        del repository.entities[place[2]][place[3]]

    def _drop_repository(self, app_key: str, repository_id: str, newest: int | None) -> None:
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
