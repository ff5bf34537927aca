"""Groups are read page by page; a page that fails loses nothing, and projects are shown without being offered."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.journey.fakes import FakeGitLab, FakeJira
from wizard.domain.errors import Unreachable
from wizard.domain.gitlab import Group
from wizard.domain.ports import Ports
from wizard.journey.group_reading import GroupReading, search

PAGES = 12


class ManyGroups(FakeGitLab):
    """Twelve pages of groups, one of them may fail once."""

    fails_at = 0

    async def groups(
        self, *, search: str = "", min_access_level: int = 0, page: int = 1
    ) -> tuple[Sequence[Group], bool]:
        if page == self.fails_at and not min_access_level:
            self.fails_at = 0
            raise Unreachable("network-reset", {"host": "gitlab.example.com"})
        if min_access_level:
            return [_group(7)], False
        return [_group(page), _group(page + 100)], page < PAGES


def _group(number: int) -> Group:
    return Group(number, f"Group {number}", f"group-{number:03}", None, "private", "https://gitlab.example.com/g")


def ports_of(gitlab: FakeGitLab) -> Ports:
    nothing: Any = None
    return Ports(gitlab, FakeJira(), nothing, nothing)


async def test_all_pages_are_read_and_only_maintained_groups_can_be_chosen() -> None:
    reading = GroupReading(ports_of(ManyGroups()))
    rows = await reading.go_on(lambda _rows: None)
    groups = [row for row in rows if row.kind == "group"]
    assert len(groups) == 2 * PAGES
    assert [row.path for row in groups if row.selectable] == ["group-007"]
    assert reading.whole


async def test_the_rows_grow_while_they_are_read() -> None:
    seen: list[int] = []
    await GroupReading(ports_of(ManyGroups())).go_on(lambda rows: seen.append(len(rows)))
    assert seen == sorted(seen)
    assert len(seen) == 2


async def test_a_page_that_fails_loses_nothing_and_reading_goes_on_there() -> None:
    gitlab = ManyGroups()
    gitlab.fails_at = 9
    reading = GroupReading(ports_of(gitlab))
    seen: list[tuple[Any, ...]] = []
    with pytest.raises(Unreachable):
        await reading.go_on(seen.append)
    assert len(seen[-1]) == 2 * 8
    assert len([row for row in await reading.go_on(lambda _rows: None) if row.kind == "group"]) == 2 * PAGES


async def test_a_personal_namespace_is_shown_with_the_reason_and_cannot_be_chosen() -> None:
    rows = await GroupReading(ports_of(FakeGitLab())).go_on(lambda _rows: None)
    (personal,) = [row for row in rows if row.kind == "namespace"]
    assert (personal.path, personal.selectable) == ("dana", False)
    assert "is no group" in str(personal.why_not)


async def test_a_search_finds_projects_and_names_the_group_to_link() -> None:
    rows, _more = await search(ports_of(FakeGitLab()), "app")
    (project,) = [row for row in rows if row.kind == "project"]
    assert (project.path, project.selectable) == ("platform/app", False)
    assert "link its group platform" in str(project.why_not)


async def test_a_project_of_a_person_names_no_group() -> None:
    class Personal(FakeGitLab):
        def one_project(self) -> Any:
            return replace(super().one_project(), path="dana/app", namespace_kind="user", namespace_path="dana")

    rows, _more = await search(ports_of(Personal()), "app")
    assert [str(row.why_not) for row in rows if row.kind == "project"] == ["a personal project is in no group"]
