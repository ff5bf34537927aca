"""Groups that nobody linked: what of their history is absent says so, and is counted anew once they are linked."""

from msgspec.structs import replace

from tests.monitor.fakes import Memory, Sides
from wizard.domain.flow import Item, Kind
from wizard.domain.version import Version
from wizard.monitor.flow import Flow, Look
from wizard.monitor.values import Light, Reason

_LINKED, _NOT_LINKED = (1, 2), (3, 4)
_AGAIN_S = 601.0


def _quiet(_done: float) -> None:
    """Nobody listens."""


def _world(*, shared: bool = False) -> Sides:
    """Return two groups of two projects each, of the same issues where `shared`; nobody linked the second."""
    sides = Sides()
    sides.issues(*(f"{name}-{number}" for name in ("PLAT", "DATA") for number in range(1, 11)))
    for project in (*_LINKED, *_NOT_LINKED):
        sides.project(project)
        for iid in range(1, 5):
            name = "DATA" if project in _NOT_LINKED and not shared else "PLAT"
            number = iid if shared else 1 + (project * 4 + iid) % 10
            sides.merge_request(project, iid, f"{name}-{number} change")
    sides.gitlab.active = [
        replace(one, path=f"data/p{one.id}") if one.id in _NOT_LINKED else one for one in sides.gitlab.active
    ]
    sides.gitlab.items = [
        replace(one, url=one.url.replace("/platform/", "/data/")) if one.project in _NOT_LINKED else one
        for one in sides.gitlab.items
    ]
    sides.gitlab.switched_off = {*_NOT_LINKED}
    return sides


def _of_linked(item: Item) -> bool:
    return item.project in _LINKED


def _reasons(flow: Flow) -> dict[str, set[Reason]]:
    told: dict[str, set[Reason]] = {}
    for one in flow.missing()[0]:
        told.setdefault(one.project, set()).add(one.reason)
    return told


async def _rounds(sides: Sides, flow: Flow, times: int) -> Look:
    for _ in range(times):
        sides.clock.at += 60.0
        look = await flow.look()
    return look


def _flow(sides: Sides) -> Flow:
    return sides.flow("platform", "data", memory=Memory())


async def test_what_a_group_that_nobody_linked_has_is_named_at_once() -> None:
    sides = _world()
    sides.sync(_of_linked)
    flow = _flow(sides)
    await flow.reconcile(_quiet)
    assert _reasons(flow) == {"data/p3": {Reason.NOT_LINKED}, "data/p4": {Reason.NOT_LINKED}}
    look = flow.now()
    assert (look.history.light, look.history.reasons) == (Light.BEHIND, {Reason.NOT_LINKED: 8})
    assert next(one.code for one in look.findings) == "flow-not-linked"
    assert {one.root for one in look.findings[1:]} == {"flow-not-linked"}


async def test_no_panel_is_opened_of_issues_of_which_the_search_finds_nothing() -> None:
    sides = _world()
    sides.sync(_of_linked)
    flow = _flow(sides)
    opened: list[str] = []

    async def panel(issue_id: str, kind: Kind, application_type: str = "") -> tuple[()]:
        opened.append(issue_id)
        return ()

    sides.jira.panel_items = panel
    await flow.reconcile(_quiet)
    assert (len(flow.missing()[0]), opened) == (8, [])


async def test_issues_of_which_both_groups_speak_are_looked_into_once_the_sync_stands() -> None:
    sides = _world(shared=True)
    sides.sync(_of_linked)
    flow = _flow(sides)
    await flow.reconcile(_quiet)
    assert _reasons(flow) == {}, "a sync may still bring what the linked group expects there"
    await _rounds(sides, flow, 12)
    assert _reasons(flow) == {"data/p3": {Reason.NOT_LINKED}, "data/p4": {Reason.NOT_LINKED}}


async def test_it_is_named_where_nothing_at_all_is_there() -> None:
    sides = _world()
    sides.gitlab.switched_off = {*_LINKED, *_NOT_LINKED}
    flow = _flow(sides)
    await flow.reconcile(_quiet)
    assert flow.now().history.reasons == {Reason.NOT_LINKED: 16}


async def test_once_it_is_linked_its_history_is_awaited_and_arrives() -> None:
    sides = _world()
    sides.sync(_of_linked)
    flow = _flow(sides)
    await flow.reconcile(_quiet)
    sides.gitlab.switched_off = set()
    sides.clock.at += _AGAIN_S
    look = await _rounds(sides, flow, 3)
    assert (_reasons(flow), look.findings) == ({}, ()), "what a sync is to bring is not missing"
    assert look.history.light is not Light.OK
    sides.sync()
    look = await _rounds(sides, flow, 3)
    assert (look.history.light, look.history.present, look.history.reasons) == (Light.OK, 16, {})


async def test_a_project_that_is_switched_off_leaves_its_group_linked() -> None:
    sides = _world()
    sides.sync(_of_linked)
    sides.gitlab.switched_off = {3}
    flow = _flow(sides)
    await flow.reconcile(_quiet)
    assert flow.now().history.reasons.get(Reason.NOT_LINKED) is None
    assert sides.gitlab.calls.count("active_integrations") == 2


async def test_a_release_that_does_not_tell_is_not_asked_again() -> None:
    sides = _world()
    sides.gitlab.version = Version(17, 3)
    sides.sync(_of_linked)
    flow = _flow(sides)
    await flow.reconcile(_quiet)
    assert flow.now().history.reasons.get(Reason.NOT_LINKED) is None
    assert "active_integrations" not in sides.gitlab.calls
