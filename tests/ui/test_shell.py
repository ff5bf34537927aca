"""The window itself: keys, the list of steps, help, tickets, what is remembered, what crashes."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from wizard.ui.step_state import StepState

CTRL = Qt.KeyboardModifier.ControlModifier


def _press(bench, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(bench.shell, key, modifier)


async def test_the_whole_way_goes_by_keyboard_alone(open_window):
    bench = await open_window()
    bench.find("start.connect").setFocus()
    QTest.keyClick(bench.find("start.connect"), Qt.Key.Key_Space)
    await bench.rest()
    way = []
    for _ in range(30):
        way.append(bench.page.step)
        if bench.page.step == "groups":
            bench.page.table.setFocus()
            row = next(
                row for row in range(9) if bench.page.model.row_at(bench.page.model.index(row, 0)).path == "platform"
            )
            bench.page.table.setCurrentIndex(bench.page.model.index(row, 0))
            QTest.keyClick(bench.page.table, Qt.Key.Key_Space)
            await bench.rest()
        if bench.page.step == "by-hand":
            for task in bench.page.open_tasks():
                QTest.keyClick(bench.find(f"by-hand.{task}.do"), Qt.Key.Key_Space)
                await bench.rest()
        if bench.page.step == "done":
            break
        _press(bench, Qt.Key.Key_Return, CTRL)
        await bench.rest()
    assert way[-1] == "done"
    assert {"gitlab", "sign-in", "jira", "method", "groups", "checks", "review", "apply", "by-hand", "verify"} < set(
        way
    )


async def test_alt_left_goes_back_and_ctrl_number_opens_a_visited_step_only(open_window):
    bench = await open_window()
    await bench.open("groups")
    _press(bench, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    await bench.rest()
    assert bench.page.step == "method"
    _press(bench, Qt.Key.Key_2, CTRL)
    await bench.rest()
    assert bench.page.step == "sign-in"
    _press(bench, Qt.Key.Key_9, CTRL)
    await bench.rest()
    assert bench.page.step == "sign-in"


async def test_esc_cancels_what_runs_and_only_then_closes(open_window):
    bench = await open_window("hanging", mode="live")
    bench.visit.start_over()
    bench.shell.go("method")
    await asyncio.sleep(0)
    assert bench.page.working()
    _press(bench, Qt.Key.Key_Escape)
    assert not bench.page.working()
    assert bench.shell.isVisible()
    _press(bench, Qt.Key.Key_Escape)
    for _ in range(5):
        await asyncio.sleep(0)
    assert bench.shell.isVisible()
    assert bench.shell.toast.text.text().startswith("Esc again closes the window. Nothing was changed")
    _press(bench, Qt.Key.Key_Escape)
    for _ in range(5):
        await asyncio.sleep(0)
    assert not bench.shell.isVisible()


@pytest.mark.parametrize("step", ["gitlab", "apply", "done"])
async def test_esc_never_ends_the_program_at_once(open_window, step):
    bench = await open_window(mode="live")
    await bench.open(step)
    _press(bench, Qt.Key.Key_Escape)
    for _ in range(5):
        await asyncio.sleep(0)
    assert bench.shell.isVisible()
    assert bench.page.step == step
    assert bench.find("toast.action").text() == "Close"


async def test_a_visited_step_is_opened_from_the_list_and_a_locked_one_is_not(open_window):
    bench = await open_window()
    await bench.open("groups")
    assert not bench.find("rail.verify").isEnabled()
    assert bench.find("rail.verify").toolTip() == "Opens after “By hand”."
    assert bench.find("rail.verify").accessibleDescription() == "Opens after “By hand”."
    await bench.click("rail.gitlab")
    assert bench.page.step == "gitlab"


async def test_a_later_answer_marks_the_steps_that_it_touches(open_window):
    bench = await open_window()
    await bench.open("groups")
    bench.visit.mark("groups", StepState.DONE)
    bench.visit.change("jira", jira_email="other@example.com")
    assert bench.visit.state("sign-in") is StepState.DONE
    assert bench.visit.state("groups") is StepState.ATTENTION


async def test_f1_opens_the_help_without_holding_up_anything(open_window):
    bench = await open_window()
    await bench.open("review")
    _press(bench, Qt.Key.Key_F1)
    assert bench.find("help").windowTitle() == "Help: Review the plan"
    assert bench.find("help.text").toPlainText()


@pytest.mark.parametrize("step", ["start", "review", "settings", "help"])
async def test_the_short_help_leads_to_its_topic_in_help_and_back_to_the_page(open_window, step):
    bench = await open_window()
    await bench.open(step)
    _press(bench, Qt.Key.Key_F1)
    bench.find("help.0").click()
    await bench.rest()
    assert not bench.find("help").isVisible()
    assert bench.page.step == "help"
    assert bench.visit.help_at == f"page-{step}"
    assert bench.page.list.currentItem().isSelected()


async def test_f1_goes_from_one_topic_to_that_of_the_help_itself(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.visit.help_at = "network-refused"
    bench.shell.go("help")
    await bench.rest()
    _press(bench, Qt.Key.Key_F1)
    bench.find("help.0").click()
    assert bench.visit.help_at == "page-help"
    _press(bench, Qt.Key.Key_Escape)
    assert bench.page.step == "review"


async def test_the_ticket_text_says_where_what_and_why_without_a_secret(open_window):
    bench = await open_window("sign-in", known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-canary")
    await bench.press()
    page.token.edit.setText("glpat-canary")
    await bench.click("bar.copy")
    text = QGuiApplication.clipboard().text()
    assert "Step sign-in, LAB" in text
    assert "[gitlab-token-scope-missing]" in text
    assert "insufficient_scope" in text
    assert "canary" not in text


async def test_the_session_begins_after_the_first_page_and_each_page_is_remembered(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    await bench.press()
    assert bench.desk.remembered == []
    await bench.press()
    assert [page for _answers, page in bench.desk.remembered] == ["begin", "sign-in"]
    assert bench.visit.session


async def test_other_sites_than_the_changed_ones_go_on_as_a_set_up_of_their_own_and_this_is_said(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    await bench.press()
    await bench.press()
    bench.desk.session = "20261122-090000-0002"
    bench.shell.go("jira")
    await bench.rest()
    assert bench.visit.session == "20261122-090000-0002"
    assert any("stays in the list on Start" in text for _at, text in bench.shell.toast.told)


async def test_a_mistake_of_ours_is_a_card_without_its_message(open_window, caplog):
    bench = await open_window()
    await bench.open("review")
    caplog.clear()
    with caplog.at_level("CRITICAL"):
        bench.shell.crashed("review: look", ValueError("glpat-canary"))
    assert bench.cards() == ["program-unforeseen"]
    assert "canary" not in bench.page.ticket()
