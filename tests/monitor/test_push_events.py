"""In a project with more branches than one answer holds, its events tell of what is pushed."""

import pytest

from tests.monitor.fakes import Sides
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import BranchPush
from wizard.domain.version import Version
from wizard.monitor.asking import Asking
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow
from wizard.monitor.push_events import new_branches, pushes_since
from wizard.monitor.values import Reason

OLD, SHA = "0" * 40, "a" * 40
YEARS_AGO = -100_000_000.0
BRANCHES = 150


def _sides() -> Sides:
    """A project with branches on more than one page, none of which speaks of an issue."""
    sides = Sides()
    sides.issues("PLAT-3")
    sides.project(1, active_at=sides.clock.at)
    for number in range(BRANCHES):
        sides.branch(1, f"topic-{number}", at=sides.clock.at - 1000 - number)
    return sides


async def _rounds(sides: Sides, flow: Flow, times: int) -> None:
    for _ in range(times):
        sides.clock.at += 60
        await flow.look()


def _new(sides: Sides, name: str, *, old: str = "") -> Item:
    """Push a branch whose last commit is older than those of all others."""
    made = sides.branch(1, name, at=sides.clock.at + YEARS_AGO)
    sides.project(1, active_at=sides.clock.at)
    sides.gitlab.pushes.setdefault(1, []).insert(0, BranchPush(name, old, SHA, sides.clock.at))
    return made


@pytest.mark.parametrize("reconciled", [True, False])
async def test_a_new_branch_from_an_old_commit_is_looked_for_among_any_number_of_branches(reconciled: bool) -> None:
    sides = _sides()
    flow = sides.flow()
    if reconciled:
        await flow.reconcile(lambda _done: None)
    await _rounds(sides, flow, 6)
    made = _new(sides, "PLAT-3-new")
    await _rounds(sides, flow, 12)
    listed = {(one.id, one.key): one for one in flow.missing(kind=Kind.BRANCH)[0]}
    assert listed["PLAT-3-new", "PLAT-3"].reason is Reason.NOT_YET
    assert set(listed) == {("PLAT-3-new", "PLAT-3")}
    sides.show(made)
    await _rounds(sides, flow, 15)
    assert flow.missing()[1] == 0


async def test_old_commits_in_the_first_push_to_a_branch_among_many_are_looked_for() -> None:
    sides = _sides()
    flow = sides.flow()
    await flow.reconcile(lambda _done: None)
    await _rounds(sides, flow, 6)
    late = sides.commit(1, SHA, "PLAT-3 made on a train", at=sides.clock.at - 3 * 86_400)
    sides.gitlab.between[1, OLD, SHA] = (late,)
    _new(sides, "topic-of-long-ago", old=OLD)
    await _rounds(sides, flow, 12)
    assert [(one.kind, one.key, one.reason) for one in flow.missing()[0]] == [(Kind.COMMIT, "PLAT-3", Reason.NOT_YET)]


async def test_where_events_are_hidden_the_list_goes_on_to_be_asked() -> None:
    sides = _sides()
    sides.gitlab.events_hidden = True
    flow = sides.flow()
    await _rounds(sides, flow, 8)
    sides.branch(1, "PLAT-3-new", at=sides.clock.at)
    sides.project(1, active_at=sides.clock.at)
    await _rounds(sides, flow, 12)
    assert [(one.id, one.reason) for one in flow.missing()[0] if one.key] == [("PLAT-3-new", Reason.NOT_YET)]


async def test_a_push_of_many_branches_at_once_has_the_list_asked_again() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 6)
    sides.gitlab.pushes[1] = [BranchPush("", "", "", sides.clock.at)]
    for number in range(5):
        sides.branch(1, f"PLAT-3-{number}", at=sides.clock.at)
    sides.project(1, active_at=sides.clock.at)
    await _rounds(sides, flow, 12)
    assert {one.id for one in flow.missing()[0] if one.key} == {f"PLAT-3-{number}" for number in range(5)}


async def test_what_is_there_for_long_is_not_new_where_this_gitlab_sends_no_branches_in_a_first_sync() -> None:
    sides = _sides()
    sides.gitlab.version = Version(15, 10)
    sides.branch(1, "PLAT-3-old", at=sides.clock.at - 500)
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(lambda _done: None)
    await _rounds(sides, flow, 10)
    assert flow.missing()[1] == 0


def test_only_branches_that_were_made_are_new() -> None:
    told = [BranchPush("a", "", SHA, 5.0), BranchPush("b", OLD, SHA, 6.0), BranchPush("", "", "", 7.0)]
    assert new_branches(1, "https://g/p", told) == [
        Item(Kind.BRANCH, 1, "a", ("a",), 5.0, "https://g/p/-/tree/a", SHA, "a")
    ]


async def test_pushes_come_in_order_from_as_many_pages_as_it_takes() -> None:
    sides = Sides()
    sides.gitlab.pushes[1] = [BranchPush(f"b{number}", OLD, SHA, 1000.0 - number) for number in range(250)]
    asking = Asking(sides.gitlab, sides.jira, Budget(sides.clock))
    told = await pushes_since(asking, 1, 850.0)
    assert [one.branch for one in told] == [f"b{number}" for number in range(150, -1, -1)]
    assert sides.gitlab.calls == ["pushes_of", "pushes_of"]
