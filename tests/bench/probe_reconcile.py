"""Everything of a company looked at by the monitor, then what fifty changes cost; prints requests and memory."""

import asyncio
import json
import sys
import time

from tests.bench.company_sides import ISSUES, NOW, PROJECTS, REQUESTS, CompanyGitLab, CompanyJira, issue_of
from tests.bench.memory import resident_mib
from tests.journey.fakes import FakeProbe
from tests.monitor.fakes import Clock, Memory
from wizard.domain.answers import Answers
from wizard.domain.flow import Kind
from wizard.domain.ports import Ports
from wizard.monitor.budget import Budget
from wizard.monitor.flow import Flow

CHANGES = 50


async def _measured() -> dict[str, float]:
    gitlab, jira, clock = CompanyGitLab(), CompanyJira(), Clock()
    clock.at = NOW
    flow = Flow(
        Answers().with_(groups_paths=("platform",)), Ports(gitlab, jira, FakeProbe(), clock), clock, Memory(),
        Budget(clock, reconcile_per_s=1000),
    )  # fmt: skip
    before, began = resident_mib(), time.perf_counter()
    await flow.reconcile(lambda _done: None)
    first = {"jira": jira.asked, "gitlab": gitlab.asked, "ms": (time.perf_counter() - began) * 1000}
    history = flow.now().history
    if (history.coverage, history.projects) != (1.0, PROJECTS):
        raise SystemExit(f"the pass ended with {history.coverage} of {history.projects} projects")
    clock.at += 7200
    for project in range(1, CHANGES + 1):
        gitlab.changed[project * 7] = clock.at - 60
        jira.counts[Kind.MERGE_REQUEST][issue_of(project * 7 * REQUESTS + REQUESTS + 1)] += 1
    jira.asked = gitlab.asked = 0
    began = time.perf_counter()
    await flow.reconcile(lambda _done: None)
    if flow.now().history.coverage != 1.0:
        raise SystemExit("the second pass did not find what came")
    return {
        "keys": ISSUES, "jira": first["jira"], "gitlab": first["gitlab"], "ms": first["ms"],
        "second_jira": jira.asked, "second_gitlab": gitlab.asked, "second_ms": (time.perf_counter() - began) * 1000,
        "mib": resident_mib(), "grown_mib": resident_mib() - before,
    }  # fmt: skip


def main() -> None:
    sys.stdout.write(json.dumps(asyncio.run(_measured())))


main()
