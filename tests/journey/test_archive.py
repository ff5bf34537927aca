"""What the journal tells of a session, and sessions that leave the list."""

import asyncio

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.places_bench import Bench
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.journal import Row, Session, State
from wizard.journey.desk import SessionDesk
from wizard.journey.telling import tell

SESSION = Session("20261122-000000-abc", 1.0, "live", b"")


def _rows(*states: tuple[str, str, State]) -> list[Row]:
    return [Row(SESSION.id, kind, subject, state, {}, seq) for seq, (kind, subject, state) in enumerate(states, 1)]


async def test_it_tells_what_was_changed_in_the_order_it_was_made(desk: SessionDesk, answers: Answers) -> None:
    await applied(desk, answers)
    told = await desk.archive.told(desk.session)
    assert told.answers == answers
    assert [change.state for change in told.changes] == ["done"] * 3
    assert told.standing == 3
    await desk.undo(lambda _row: None)
    told = await desk.archive.told(desk.session)
    assert [change.state for change in told.changes] == ["undone"] * 3
    assert told.standing == 0


async def test_it_tells_the_change_of_each_place_of_many() -> None:
    bench = Bench().with_projects(3)
    answers = bench.answers.with_(gitlab_url="https://gitlab.example.com", integration_inherit=True)
    desk = SessionDesk(bench.world, bench.store)
    await applied(desk, answers)
    told = await desk.archive.told(desk.session)
    assert [change.title.facts["place"] for change in told.changes] == ["platform/p0", "platform/p1", "platform/p2"]
    assert {change.after for change in told.changes} == {("settings of the group or instance above",)}


async def test_it_tells_what_the_checks_said(desk: SessionDesk, answers: Answers) -> None:
    await desk.begin(answers)
    rows = await desk.run_checks(answers, lambda _row: None)
    told = await desk.archive.told(desk.session)
    assert {check.id: check.mark for check in told.checks} == {row.id: row.mark for row in rows}


class SlowStore(MemoryStore):
    """Knows how many rows waited to be written at once."""

    waiting = most = 0

    async def append(self, row: Row) -> Row:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        await asyncio.sleep(0)
        self.waiting -= 1
        return await super().append(row)


async def test_what_the_checks_said_goes_to_the_disk_together_and_in_order(world: FakeWorld, answers: Answers) -> None:
    store = SlowStore()
    desk = SessionDesk(world, store)
    await desk.begin(answers)
    rows = await desk.run_checks(answers, lambda _row: None)
    assert store.most == len(rows)
    assert [row.subject for row in store.log if row.kind == "check"] == [row.id for row in rows]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((State.INTENT,), "failed"),
        ((State.INTENT, State.SENT), "unsure"),
        ((State.INTENT, State.SENT, State.UNKNOWN), "unsure"),
        ((State.INTENT, State.SENT, State.FAILED), "failed"),
        ((State.INTENT, State.SENT, State.ANSWERED, State.CONFIRMED), "done"),
    ],
)
def test_a_change_that_was_cut_off_is_not_told_as_done(states: tuple[State, ...], said: str) -> None:
    rows = _rows(*(("change", "gitlab-proxy-url", state) for state in states))
    (change,) = tell(SESSION, rows).changes
    assert change.state == said


@pytest.mark.parametrize(("state", "said"), [(State.CONFIRMED, "undone"), (State.LEFT, "left"), (State.SENT, "unsure")])
def test_an_undo_is_told_as_it_ended(state: State, said: str) -> None:
    rows = _rows(("change", "gitlab-proxy-url", State.CONFIRMED), ("undo", "gitlab-proxy-url", state))
    (change,) = tell(SESSION, rows).changes
    assert change.state == said


def test_a_person_s_word_is_told_as_such_and_unknown_rows_are_left_out() -> None:
    said = Row(SESSION.id, "task", "jira-get-app", State.CONFIRMED, {"by": "said"}, 1)
    rows = [said, *_rows(("task", "of-a-newer-release", State.CONFIRMED), ("change", "of-a-newer-release", State.SENT))]
    told = tell(SESSION, rows)
    assert [(task.id, task.state) for task in told.tasks] == [("jira-get-app", "said")]
    assert told.changes == ()


async def test_a_forgotten_session_says_so_and_can_still_be_undone(desk: SessionDesk, answers: Answers) -> None:
    await applied(desk, answers)
    await desk.archive.forget(desk.session)
    (card,) = await desk.sessions()
    assert card.forgotten
    assert card.standing == 3
    rows = await desk.undo(lambda _row: None, desk.session)
    assert {row.state for row in rows} == {"undone"}


async def test_a_forgotten_session_that_writes_again_is_back_in_the_list(desk: SessionDesk, answers: Answers) -> None:
    await desk.begin(answers)
    await desk.archive.forget(desk.session)
    await applied(desk, answers)
    cards = await desk.sessions()
    assert [card.forgotten for card in cards] == [False] * len(cards)


async def test_a_session_that_is_not_there_is_said_to_be_missing(world: FakeWorld, store: MemoryStore) -> None:
    with pytest.raises(PortError, match="session-missing"):
        await SessionDesk(world, store).archive.told("20990101-000000-abc")


def _check_found(codes: str, seq: int) -> Row:
    data = {"mark": "warning", "codes": codes}
    return Row(SESSION.id, "check", "gitlab-token", State.NOTED, data, seq)


async def test_why_a_finding_was_skipped_is_told_until_it_is_shown_again(desk: SessionDesk, answers: Answers) -> None:
    session = await desk.begin(answers)
    rows = await desk.run_checks(answers, lambda _row: None)
    codes = [finding.code for finding in rows[0].findings]
    await desk.archive.skip(session, rows[0].id, codes, "known")
    assert {check.id: check.skipped for check in (await desk.archive.told(session)).checks}[rows[0].id] == "known"
    await desk.archive.skip(session, rows[0].id, codes, "")
    assert not any(check.skipped for check in (await desk.archive.told(session)).checks)


def test_another_finding_of_a_skipped_check_is_not_skipped() -> None:
    skip = Row(SESSION.id, "skip", "gitlab-token", State.NOTED, {"codes": "token-ends", "reason": "known"}, 2)
    same, another = _check_found("token-ends", 3), _check_found("token-ends,token-wide", 3)
    assert [check.skipped for check in tell(SESSION, [_check_found("token-ends", 1), skip, same]).checks] == ["known"]
    assert [check.skipped for check in tell(SESSION, [_check_found("token-ends", 1), skip, another]).checks] == [""]
