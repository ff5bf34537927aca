"""At the smallest size of the window nothing is cut off at its side."""

import pytest

from wizard.ui.tokens import WINDOW_LEAST
from wizard.ui.visit import STEPS

_TROUBLES = {
    "gitlab": "gitlab", "sign-in": "sign-in", "jira": "jira", "groups": "project", "checks": "checks",
    "review": "drift", "apply": "apply", "verify": "proof",
}  # fmt: skip


async def _least(bench, step):
    bench.shell.resize(*WINDOW_LEAST)
    await bench.open(step, apply_now=step == "apply")
    await bench.press()
    return bench.shell.stack.areas[bench.page.step]


@pytest.mark.parametrize("step", [step for step in STEPS if step != "start"])
async def test_a_page_fits_into_the_narrowest_window(open_window, step):
    bench = await open_window()
    area = await _least(bench, step)
    assert bench.page.minimumSizeHint().width() <= area.viewport().width()


@pytest.mark.parametrize(("step", "trouble"), sorted(_TROUBLES.items()))
async def test_a_page_with_a_card_fits_into_the_narrowest_window(open_window, step, trouble):
    bench = await open_window(trouble)
    area = await _least(bench, step)
    assert bench.page.minimumSizeHint().width() <= area.viewport().width()


async def test_each_task_by_hand_fits_into_the_narrowest_window(open_window):
    bench = await open_window()
    bench.shell.resize(*WINDOW_LEAST)
    page = await bench.open("by-hand")
    assert page.minimumSizeHint().width() <= bench.shell.stack.areas["by-hand"].viewport().width()
