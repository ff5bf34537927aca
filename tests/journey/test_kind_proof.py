"""Each kind of data is proven on request, named where it stops, and removed again."""

from dataclasses import dataclass

import pytest

from tests.journey.fake_traces import FakeTraces
from tests.journey.fakes import FakeGitLab, FakeWorld, Killed, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.flow import Kind
from wizard.journey import kind_hops
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark, Proof


@dataclass
class KindsGitLab(FakeTraces, FakeGitLab):
    """A GitLab in which every kind of data can be made."""


@pytest.fixture
def world() -> FakeWorld:
    made = FakeWorld()
    made.the_gitlab = KindsGitLab(jira=made.the_jira, tells=made.the_jira.panel)
    made.the_jira.panel["10001"] = []
    return made


@pytest.fixture
def every_kind(answers: Answers) -> Answers:
    return answers.with_(proof_kinds=tuple(Kind))


async def prove(desk: SessionDesk, answers: Answers) -> Proof:
    return await desk.prove(answers, lambda _hop: None)


def marks(proof: Proof, kind: Kind) -> list[Mark]:
    return [hop.mark for hop in proof.hops if hop.name.startswith(f"proof-{kind.value}-")][:5]


def stopped(proof: Proof) -> dict[str, str]:
    return {hop.name: hop.finding.root or hop.finding.code for hop in proof.hops if hop.finding is not None}


async def test_all_six_kinds_are_proven_and_nothing_is_left(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers
) -> None:
    proof = await prove(desk, every_kind)
    assert stopped(proof) == {}
    assert proof.ok
    assert len(proof.hops) == 6 + 5 * len(kind_hops.KINDS)
    assert [hop.name for hop in proof.hops if hop.mark is Mark.SKIPPED] == ["proof-feature-flag-arrived"]
    assert (world.the_gitlab.names, world.the_gitlab.made) == ({}, {})


async def test_without_a_wish_a_branch_is_all_that_is_made(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    proof = await prove(desk, answers)
    assert proof.ok
    assert len(proof.hops) == 6
    assert world.the_jira.panel["10001"] == []


async def test_a_kind_that_stands_on_others_takes_them_along(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    proof = await prove(desk, answers.with_(proof_kinds=(Kind.DEPLOYMENT,)))
    assert marks(proof, Kind.DEPLOYMENT) == [Mark.OK] * 5
    assert {one.kind for one in world.the_jira.panel["10001"]} == {Kind.COMMIT, Kind.BUILD, Kind.DEPLOYMENT}
    assert (world.the_gitlab.names, world.the_gitlab.made) == ({}, {})


@pytest.mark.parametrize("kind", kind_hops.KINDS)
async def test_one_that_does_not_arrive_is_named_and_the_others_hold(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers, kind: Kind
) -> None:
    world.the_gitlab.silent_kinds = {kind}
    proof = await prove(desk, every_kind)
    late = "shown" if kind is Kind.FEATURE_FLAG else "arrived"
    assert stopped(proof) == {f"proof-{kind.value}-{late}": f"proof-kind-{late}"}
    assert (world.the_gitlab.names, world.the_gitlab.made) == ({}, {})
    world.the_gitlab.silent_kinds = set()
    assert (await prove(desk, every_kind)).ok


async def test_a_project_without_ci_says_so_and_keeps_neither_commit_nor_merge_request(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers
) -> None:
    world.the_gitlab.refused_kinds = {Kind.BUILD: Unexpected("http-400", {"said": "base: Missing CI config file"})}
    proof = await prove(desk, every_kind)
    assert stopped(proof) == {"proof-build-made": "proof-no-ci", "proof-deployment-made": "proof-no-ci"}
    assert "Missing CI config file" in str(
        next(hop.finding.cause for hop in proof.hops if hop.name == "proof-build-made" and hop.finding)
    )
    assert marks(proof, Kind.MERGE_REQUEST) == [Mark.OK] * 5
    world.the_gitlab.refused_kinds = {}
    assert (await prove(desk, every_kind)).ok


async def test_a_pipeline_that_deploys_nothing_says_so(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers
) -> None:
    world.the_gitlab.deploys = False
    proof = await prove(desk, every_kind)
    assert stopped(proof) == {"proof-deployment-made": "proof-no-deployment"}
    assert world.the_gitlab.made == {}
    world.the_gitlab.deploys = True
    assert (await prove(desk, every_kind)).ok


async def test_feature_flags_that_are_switched_off_say_so(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers
) -> None:
    world.the_gitlab.refused_kinds = {Kind.FEATURE_FLAG: Refused("http-403", {"status": "403"})}
    assert stopped(await prove(desk, every_kind)) == {"proof-feature-flag-made": "proof-flags-off"}
    world.the_gitlab.refused_kinds = {}
    assert (await prove(desk, every_kind)).ok


@pytest.mark.parametrize("kind", [Kind.COMMIT, Kind.MERGE_REQUEST, Kind.BUILD, Kind.FEATURE_FLAG])
async def test_a_lost_answer_is_read_back_and_nothing_is_made_twice(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers, kind: Kind
) -> None:
    world.the_gitlab.lost_kinds = {kind}
    proof = await prove(desk, every_kind)
    assert proof.ok
    assert [one.kind for one in world.the_jira.panel["10001"]].count(kind) == 1


async def test_what_only_owners_delete_is_ended_and_said(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers
) -> None:
    world.the_gitlab.kept_kinds = {Kind.MERGE_REQUEST, Kind.BUILD}
    proof = await prove(desk, every_kind)
    assert proof.ok
    notes = {hop.name: str(hop.note) for hop in proof.hops}
    assert "owner" in notes["proof-merge-request-cleaned"]
    assert "owner" in notes["proof-build-cleaned"]
    left = {kind: one.ended for (kind, _branch), one in world.the_gitlab.made.items()}
    assert left == {Kind.MERGE_REQUEST: True, Kind.BUILD: False}


async def test_a_panel_that_names_nothing_leaves_flags_unproven_and_counts_the_rest(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    healthy, summary = world.the_jira.panel_items, world.the_jira.panel_summary

    async def gone(issue: str, kind: Kind, tool: str = ""):
        if kind in (Kind.BUILD, Kind.DEPLOYMENT, Kind.FEATURE_FLAG):
            raise Refused("jira-panel-gone", {"host": "acme.atlassian.net"})
        return await healthy(issue, kind, tool)

    async def counted(issue: str):
        found = await summary(issue)
        shown = [one.kind for one in world.the_jira.panel["10001"]]
        more = {"build": {"x": shown.count(Kind.BUILD)}, "deployment": {"x": shown.count(Kind.DEPLOYMENT)}}
        return type(found)({**found.counts, **more})

    monkeypatch.setattr(world.the_jira, "panel_items", gone)
    monkeypatch.setattr(world.the_jira, "panel_summary", counted)
    proof = await prove(desk, every_kind)
    assert stopped(proof) == {"proof-feature-flag-shown": "jira-panel-gone"}
    assert marks(proof, Kind.BUILD)[3] is Mark.SKIPPED
    monkeypatch.setattr(world.the_jira, "panel_items", healthy)
    assert (await prove(desk, every_kind)).ok


async def test_where_the_branch_does_not_arrive_no_other_kind_is_made(
    desk: SessionDesk, world: FakeWorld, every_kind: Answers
) -> None:
    world.the_gitlab.jira = None
    proof = await prove(desk, every_kind)
    assert list(stopped(proof)) == ["proof-arrived"]
    assert marks(proof, Kind.COMMIT) == [Mark.SKIPPED] * 5
    assert world.the_jira.panel["10001"] == []
    world.the_gitlab.jira = world.the_jira
    assert (await prove(desk, every_kind)).ok


@pytest.mark.parametrize("rows", range(30, 75, 9))
async def test_what_a_killed_test_left_is_removed_by_an_undo(
    world: FakeWorld, store: MemoryStore, every_kind: Answers, rows: int
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(every_kind)
    store.die_at = len(store.log) + rows
    with pytest.raises(Killed):
        await prove(desk, every_kind)
    store.die_at = 0
    again = SessionDesk(world, store)
    await again.resume(session)
    await again.undo(lambda _row: None)
    assert (world.the_gitlab.names, world.the_gitlab.made) == ({}, {})


async def test_what_a_killed_test_left_is_removed_by_a_test_of_less(
    world: FakeWorld, store: MemoryStore, every_kind: Answers, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(every_kind)
    store.die_at = len(store.log) + 60
    with pytest.raises(Killed):
        await prove(desk, every_kind)
    assert world.the_gitlab.made
    store.die_at = 0
    again = SessionDesk(world, store)
    await again.resume(session)
    assert (await prove(again, answers)).ok
    assert (world.the_gitlab.names, world.the_gitlab.made) == ({}, {})


async def test_a_proof_of_fewer_kinds_is_none_of_more(desk: SessionDesk, answers: Answers, every_kind: Answers) -> None:
    await desk.begin(answers)
    assert (await prove(desk, answers)).ok
    assert await desk.last_proof(answers) is not None
    assert await desk.last_proof(every_kind) is None
    proof = await prove(desk, every_kind)
    remembered = await desk.last_proof(every_kind)
    assert remembered is not None
    assert [hop.name for hop in remembered.hops] == [hop.name for hop in proof.hops]


async def test_the_kinds_that_were_proven_are_said_to_arrive(desk: SessionDesk, every_kind: Answers) -> None:
    await desk.begin(every_kind)
    assert (await prove(desk, every_kind)).ok
    assert {row.mark for row in await desk.kinds(every_kind)} == {Mark.OK}
