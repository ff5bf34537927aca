"""Reads that fail twice in a lab, and the line of the page that waits for them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journey.fakes import MemoryStore
from tests.lab.reach import control
from wizard.app.worlds import lab_world
from wizard.journey.desk import SessionDesk
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.ui.retrying import hear_pauses
from wizard.ui.step_state import StepState
from wizard.ui.timings import CANCEL_WITHIN

PATIENCE_S = 30


@pytest.fixture
async def lab() -> AsyncIterator[LabRun]:
    async with LabRun(ServeOptions()) as running:
        yield running


@pytest.fixture
async def desk(lab: LabRun, tmp_path: Path) -> AsyncIterator[SessionDesk]:
    async with lab_world(lab.ready, tmp_path / "recordings") as world:
        yield SessionDesk(world, MemoryStore())


@pytest.fixture
async def paused(lab, desk, open_window):
    """Return a window whose page Sign-in waits because the instance asked for a pause; it will once more."""
    bench = await open_window()
    page = await bench.open("sign-in")
    bench.visit.asking._desk = desk
    await hear_pauses(bench.shell)
    async with control(lab.ready) as line:
        await line.put("/faults/gitlab-rate-limited", json={"params": {}, "times": 2})
    bench.shell.press()
    await shown(page, "attempt 2 of 4, next in ")
    return bench


async def shown(page, words):
    async with asyncio.timeout(PATIENCE_S):
        while words not in page.busy.text.text():
            await asyncio.sleep(0.01)
            page.busy.look()  # the timer of the line stands still in a loop without Qt


async def test_retry_now_ends_each_wait_at_once_and_the_page_goes_on(paused):
    page = paused.page
    page.busy.retry_button.click()
    await shown(page, "attempt 3 of 4, next in ")
    page.busy.retry_button.setFocus()
    page.busy.retry_button.click()
    await paused.rest()
    assert page.busy.isHidden()
    assert paused.cards() == []
    assert page.verb() == "Next"
    assert paused.shell.focusWidget() not in (page.busy.retry_button, page.busy.stop_button)


async def test_stop_leaves_the_page_as_it_was_and_no_task_and_it_can_be_tried_again(paused, lab):
    page = paused.page
    assert not page.busy.stop_button.visibleRegion().isEmpty()
    page.busy.stop_button.click()
    async with asyncio.timeout(CANCEL_WITHIN / 1000):
        await paused.visit.spawn.settled()
    assert not page.working()
    assert page.busy.isHidden()
    assert paused.cards() == []
    assert paused.visit.state("sign-in") is StepState.TO_DO
    assert page.verb() != "Next"
    async with control(lab.ready) as line:
        await line.delete("/faults/gitlab-rate-limited")
    await paused.press()
    assert page.verb() == "Next"


async def test_a_page_beside_the_way_does_not_hide_what_the_step_waits_for(paused):
    way = paused.page
    paused.shell.go("settings")
    way.busy.retry_button.click()
    paused.shell.back()
    await shown(way, "attempt 3 of 4, next in ")
    way.busy.retry_button.click()
    await paused.rest()
    assert way.verb() == "Next"
