"""An undo says once what stays because people set it by hand, and counts as done with it."""

from typing import Any

import pytest

from tests.journey.fake_integrations import BLANK, FakeIntegrations, Stored
from tests.journey.fakes import FakeGitLab, FakeWorld, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.findings import Severity
from wizard.domain.jira_integration import Scope
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.version import Version
from wizard.journey import byhand, byhand_run, undo_by_hand
from wizard.journey.log import Journal
from wizard.journey.undoing import Undoer, undone
from wizard.journey.values import Mark


@pytest.fixture
def journal() -> Journal:
    return Journal(MemoryStore(), "s")


@pytest.fixture
def undoer(answers: Answers, journal: Journal) -> Undoer:
    world = FakeWorld()
    ports = Ports(FakeGitLab(), world.the_jira, world.probe, world.clock)
    wanted = answers.with_(route=Route.INTEGRATION, integration_scope="instance")
    return Undoer(wanted, ports, journal, "set-up 7f3a")


URL = "https://jira.old.example.com"
OLD = {"url": URL, "username": "dana", "commit_events": True, "merge_requests_events": False, "jira_auth_type": 0}


@pytest.fixture
def heir() -> Stored:
    """A project that inherits; its settings are those of the instance."""
    return Stored(inherits=True)


@pytest.fixture
def gitlab(undoer: Undoer, heir: Stored) -> FakeIntegrations:
    fake = undoer._ports.gitlab
    assert isinstance(fake, FakeIntegrations)
    fake.integrations_of[Scope("project", "platform/app")] = heir
    return fake


async def _done_by_people(undoer: Undoer, journal: Journal, gitlab: FakeIntegrations) -> None:
    """Have the instance changed by hand, looked at before and after."""
    answers, ports = undoer._answers, undoer._ports
    task = byhand.by_id("integration-instance")
    first = await byhand_run.look(task, answers, ports, journal, Version(18, 5))
    assert first.mark is not Mark.OK
    gitlab.default = Stored({**BLANK, **task.typed(answers, Version(18, 5))})  # type: ignore[dict-item]  # plain values
    assert (await byhand_run.look(task, answers, ports, journal, Version(18, 5))).mark is Mark.OK


async def test_what_was_there_before_is_listed_with_its_page_and_waited_for_until_it_is_back(
    undoer: Undoer, journal: Journal, gitlab: FakeIntegrations
) -> None:
    gitlab.default = Stored({**BLANK, **OLD})
    before = gitlab.default
    await _done_by_people(undoer, journal, gitlab)
    (row,) = await undoer.run(lambda _row: None)
    assert row.finding is not None
    assert (row.state, row.finding.code, undone([row])) == ("left", "undo-by-hand-waiting", False)
    guide = undo_by_hand.guide(row, undoer._answers)
    assert guide is not None
    assert {value.value for value in guide.values} == {URL, "dana"}
    assert f"Web URL: {URL}." in str(row.finding.fix)
    assert "Tick: Commit, Enable comments" in " ".join(map(str, guide.steps))
    assert [one.state for one in await undoer.run(lambda _row: None)] == ["left"]
    gitlab.default = before
    (row,) = await undoer.run(lambda _row: None)
    assert (row.state, undone([row]), await undoer.rows()) == ("undone", True, ())


async def test_where_nothing_was_set_before_a_reset_takes_it_back(
    undoer: Undoer, journal: Journal, gitlab: FakeIntegrations
) -> None:
    gitlab.integrations_of.clear()  # nothing to inherit
    answers, ports = undoer._answers, undoer._ports
    task = byhand.by_id("integration-instance")
    await byhand_run.look(task, answers, ports, journal, Version(18, 5))
    await journal.write("task", task.id, State.CONFIRMED, by="person")
    gitlab.integrations_of[Scope("project", "platform/app")] = Stored(inherits=True)
    gitlab.default = Stored({**BLANK, "url": "https://acme.atlassian.net"})
    (row,) = await undoer.run(lambda _row: None)
    guide = undo_by_hand.guide(row, answers)
    assert guide is not None
    assert ("Select Reset." in map(str, guide.steps), guide.values, row.state) == (True, (), "left")
    gitlab.integrations_of.clear()
    assert [one.state for one in await undoer.run(lambda _row: None)] == ["undone"]


async def test_what_was_like_this_before_is_no_row(undoer: Undoer, journal: Journal, gitlab: FakeIntegrations) -> None:
    task = byhand.by_id("integration-instance")
    typed: dict[str, Any] = dict(task.typed(undoer._answers, Version(18, 5)))
    gitlab.default = Stored({**BLANK, **typed})
    seen = await byhand_run.look(task, undoer._answers, undoer._ports, journal, Version(18, 5))
    assert (seen.mark, await undoer.rows()) == (Mark.OK, ())


async def test_what_nobody_could_read_before_is_said_to_be_unknown(undoer: Undoer, journal: Journal) -> None:
    await journal.write("task", "integration-instance", State.NOTED, before={"": None})
    await journal.write("task", "integration-instance", State.CONFIRMED, by="person")
    (row,) = await undoer.run(lambda _row: None)
    assert row.finding is not None
    assert (row.finding.code, "could not be read" in str(row.finding.fix)) == ("undo-by-hand-stays", True)


async def test_what_people_set_by_hand_is_left_and_said_with_its_page_once(undoer: Undoer, journal: Journal) -> None:
    await journal.write("task", "integration-instance", State.CONFIRMED, by="person")
    (row,) = await undoer.run(lambda _row: None)
    assert row.state == "left"
    assert row.finding is not None
    assert (row.finding.code, row.finding.severity) == ("undo-by-hand-stays", Severity.ADVICE)
    assert row.finding.facts["link"].endswith("/admin/application_settings/integrations/jira/edit")
    assert undone([row])
    assert await undoer.rows() == ()
    await journal.write("task", "integration-instance", State.CONFIRMED, by="person")
    assert len(await undoer.rows()) == 1  # done anew, said anew


@pytest.mark.parametrize(("task", "state"), [("integration-instance", State.FAILED), ("jira-get-app", State.CONFIRMED)])
async def test_what_was_not_done_or_needs_no_taking_back_is_no_row(
    undoer: Undoer, journal: Journal, task: str, state: State
) -> None:
    await journal.write("task", task, state)
    assert await undoer.rows() == ()


async def test_of_chosen_changes_nothing_else_is_said(undoer: Undoer, journal: Journal) -> None:
    await journal.write("task", "integration-instance", State.CONFIRMED, by="person")
    assert await undoer.rows(("gitlab-jira-integration:project:platform/app",)) == ()
