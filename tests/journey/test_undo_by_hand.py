"""An undo says once what stays because people set it by hand, and counts as done with it."""

import pytest

from tests.journey.fakes import FakeGitLab, FakeWorld, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.findings import Severity
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.journey.log import Journal
from wizard.journey.undoing import Undoer, undone


@pytest.fixture
def journal() -> Journal:
    return Journal(MemoryStore(), "s")


@pytest.fixture
def undoer(answers: Answers, journal: Journal) -> Undoer:
    world = FakeWorld()
    ports = Ports(FakeGitLab(), world.the_jira, world.probe, world.clock)
    wanted = answers.with_(route=Route.INTEGRATION, integration_scope="instance")
    return Undoer(wanted, ports, journal, "set-up 7f3a")


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
