"""Random plans in a small lab: writes are the reviewed rows in their order, and what others set since stays."""

import asyncio
import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ROOT, ServedLab
from tests.journey.fakes import MemoryStore
from wizard.app.worlds import ConnectedWorld, lab_world
from wizard.domain.answers import Answers, read_answers
from wizard.journey.desk import SessionDesk
from wizard.journey.values import PlanRow

CLOUD = read_answers((ROOT / "resources" / "answers" / "integration-cloud.toml").read_bytes())
GITLAB = "https://gitlab.example.com"
OLD = "https://jira.example.com"
SEEDS = range(5)


@dataclass
class Case:
    """A lab with something set up at each place, and answers that want something of it."""

    lab: ServedLab
    seed: int
    edited: dict[str, str] = field(default_factory=dict)
    """Places that another administrator changed after the set-up -> the field."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - a seed, no secret
        self.paths = [one["path_with_namespace"] for one in self.lab.api("GET", "/api/v4/projects?per_page=100")]
        known = self.lab.ready["integration"]["accounts"]
        self.new, self.old = (
            {"url": one["url"], "username": one["username"], "password": one["token"]}
            for host in ("acme.atlassian.net", "jira.example.com")
            for one in known
            if host in one["url"] and one["auth"] == "basic" and one["username"].startswith("dana")
        )

    def lay(self) -> None:
        for path in self.paths:
            kind = self.chance.choice(("none", "old", "old", "ours", "other"))
            self.lab.api("DELETE", at(path))
            if kind == "old":
                self.lab.api("PUT", at(path), {**self.old, "jira_issue_transition_id": "31"})
            elif kind != "none":
                self.lab.api("PUT", at(path), {**self.new, "jira_issue_prefix": "X-" if kind == "other" else ""})

    def answers(self) -> Answers:
        chance = self.chance
        if self.seed % 2:
            return CLOUD.with_(integration_projects=(), integration_from_url=OLD)
        return CLOUD.with_(
            integration_projects=tuple(self.paths),
            integration_comments=chance.random() < 0.5,
            integration_transitions=chance.choice(("off", "automatic")),
            integration_issue_prefix=chance.choice(("", "JIRA#")),
        )

    def state(self) -> dict[str, Mapping[str, Any]]:
        return {path: shown(self.lab.api("GET", at(path))) for path in self.paths}

    def meddle(self, rows: list[PlanRow]) -> None:
        """Let another administrator change a field at some of the places that were written."""
        for row in self.chance.sample(rows, k=min(3, len(rows))):
            path = row.id.rpartition(":")[2]
            name = self.chance.choice(("jira_issue_prefix", "merge_requests_events"))
            value: object = "THEIRS-" if name == "jira_issue_prefix" else False
            self.lab.api("PUT", at(path), {**self.new, name: value})
            self.edited[path] = name


def at(path: str) -> str:
    return f"/api/v4/projects/{path.replace('/', '%2F')}/integrations/jira"


def shown(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a place is set to; one that was removed is like one that never was."""
    if not (found["active"] or found["properties"]["url"]):
        return {}
    events = {name: found[name] for name in ("commit_events", "merge_requests_events", "comment_on_event_enabled")}
    return {"active": found["active"], **events, **found["properties"]}


def sent(world: ConnectedWorld) -> list[str]:
    """Return the writes in the order in which they went out, as they were recorded."""
    kept = sorted(world.recorder.newest(), key=lambda one: one.at)
    return [f"{one.method} {one.url.removeprefix(GITLAB)}" for one in kept if one.method in ("PUT", "DELETE")]


def arrived(lab: ServedLab, since: int) -> list[str]:
    """Return the writes that the lab answered; a few are on their way at once."""
    rows = (row for row in lab.from_desktop(since) if row["method"] in ("PUT", "DELETE"))
    return [f"{row['method']} {row['path']}" for row in rows if row["path"].endswith("/integrations/jira")]


@pytest.fixture(scope="module")
def small_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("random"), dict(os.environ), scenario="move", projects=12)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_random_plan_is_written_as_reviewed_and_taken_back_but_for_what_others_set(
    small_lab: ServedLab, tmp_path: Path, seed: int
) -> None:
    await asyncio.to_thread(small_lab.reset)
    case = await asyncio.to_thread(Case, small_lab, seed)
    await asyncio.to_thread(case.lay)
    start, answers = await asyncio.to_thread(case.state), case.answers()
    async with lab_world(small_lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        await desk.begin(answers)
        plan = await desk.make_plan(answers)
        assert plan.rows
        since = await asyncio.to_thread(small_lab.newest)
        done = await desk.apply(plan, lambda _row: None)
        assert {row.state for row in done} == {"done"}
        reviewed = [row.request for row in plan.rows]
        assert sent(world) == reviewed
        assert sorted(await asyncio.to_thread(arrived, small_lab, since)) == sorted(reviewed)
        assert (await desk.make_plan(answers)).rows == ()
        await asyncio.to_thread(case.meddle, list(done))
        meddled = await asyncio.to_thread(case.state)
        back = await desk.undo(lambda _row: None)
    now = await asyncio.to_thread(case.state)
    assert {row.id.rpartition(":")[2] for row in back if row.state != "undone"} <= set(case.edited)
    assert case.edited
    assert {path: now[path][name] for path, name in case.edited.items()} == {
        path: meddled[path][name] for path, name in case.edited.items()
    }
    untouched = set(now) - set(case.edited)
    assert {path: now[path] for path in untouched} == {path: start[path] for path in untouched}
