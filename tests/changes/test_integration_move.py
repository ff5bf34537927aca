"""What becomes of one place in a move: users, keys and transitions that are others in the new Jira."""

from dataclasses import replace

import pytest

from tests.changes.test_gitlab_jira_integration import ANSWERS, APP, CHANGE, NEW, OLD
from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeWorld
from wizard import changes
from wizard.changes import Context, NotPlanned, Values
from wizard.domain.errors import Refused
from wizard.domain.jira_integration import Scope
from wizard.domain.secret import Secret
from wizard.domain.version import Version

MOVE = ANSWERS.with_(
    integration_from_url=OLD,
    integration_new_users={"eve": "eve@acme.example"},
    integration_new_keys={"OPS": "RUN"},
    integration_new_transitions={"31": "41", "5": ""},
)


@pytest.fixture
def context(world: FakeWorld) -> Context:
    passwords = {"eve@acme.example": Secret("of eve")}
    ports = replace(world.ports(), integration_password=Secret("of dana"), integration_passwords=passwords)
    return Context(MOVE, ports, "set-up 7f3a", {})


async def _moved(world: FakeWorld, context: Context, user: str = "dana", **more: str | list[str]) -> Values:
    world.the_gitlab.integrations_of[APP] = Stored({"url": OLD, "username": user, **more}, "old secret")
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    await CHANGE.write(context, before, after)
    now = await CHANGE.read(context)
    assert CHANGE.holds(now, after)
    return now


@pytest.mark.parametrize(
    ("old", "new", "secret"),
    [
        ("eve", "eve@acme.example", "of eve"),
        ("dana", "dana@acme.example", "of dana"),
        ("", "dana@acme.example", "of dana"),
    ],
)
async def test_each_user_becomes_their_own_with_their_own_password(
    world: FakeWorld, context: Context, old: str, new: str, secret: str
) -> None:
    now = await _moved(world, context, old)
    assert (now["url"], now["username"]) == (NEW, new)
    assert world.the_gitlab.integrations_of[APP].password == secret


async def test_the_token_of_one_user_is_never_sent_with_the_name_of_another(world: FakeWorld, context: Context) -> None:
    world.the_gitlab.integrations_of[APP] = Stored({"url": OLD, "username": "eve"}, "old secret")
    without = replace(context, ports=replace(context.ports, integration_passwords={}))
    with pytest.raises(NotPlanned) as told:
        await CHANGE.wanted(without, await CHANGE.read(without))
    assert told.value.finding.code == "integration-password-needed"


async def test_keys_become_those_of_the_new_jira_and_others_stay(world: FakeWorld, context: Context) -> None:
    assert (await _moved(world, context, project_keys=["OPS", "PLAT"]))["project_keys"] == ["RUN", "PLAT"]
    assert (await _moved(world, context, project_keys=["OPS", "RUN"]))["project_keys"] == ["RUN"]


@pytest.mark.parametrize(("old", "new"), [("31", "41"), ("31;5", "41"), ("5,701", ""), ("701, 31", "41")])
async def test_transitions_become_those_of_the_new_jira_and_none_is_kept_blindly(
    world: FakeWorld, context: Context, old: str, new: str
) -> None:
    assert (await _moved(world, context, jira_issue_transition_id=old))["jira_issue_transition_id"] == new


async def test_a_place_that_others_changed_since_its_move_is_not_as_we_left_it(
    world: FakeWorld, context: Context
) -> None:
    world.the_gitlab.integrations_of[APP] = Stored({"url": OLD, "username": "eve"}, "old secret")
    before = await CHANGE.read(context)
    after = await CHANGE.wanted(context, before)
    assert after is not None
    await CHANGE.write(context, before, after)
    world.the_gitlab.integrations_of[APP].values["jira_issue_regex"] = "theirs"
    assert not CHANGE.holds(await CHANGE.read(context), after)  # so that an undo leaves the place alone, and says so


async def _planned(world: FakeWorld, context: Context) -> dict[str, str]:
    """Return what a plan makes of each place: changed, follows (nothing to do), or why it is left."""
    found: dict[str, str] = {}
    for change in await changes.expand(context):
        try:
            after = await change.wanted(context, await change.read(context))
        except NotPlanned as no:
            found[change.id.partition(":")[2]] = no.finding.code
        else:
            found[change.id.partition(":")[2]] = "follows" if after is None else "changed"
    return found


@pytest.fixture
def with_group(world: FakeWorld, context: Context) -> Context:
    """A group that leads to the old Jira, with a project that inherits, one of its own, and one elsewhere."""
    gitlab = world.the_gitlab
    gitlab.projects = ["platform/app", "platform/own", "archive/old"]
    of_group = Stored({"url": OLD, "username": "dana"}, "old secret")
    gitlab.default = of_group
    gitlab.integrations_of = {
        Scope("group", "platform"): of_group,
        Scope("project", "platform/app"): Stored(inherits=True),
        Scope("project", "platform/own"): Stored({"url": OLD, "username": "dana"}, "old secret"),
        Scope("project", "archive/old"): Stored(inherits=True),
    }
    return replace(context, answers=context.answers.with_(integration_projects=(), integration_new_users={}))


async def test_a_group_of_the_old_jira_moves_and_what_inherits_from_it_follows(
    world: FakeWorld, with_group: Context
) -> None:
    assert await _planned(world, with_group) == {
        "group:platform": "changed",
        "project:platform/app": "follows",
        "project:platform/own": "changed",
        "project:archive/old": "integration-inherits-old-jira",
    }


@pytest.mark.parametrize(
    ("chosen", "groups"),
    [({"groups": ("platform",)}, 1), ({"groups": ("archive",)}, 0), ({"projects": ("platform/own",)}, 0)],
)
async def test_only_groups_that_are_chosen_move(
    world: FakeWorld, with_group: Context, chosen: dict[str, tuple[str, ...]], groups: int
) -> None:
    wanted = {f"integration_{name}": value for name, value in chosen.items()}
    planned = await _planned(world, replace(with_group, answers=with_group.answers.with_(**wanted)))
    assert len([one for one in planned if one.startswith("group:")]) == groups


async def test_a_group_that_may_not_be_read_is_left_to_people(world: FakeWorld, with_group: Context) -> None:
    world.the_gitlab.refused_places["group:platform"] = Refused("http-403", {"said": "403 Forbidden"})
    planned = await _planned(world, with_group)
    assert "group:platform" not in planned
    assert planned["project:platform/app"] == "integration-inherits-old-jira"


async def test_before_groups_have_an_api_their_projects_say_where_to_set_it(
    world: FakeWorld, with_group: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.the_gitlab, "version", Version(17, 8))
    planned = await _planned(world, with_group)
    assert "group:platform" not in planned
    assert planned["project:platform/app"] == "integration-inherits-old-jira"
