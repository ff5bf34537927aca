"""A task that somebody said is done stays traceable: a proof that fails later names it first."""

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.journey import proving
from wizard.journey.desk import SessionDesk
from wizard.journey.values import HopRow, Mark

TASK = "gitlab-com-choose-self-managed"


def _nothing(_hop: HopRow) -> None:
    """Nobody watches the hops."""


async def test_a_task_on_somebodys_word_is_named_first_and_then_the_proof_holds(
    desk: SessionDesk, world: FakeWorld, answers: Answers, monkeypatch
) -> None:
    await desk.begin(answers)
    row = await desk.confirm_task(answers, TASK)
    assert (row.mark, str(row.note)) == (Mark.OK, "said to be done; the test decides")
    jira, world.the_gitlab.jira = world.the_gitlab.jira, None
    monkeypatch.setattr(proving, "ARRIVE_WITHIN_S", 0.0)
    failed = await desk.prove(answers, _nothing)
    finding = next(hop.finding for hop in failed.hops if hop.finding is not None)
    assert finding.code == "proof-arrived"
    assert finding.task == TASK
    assert str(finding.cause).startswith("Most likely “")
    world.the_gitlab.jira = jira
    assert (await desk.prove(answers, _nothing)).ok


async def test_without_anybodys_word_no_task_is_blamed(
    desk: SessionDesk, world: FakeWorld, answers: Answers, monkeypatch
) -> None:
    await desk.begin(answers)
    world.the_gitlab.jira = None
    monkeypatch.setattr(proving, "ARRIVE_WITHIN_S", 0.0)
    failed = await desk.prove(answers, _nothing)
    assert [hop.finding.task for hop in failed.hops if hop.finding is not None] == [""]
