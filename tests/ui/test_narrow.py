"""At the smallest size of the window nothing is cut off at its side."""

import pytest
from PySide6.QtCore import QPoint

from wizard.ui.look import put_on, rail_wide
from wizard.ui.tokens import RAIL_SLIM, WINDOW_LEAST
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


async def test_at_the_narrowest_activity_is_read_beside_the_requests_and_steps_lose_only_their_words(
    open_window, qtbot
):
    bench = await open_window()
    await bench.open("groups")
    bench.shell.go("activity")
    await bench.rest()
    shell, way = bench.shell, bench.shell.lists.way
    shell.resize(*WINDOW_LEAST)
    shell.evidence._widen = lambda: None  # a screen without room for a wider window
    shell.evidence.switch()
    assert shell.stack.mapTo(shell, shell.stack.rect().topRight()).x() < shell.evidence.drawer.geometry().left()
    assert bench.page.minimumSizeHint().width() <= shell.stack.areas["activity"].viewport().width()
    assert way.width() == RAIL_SLIM
    assert bench.find("rail.gitlab").accessibleName().startswith("GitLab, ")
    await bench.click("rail.settings")
    assert bench.page.step == "settings"
    shell.evidence.close()
    qtbot.waitUntil(lambda: shell.lists.width() == rail_wide())


async def test_with_large_text_the_requests_lie_over_the_page_rather_than_cut_its_title(open_window, dressed):
    bench = await open_window()
    await bench.open("activity")
    shell = bench.shell
    shell.resize(*WINDOW_LEAST)
    shell.evidence._widen = lambda: None
    put_on(dressed, "light", grow=2)
    try:
        shell.evidence.switch()
        assert shell.stack.mapTo(shell, shell.stack.rect().topRight()).x() > shell.evidence.drawer.geometry().left()
        assert shell.evidence.drawer.geometry().bottom() < shell.bar.mapTo(shell, QPoint(0, 0)).y()
    finally:
        put_on(dressed, "light")


@pytest.mark.parametrize(("wide", "slim"), [(880, True), (1000, True), (1300, False)])
async def test_the_list_of_steps_beside_the_requests_goes_by_the_width_of_the_window_and_not_by_the_page(
    open_window, wide, slim
):
    bench = await open_window()
    await bench.open("review")
    shell = bench.shell
    shell.evidence._widen = lambda: None
    shell.resize(wide, 660)
    shell.evidence.switch()
    for step in ("activity", "settings", "review"):
        shell.go(step)
        await bench.rest()
        assert (shell.lists.way.property("kind") == "rail-slim") is slim, step
