"""The first sync of a thousand projects: at its pace by the fast clock, and nothing of it is lost on the way."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from tests.lab.admin import Admin
from tests.lab.reach import through_proxy
from tests.lab.size.served import served, tell, worked_s

PROJECTS = 1_260


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[ServedLab]:
    yield from served(tmp_path, "--merge-requests", "126000", projects=PROJECTS, clock="fast")


async def working(admin: Admin) -> int:
    """Return how many jobs are under way; to tell what both sides hold would take the lab longer than a batch."""
    (process,) = (await admin.at_gitlab("GET", "/sidekiq/process_metrics")).json()["processes"]
    return process["busy"]


@pytest.mark.e2e
@pytest.mark.long
@pytest.mark.timeout(200)
async def test_the_lab_keeps_up_with_the_batches_of_a_thousand_projects_by_the_fast_clock(lab: ServedLab):
    async with through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        await admin.connect()
        begun, worked = time.monotonic(), worked_s(lab)
        own = lab.ready["gitlab"]["url"]
        async with asyncio.timeout(110):
            while await working(admin):  # noqa: ASYNC110  # the lab is another process
                await asyncio.sleep(0.5)
        took, work = time.monotonic() - begun, worked_s(lab) - worked
    truth = lab.truth()[own]
    sync, pushes = truth["first_sync"], truth["pushes"]
    tell(f"first sync: {sync['projects']} projects, {pushes['sent']} requests, {took:.1f} s, {work:.1f} s of work")
    assert sync["projects"] >= 1_000
    assert pushes["last_status"] == 202
    assert pushes["sent"] == sync["projects"]
    assert took < 60
    # The batches begin over 34 seconds: a lab that works longer than that falls behind them.
    assert work < 34
