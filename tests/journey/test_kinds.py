"""Which kinds of data are said to arrive: seen in the panel, proven, or not tried."""

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.jira import PanelSummary
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark

IDS = ["branches", "commits", "merge-requests", "builds", "deployments", "feature-flags"]


async def test_nothing_is_claimed_that_was_not_seen(desk: SessionDesk, answers: Answers) -> None:
    found = await desk.kinds(answers)
    assert [row.id for row in found] == IDS
    assert {row.mark for row in found} == {Mark.SKIPPED}
    assert all("not in this test" in str(row.note) and "PLAT-1" in str(row.note) for row in found)


async def test_what_the_panel_counts_is_seen(
    desk: SessionDesk, world: FakeWorld, answers: Answers, monkeypatch
) -> None:
    counts = {"repository": {"GitLab": 3}, "pullrequest": {"GitLab": 1}, "build": {}}

    async def summary(issue_id: str) -> PanelSummary:
        return PanelSummary(counts)

    monkeypatch.setattr(world.the_jira, "panel_summary", summary)
    found = {row.id: row for row in await desk.kinds(answers)}
    assert [name for name, row in found.items() if row.mark is Mark.OK] == ["commits", "merge-requests"]
    assert "3" in str(found["commits"].note)


async def test_a_proven_branch_counts_although_it_is_removed(desk: SessionDesk, answers: Answers) -> None:
    assert (await desk.prove(answers, lambda _hop: None)).ok
    branches = (await desk.kinds(answers))[0]
    assert (branches.mark, "test arrived" in str(branches.note)) == (Mark.OK, True)


async def test_a_panel_that_cannot_be_read_claims_nothing_and_fails_nothing(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    world.the_jira.refuse = {"panel_summary": Refused("http-403")}
    assert {row.mark for row in await desk.kinds(answers)} == {Mark.SKIPPED}
    world.the_jira.refuse = {}
    assert len(await desk.kinds(answers)) == 6
