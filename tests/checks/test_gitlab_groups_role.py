import pytest

from wizard.checks.gitlab_groups_role import CHECK, role_name


@pytest.mark.parametrize(
    "level, codes", [(50, []), (40, []), (39, ["gitlab-group-role-too-low"]), (0, ["gitlab-group-role-too-low"])]
)
async def test_linking_needs_maintainer(level, codes, world) -> None:
    world.gitlab.roles = {"platform": level}
    assert await world.codes(CHECK) == codes


async def test_each_chosen_group_is_looked_at(world) -> None:
    world.answers = world.answers.with_(groups_paths=("platform", "gone", "archive"))
    world.gitlab.roles = {"platform": 50, "archive": 20}
    result = await world.ask(CHECK)
    seen = [(finding.code, finding.facts["group"]) for finding in result.findings]
    assert seen == [("gitlab-group-not-found", "gone"), ("gitlab-group-role-too-low", "archive")]


@pytest.mark.parametrize(
    "level, name", [(50, "Owner"), (40, "Maintainer"), (30, "Developer"), (10, "Guest"), (0, "none")]
)
def test_roles_are_called_as_gitlab_calls_them(level, name) -> None:
    assert role_name(level) == name
