"""A page that came out well goes on by itself; one where something is to be read stays, and so does one if wanted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from wizard.domain.secrets import KeyringState
from wizard.domain.text import T
from wizard.journey.values import Mark
from wizard.ui import sample_values

_TOKEN = "glpat-0123456789abcdefghij"


async def _settled(bench, qtbot):
    """Let the window go on, which it does a turn after the page's work, and the next page come to rest."""
    turns: list[bool] = []
    QTimer.singleShot(0, lambda: turns.append(True))
    qtbot.waitUntil(lambda: bool(turns))
    await bench.rest()


async def _signed_in(open_window, qtbot, *troubles, goes_on=True):
    bench = await open_window(*troubles, goes_on=goes_on)
    await bench.open("sign-in")
    await bench.press()
    await _settled(bench, qtbot)
    return bench


async def test_a_sign_in_goes_on_says_who_and_show_goes_back_to_what_it_says(open_window, qtbot):
    bench = await _signed_in(open_window, qtbot)
    assert bench.page.step == "jira"
    assert bench.shell.toast.text.text().startswith("Signed in as Dana Admin (@dana), administrator.")
    await bench.click("toast.action")
    assert (bench.page.step, bench.page.verb()) == ("sign-in", "Next")
    await bench.press()
    assert bench.page.step == "jira"


async def test_a_sign_in_at_jira_goes_on_too(open_window, qtbot):
    bench = await open_window(goes_on=True)
    await bench.open("jira")
    await bench.press()
    await _settled(bench, qtbot)
    assert (bench.page.step, bench.shell.toast.text.text()) == ("method", "Signed in as Dana Admin.")


@pytest.mark.parametrize(("step", "trouble"), [("sign-in", "sign-in"), ("jira", "jira"), ("apply", "apply")])
async def test_a_page_with_a_card_stays(open_window, qtbot, step, trouble):
    bench = await open_window(trouble, goes_on=True)
    await bench.open(step)
    await bench.press()
    await _settled(bench, qtbot)
    assert bench.page.step == step
    assert bench.cards()


async def test_a_token_that_could_not_be_kept_is_read_before_anything_goes_on(open_window, qtbot):
    bench = await open_window(goes_on=True, mode="live", keyring=KeyringState.LOCKED)
    page = await bench.open("sign-in")
    page.keeping.change(KeyringState.READY, "keyring")  # it was locked after that
    QTest.keyClicks(page.token.edit, _TOKEN)
    await bench.press()
    await _settled(bench, qtbot)
    assert (bench.page.step, page.verb()) == ("sign-in", "Next")


async def test_who_wants_to_stay_stays(open_window, qtbot):
    bench = await _signed_in(open_window, qtbot, goes_on=False)
    assert (bench.page.step, bench.page.verb()) == ("sign-in", "Next")


async def test_the_changes_and_the_tasks_go_on_once_all_is_done(open_window, qtbot):
    bench = await open_window(goes_on=True)
    await bench.open("apply")
    await bench.press()
    await _settled(bench, qtbot)
    assert (bench.page.step, bench.shell.toast.text.text()) == ("by-hand", "The changes are made.")
    await bench.press()
    await _settled(bench, qtbot)
    assert (bench.page.step, bench.shell.toast.text.text()) == ("verify", "All tasks are done.")


async def test_a_look_that_nobody_asked_for_takes_nobody_to_another_page(open_window, qtbot):
    bench = await open_window(goes_on=True)
    page = await bench.open("by-hand")
    for task in page.open_tasks():
        bench.desk._tasks[task] = replace(bench.desk._tasks[task], mark=Mark.OK, note=T("seen"))
    await page._look("", beside=True)
    await _settled(bench, qtbot)
    assert (bench.page.step, page.verb()) == ("by-hand", "Next")


async def test_a_task_that_cannot_be_seen_from_here_is_left_to_be_read(open_window, qtbot):
    bench = await open_window(goes_on=True)
    page = await bench.open("by-hand")
    for number, task in enumerate(page.open_tasks()):
        mark = Mark.WARNING if number == 0 else Mark.OK
        bench.desk._tasks[task] = replace(sample_values.TASKS[number], mark=mark, note=T("seen"))
    await bench.click("by-hand.check")
    await _settled(bench, qtbot)
    assert (bench.page.step, page.open_tasks()) == ("by-hand", (sample_values.TASKS[0].id,))


async def test_whoever_reads_the_help_meanwhile_is_not_taken_away(open_window, qtbot):
    bench = await open_window(goes_on=True)
    page = await bench.open("sign-in")
    bench.shell.go("help")
    page.came_out_well.emit("Signed in.")
    await _settled(bench, qtbot)
    assert bench.page.step == "help"
