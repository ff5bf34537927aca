import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from wizard.domain.text import T
from wizard.journey.values import Mark
from wizard.ui import sample_values
from wizard.ui.sample_desk import SampleDesk


def _listed(page):
    return [page._list.itemAt(at).widget().objectName() for at in range(page._list.count())]


async def test_in_a_lab_the_person_does_the_tasks_and_then_next_goes_on(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    for task in page.open_tasks():
        await bench.click(f"by-hand.{task}.do")
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "verify"


async def test_on_live_nobody_else_does_it(open_window):
    bench = await open_window(mode="live")
    page = await bench.open("by-hand")
    assert page.open_tasks()
    assert bench.shell.findChild(object, "by-hand.get-app.do") is None


async def test_not_yet_is_no_error_and_check_now_sees_it_later(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    await bench.click("by-hand.check")
    assert len(page.open_tasks()) == 3
    assert bench.cards() == []
    bench.desk._tasks["get-app"] = replace(bench.desk._tasks["get-app"], mark=Mark.OK, note=T("seen"))
    await bench.click("by-hand.get-app.check")
    assert len(page.open_tasks()) == 2


async def test_a_look_that_was_asked_for_says_at_the_card_when_it_was_and_that_it_is_not_there_yet(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    page.clock = lambda: datetime(2026, 11, 22, 11, 20, 3)
    await bench.click("by-hand.get-app.check")
    card = bench.find("by-hand.task.get-app")
    assert not card.looked.isHidden()
    assert card.looked.text() == "Not there yet, looked at 11:20:03."
    assert bench.find("by-hand.task.enter-address").looked.isHidden()
    await bench.click("by-hand.check")
    assert bench.find("by-hand.task.enter-address").looked.text() == "Not there yet, looked at 11:20:03."
    assert bench.shell.toast.text.text() == "Not there yet, looked at 11:20:03."
    bench.desk._tasks["get-app"] = replace(bench.desk._tasks["get-app"], mark=Mark.OK, note=T("seen"))
    await bench.click("by-hand.get-app.check")
    assert "get-app" not in page.open_tasks()


async def test_who_goes_on_with_a_task_open_is_told_so_before_the_test(open_window):
    bench = await open_window()
    await bench.open("by-hand")
    bench.desk._tasks["get-app"] = replace(bench.desk._tasks["get-app"], mark=Mark.OK)
    await bench.click("by-hand.get-app.check")
    left = [task for task in bench.page.tasks() if task.mark is not Mark.OK]
    await bench.click("by-hand.skip")
    said = bench.find("verify.info.open-tasks").text.text()
    assert all(str(task.title) in said for task in left)
    assert "Get the app" not in said
    await bench.click("verify.info.open-tasks.0")
    assert bench.page.step == "by-hand"
    for task in bench.page.open_tasks():
        await bench.click(f"by-hand.{task}.do")
    await bench.press()
    assert bench.page.step == "verify"
    assert bench.page.notices.about() == ()


async def test_a_value_is_copied_as_it_is_and_said(open_window):
    bench = await open_window()
    await bench.open("by-hand")
    await bench.click("by-hand.enter-address.copy-0")
    assert QGuiApplication.clipboard().text() == "https://gitlab.example.com"
    assert bench.shell.toast.text.text() == "Copied."


async def test_a_link_of_this_set_up_is_opened(open_window):
    bench = await open_window()
    await bench.open("by-hand")
    await bench.click("by-hand.enter-address.open")
    assert bench.opened == ["https://acme.atlassian.net/jira/apps"]


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "http://acme.atlassian.net/", "javascript:alert(1)", "https://evil.example/"]
)
async def test_no_other_link_is_opened(open_window, link):
    bench = await open_window()
    page = await bench.open("by-hand")
    page._open(link)
    assert bench.opened == []


async def test_it_looks_again_by_itself_after_the_countdown(open_window):
    bench = await open_window()
    waited = []

    async def wait(seconds):
        waited.append(seconds)
        bench.desk._tasks = {key: replace(task, mark=Mark.OK) for key, task in bench.desk._tasks.items()}

    bench.visit.wait = wait
    page = await bench.open("by-hand")
    await bench.rest()
    assert sum(waited) == 5
    assert page.open_tasks() == ()


async def test_a_task_that_cannot_be_read_does_not_hold_up_and_takes_a_persons_word(open_window):
    bench = await open_window()
    bench.desk._tasks = {key: replace(task, mark=Mark.WARNING) for key, task in bench.desk._tasks.items()}
    page = await bench.open("by-hand")
    assert page.verb() == "Next"
    await bench.click("by-hand.get-app.word")
    assert "confirm task get-app" in bench.desk.asked
    assert bench.find("by-hand.done.get-app").note.text() == "said to be done"


async def test_a_task_that_counts_as_done_can_be_shown_and_done_again(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    for task in page.open_tasks():
        await bench.click(f"by-hand.{task}.do")
    await bench.click("by-hand.enter-address.again")
    assert _listed(page) == ["by-hand.done.get-app", "by-hand.task.enter-address", "by-hand.done.link-groups"]
    asked = len(bench.desk.asked)
    page._list.itemAt(1).widget().findChild(QPushButton, "by-hand.enter-address.do").click()
    await bench.rest()
    assert bench.desk.asked[asked:] == ["do task enter-address"]
    assert _listed(page) == ["by-hand.done.get-app", "by-hand.done.enter-address", "by-hand.done.link-groups"]


async def test_a_look_beside_leaves_the_card_that_somebody_reads(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    failed = replace(bench.desk._tasks["get-app"], mark=Mark.FAILED, finding=sample_values.NOT_ARRIVED)
    page.take(failed)
    assert bench.cards() == [sample_values.NOT_ARRIVED.code]
    await page._look("", beside=True)
    assert bench.cards() == [sample_values.NOT_ARRIVED.code]
    await bench.press()
    assert bench.cards() == []


async def test_a_failed_task_that_is_seen_done_beside_is_done(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    page.take(replace(bench.desk._tasks["get-app"], mark=Mark.FAILED, finding=sample_values.NOT_ARRIVED))
    bench.desk._tasks["get-app"] = replace(bench.desk._tasks["get-app"], mark=Mark.OK)
    await page._look("", beside=True)
    assert bench.cards() == []


async def test_tasks_that_cannot_be_seen_are_counted_apart(open_window):
    bench = await open_window()
    bench.desk._tasks["enter-address"] = replace(bench.desk._tasks["enter-address"], mark=Mark.WARNING)
    page = await bench.open("by-hand")
    assert page.lead().startswith("2 tasks are left")
    assert page.lead().endswith("1 more cannot be seen from here.")


async def test_in_a_lab_all_tasks_are_done_with_one_press_and_one_that_fails_stops_it(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    real, bench.desk.do_task = bench.desk.do_task, _fails_at(bench, "enter-address")
    await bench.press()
    assert page.open_tasks() == ("enter-address", "link-groups")
    assert bench.cards() == [sample_values.NOT_ARRIVED.code]
    bench.desk.do_task = real
    await bench.press()
    assert page.open_tasks() == ()
    assert (page.verb(), page.check_all.isHidden()) == ("Next", True)


def _fails_at(bench, which):
    real = bench.desk.do_task

    async def do(answers, task):
        done = await real(answers, task)
        return replace(done, mark=Mark.FAILED, finding=sample_values.NOT_ARRIVED) if task == which else done

    return do


async def test_what_people_did_before_the_changes_is_listed_first(open_window):
    bench = await open_window()
    last = bench.desk._tasks["link-groups"]
    bench.desk._tasks["link-groups"] = replace(last, before=True, mark=Mark.OK)
    page = await bench.open("by-hand")
    assert _listed(page)[0] == "by-hand.done.link-groups"


async def test_one_task_is_handed_over_and_the_page_goes_on_looking(open_window):
    bench = await open_window()
    await bench.open("by-hand")
    await bench.click("by-hand.enter-address.hand-over")
    assert "https://gitlab.example.com" in bench.find("hand-over.text").toPlainText()
    bench.find("hand-over.close").click()
    assert any("watch the tasks" in name for name in bench.visit.spawn.running("by-hand"))


async def test_after_all_was_done_return_goes_on(open_window, qtbot):
    bench = await open_window()
    page = await bench.open("by-hand")
    page.check_all.setFocus()
    await bench.press()
    qtbot.waitUntil(lambda: bench.shell.focusWidget() is bench.shell.bar.verb_button)
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step == "verify"


async def test_the_card_of_a_task_that_fails_is_brought_into_sight_and_one_seen_beside_moves_nothing(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    seen = []
    page.to_see.connect(seen.append)
    bench.desk.do_task = _fails_at(bench, "enter-address")
    await bench.click("by-hand.enter-address.do")
    assert [one.objectName() for one in seen] == ["by-hand.card.enter-address"]
    link = page._tasks["link-groups"]
    page.take(replace(link, mark=Mark.FAILED, finding=sample_values.NOT_ARRIVED), beside=True)
    assert len(seen) == 1
    assert bench.cards() == [sample_values.NOT_ARRIVED.code] * 2
    bench.desk.do_task = SampleDesk.do_task.__get__(bench.desk)
    await bench.press()
    assert bench.cards() == []


async def test_esc_says_what_was_stopped(open_window):
    bench = await open_window()
    page = await bench.open("by-hand")
    bench.desk.troubles.add("hanging")
    bench.desk.hang_on = "do task"
    bench.find("by-hand.get-app.do").click()
    await asyncio.sleep(0)
    bench.shell.cancel()
    told = bench.shell.toast.text.text()
    assert told == "Cancelled. What the lab's person had begun may be done; Check now looks."
    bench.desk.hang_on = "look at task"
    page.check_all.click()
    await asyncio.sleep(0)
    bench.shell.cancel()
    assert bench.shell.toast.text.text() == "Cancelled. Only looking was stopped."
    bench.desk.troubles.clear()
    await bench.click("by-hand.get-app.do")
    assert "get-app" not in bench.page.open_tasks()


async def test_a_set_up_that_leaves_nothing_to_people_goes_on(open_window):
    bench = await open_window("no tasks")
    page = await bench.open("by-hand")
    assert page.lead() == "This set-up leaves nothing to do by hand."
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "verify"
