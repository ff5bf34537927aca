"""The inventory has a row for each place that was chosen, and says what differs from what is above it."""

from dataclasses import dataclass, field

import pytest

from tests.journey.fake_account import refused
from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeGitLab
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Unreachable
from wizard.domain.jira_integration import JiraIntegration, Scope, Value
from wizard.journey.integration_inventory import AT_ONCE, inventory
from wizard.journey.integration_port import IntegrationRow

OLD, NEW = "https://jira.example.com/jira", "https://acme.atlassian.net"


def own(url: str = NEW, **values: Value) -> Stored:
    return Stored({"url": url, "username": "bot@acme.example", **values}, "secret")


@dataclass
class CountedGitLab(FakeGitLab):
    """Counts how many questions are open at once; a project of no settings is one that is not there."""

    open_now: int = 0
    most: int = 0
    asked_of: list[str] = field(default_factory=list)

    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        self.asked_of.append(str(scope))
        self.open_now += 1
        self.most = max(self.most, self.open_now)
        await self.pause()
        self.open_now -= 1
        return await super().jira_integration(scope)

    async def pause(self) -> None:
        from asyncio import sleep

        await sleep(0)


@pytest.fixture
def gitlab() -> CountedGitLab:
    found = CountedGitLab(projects=["platform/app", "platform/api", "archive/old", "platform/mobile/ios"])
    found.refused_places = {"group:platform": refused(404), "group:archive": refused(404)}
    return found


async def rows_of(gitlab: CountedGitLab, **wanted: object) -> list[IntegrationRow]:
    chosen = Answers().with_(**{f"integration_{name}": value for name, value in wanted.items()})
    come: dict[str, IntegrationRow] = {}
    found = await inventory(chosen, gitlab, lambda some: come.update({str(row.scope): row for row in some}))
    assert sorted(come.values(), key=lambda row: row.scope) == sorted(found, key=lambda row: row.scope)
    return [*found]


@pytest.mark.parametrize(
    ("wanted", "paths"),
    [
        ({}, ["archive/old", "platform/api", "platform/app", "platform/mobile/ios"]),
        ({"projects": ("platform/app",)}, ["platform/app"]),
        ({"groups": ("platform",)}, ["platform/api", "platform/app", "platform/mobile/ios"]),
        ({"search": "ap"}, ["platform/api", "platform/app"]),
        (
            {"projects": ("platform/app",), "groups": ("platform",)},
            ["platform/api", "platform/app", "platform/mobile/ios"],
        ),
    ],
)
async def test_each_chosen_place_is_there_once(
    gitlab: CountedGitLab, wanted: dict[str, object], paths: list[str]
) -> None:
    assert [row.scope.path for row in await rows_of(gitlab, **wanted)] == paths


async def test_none_own_inherited_and_unreadable_are_told_apart(gitlab: CountedGitLab) -> None:
    gitlab.integrations_of = {
        Scope("project", "platform/app"): own(),
        Scope("project", "platform/api"): Stored(inherits=True),
    }
    gitlab.default = own()
    gitlab.refused_places["project:archive/old"] = refused(403)
    found = {row.scope.path: row for row in await rows_of(gitlab)}
    assert {path: row.state for path, row in found.items()} == {
        "platform/app": "own", "platform/api": "inherited", "archive/old": "unreadable", "platform/mobile/ios": "none",
    }  # fmt: skip
    assert found["archive/old"].finding is not None
    assert found["platform/app"].username == "bot@acme.example"


async def test_what_differs_from_the_group_is_named(gitlab: CountedGitLab) -> None:
    del gitlab.refused_places["group:platform"]
    gitlab.integrations_of = {
        Scope("group", "platform"): own(comment_on_event_enabled=True),
        Scope("project", "platform/app"): own(comment_on_event_enabled=False),
        Scope("project", "platform/mobile/ios"): own(OLD),
    }
    found = {row.scope.path: row.differs for row in await rows_of(gitlab, groups=("platform",))}
    assert found == {"platform/app": ("comment_on_event_enabled",), "platform/api": (), "platform/mobile/ios": ("url",)}
    assert gitlab.asked_of.count("group:platform") == 1


async def test_where_groups_tell_nothing_a_neighbour_that_inherits_does(gitlab: CountedGitLab) -> None:
    gitlab.integrations_of = {
        Scope("project", "platform/app"): own(OLD),
        Scope("project", "platform/api"): Stored(inherits=True),
        Scope("project", "archive/old"): own(OLD),
    }
    gitlab.default = own(NEW)
    found = {row.scope.path: row.differs for row in await rows_of(gitlab)}
    assert (found["platform/app"], found["archive/old"]) == (("url",), ())


async def test_a_move_shows_only_what_points_to_the_old_jira_and_what_cannot_be_read(gitlab: CountedGitLab) -> None:
    gitlab.integrations_of = {
        Scope("project", "platform/app"): own(f"{OLD}/"),
        Scope("project", "platform/api"): own(NEW),
    }
    gitlab.refused_places["project:archive/old"] = refused(403)
    found = await rows_of(gitlab, from_url=OLD)
    assert [row.scope.path for row in found] == ["archive/old", "platform/app"]


async def test_of_a_move_of_one_user_only_that_user_s_places_are_shown(gitlab: CountedGitLab) -> None:
    gitlab.integrations_of = {
        Scope("project", "platform/app"): Stored({"url": OLD, "username": "dana"}, "secret"),
        Scope("project", "platform/api"): Stored({"url": OLD, "username": "eve"}, "secret"),
    }
    found = await rows_of(gitlab, from_url=OLD, from_username="eve")
    assert [row.scope.path for row in found] == ["platform/api"]


async def test_a_thousand_projects_are_read_by_a_few_at_once(gitlab: CountedGitLab) -> None:
    gitlab.projects = [f"platform/p{number:04}" for number in range(1000)]
    assert len(await rows_of(gitlab, groups=("platform",))) == 1000
    assert 1 < gitlab.most <= AT_ONCE


async def test_a_gitlab_that_is_gone_ends_it_and_another_look_is_whole(gitlab: CountedGitLab) -> None:
    gitlab.refused_places = {"project:platform/app": Unreachable("network-timeout", {"host": "gitlab.example.com"})}
    with pytest.raises(Unreachable):
        await rows_of(gitlab)
    gitlab.refused_places = {}
    assert len(await rows_of(gitlab)) == 4


@pytest.mark.parametrize("status", [403, 500])
async def test_a_group_that_refuses_is_a_row_and_its_projects_are_there_all_the_same(
    gitlab: CountedGitLab, status: int
) -> None:
    gitlab.integrations_of[Scope("project", "platform/app")] = own(OLD)
    gitlab.refused_places["group:platform"] = refused(status)
    rows = await rows_of(gitlab, groups=("platform", "archive"))
    assert [(str(row.scope), row.state) for row in rows if row.scope.kind == "group"] == [
        ("group:platform", "unreadable")
    ]
    assert [row.scope.path for row in rows if row.state == "own"] == ["platform/app"]
    assert rows[0].finding is not None
    gitlab.refused_places["group:platform"] = refused(404)
    assert [row.scope.kind for row in await rows_of(gitlab, groups=("platform",))] == ["project"] * 3


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_group_that_cannot_be_listed_is_a_row_and_the_others_are_read(
    gitlab: CountedGitLab, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    plainly = gitlab.all_projects

    async def listed(*, group: str = "", search: str = "", after: int = 0) -> object:
        if group == "platform":
            raise refused(status)
        return await plainly(group=group, search=search, after=after)

    monkeypatch.setattr(gitlab, "all_projects", listed)
    rows = await rows_of(gitlab, groups=("platform", "archive"))
    assert [(str(row.scope), row.state) for row in rows] == [
        ("group:platform", "unreadable"),
        ("project:archive/old", "none"),
    ]


async def test_a_token_that_ended_ends_the_inventory(gitlab: CountedGitLab) -> None:
    gitlab.integrations_of[Scope("project", "platform/app")] = own(OLD)
    gitlab.refused_places["group:platform"] = refused(401)
    with pytest.raises(PortError, match="http-401"):
        await rows_of(gitlab, groups=("platform",))
