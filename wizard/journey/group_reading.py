"""The tree of groups, read page by page: what was read stays when a page fails, and reading goes on there."""

import contextlib
from collections.abc import Callable, Iterable, Sequence

from wizard.domain.errors import PortError
from wizard.domain.gitlab import MAINTAINER, Group, Project
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.journey.values import GroupRow

MOST_PAGES = 100
"""10,000 groups; beyond that a search asks GitLab."""
_TELL_AT = frozenset({2, 6, 16, 36, 66})
"""Pages before which the listener sees what is there: soon at first, then rarely, for each look makes all rows anew."""

_NO_ROLE = T("needs the Maintainer role")


class GroupReading:
    """Reads first the groups that can be linked, then all others, then where the user's own projects live."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._groups: dict[int, Group] = {}
        self._maintained: set[int] = set()
        self._personal: dict[str, GroupRow] = {}
        self._next = (MAINTAINER, 1)
        self._whole = True
        self.ended = False

    @property
    def whole(self) -> bool:
        """Whether every group was read, and none is left to a search."""
        return self.ended and self._whole

    async def go_on(self, on_rows: Callable[[tuple[GroupRow, ...]], None]) -> tuple[GroupRow, ...]:
        """Read what is left and return all rows, parents first. Raises: PortError; the next call goes on."""
        while not self.ended:
            try:
                await self._one_page()
            except PortError:
                on_rows(self.rows())
                raise
            if self._next[1] in _TELL_AT and not self.ended:
                on_rows(self.rows())
        return self.rows()

    def rows(self) -> tuple[GroupRow, ...]:
        """Return what was read so far."""
        return (*tree(self._groups.values(), self._maintained), *self._personal.values())

    async def _one_page(self) -> None:
        level, page = self._next
        batch, more = await self._ports.gitlab.groups(min_access_level=level, page=page)
        self._groups.update((group.id, group) for group in batch)
        if level:
            self._maintained.update(group.id for group in batch)
        if more and page < MOST_PAGES:
            self._next = (level, page + 1)
            return
        self._whole = self._whole and not more
        if level:
            self._next = (0, 1)
            return
        self.ended = True
        # They are only shown: every group is there without them.
        with contextlib.suppress(PortError):
            projects, _more = await self._ports.gitlab.own_projects()
            self._personal = {row.path: row for row in map(_personal, projects)}


async def search(ports: Ports, text: str) -> tuple[tuple[GroupRow, ...], bool]:
    """Return what GitLab itself finds, and whether there is more: groups, and projects, which cannot be linked."""
    found, more_groups = await ports.gitlab.groups(search=text)
    maintained, more_own = await ports.gitlab.groups(search=text, min_access_level=MAINTAINER)
    projects, more_projects = await ports.gitlab.own_projects(search=text)
    groups = {group.id: group for group in (*found, *maintained)}
    rows = (*tree(groups.values(), {group.id for group in maintained}), *map(_project, projects))
    return rows, more_groups or more_own or more_projects


def tree(groups: Iterable[Group], maintained: set[int]) -> Sequence[GroupRow]:
    """Return the rows of groups, parents first, each below the nearest parent that is there."""
    ordered = sorted(groups, key=lambda group: group.full_path.split("/"))
    known = {group.full_path for group in ordered}
    return [_row(group, group.id in maintained, known) for group in ordered]


def _row(group: Group, selectable: bool, known: set[str]) -> GroupRow:
    parents = group.full_path.split("/")[:-1]
    level = sum("/".join(parents[: index + 1]) in known for index in range(len(parents)))
    return GroupRow(group.id, group.full_path, group.name, level, selectable, Text("") if selectable else _NO_ROLE)


def _personal(project: Project) -> GroupRow:
    why = T("a personal namespace is no group")
    place = project.namespace_path
    return GroupRow(0, place, place, 0, False, why, "namespace")


def _project(project: Project) -> GroupRow:
    personal = project.namespace_kind == "user"
    in_group = T("a project: link its group {group}", group=project.namespace_path)
    why = T("a personal project is in no group") if personal else in_group
    return GroupRow(project.id, project.path, project.name, 0, False, why, "project")
