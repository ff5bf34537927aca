"""The proof names the hop where it stopped, and never leaves a branch behind."""

import pytest

from tests.journey.fakes import FakeWorld, Killed, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.journal import Row, State
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark, Proof

HOPS = [
    "proof-issue",
    "proof-branch-made",
    "proof-branch-read",
    "proof-arrived",
    "proof-shown",
    "proof-cleaned",
]


def stopped_at(proof: Proof) -> list[str]:
    return [hop.name for hop in proof.hops if hop.mark is Mark.FAILED]


async def test_all_hops_hold_and_are_timed(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    proof = await desk.prove(answers, lambda _hop: None)
    assert proof.ok
    assert [hop.name for hop in proof.hops] == HOPS
    assert all(hop.ms is not None for hop in proof.hops)
    assert world.the_gitlab.names == {}
    assert proof.branch.startswith("PLAT-1-")


def no_issue(world: FakeWorld) -> None:
    world.the_jira.known = {}


def no_branch(world: FakeWorld) -> None:
    world.the_gitlab.refuse = {"create_branch": Refused("http-403", {"status": "403"})}


def lost_branch(world: FakeWorld) -> None:
    world.the_gitlab.forgets = {"create_branch"}


def no_push(world: FakeWorld) -> None:
    world.the_gitlab.jira = None


def no_detail(world: FakeWorld) -> None:
    world.the_jira.names_branches = False


def no_removal(world: FakeWorld) -> None:
    world.the_gitlab.refuse = {"delete_branch": Refused("http-403", {"status": "403"})}


@pytest.mark.parametrize(
    ("hop", "breaks"),
    list(zip(HOPS, [no_issue, no_branch, lost_branch, no_push, no_detail, no_removal], strict=True)),
)
async def test_a_broken_hop_is_named_and_after_mending_the_proof_holds(
    desk: SessionDesk, world: FakeWorld, answers: Answers, hop: str, breaks: object
) -> None:
    healthy = FakeWorld()
    breaks(world)
    proof = await desk.prove(answers, lambda _hop: None)
    assert not proof.ok
    assert stopped_at(proof) == [hop]
    finding = next(row.finding for row in proof.hops if row.finding is not None)
    assert finding.code == hop
    assert str(finding.cause)
    assert str(finding.fix)
    world.the_gitlab.refuse, world.the_gitlab.forgets = {}, set()
    world.the_gitlab.jira, world.the_jira.known = world.the_jira, healthy.the_jira.known
    world.the_jira.names_branches = True
    assert (await desk.prove(answers, lambda _hop: None)).ok
    assert world.the_gitlab.names == {}


async def test_a_branch_of_a_cut_off_proof_is_removed_by_the_next(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    store.die_at = len(store.log) + 5
    with pytest.raises(Killed):
        await desk.prove(answers, lambda _hop: None)
    assert len(world.the_gitlab.names) == 1
    store.die_at = 0
    again = SessionDesk(world, store)
    await again.resume(session)
    assert (await again.prove(answers, lambda _hop: None)).ok
    assert world.the_gitlab.names == {}


async def test_a_lost_answer_of_the_branch_is_read_back(desk: SessionDesk, world: FakeWorld, answers: Answers) -> None:
    world.the_gitlab.lose_answer_of = {"create_branch"}
    assert (await desk.prove(answers, lambda _hop: None)).ok
    assert world.the_gitlab.calls.count("create_branch") == 1


async def test_a_proof_is_remembered_until_something_is_written(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await desk.begin(answers)
    assert await desk.last_proof() is None
    proof = await desk.prove(answers, lambda _hop: None)
    remembered = await desk.last_proof()
    assert remembered is not None
    assert [hop.name for hop in remembered.hops] == [hop.name for hop in proof.hops]
    await desk.apply(await desk.make_plan(answers), lambda _row: None)
    assert await desk.last_proof() is None


async def test_an_earlier_branch_that_goes_meanwhile_does_not_hide_ours(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    world.the_jira.arrived = ["PLAT-1-connection-proof-earlier"]

    def arrive(branch: str) -> None:
        world.the_jira.arrived = [branch]

    world.the_jira.arrive = arrive
    assert (await desk.prove(answers, lambda _hop: None)).ok


@pytest.mark.parametrize(
    "other",
    [
        {"proof_issue": "PLAT-2"},
        {"proof_project": "platform/web"},
        {"route": Route.MANUAL},
        {"groups_paths": ("platform", "data")},
    ],
)
async def test_a_proof_of_something_else_is_none_of_this(desk: SessionDesk, answers: Answers, other: dict) -> None:
    await desk.begin(answers)
    assert (await desk.prove(answers, lambda _hop: None)).ok
    await desk.remember(answers.with_(**other), "groups")
    assert await desk.last_proof() is None
    assert (await desk.archive.told(desk.session)).proof is None
    await desk.remember(answers, "groups")
    assert await desk.last_proof() is not None


async def test_a_proof_of_other_answers_is_told_with_its_time_and_what_changed_since(
    desk: SessionDesk, answers: Answers
) -> None:
    assert await desk.earlier_proof(answers) is None
    await desk.begin(answers)
    proof = await desk.prove(answers, lambda _hop: None)
    assert await desk.earlier_proof(answers) is None
    more = answers.with_(groups_paths=(*answers.groups.paths, "data"), route=Route.MANUAL)
    earlier = await desk.earlier_proof(more)
    assert earlier is not None
    assert earlier.changed == ("method", "groups")
    assert earlier.groups == tuple(sorted(answers.groups.paths))
    assert earlier.proof.at > 0
    assert proof.at > 0
    await desk.apply(await desk.make_plan(answers), lambda _row: None)
    assert await desk.earlier_proof(more) is None


async def test_a_proof_of_a_journal_that_does_not_say_of_what_is_believed(
    desk: SessionDesk, store: MemoryStore, answers: Answers
) -> None:
    await desk.begin(answers)
    await store.append(Row(desk.session, "session", "proved", State.NOTED, {"branch": "b"}))
    assert await desk.last_proof() is not None


async def test_the_branch_of_a_test_that_was_cut_off_is_removed_on_demand_or_named(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    desk = SessionDesk(world, store)
    assert await desk.tidy_after_test(answers) == ()
    await desk.begin(answers)
    store.die_at = len(store.log) + 5
    with pytest.raises(Killed):
        await desk.prove(answers, lambda _hop: None)
    store.die_at = 0
    (branch,) = world.the_gitlab.names
    world.the_gitlab.refuse = {"delete_branch": Refused("http-403", {"status": "403"})}
    assert await desk.tidy_after_test(answers) == (branch,)
    world.the_gitlab.refuse = {}
    assert await desk.tidy_after_test(answers) == ()
    assert world.the_gitlab.names == {}
    removal = [row for row in store.log if row.kind == "branch-removal"]
    assert removal[-1].state is State.CONFIRMED


async def test_what_takes_long_says_how_long_while_it_runs_and_no_more_after_that(
    desk: SessionDesk, answers: Answers
) -> None:
    seen: list[tuple[str, Mark, str]] = []
    await desk.prove(answers, lambda hop: seen.append((hop.name, hop.mark, str(hop.note))))
    assert ("proof-arrived", Mark.RUNNING, "up to 2 minutes") in seen
    assert ("proof-arrived", Mark.OK, "") in seen


async def test_an_undo_ends_what_was_proven(desk: SessionDesk, answers: Answers) -> None:
    await desk.begin(answers)
    await desk.apply(await desk.make_plan(answers), lambda _row: None)
    assert (await desk.prove(answers, lambda _hop: None)).ok
    assert await desk.last_proof() is not None
    await desk.undo(lambda _row: None)
    assert await desk.last_proof() is None
