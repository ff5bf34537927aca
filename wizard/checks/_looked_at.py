"""Which GitLab projects the checks of the integration look at: all that the answers choose, as far as that takes
seconds, and how many of how many they were.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wizard.domain.answers import Answers
from wizard.domain.gitlab import GitLab, Project
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T, Text

MOST_READ = 120
"""So many places are asked one by one, each a request; the inventory asks all."""
MOST_PAGES = 10
"""So many pages of a list are read, a hundred projects each."""
_AT_ONCE = 6
_SHOWN = 5
_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Projects that were looked at, of those that are chosen."""

    projects: tuple[Project, ...]
    chosen: int
    """How many are chosen, as far as the lists were read."""
    more: bool = False
    """Whether the lists go on after that."""

    def first(self, most: int) -> "LookedAt":
        """Return the same for a check that looks at no more than so many of them."""
        return LookedAt(self.projects[:most], self.chosen, self.more)

    @property
    def whole(self) -> bool:
        return len(self.projects) == self.chosen and not self.more

    @property
    def total(self) -> str:
        """How many are chosen, as it is shown: `47`, or `1000+` where the lists go on."""
        return f"{self.chosen}+" if self.more else str(self.chosen)

    def note(self) -> Text:
        """Return how many were looked at, and of how many where these were not all."""
        seen = len(self.projects)
        if self.whole:
            return TN("{n} project looked at", "{n} projects looked at", seen)
        return T("{count} of {all} chosen projects looked at", count=seen, all=self.total)


async def chosen_projects(answers: Answers, ports: Ports) -> LookedAt:
    """Return the projects that the answers choose and GitLab shows, that of the test before all others."""
    wanted, gitlab = answers.integration, ports.gitlab
    paths = list(dict.fromkeys(path for path in (answers.proof.project, *wanted.projects) if path))
    named = await a_few_at_once(gitlab.project, paths[:MOST_READ])
    found = {one.path: one for one in named if one is not None}
    lists = [_listed(gitlab, group=path.strip("/")) for path in wanted.groups]
    lists += [_listed(gitlab, search=wanted.search)] if wanted.search else []
    more = False
    known = set(paths)
    for some, goes_on in await asyncio.gather(*lists):
        found |= {one.path: one for one in some if one.path not in known}
        known.update(one.path for one in some)
        more = more or goes_on
    return LookedAt(tuple(found.values()), len(known), more)


async def projects_below(answers: Answers, ports: Ports) -> LookedAt:
    """Return the projects that inherit from what is set: of each chosen group, or of the whole instance."""
    groups = answers.integration.groups if answers.integration.scope == "group" else ("",)
    pages = await asyncio.gather(*(_listed(ports.gitlab, group=path.strip("/")) for path in groups))
    found = {one.path: one for some, _goes_on in pages for one in some}
    return LookedAt(tuple(found.values()), len(found), any(goes_on for _some, goes_on in pages))


async def places_to_change(answers: Answers, ports: Ports) -> LookedAt:
    """Return the projects that a plan may change: those that are chosen, or all where a move names none."""
    wanted = answers.integration
    if wanted.from_url and not (wanted.projects or wanted.groups or wanted.search.strip()):
        return await projects_below(answers.with_(integration_scope="instance"), ports)
    return await chosen_projects(answers, ports)


async def _listed(gitlab: GitLab, *, group: str = "", search: str = "") -> tuple[list[Project], bool]:
    """Return the first pages of a list, and whether it goes on."""
    found: list[Project] = []
    after: int | None = 0
    for _page in range(MOST_PAGES):
        page, after = await gitlab.all_projects(group=group, search=search, after=after or 0)
        found += page
        if after is None:
            return found, False
    return found, True


async def a_few_at_once(ask: Callable[[_Item], Awaitable[_Answer]], items: Sequence[_Item]) -> list[_Answer]:
    """Return the answers in the order of the items; a busy GitLab is glad of few questions at the same time."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(item: _Item) -> _Answer:
        async with gate:
            return await ask(item)

    return await asyncio.gather(*(one(item) for item in items))


def listed(paths: Sequence[str]) -> str:
    """Return paths for a sentence: the first five, and how many there are more."""
    more = len(paths) - _SHOWN
    return ", ".join(paths[:_SHOWN]) + (f", … (+{more})" if more > 0 else "")
