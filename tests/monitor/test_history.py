"""What a first sync brought is counted, and what it did not bring is named with its reason."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.monitor.fakes import Memory, Sides
from wizard.domain.flow import Kind
from wizard.domain.jira import Issue
from wizard.domain.version import Version
from wizard.monitor.flow import Flow
from wizard.monitor.values import Light, Reason


def _quiet(_done: float) -> None:
    """Nobody listens."""


def _world(projects: int = 3, each: int = 4) -> Sides:
    sides = Sides()
    sides.issues(*(f"PLAT-{number}" for number in range(1, 11)))
    for project in range(1, projects + 1):
        sides.project(project)
        for iid in range(1, each + 1):
            key = f"PLAT-{1 + (project * each + iid) % 10}"
            sides.merge_request(project, iid, f"{key} change")
            sides.branch(project, f"{key}-branch-{iid}")
    return sides


def _listed(flow: Flow) -> dict[tuple[Kind, str, str], Reason]:
    return {(one.kind, one.project, one.id): one.reason for one in flow.missing()[0]}


async def test_all_that_is_there_is_a_coverage_of_one() -> None:
    sides = _world()
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    history = flow.now().history
    assert (history.light, history.coverage, history.expected, history.present) == (Light.OK, 1.0, 24, 24)
    assert (history.projects, history.projects_done, history.confidence) == (3, 3, 1.0)
    assert _listed(flow) == {}


async def test_what_was_lost_is_named_and_leaves_the_list_when_it_arrives() -> None:
    sides = _world()
    sides.lost = {(Kind.MERGE_REQUEST, 2, "3"), (Kind.BRANCH, 1, "PLAT-6-branch-1")}
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert _listed(flow) == {
        (Kind.MERGE_REQUEST, "platform/p2", "3"): Reason.REJECTED,
        (Kind.BRANCH, "platform/p1", "PLAT-6-branch-1"): Reason.REJECTED,
    }
    look = flow.now()
    assert [one.code for one in look.findings] == ["flow-rejected"]
    assert (look.history.light, look.history.present) == (Light.BEHIND, 22)
    sides.lost.clear()
    sides.sync()
    await flow.reconcile(_quiet)
    assert (_listed(flow), flow.now().history.light) == ({}, Light.OK)


async def test_a_key_that_nobody_knows_is_no_gap() -> None:
    sides = _world()
    sides.merge_request(1, 50, "UTF-8 everywhere")
    sides.merge_request(1, 51, "PLAT-999 of long ago")
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert _listed(flow) == {
        (Kind.MERGE_REQUEST, "platform/p1", "50"): Reason.KEY_UNKNOWN,
        (Kind.MERGE_REQUEST, "platform/p1", "51"): Reason.NOT_VISIBLE,
    }
    assert (flow.now().history.coverage, flow.now().history.light) == (1.0, Light.OK)


async def test_only_the_newest_four_hundred_that_speak_of_issues_are_expected() -> None:
    sides = _world(projects=1, each=0)
    for iid in range(1, 451):
        sides.merge_request(1, iid, f"PLAT-{1 + iid % 10} change" if iid > 20 else "no key")
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert flow.now().history.expected == 400


async def test_what_is_past_the_limit_is_counted_and_said_without_an_alarm() -> None:
    sides, memory = _world(projects=2, each=1), Memory()
    for iid in range(2, 432):
        sides.merge_request(1, iid, f"PLAT-{1 + iid % 10} change")
        sides.branch(1, f"PLAT-{1 + iid % 10}-branch-{iid}")
    sides.branch(1, "PLAT-3-connection-proof-ab12")
    sides.sync()
    flow = sides.flow(memory=memory)
    await flow.reconcile(_quiet)
    rows, total = flow.missing(reason=Reason.BEYOND_LIMIT)
    assert {(one.kind, one.project, one.id, one.key): one.count for one in rows} == {
        (Kind.MERGE_REQUEST, "platform/p1", "", ""): 31,
        (Kind.BRANCH, "platform/p1", "", ""): 31,
    }
    assert total == 2
    look = flow.now()
    assert look.history.reasons == {Reason.BEYOND_LIMIT: 62}
    assert (look.history.light, look.history.coverage, look.findings) == (Light.OK, 1.0, ())
    again = sides.flow(memory=memory)
    await again.reconcile(_quiet)
    assert again.now().history.reasons == {Reason.BEYOND_LIMIT: 62}, "what was read once is known after a restart"


async def test_what_is_not_past_the_limit_any_more_leaves_the_list() -> None:
    sides = _world(projects=1, each=0)
    made = [sides.branch(1, f"PLAT-{1 + number % 10}-branch-{number}") for number in range(403)]
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert [one.count for one in flow.missing()[0]] == [3]
    for count, left in ((2, 1), (0, 4)):
        for item in made[:left]:
            sides.gitlab.items.remove(item)
        del made[:left]
        sides.clock.at += 7200.0
        sides.project(1, active_at=sides.clock.now() - 60)
        await flow.reconcile(_quiet)
        assert [one.count for one in flow.missing(reason=Reason.BEYOND_LIMIT)[0]] == [count] * bool(count)


async def test_a_branch_of_a_test_that_is_there_during_a_look_at_everything_is_never_missing() -> None:
    sides = _world(projects=1)
    sides.sync()
    sides.branch(1, "PLAT-3-connection-proof-ab12")
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert (flow.now().history.coverage, _listed(flow)) == (1.0, {})


async def test_releases_before_15_11_send_no_branches() -> None:
    sides = _world()
    sides.gitlab.version = Version(15, 10)
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert flow.now().history.expected == 12


async def test_things_of_others_in_an_issue_do_not_hide_a_gap() -> None:
    sides = _world()
    sides.lost = {(Kind.MERGE_REQUEST, 2, "3")}
    sides.sync()
    for key in sides.jira.known:
        for number in (901, 902):
            other = sides.merge_request(99, number, f"{key} elsewhere")
            sides.show(other)
            sides.gitlab.items.remove(other)
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert _listed(flow) == {(Kind.MERGE_REQUEST, "platform/p2", "3"): Reason.REJECTED}


async def test_before_the_sync_has_come_to_a_project_nothing_of_it_is_missing() -> None:
    sides = _world(projects=6)
    sides.sync(lambda item: item.project <= 3)
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert (_listed(flow), flow.now().findings) == ({}, ())
    assert (flow.now().history.projects_done, flow.now().history.coverage) == (3, 0.5)


async def test_a_second_pass_costs_what_changed() -> None:
    sides = _world(projects=40)
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    sides.clock.at += 7200
    for project in (3, 7):
        sides.project(project, active_at=sides.clock.at - 10)
        sides.show(sides.merge_request(project, 90, "PLAT-4 later"))
    sides.gitlab.calls.clear()
    sides.jira.asked = 0
    await flow.reconcile(_quiet)
    assert (flow.now().history.coverage, flow.now().history.expected) == (1.0, 322)
    assert len(sides.gitlab.calls) <= 6
    assert sides.jira.asked <= 4


async def test_a_site_that_lost_its_data_is_noticed_at_the_next_look_at_everything() -> None:
    sides = _world(projects=30)
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    sides.jira.panel.clear()
    await flow.reconcile(_quiet)
    assert [one.code for one in flow.now().findings] == ["flow-items-missing"]
    assert (flow.now().history.light, flow.now().history.present) == (Light.BROKEN, 0)
    sides.sync()
    await flow.reconcile(_quiet)
    assert (flow.now().findings, flow.now().history.light) == ((), Light.OK)


async def test_nothing_more_is_expected_of_a_project_that_is_gone_from_the_next_day_on() -> None:
    sides = _world()
    sides.lost = {(Kind.MERGE_REQUEST, 2, "3")}
    sides.sync()
    memory = Memory()
    flow = sides.flow(memory=memory)
    await flow.reconcile(_quiet)
    assert (len(_listed(flow)), flow.now().history.expected) == (1, 24)
    sides.gitlab.active = [one for one in sides.gitlab.active if one.id != 2]
    sides.clock.at += 90_000
    await flow.reconcile(_quiet)
    history = flow.now().history
    assert (_listed(flow), history.light, history.projects, history.expected) == ({}, Light.OK, 2, 16)
    again = sides.flow(memory=memory)
    await again.reconcile(_quiet)
    assert (again.now().history.projects, again.now().history.expected) == (2, 16)


async def test_a_site_that_refuses_the_search_is_sampled() -> None:
    sides = _world()
    sides.lost = {(Kind.MERGE_REQUEST, 2, "3")}
    sides.sync()
    sides.jira.searchable = False
    flow = sides.flow()
    await flow.reconcile(_quiet)
    history = flow.now().history
    assert _listed(flow) == {(Kind.MERGE_REQUEST, "platform/p2", "3"): Reason.NOT_YET}
    assert (history.light, history.confidence) == (Light.BEHIND, 1.0)
    assert 0.9 < (history.coverage or 0) < 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.data())
async def test_exactly_what_was_dropped_is_listed(data: some.DataObject) -> None:
    sides = _world(projects=data.draw(some.integers(2, 6)), each=data.draw(some.integers(1, 6)))
    names = sorted((one.kind, one.project, one.id) for one in sides.gitlab.items)
    sides.lost = dropped = data.draw(
        some.sets(some.sampled_from(names), max_size=5).filter(lambda one: one != set(names))
    )
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    for _ in range(12):
        sides.clock.at += 60
        await flow.look()
    assert {(kind, int(project.rpartition("p")[2]), name) for kind, project, name in _listed(flow)} == dropped


async def test_an_issue_that_was_deleted_since_stops_nothing_and_is_said() -> None:
    sides = _world()
    sides.sync()
    flow = sides.flow()
    await flow.reconcile(_quiet)
    del sides.jira.known["PLAT-6"]
    await flow.reconcile(_quiet)
    assert set(_listed(flow).values()) == {Reason.NOT_VISIBLE}
    assert {one.key for one in flow.missing()[0]} == {"PLAT-6"}
    assert (flow.now().history.coverage, flow.now().history.light) == (1.0, Light.OK)


async def test_what_speaks_of_a_moved_issue_is_found_under_its_key_of_today() -> None:
    sides = _world()
    sides.sync()
    sides.jira.known["DATA-1"] = Issue(sides.jira.known.pop("PLAT-6").id, "DATA-1", "moved")
    sides.jira.moved = {"PLAT-6": "DATA-1"}
    flow = sides.flow()
    await flow.reconcile(_quiet)
    assert _listed(flow) == {}
    await flow.reconcile(_quiet)
    assert (flow.now().history.coverage, flow.now().history.present) == (1.0, 24)
