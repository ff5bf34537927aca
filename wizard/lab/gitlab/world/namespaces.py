"""Groups, subgroups and the personal namespace."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from wizard.lab.gitlab.digits import whole


@dataclass(frozen=True, slots=True)
class Namespace:
    """A group or a personal namespace."""

    id: int
    name: str
    full_path: str
    full_name: str
    parent_id: int | None = None
    visibility: Literal["private", "internal", "public"] = "private"
    kind: Literal["group", "user"] = "group"
    description: str = ""

    @property
    def path(self) -> str:
        return self.full_path.rpartition("/")[2]


PLATFORM: Final = Namespace(10, "Platform", "platform", "Platform", description="Products and their services")
MOBILE: Final = Namespace(11, "Mobile", "platform/mobile", "Platform / Mobile", parent_id=10)
DATA: Final = Namespace(12, "Data", "data", "Data", visibility="internal", description="Pipelines and reports")
ARCHIVE: Final = Namespace(13, "Archive", "archive", "Archive")
SUPPORT: Final = Namespace(14, "Support", "support", "Support")
DESK: Final = Namespace(15, "Desk", "support/desk", "Support / Desk", parent_id=14)
LABS: Final = Namespace(16, "Labs", "platform/mobile/labs", "Platform / Mobile / Labs", parent_id=11)
DANA: Final = Namespace(20, "Dana Admin", "dana", "Dana Admin", kind="user")
ADA: Final = Namespace(21, "Ada Author", "ada", "Ada Author", kind="user")


class Namespaces:
    """All namespaces of the instance; large worlds get team subgroups, one for every 200 projects."""

    def __init__(self, projects: int, more: Sequence[Namespace] = ()) -> None:
        self.teams: Final = tuple(
            Namespace(100 + n, f"Team {n}", f"platform/team-{n}", f"Platform / Team {n}", parent_id=PLATFORM.id)
            for n in range(1, projects // 200 + 1)
        )
        self.every: Final = (PLATFORM, MOBILE, LABS, DATA, ARCHIVE, SUPPORT, DESK, DANA, ADA, *self.teams, *more)
        self._by_id: Final = {space.id: space for space in self.every}
        self._by_path: Final = {space.full_path: space for space in self.every}
        only_groups = (space for space in self.every if space.kind == "group")
        self._groups: Final = tuple(sorted(only_groups, key=lambda one: one.full_name))

    def groups(self) -> Sequence[Namespace]:
        """Return all groups by full name, as GitLab orders them."""
        return self._groups

    def find(self, key: str) -> Namespace | None:
        """Return the namespace with this id or full path."""
        number = whole(key)
        return self._by_path.get(key.lower()) if number is None else self._by_id.get(number)

    def by_id(self, namespace_id: int) -> Namespace:
        return self._by_id[namespace_id]

    def lineage(self, namespace: Namespace) -> list[Namespace]:
        """Return the namespace and its ancestors, nearest first."""
        line = [namespace]
        while line[-1].parent_id is not None:
            line.append(self._by_id[line[-1].parent_id])
        return line

    def below(self, namespace: Namespace) -> list[Namespace]:
        """Return the namespace and all its descendants."""
        prefix = namespace.full_path + "/"
        return [one for one in self.every if one.id == namespace.id or one.full_path.startswith(prefix)]
