"""What may have been done although nobody said so: kept in the journal as ours, read back, undone, never done twice."""

import contextlib

import pytest

from tests.journey.fakes import FakeGitLab, FakeWorld, Killed, MemoryStore
from tests.journey.test_applying import PROXY, applied
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused, StoreFailed, Unreachable
from wizard.domain.gitlab import Branch, Json, OAuthApplication
from wizard.domain.journal import Row, State
from wizard.journey.desk import SessionDesk
from wizard.journey.log import Journal


def late() -> Refused:
    """Return a no that does not say that nothing was done."""
    return Refused("http-503", {"status": "503"}, sent=True)


class AnswersLate(FakeGitLab):
    """Does the work of the calls in `late` and answers 503, as a proxy does that gave up waiting."""

    late: frozenset[str] = frozenset()

    def _answer(self, name: str) -> None:
        super()._answer(name)
        if name in self.late:
            raise late()


@pytest.fixture
def gitlab(world: FakeWorld) -> AnswersLate:
    world.the_gitlab = AnswersLate(jira=world.the_jira)
    return world.the_gitlab


@pytest.mark.parametrize("which", ["create_application", "put_settings"])
async def test_a_503_after_the_work_is_read_back_and_the_change_is_ours(
    desk: SessionDesk, gitlab: AnswersLate, answers: Answers, which: str
) -> None:
    gitlab.late = frozenset({which})
    assert [row.state for row in await applied(desk, answers)] == ["done", "done", "done"]
    assert gitlab.calls.count("create_application") == 1
    gitlab.late = frozenset()
    await desk.undo(lambda _row: None)
    assert gitlab.apps == []
    assert gitlab.values == {"jira_connect_application_key": None, "jira_connect_proxy_url": None}


async def test_a_503_without_the_work_is_not_sent_again(
    desk: SessionDesk, gitlab: AnswersLate, answers: Answers
) -> None:
    gitlab.refuse = {"create_application": late()}
    assert [row.state for row in await applied(desk, answers)] == ["failed", "planned", "planned"]
    assert gitlab.calls.count("create_application") == 1
    assert not desk.unconfirmed
    gitlab.refuse = {}
    assert [row.state for row in await applied(desk, answers)] == ["done", "done", "done"]


async def test_a_503_after_the_branch_was_made_leaves_no_branch(
    desk: SessionDesk, gitlab: AnswersLate, answers: Answers
) -> None:
    await desk.begin(answers)
    gitlab.late = frozenset({"create_branch"})
    await desk.prove(answers, lambda _hop: None)
    assert gitlab.names == {}


@pytest.mark.parametrize("failure", [Unreachable("network-refused", {"host": "h"}), Refused("http-403")])
async def test_a_read_back_that_fails_leaves_the_change_unconfirmed(
    desk: SessionDesk, world: FakeWorld, answers: Answers, failure: PortError
) -> None:
    gitlab = GoneAfter("create_application", failure)
    world.the_gitlab = gitlab
    rows = await applied(desk, answers)
    assert rows[0].state == "failed"
    assert desk.unconfirmed
    gitlab.gone = False
    await desk.undo(lambda _row: None)
    assert gitlab.apps == []


@pytest.mark.parametrize(("at", "sent"), [(1, False), (2, False), (3, True), (4, True)])
async def test_a_disk_that_is_full_after_the_request_went_out_is_not_said_to_have_stopped_it(
    world: FakeWorld, answers: Answers, at: int, sent: bool
) -> None:
    store = FullStore()
    desk = SessionDesk(world, store)
    await desk.begin(answers)
    plan = await desk.make_plan(answers)
    store.full_at = len(store.log) + at
    row = (await desk.apply(plan, lambda _row: None))[0]
    assert row.finding is not None
    assert ("nothing was sent" in str(row.finding.cause)) is not sent
    assert desk.unconfirmed is sent
    assert len(world.the_gitlab.apps) == sent
    store.full_at = 0
    await desk.undo(lambda _row: None)
    assert world.the_gitlab.apps == []


class FullStore(MemoryStore):
    """Takes no row any more from the nth on."""

    full_at = 0

    async def append(self, row: Row) -> Row:
        if self.full_at and len(self.log) + 1 >= self.full_at:
            raise StoreFailed("store-full", {"path": "wizard.db"})
        return await super().append(row)


class GoneAfter(FakeGitLab):
    """Cannot be read once one call was answered."""

    def __init__(self, after: str, failure: PortError) -> None:
        super().__init__()
        self.after, self.failure, self.gone = after, failure, False

    def _called(self, name: str) -> None:
        super()._called(name)
        if self.gone:
            raise self.failure

    def _answer(self, name: str) -> None:
        self.gone = self.gone or name == self.after


async def test_a_read_that_fails_before_anything_was_written_is_not_called_unconfirmed(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    plan = await desk.make_plan(answers)
    world.the_gitlab.refuse = {"applications": Unreachable("network-timeout", {"host": "h"}, sent=True)}
    rows = await desk.apply(plan, lambda _row: None)
    assert rows[0].state == "failed"
    assert not desk.unconfirmed


async def test_a_value_somebody_else_set_meanwhile_is_not_undone(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    plan = await desk.make_plan(answers)
    world.the_gitlab.values["jira_connect_proxy_url"] = PROXY
    assert [row.state for row in await desk.apply(plan, lambda _row: None)] == ["done", "done", "done"]
    await desk.undo(lambda _row: None)
    assert world.the_gitlab.values["jira_connect_proxy_url"] == PROXY


async def test_a_plan_applied_twice_and_killed_in_between_is_still_undone(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    plan = await desk.make_plan(answers)
    await desk.apply(plan, lambda _row: None)
    store.die_at = len(store.log) + 2
    with pytest.raises(Killed):
        await desk.prove(answers, lambda _hop: None)
    store.die_at = 0
    again = SessionDesk(world, store)
    await again.resume(session)
    for at in (1, 2, 3):
        store.die_at = len(store.log) + at
        with contextlib.suppress(Killed):
            await again.apply(plan, lambda _row: None)
        store.die_at = 0
    await again.undo(lambda _row: None)
    assert world.the_gitlab.apps == []
    assert world.the_gitlab.values["jira_connect_proxy_url"] is None


async def test_an_application_removed_between_review_and_apply_is_not_named_in_the_settings(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    redirect = f"{PROXY}/-/jira_connect/oauth_callbacks"
    world.the_gitlab.apps = [OAuthApplication(1, "by-hand", "by hand", redirect, False, None)]
    await desk.begin(answers)
    plan = await desk.make_plan(answers)
    world.the_gitlab.apps = []
    rows = await desk.apply(plan, lambda _row: None)
    assert [row.state for row in rows] == ["failed", "planned"]
    assert rows[0].finding is not None
    assert rows[0].finding.code == "plan-drifted"
    assert world.the_gitlab.values["jira_connect_application_key"] is None
    assert [row.state for row in await applied(desk, answers)] == ["done", "done", "done"]


async def test_the_question_about_another_administrator_outlives_a_drift(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    await applied(desk, answers)
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://second.example"
    desk.accept("gitlab-proxy-url")
    plan = await desk.make_plan(answers)
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://third.example"
    (row,) = await desk.apply(plan, lambda _row: None)
    assert row.state == "failed"
    again = SessionDesk(world, store)
    await again.resume(session)
    assert [one.code for one in (await again.make_plan(answers)).findings] == ["plan-changed-by-other"]


@pytest.mark.parametrize("at", range(1, 13))
async def test_an_undo_killed_at_any_journal_write_ends_undone_and_blames_nobody(
    world: FakeWorld, store: MemoryStore, answers: Answers, at: int
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    await applied(desk, answers)
    store.die_at = len(store.log) + at
    with pytest.raises(Killed):
        await desk.undo(lambda _row: None)
    store.die_at = 0
    again = SessionDesk(world, store)
    rows = await again.undo(lambda _row: None, session)
    assert {row.state for row in rows} <= {"undone"}
    assert world.the_gitlab.apps == []
    assert world.the_gitlab.values == {"jira_connect_application_key": None, "jira_connect_proxy_url": None}
    assert (await again.sessions())[0].undone


async def test_an_application_made_by_an_attempt_that_came_late_is_removed_too(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await applied(desk, answers)
    first = world.the_gitlab.apps[0]
    twin = OAuthApplication(50, "twin", first.name, first.callback_url, False, first.scopes)
    world.the_gitlab.apps.append(twin)
    await desk.undo(lambda _row: None)
    assert world.the_gitlab.apps == []


async def test_a_session_is_not_called_undone_while_its_branch_is_there(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    await desk.begin(answers)
    await applied(desk, answers)
    name = await _leave_branch(desk, world)
    world.the_gitlab.refuse = {"delete_branch": Refused("http-403", {"status": "403"})}
    rows = await desk.undo(lambda _row: None)
    assert [row.state for row in rows if row.id == name] == ["failed"]
    assert not (await desk.sessions())[0].undone
    world.the_gitlab.refuse = {}
    assert [(row.id, row.state) for row in await desk.undo(lambda _row: None)] == [(name, "undone")]
    assert world.the_gitlab.names == {}
    assert (await desk.sessions())[0].undone


async def test_a_branch_is_shown_in_the_undo_plan_even_when_nothing_else_was_changed(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    name = await _leave_branch(desk, world)
    (row,) = await desk.undo_plan()
    assert row.id == name
    assert row.request == "DELETE /api/v4/projects/:id/repository/branches/:branch"


async def test_a_503_for_a_removal_that_was_done_is_read_back(
    desk: SessionDesk, gitlab: AnswersLate, answers: Answers
) -> None:
    await applied(desk, answers)
    gitlab.late = frozenset({"delete_application", "put_settings"})
    assert {row.state for row in await desk.undo(lambda _row: None)} == {"undone"}
    assert gitlab.apps == []


async def _leave_branch(desk: SessionDesk, world: FakeWorld) -> str:
    """Stand for a test that was killed after its branch was made."""
    name = "PLAT-1-gitlab-jira-wizard-left"
    data: dict[str, Json] = {"project": 1, "branch": name}
    journal = Journal(desk._store, desk.session)  # what a killed program left on disk
    await journal.write("branch", name, State.INTENT, **data)
    await journal.write("branch", name, State.SENT)
    world.the_gitlab.names[name] = Branch(name, "0" * 40, "")
    return name
