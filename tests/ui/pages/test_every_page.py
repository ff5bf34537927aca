"""What holds on every page of the way: the verb is never dead, and what hangs is ended at once and leaves nothing."""

import asyncio
import time

import pytest
import structlog
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from wizard.ui.sample_integration import answers_at
from wizard.ui.step_state import StepState
from wizard.ui.timings import CANCEL_WITHIN
from wizard.ui.visit import STEPS

PAGES = STEPS[1:]
LAST = "done"
"""Its verb closes the window."""


async def _come(bench, step, answers=None):
    bench.visit.start_over(answers)
    for before in STEPS[: STEPS.index(step)]:
        bench.visit.mark(before, StepState.DONE)
    bench.shell.go(step)
    for _ in range(6):
        await asyncio.sleep(0)


def _seen(bench):
    """Return all that a person could notice."""
    page = bench.page
    texts = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    wrong = [field.objectName() for field in page.findChildren(QLineEdit) if field.property("wrong")]
    focus = QApplication.focusWidget()
    toast = bench.shell.toast.text.text()
    heading = (page.title(), page.lead(), page.verb())
    return page.step, heading, texts, wrong, focus, toast, bench.desk.asked[:]


@pytest.mark.parametrize("step", [step for step in PAGES if step != LAST])
async def test_the_verb_of_an_empty_page_is_never_dead(open_window, step):
    bench = await open_window(mode="live", suggest=False, known=False)
    await _come(bench, step)
    await bench.rest()
    assert bench.page.verb_enabled()
    before = _seen(bench)
    QTest.keyClick(bench.shell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await bench.rest()
    assert _seen(bench) != before


@pytest.mark.parametrize("step", PAGES)
async def test_what_hangs_is_ended_at_once_and_the_page_works_afterwards(open_window, step):
    bench = await open_window("hanging")
    await _come(bench, step, answers_at(step))
    began = time.monotonic()
    while bench.page.working():
        bench.shell.cancel()
        for _ in range(8):
            await asyncio.sleep(0)
    bench.visit.spawn.cancel()
    for _ in range(8):
        await asyncio.sleep(0)
    assert (time.monotonic() - began) * 1000 < CANCEL_WITHIN
    assert bench.visit.spawn.running() == []
    assert bench.shell.isVisible()
    bench.desk.troubles.clear()
    bench.page.enter()
    await bench.rest()
    assert bench.page.verb_enabled()


@pytest.mark.parametrize("step", [step for step in PAGES if step not in (LAST, "method", "checks")])
async def test_a_call_that_fails_as_a_whole_is_a_card_and_trying_again_takes_it_away(open_window, step):
    bench = await open_window()
    await _come(bench, step, answers_at(step))
    await bench.rest()
    bench.desk.troubles.add("broken")
    bench.page.enter()  # some pages ask when they come up, the others when the verb is pressed
    await bench.rest()
    bench.shell.press()
    await bench.rest()
    assert bench.page.step == step
    assert bench.cards() == ["network-timeout"]
    bench.desk.troubles.clear()
    await bench.click(f"{step}.card-0.again")
    assert "network-timeout" not in bench.cards()


@pytest.mark.parametrize("step", ["gitlab", "checks"])
async def test_a_cancel_writes_one_line_into_the_log_and_the_page_goes_on(open_window, step):
    bench = await open_window("hanging")
    await _come(bench, step, answers_at(step))
    begin = bench.page.changed.emit if bench.page.working() else bench.shell.press
    begin()
    with structlog.testing.capture_logs() as lines:
        bench.shell.cancel()
    assert [(line["event"], line["page"]) for line in lines] == [("cancelled by the user", step)]
    bench.visit.spawn.cancel()
    for _ in range(8):
        await asyncio.sleep(0)
    bench.desk.troubles.clear()
    bench.page.enter()
    await bench.rest()
    assert bench.page.verb_enabled()
