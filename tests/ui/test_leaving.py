"""Closing the window: one rule however it is closed, and a question only where something would be lost."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from wizard.journey.values import Mark
from wizard.ui import sample_values
from wizard.ui.open_ends import BRANCH, CHANGES
from wizard.ui.sample_undo import MODE_OFF, MODE_ON
from wizard.ui.step_state import StepState
from wizard.ui.visit import STEPS

_WAYS = ("cross", "Ctrl+Q", "button", "Esc")


async def _turns(n=8):
    for _ in range(n):
        await asyncio.sleep(0)


async def _close(bench, way):
    """Close the window as a person does; Esc closes with its second press."""
    if way == "cross":
        bench.shell.close()
    elif way == "Ctrl+Q":
        QTest.keyClick(bench.shell, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    elif way == "button":
        bench.find("bar.cancel").click()
    else:
        QTest.keyClick(bench.shell, Qt.Key.Key_Escape)
        await _turns()
        QTest.keyClick(bench.shell, Qt.Key.Key_Escape)
    await _turns()


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("step", ["groups", "apply", "verify"])
async def test_where_nothing_is_lost_the_window_closes_at_once(open_window, step, way):
    bench = await open_window(mode="live")
    await bench.open(step)
    await _close(bench, way)
    assert not bench.shell.isVisible()


async def test_the_button_says_before_what_is_kept(open_window):
    bench = await open_window(mode="live")
    await bench.open("groups")
    said = "What you decided is kept; Resume on the start page goes on here. A token that is kept in memory is not."
    assert bench.find("bar.cancel").toolTip() == said
    assert bench.find("bar.cancel").accessibleDescription() == said


@pytest.mark.parametrize("way", _WAYS)
async def test_what_stands_half_done_is_named_and_stay_here_keeps_the_window(open_window, way):
    bench = await open_window(mode="live")
    await bench.open("verify")
    bench.visit.open_ends.leave(BRANCH, lambda: "The branch PLAT-1-x of a test is still in platform/app.")
    await _close(bench, way)
    dialog = bench.find("confirm")
    assert dialog.windowTitle() == "Close although something is left?"
    assert "The branch PLAT-1-x of a test is still in platform/app." in _texts(dialog)
    bench.find("confirm.keep").click()
    await _turns()
    assert bench.shell.isVisible()
    bench.visit.open_ends.settle(BRANCH)
    await _close(bench, way)
    assert not bench.shell.isVisible()


def _texts(dialog):
    return " ".join(one.text() for one in dialog.findChildren(type(dialog.children()[1])))


async def test_the_close_of_done_asks_too_and_closes_on_close(open_window):
    bench = await open_window(mode="live")
    await bench.open("done")
    bench.visit.open_ends.leave(CHANGES, lambda: "Not taken back yet: Set Jira Connect Proxy URL.")
    bench.shell.press()
    await _turns()
    assert "Not taken back yet: Set Jira Connect Proxy URL." in _texts(bench.find("confirm"))
    bench.find("confirm.verb").click()
    await _turns()
    assert not bench.shell.isVisible()


async def test_a_plan_that_is_half_made_is_named_until_it_is_whole(open_window):
    bench = await open_window("apply", mode="live")
    await bench.open("review")
    await bench.press()
    assert bench.page.rows.count("done") == 2
    (said,) = bench.visit.open_ends.sentences()
    assert said.startswith("Made and read back: Create OAuth application")
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.page.title() == "The changes are made"
    assert bench.visit.open_ends.sentences() == ()


async def test_a_branch_that_a_test_could_not_remove_is_named_until_a_test_removes_it(open_window):
    bench = await open_window(mode="live")
    await bench.open("verify")
    hops = [
        replace(hop, finding=sample_values.NOT_ARRIVED) if hop.name == "proof-cleaned" else hop
        for hop in sample_values.HOPS
    ]
    proof = replace(await bench.desk.prove(bench.visit.answers, lambda _hop: None), ok=False, hops=tuple(hops))
    bench.page._take(proof)
    project = bench.visit.answers.proof.project
    assert bench.visit.open_ends.sentences() == (f"The branch {proof.branch} of a test is still in {project}.",)
    await bench.press()
    assert bench.page.title() == "It works"
    assert bench.visit.open_ends.sentences() == ()


async def test_development_mode_that_is_left_on_is_named_until_it_is_off(open_window):
    bench = await open_window(mode="live")
    await bench.open("by-hand")
    ends = bench.visit.open_ends
    on, off = replace(MODE_ON, mark=Mark.OK), replace(MODE_OFF, mark=Mark.WAITING)
    ends.take_tasks([replace(on, mark=Mark.WAITING), off])
    assert ends.sentences() == ()
    ends.take_tasks([on, off])
    assert ends.sentences() == ("Left by hand: Switch development mode off again.",)
    ends.take_tasks([on, replace(off, mark=Mark.OK)])
    assert ends.sentences() == ()


def _let_time_pass(bench):
    bench.visit.wait = lambda _seconds: asyncio.sleep(0)


async def test_closing_a_running_test_stops_it_and_removes_its_branch_first(open_window):
    bench = await open_window(mode="live")
    await bench.open("verify")
    bench.desk.troubles.add("hanging")
    bench.desk.hang_on = "hop proof-arrived"
    bench.shell.press()
    await _turns()
    _let_time_pass(bench)
    bench.shell.close()
    await _turns()
    assert bench.find("confirm").windowTitle() == "Stop the test and close?"
    bench.desk.troubles.clear()
    bench.find("confirm.verb").click()
    await _turns(20)
    assert "tidy" in bench.desk.asked
    assert not bench.shell.isVisible()


async def test_closing_while_changes_are_taken_back_on_done_asks_and_ends_the_one_it_works_on_first(open_window):
    bench = await open_window(mode="live", turns=12)
    await bench.desk.resume("x")
    await bench.open("done")
    bench.find("done.undo").click()
    await _turns(30)
    bench.find("confirm.verb").click()
    await _turns(5)
    _let_time_pass(bench)
    bench.shell.close()
    await _turns()
    dialog = bench.shell.findChildren(QDialog, "confirm")[-1]
    assert dialog.windowTitle() == "Stop taking back and close?"
    dialog.accept()
    await _turns(60)
    assert not bench.shell.isVisible()
    left = await bench.desk.undo_plan()
    assert 0 < len(left) < 3


@pytest.mark.parametrize(("done", "asks"), [(False, True), (True, False)])
async def test_a_lab_ends_with_its_window_and_that_is_asked_until_the_set_up_is_done(open_window, done, asks):
    bench = await open_window(mode="lab")
    for step in STEPS[:6]:
        bench.visit.mark(step, StepState.DONE)
    bench.shell.go("groups")
    await bench.rest()
    bench.visit.mark("done", StepState.DONE if done else StepState.LOCKED)
    bench.shell.close()
    await _turns()
    assert bench.shell.isVisible() is asks


async def test_a_second_close_asks_no_second_question(open_window):
    bench = await open_window(mode="live")
    await bench.open("apply")
    bench.visit.open_ends.leave(CHANGES, lambda: "Made and read back: Create OAuth application.")
    bench.shell.close()
    await _turns()
    bench.shell.close()
    await _turns()
    dialogs = bench.shell.findChildren(type(bench.find("confirm")), "confirm")
    assert len(dialogs) == 1
