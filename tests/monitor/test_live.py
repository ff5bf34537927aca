"""What people do now is looked for in Jira, thing by thing, within the budget."""

from collections.abc import Callable

import msgspec
import pytest

from tests.monitor.fakes import START, Sides
from wizard.domain.flow import Item, Kind
from wizard.monitor.flow import Flow, Look
from wizard.monitor.values import Light, Reason

SHA = "c" * 40
OLD = "d" * 40


def _sides() -> Sides:
    sides = Sides()
    sides.issues(*(f"PLAT-{number}" for number in range(1, 11)))
    sides.project(1)
    sides.branch(1, "PLAT-9-old")
    sides.sync()
    return sides


async def _rounds(sides: Sides, flow: Flow, times: int) -> Look:
    for _ in range(times):
        sides.clock.at += 60
        look = await flow.look()
    return look


def _made(sides: Sides, kind: Kind) -> Item:
    """Make one thing of a kind now, that speaks of PLAT-3."""
    at = sides.clock.at
    sides.project(1, active_at=at)
    sides.gitlab.messages[SHA] = "PLAT-3 change"
    makers: dict[Kind, Callable[[], Item]] = {
        Kind.BRANCH: lambda: sides.branch(1, "PLAT-3-new", at=at),
        Kind.COMMIT: lambda: sides.commit(1, SHA, "PLAT-3 change", at=at),
        Kind.MERGE_REQUEST: lambda: sides.merge_request(1, 7, "PLAT-3 change", at=at),
        Kind.BUILD: lambda: sides.pipeline(1, 70, SHA, at=at),
        Kind.DEPLOYMENT: lambda: sides.deployment(1, 4, SHA, at=at),
        Kind.FEATURE_FLAG: lambda: sides.flag(1, "dark_mode", "for PLAT-3", at=at),
    }
    return makers[kind]()


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_thing_that_arrives_is_counted_with_its_lag(kind: Kind) -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 3)
    sides.show(_made(sides, kind))
    look = await _rounds(sides, flow, 5)
    told = next(one for one in look.live.kinds if one.kind is kind)
    assert (told.looked_at, told.arrived, told.missing, told.light) == (1, 1, 0, Light.OK)
    assert (look.live.light, look.live.lag.samples) == (Light.OK, 1)
    assert 0 <= (look.live.lag.worst_s or -1) <= 300


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_thing_that_was_lost_is_named_after_its_grace_and_cleared_when_it_arrives(kind: Kind) -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 3)
    item = _made(sides, kind)
    look = await _rounds(sides, flow, 1)
    assert flow.missing() == ([], 0)
    look = await _rounds(sides, flow, 12)
    missing, count = flow.missing()
    assert (count, missing[0].kind, missing[0].id, missing[0].key) == (1, kind, item.id, "PLAT-3")
    assert missing[0].project == "platform/p1"
    assert (look.live.light, [one.code for one in look.findings][:1]) == (Light.BROKEN, ["flow-live-stopped"])
    sides.show(item)
    look = await _rounds(sides, flow, 70)
    assert (flow.missing()[1], look.live.light, look.findings) == (0, Light.OK, ())


async def test_what_came_after_a_lost_thing_tells_that_it_was_refused() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.project(1, active_at=sides.clock.at)
    sides.merge_request(1, 7, "PLAT-3 lost", at=sides.clock.at)
    await _rounds(sides, flow, 3)
    sides.show(sides.merge_request(1, 8, "PLAT-4 arrives", at=sides.clock.at))
    look = await _rounds(sides, flow, 14)
    assert [(one.id, one.reason) for one in flow.missing()[0]] == [("7", Reason.REJECTED)]
    assert (look.live.light, [one.code for one in look.findings]) == (Light.BEHIND, ["flow-rejected"])


async def test_things_without_a_key_or_with_an_unknown_one_do_not_darken_the_light() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    at = sides.clock.at
    sides.project(1, active_at=at)
    sides.branch(1, "no-key", at=at)
    sides.branch(1, "UTF-8-reader", at=at)
    sides.branch(1, "PLAT-999-gone", at=at)
    sides.show(sides.branch(1, "PLAT-2-there", at=at))
    look = await _rounds(sides, flow, 12)
    reasons = {one.id: one.reason for one in flow.missing()[0]}
    assert reasons == {
        "no-key": Reason.NO_KEY,
        "UTF-8-reader": Reason.KEY_UNKNOWN,
        "PLAT-999-gone": Reason.NOT_VISIBLE,
    }
    assert (look.live.light, look.live.missing) == (Light.OK, 0)
    assert [one.code for one in look.findings] == ["flow-keys-unknown"]


async def test_a_branch_that_is_deleted_again_is_not_expected_any_more() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    item = _made(sides, Kind.BRANCH)
    await _rounds(sides, flow, 2)
    sides.gitlab.items.remove(item)
    await _rounds(sides, flow, 12)
    assert flow.missing()[1] == 0


async def test_a_deployment_that_no_job_made_is_not_expected() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.project(1, active_at=sides.clock.at)
    sides.gitlab.messages[SHA] = "PLAT-3 change"
    sides.deployment(1, 4, SHA, at=sides.clock.at, job=False)
    look = await _rounds(sides, flow, 12)
    assert (flow.missing()[1], look.live.light) == (0, Light.UNKNOWN)


async def test_what_ran_on_a_branch_of_a_test_is_not_expected() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.project(1, active_at=sides.clock.at)
    sides.gitlab.messages[SHA] = "PLAT-3 change"
    sides.pipeline(1, 70, SHA, at=sides.clock.at, ref="PLAT-3-connection-proof-ab12")
    await _rounds(sides, flow, 12)
    assert flow.missing()[1] == 0


_LAST = Item(Kind.DEPLOYMENT, 1, "3", (), START - 500, "", OLD, "main", "production")


@pytest.mark.parametrize(
    ("last", "keys"),
    [
        (_LAST, {"PLAT-3"}),
        (None, {"PLAT-3", "PLAT-9"}),
        (msgspec.structs.replace(_LAST, at=0.0), set()),
        (msgspec.structs.replace(_LAST, commit=SHA), set()),
    ],
    ids=["after a success", "the first of its branch", "after a success without a date", "the same commit again"],
)
async def test_a_deployment_speaks_of_the_commits_since_the_last_success_too(last: Item | None, keys: set[str]) -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.project(1, active_at=sides.clock.at)
    sides.gitlab.messages[SHA] = "no key here"
    if last is not None:
        sides.gitlab.successes[1, "production"] = last
    sides.gitlab.before[1, SHA] = (
        Item(Kind.COMMIT, 1, "e" * 40, ("PLAT-3 fix",), START - 100),
        Item(Kind.COMMIT, 1, OLD, ("PLAT-9 what was there",), START - 500),
    )
    sides.deployment(1, 4, SHA, at=sides.clock.at, place="production")
    await _rounds(sides, flow, 12)
    assert {one.key for one in flow.missing()[0] if one.kind is Kind.DEPLOYMENT and one.key} == keys


async def test_a_panel_that_cannot_be_read_is_said_and_nothing_is_called_missing() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    _made(sides, Kind.BRANCH)
    sides.jira.readable = False
    look = await _rounds(sides, flow, 12)
    assert [one.reason for one in flow.missing()[0]] == [Reason.UNSEEN]
    assert (look.live.light, [one.code for one in look.findings]) == (Light.UNKNOWN, ["flow-panel-unreadable"])
    sides.jira.readable = True
    sides.sync()
    look = await _rounds(sides, flow, 70)
    assert (look.live.light, flow.missing()[1], look.findings) == (Light.OK, 0, ())


async def test_a_round_keeps_to_its_budget_however_much_goes_on() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 1)
    for project in range(1, 60):
        sides.project(project, active_at=sides.clock.at)
        for iid in range(1, 6):
            sides.merge_request(project, iid, f"PLAT-{iid} change", at=sides.clock.at)
    sides.sync()
    for _ in range(5):
        sides.gitlab.calls.clear()
        sides.jira.asked = 0
        before = sides.clock.at
        await _rounds(sides, flow, 1)
        minutes = (sides.clock.at - before) / 60
        assert len(sides.gitlab.calls) <= 6 * minutes + 6
        assert sides.jira.asked <= 6 * minutes + 6
    assert sides.clock.at - START < 3600


async def test_a_flag_is_found_though_it_is_no_activity_of_its_project() -> None:
    sides = _sides()
    flow = sides.flow()
    await flow.reconcile(lambda _done: None)
    await _rounds(sides, flow, 2)
    sides.flag(1, "dark_mode", "for PLAT-3", at=sides.clock.at)
    await _rounds(sides, flow, 20)
    assert [(one.id, one.project) for one in flow.missing()[0]] == [("dark_mode", "platform/p1")]


async def test_a_branch_that_is_made_from_an_old_commit_is_looked_for() -> None:
    sides = _sides()
    flow = sides.flow()
    await flow.reconcile(lambda _done: None)
    sides.project(1, active_at=sides.clock.at)
    sides.branch(1, "PLAT-3-from-old", at=START - 90_000)
    look = await _rounds(sides, flow, 12)
    assert [(one.id, one.key) for one in flow.missing()[0]] == [("PLAT-3-from-old", "PLAT-3")]
    assert look.live.missing == 1


async def test_a_panel_that_shows_nothing_of_what_the_search_counts_is_jiras_own_trouble() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.show(_made(sides, Kind.BRANCH))
    sides.jira.hollow = True
    look = await _rounds(sides, flow, 12)
    assert [one.reason for one in flow.missing()[0]] == [Reason.UNSEEN]
    assert (look.live.light, [one.code for one in look.findings]) == (Light.UNKNOWN, ["flow-panel-empty"])
    sides.jira.hollow = False
    look = await _rounds(sides, flow, 15)
    assert (look.live.light, flow.missing()[1], look.findings) == (Light.OK, 0, ())


async def test_one_thing_that_was_lost_is_no_standstill_and_two_after_all_that_came_are() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.project(1, active_at=sides.clock.at)
    sides.show(sides.merge_request(1, 7, "PLAT-3 arrives", at=sides.clock.at))
    await _rounds(sides, flow, 5)
    sides.branch(1, "PLAT-4-lost", at=sides.clock.at)
    look = await _rounds(sides, flow, 14)
    assert (look.live.light, [one.code for one in look.findings]) == (Light.BEHIND, ["flow-items-missing"])
    sides.project(1, active_at=sides.clock.at)
    sides.merge_request(1, 8, "PLAT-5 lost", at=sides.clock.at)
    look = await _rounds(sides, flow, 14)
    assert look.live.light is Light.BROKEN
    assert {one.code: one.root for one in look.findings} == {
        "flow-live-stopped": "",
        "flow-items-missing": "flow-live-stopped",
    }


async def test_a_group_that_nobody_linked_is_named_as_the_root() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 2)
    sides.gitlab.integrations = frozenset()
    item = _made(sides, Kind.BRANCH)
    look = await _rounds(sides, flow, 14)
    assert [one.reason for one in flow.missing()[0]] == [Reason.NOT_LINKED]
    assert {one.code: one.root for one in look.findings} == {
        "flow-not-linked": "",
        "flow-live-stopped": "flow-not-linked",
        "flow-items-missing": "flow-live-stopped",
    }
    sides.show(item)
    look = await _rounds(sides, flow, 15)
    assert (flow.missing()[1], look.findings) == (0, ())


async def test_branches_of_tests_are_timed_by_who_made_them_and_are_never_missing() -> None:
    sides = _sides()
    flow = sides.flow()
    await _rounds(sides, flow, 3)
    sides.project(1, active_at=sides.clock.now())
    sides.branch(1, "PLAT-3-connection-proof-7f3a-00001", at=sides.clock.now())
    look = await _rounds(sides, flow, 10)
    assert (look.live.missing, look.findings) == (0, ())


async def _pushed_late(sides: Sides, flow: Flow, old: str, new: str) -> Item:
    """Push a commit that was made three days ago and speaks of PLAT-3."""
    sides.gitlab.active = []
    late = sides.commit(1, SHA, "PLAT-3 made on a train", at=START - 3 * 86_400)
    sides.project(1, active_at=sides.clock.at)
    sides.gitlab.between[1, old, new] = (late,)
    return late


async def test_a_commit_made_days_before_its_push_is_looked_for_and_counted_from_the_push() -> None:
    sides = _sides()
    flow = sides.flow()
    sides.project(1, active_at=START)
    await _rounds(sides, flow, 5)
    (branch,) = [one for one in sides.gitlab.items if one.kind is Kind.BRANCH]
    sides.gitlab.items.remove(branch)
    sides.gitlab.items.append(msgspec.structs.replace(branch, commit=SHA))
    late = await _pushed_late(sides, flow, branch.commit, SHA)
    sides.lost.add((late.kind, 1, late.id))
    await _rounds(sides, flow, 8)
    assert [(one.kind, one.key, one.reason) for one in flow.missing()[0]] == [(Kind.COMMIT, "PLAT-3", Reason.NOT_YET)]
    sides.show(late)
    look = await _rounds(sides, flow, 12)
    assert flow.missing()[1] == 0
    assert look.live.lag.worst_s is None or look.live.lag.worst_s < 3600
