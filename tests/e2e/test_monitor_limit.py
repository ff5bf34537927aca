"""What is past the limit of a first sync, in a lab: counted as GitLab lists it, and no alarm."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ServedLab
from tests.monitor.fakes import Memory
from wizard.app.worlds import lab_world
from wizard.domain.answers import read_answers
from wizard.domain.flow import Kind
from wizard.journey.sides import Sides
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow
from wizard.monitor.keys import sent_keys
from wizard.monitor.values import Reason

_BRANCHES = "/api/v4/projects/1/repository/branches"
_MADE = 430
_NEWEST = 400


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[ServedLab]:
    """A connected lab; one project had more branches that speak of issues before its group was linked."""
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
    lab = ServedLab(tmp_path, environment, clock="fast", projects=10)
    lab.start()
    for number in range(1, _MADE + 1):
        lab.api("POST", _BRANCHES, {"branch": f"PLAT-{number % 50 + 1}-try-{number}", "ref": "main"})
    assert lab.run().code == 0
    yield lab
    assert lab.stop() == 0


def _listed(lab: ServedLab, path: str) -> list[dict[str, Any]]:
    """Return a whole list of GitLab's, in its order."""
    found: list[dict[str, Any]] = []
    page = 1
    while some := lab.api("GET", f"{path}&per_page=100&page={page}"):
        found += some
        page += 1
    return found


def _past(lab: ServedLab) -> dict[tuple[Kind, str], int]:
    """Return how many GitLab itself lists past each limit, of branches and of merge requests."""
    past: dict[tuple[Kind, str], int] = {}
    for project in _listed(lab, "/api/v4/groups/platform/projects?include_subgroups=true"):
        home, path = f"/api/v4/projects/{project['id']}", project["path_with_namespace"]
        branches = _listed(lab, f"{home}/repository/branches?sort=updated_desc")[_NEWEST:]
        requests = [
            one
            for one in _listed(lab, f"{home}/merge_requests?scope=all&state=all")
            if sent_keys((one["title"], one["description"] or ""))
        ]
        past[Kind.BRANCH, path] = sum(bool(sent_keys((one["name"],))) for one in branches)
        past[Kind.MERGE_REQUEST, path] = len(requests[_NEWEST:])
    return {place: count for place, count in past.items() if count}


async def test_what_is_past_the_limit_is_a_row_a_project_and_kind_and_in_what_the_command_prints(
    crowded: ServedLab, tmp_path: Path
) -> None:
    past = _past(crowded)
    assert past[Kind.BRANCH, "platform/app"] >= _MADE - _NEWEST
    assert {kind for kind, _ in past} == {Kind.BRANCH, Kind.MERGE_REQUEST}
    async with lab_world(crowded.ready, tmp_path / "recordings") as world:
        answers = read_answers(crowded.answers.read_bytes())
        budget = Budget(world.clock, per_minute=600, reconcile_per_s=1e6)
        flow = Flow(answers, await Sides(world).ports(answers), world.clock, Memory(), budget)
        await flow.reconcile(lambda _done: None)
        rows = flow.missing(reason=Reason.BEYOND_LIMIT)[0]
    told = {(one.kind, one.project): one.count for one in rows}
    assert told.keys() == past.keys()
    assert told[Kind.BRANCH, "platform/app"] == past[Kind.BRANCH, "platform/app"]
    assert all(0 < count <= past[place] for place, count in told.items()), "at least so many, never more"
    assert {(one.id, one.key) for one in rows} == {("", "")}
    home = crowded.ready["gitlab"]["url"]
    assert all(one.url.startswith(f"{home}/{one.project}/-/") for one in rows)
    done = crowded.wizard("monitor", str(crowded.answers), "--once", "--json")
    assert done.json["history"]["reasons"] == {"beyond-limit": sum(told.values())}
    assert (done.code, done.json["alarms"], done.json["history"]["coverage"]) == (0, [], 1.0)
