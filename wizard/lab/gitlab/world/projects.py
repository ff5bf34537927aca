"""Projects, each computed from its number when somebody asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.world.chance import EPOCH, NOUNS, pick
from wizard.lab.gitlab.world.namespaces import (
    ADA,
    ARCHIVE,
    DANA,
    DATA,
    MOBILE,
    PLATFORM,
    SUPPORT,
    Namespace,
    Namespaces,
)


@dataclass(frozen=True, slots=True)
class Project:
    """One project; its repository is made separately."""

    id: int
    name: str
    namespace: Namespace
    created_at: float
    default_branch: str = "main"

    @property
    def full_path(self) -> str:
        return f"{self.namespace.full_path}/{self.name}"


_NAMED: Final = {1: "app", 2: "ios", 3: "sandbox"}
_PLACED: Final = {1: PLATFORM, 2: MOBILE, 3: DANA, 19: SUPPORT, 28: DANA, 29: ADA}


class Projects:
    """Projects 1 to `count`, each made when it is first asked for."""

    def __init__(self, seed: int, count: int, namespaces: Namespaces) -> None:
        self.count: Final = count
        self._seed = seed
        self._namespaces = namespaces
        self._made: Final[dict[int, Project]] = {}
        self.archived: Final[set[int]] = set()
        """Ids of projects that nobody may change any more."""

    def is_archived(self, project_id: int) -> bool:
        return project_id in self.archived

    def get(self, project_id: int) -> Project | None:
        if not 1 <= project_id <= self.count:
            return None
        if project_id not in self._made:
            self._made[project_id] = self._new(project_id)
        return self._made[project_id]

    def _new(self, project_id: int) -> Project:
        created = EPOCH + pick(self._seed, "born", project_id) % (30 * 86_400)
        return Project(project_id, self._name(project_id), self.namespace_of(project_id), created)

    def find(self, key: str) -> Project | None:
        """Return the project with this id or full path."""
        asked = whole(key)
        if asked is not None:
            return self.get(asked)
        name = key.rpartition("/")[2].lower()
        by_name = {name: number for number, name in _NAMED.items()}
        number = by_name.get(name) or whole(name.rpartition("-")[2]) or 0
        project = self.get(number)
        return project if project is not None and project.full_path == key.lower() else None

    def of(self, namespaces: Iterable[Namespace]) -> list[int]:
        """Return the ids of all projects that live directly in these namespaces, ascending."""
        return sorted(number for namespace in namespaces for number in self._by_namespace.get(namespace.id, ()))

    @cached_property
    def _by_namespace(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(1, self.count + 1):
            found.setdefault(self.namespace_of(number).id, []).append(number)
        return found

    def namespace_of(self, project_id: int) -> Namespace:
        fixed = _PLACED.get(project_id)
        if fixed is not None:
            return fixed
        place, teams = project_id % 10, self._namespaces.teams
        if place in (4, 5) and teams:
            return teams[project_id // 10 % len(teams)]
        if place in (6, 7):
            return MOBILE
        return {8: DATA, 9: ARCHIVE}.get(place, PLATFORM)

    def _name(self, project_id: int) -> str:
        noun = NOUNS[pick(self._seed, "name", project_id) % len(NOUNS)]
        return _NAMED.get(project_id, f"{noun}-{project_id}")
