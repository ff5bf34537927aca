"""What was learnt outlives the program: a restart neither reads all anew nor forgets what is waited for."""

import zlib

import msgspec

from tests.monitor.fakes import Memory, Sides
from wizard.domain.flow import Kind
from wizard.monitor.values import Light


def _quiet(_done: float) -> None:
    """Nobody listens."""


def _world() -> Sides:
    sides = Sides()
    sides.issues(*(f"PLAT-{number}" for number in range(1, 11)))
    for project in range(1, 31):
        sides.project(project)
        sides.merge_request(project, 1, f"PLAT-{1 + project % 10} change")
        sides.branch(project, f"PLAT-{1 + project % 10}-work")
    sides.sync()
    return sides


async def test_after_a_restart_only_what_changed_is_read_again() -> None:
    sides, memory = _world(), Memory()
    await sides.flow(memory=memory).reconcile(_quiet)
    sides.clock.at += 7200
    sides.project(5, active_at=sides.clock.at)
    sides.show(sides.merge_request(5, 2, "PLAT-3 later", at=sides.clock.at))
    sides.gitlab.calls.clear()
    flow = sides.flow(memory=memory)
    await flow.reconcile(_quiet)
    history = flow.now().history
    assert (history.expected, history.coverage, history.projects) == (61, 1.0, 30)
    assert sides.gitlab.calls == ["projects_by_activity", "metadata", "merge_requests_of", "branches_of"]


async def test_another_choice_of_groups_is_read_anew() -> None:
    sides, memory = _world(), Memory()
    await sides.flow(memory=memory).reconcile(_quiet)
    sides.gitlab.calls.clear()
    await sides.flow("platform", "data", memory=memory).reconcile(_quiet)
    assert sides.gitlab.calls.count("branches_of") == 30


async def test_rows_that_a_release_wrote_without_the_number_of_older_branches_are_not_read_anew() -> None:
    sides, memory = _world(), Memory()
    await sides.flow(memory=memory).reconcile(_quiet)
    for name, data in memory.rows.items():
        if name.startswith("history-"):
            keys, projects = msgspec.msgpack.decode(zlib.decompress(data))
            older = [project[:7] for project in projects]
            assert [project[7:] for project in projects] == [[0]] * len(older)
            memory.rows[name] = zlib.compress(msgspec.msgpack.encode([keys, older]))
    sides.gitlab.calls.clear()
    flow = sides.flow(memory=memory)
    await flow.reconcile(_quiet)
    assert "branches_of" not in sides.gitlab.calls
    assert (flow.now().history.expected, flow.now().history.coverage) == (60, 1.0)


async def test_rows_that_cannot_be_read_are_read_anew() -> None:
    sides, memory = _world(), Memory()
    await sides.flow(memory=memory).reconcile(_quiet)
    memory.rows["history-1"] = b"torn"
    flow = sides.flow(memory=memory)
    await flow.reconcile(_quiet)
    assert flow.now().history.expected == 60


async def test_what_changed_while_nobody_looked_and_what_was_waited_for_is_looked_for() -> None:
    sides, memory = _world(), Memory()
    flow = sides.flow(memory=memory)
    for _ in range(3):
        sides.clock.at += 60
        await flow.look()
    sides.project(1, active_at=sides.clock.at)
    waited = sides.merge_request(1, 8, "PLAT-3 waited for", at=sides.clock.at)
    for _ in range(3):
        sides.clock.at += 60
        await flow.look()
    sides.clock.at += 3600
    sides.project(1, active_at=sides.clock.at - 1800)
    meanwhile = sides.merge_request(1, 9, "PLAT-4 meanwhile", at=sides.clock.at - 1800)
    sides.show(waited)
    sides.show(meanwhile)
    flow = sides.flow(memory=memory)
    for _ in range(5):
        sides.clock.at += 60
        look = await flow.look()
    told = next(one for one in look.live.kinds if one.kind is Kind.MERGE_REQUEST)
    assert (told.arrived, told.light) == (2, Light.OK)
