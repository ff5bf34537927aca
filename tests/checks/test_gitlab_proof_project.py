from dataclasses import replace

import pytest

from wizard.checks.gitlab_proof_project import CHECK
from wizard.domain.gitlab import User
from wizard.domain.route import Route
from wizard.domain.text import render


async def test_a_project_that_is_not_shown_blocks(world) -> None:
    world.gitlab.projects = {}
    assert await world.codes(CHECK) == ["gitlab-proof-project-not-found"]


@pytest.mark.parametrize(
    "namespace, kind, groups, codes",
    [
        ("platform", "group", ("platform",), []),
        ("platform/mobile", "group", ("platform",), []),
        ("Platform/mobile", "group", ("data", "platform"), []),
        ("platform-two", "group", ("platform",), ["proof-project-outside-groups"]),
        ("platform", "group", ("platform/mobile",), ["proof-project-outside-groups"]),
        ("platform", "user", ("platform",), ["proof-project-outside-groups"]),
    ],
)
async def test_the_project_must_be_inside_a_chosen_group(namespace, kind, groups, codes, world) -> None:
    project = world.gitlab.projects["platform/app"]
    world.gitlab.projects = {"platform/app": replace(project, namespace_path=namespace, namespace_kind=kind)}
    world.answers = world.answers.with_(groups_paths=groups)
    assert await world.codes(CHECK) == codes


@pytest.mark.parametrize("branch", [None, ""])
async def test_an_empty_repository_blocks(branch, world) -> None:
    world.gitlab.projects = {"platform/app": replace(world.gitlab.projects["platform/app"], default_branch=branch)}
    assert await world.codes(CHECK) == ["gitlab-proof-project-empty"]


@pytest.mark.parametrize("level, codes", [(30, []), (29, ["gitlab-proof-project-role-too-low"])])
async def test_a_plain_user_needs_developer_and_is_warned_without_it(level, codes, world) -> None:
    world.gitlab.user_ = User(2, "eve", "Eve", False)
    world.gitlab.roles = {"platform": level}
    result = await world.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert {finding.severity for finding in result.findings} <= {"warning"}


async def test_an_administrator_needs_no_role(world) -> None:
    world.gitlab.roles = {}
    assert await world.codes(CHECK) == []


@pytest.mark.parametrize(("route", "page"), [(Route.MARKETPLACE, "groups"), (Route.INTEGRATION, "integration")])
async def test_it_sends_to_the_page_on_which_the_project_was_named(world, route: Route, page: str) -> None:
    world.integrate(route=route)
    world.gitlab.projects = {}
    (hidden,) = (await world.ask(CHECK)).findings
    assert hidden.page == page
    assert ("page Groups" in render(hidden.fix)) is (page == "groups")
