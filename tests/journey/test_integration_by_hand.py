"""Where GitLab has no API for a place, people set it by hand, and a project that inherits it shows whether they did."""

from typing import cast

import pytest

from tests.journey.fake_account import refused
from tests.journey.fake_integrations import Stored
from tests.journey.fakes import FakeGitLab, FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.jira_integration import Scope, Value
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.version import Version
from wizard.journey import byhand, byhand_run
from wizard.journey.byhand import Seen
from wizard.journey.values import Mark

NEW = "https://acme.atlassian.net"


@pytest.fixture
def wanted(answers: Answers) -> Answers:
    return answers.with_(
        route=Route.INTEGRATION, integration_scope="instance", integration_project_keys=("PLAT", "OPS")
    )


@pytest.fixture
def gitlab() -> FakeGitLab:
    return FakeGitLab(projects=["platform/app", "platform/api", "archive/old"])


def ports(gitlab: FakeGitLab) -> Ports:
    world = FakeWorld()
    return Ports(gitlab, world.the_jira, world.probe, world.clock)


async def seen(task: str, answers: Answers, gitlab: FakeGitLab) -> Seen:
    return await byhand.by_id(task).look(answers, ports(gitlab))


def as_wanted(answers: Answers) -> Stored:
    values = cast("dict[str, Value]", dict(byhand.by_id("integration-instance").typed(answers, Version(18, 5))))
    return Stored(values, "secret")


def heir(gitlab: FakeGitLab, path: str, default: Stored) -> None:
    gitlab.default = default
    gitlab.integrations_of[Scope("project", path)] = Stored(inherits=True)


@pytest.mark.parametrize(
    ("scope", "version", "tasks"),
    [
        ("instance", Version(18, 5), ["integration-instance"]),
        ("instance", Version(16, 3), ["integration-instance"]),
        ("group", Version(17, 8), ["integration-group"]),
        ("group", Version(17, 9), []),
        ("group", None, ["integration-group"]),
        ("project", Version(15, 7), []),
    ],
)
def test_a_task_stands_where_this_version_has_no_api_for_the_place(
    wanted: Answers, scope: str, version: Version | None, tasks: list[str]
) -> None:
    chosen = wanted.with_(integration_scope=scope)
    assert [row.id for row in byhand_run.rows(chosen, version)] == tasks


async def test_it_waits_until_a_project_inherits_what_was_wanted_and_says_what_is_other(
    wanted: Answers, gitlab: FakeGitLab
) -> None:
    waiting = await seen("integration-instance", wanted, gitlab)
    assert (waiting.mark, str(waiting.note)) == (Mark.WAITING, "not set yet: platform/app inherits nothing")
    wrong = as_wanted(wanted)
    wrong.values["comment_on_event_enabled"] = False
    heir(gitlab, "platform/app", wrong)
    other = await seen("integration-instance", wanted, gitlab)
    assert (other.mark, str(other.note)) == (
        Mark.WAITING,
        "platform/app inherits other values of: comment_on_event_enabled",
    )
    heir(gitlab, "platform/app", as_wanted(wanted))
    assert (await seen("integration-instance", wanted, gitlab)).mark is Mark.OK


async def test_a_switched_off_one_is_not_done(wanted: Answers, gitlab: FakeGitLab) -> None:
    off = as_wanted(wanted)
    off.active = False
    heir(gitlab, "platform/app", off)
    assert (await seen("integration-instance", wanted, gitlab)).mark is Mark.WAITING
    heir(gitlab, "platform/app", as_wanted(wanted))
    assert (await seen("integration-instance", wanted, gitlab)).mark is Mark.OK


async def test_projects_with_settings_of_their_own_are_passed_over(wanted: Answers, gitlab: FakeGitLab) -> None:
    gitlab.integrations_of[Scope("project", "platform/app")] = Stored({"url": "https://old.example.com"}, "x")
    gitlab.refused_places = {"project:platform/api": refused(403)}
    heir(gitlab, "archive/old", as_wanted(wanted))
    found = await seen("integration-instance", wanted, gitlab)
    assert (found.mark, str(found.note)) == (Mark.OK, "read at archive/old, which inherits it")


async def test_where_no_project_inherits_it_says_that_it_cannot_be_read(wanted: Answers, gitlab: FakeGitLab) -> None:
    for path in gitlab.projects:
        gitlab.integrations_of[Scope("project", path)] = Stored({"url": "https://old.example.com"}, "x")
    assert (await seen("integration-instance", wanted, gitlab)).mark is Mark.WARNING


async def test_of_each_group_a_project_below_it_is_read(wanted: Answers, gitlab: FakeGitLab) -> None:
    groups = wanted.with_(integration_scope="group", integration_groups=("platform", "archive"))
    heir(gitlab, "platform/app", as_wanted(wanted))
    missing = await seen("integration-group", groups, gitlab)
    assert (missing.mark, "archive/old" in str(missing.note)) == (Mark.WAITING, True)
    heir(gitlab, "archive/old", as_wanted(wanted))
    assert (await seen("integration-group", groups, gitlab)).mark is Mark.OK


@pytest.mark.parametrize("task", ["integration-instance", "integration-group"])
def test_steps_values_and_drawing_have_what_is_to_be_typed(wanted: Answers, task: str) -> None:
    row = byhand_run.row(byhand.by_id(task), wanted.with_(integration_groups=("platform",)), Version(17, 5))
    copied = [value.value for value in row.values]
    assert copied[:2] == [NEW, "dana@acme.example"]
    assert "PLAT, OPS" in copied
    assert "Commit" in " ".join(str(step) for step in row.steps)
    drawn = [part.words for scene in row.scenes for line in scene.lines for part in line]
    assert {NEW, "Save changes"} <= {*drawn}
    assert row.link.startswith("https://gitlab.example.com/")


async def test_the_person_of_a_lab_is_told_the_values_and_the_groups(wanted: Answers) -> None:
    task = byhand.by_id("integration-group")
    told = wanted.with_(integration_groups=("platform/", "archive"))
    assert task.groups(told) == ("platform", "archive")
    assert task.typed(told, Version(17, 5))["url"] == NEW
    assert not [name for name in task.typed(told, Version(17, 5)) if "password" in name]


async def test_a_group_that_shall_take_over_settings_is_told_so_and_nothing_else(
    wanted: Answers, gitlab: FakeGitLab
) -> None:
    takes_over = wanted.with_(integration_scope="group", integration_groups=("platform",), integration_inherit=True)
    task = byhand.by_id("integration-group")
    row = byhand_run.row(task, takes_over, Version(17, 5))
    said = " ".join(str(step) for step in row.steps)
    assert (row.values, "Use default settings" in said, "Tick" in said) == ((), True, False)
    drawn = [part.words for scene in row.scenes for line in scene.lines for part in line]
    assert ("Use default settings" in drawn, NEW in drawn) == (True, False)
    assert task.typed(takes_over, Version(17, 5)) == {"use_inherited_settings": True}
    looked = await seen("integration-group", takes_over, gitlab)
    assert (looked.mark, "does not tell" in str(looked.note)) == (Mark.WARNING, True)


async def test_a_password_alone_is_typed_alone_and_nobody_says_that_it_was_read(
    wanted: Answers, gitlab: FakeGitLab
) -> None:
    renew = wanted.with_(integration_renew_password=True)
    heir(gitlab, "platform/app", as_wanted(wanted))
    assert (await seen("integration-instance", renew, gitlab)).mark is Mark.WARNING
    task = byhand.by_id("integration-instance")
    assert "Enter the new password or API token yourself" in str(task.steps(renew, Version(18, 5))[1])
    assert "project_keys" not in task.typed(renew, Version(18, 5))
    assert (await seen("integration-instance", wanted, gitlab)).mark is Mark.OK
