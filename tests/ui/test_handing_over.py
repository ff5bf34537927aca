"""Handing over: what the dialog shows is what the file holds, and no side has to answer for it."""

import asyncio
from pathlib import Path

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from wizard.documents.hand_over_reading import read
from wizard.ui import sample_values
from wizard.ui.handing_over import hand_on


async def _dialog(open_window, *troubles, step="done", task=""):
    bench = await open_window(*troubles)
    page = await bench.open(step)
    hand_on(page, task, "by-hand")
    await bench.rest()
    return bench


async def test_it_is_saved_with_names_page_and_tasks_and_can_be_read_again(open_window, tmp_path):
    bench = await _dialog(open_window, task="link-groups")
    assert bench.find("hand-over.whom").text() == "Jira site administrator"
    bench.find("hand-over.by").setText("Dana")
    await bench.click("hand-over.save")
    target = tmp_path / "x.gjw-handover"
    dialog = bench.find("done.save")
    assert Path(dialog.directory().absolutePath()).is_relative_to(Path.home())
    assert dialog.nameFilters()[0] == "*.gjw-handover"
    dialog.fileSelected.emit(str(target))
    await bench.rest()
    assert str(tmp_path) in bench.shell.toast.told[-1][1]
    one = read(target.read_bytes()).hand_over
    assert (one.made_by, one.for_whom, one.page) == ("Dana", "Jira site administrator", "by-hand")
    assert one.open_tasks[0].id == "link-groups"
    assert one.answers.gitlab == sample_values.ANSWERS.gitlab
    assert one.answers.jira.email == ""


async def test_the_text_follows_what_is_typed_and_is_copied(open_window):
    bench = await _dialog(open_window)
    bench.find("hand-over.whom").setText("Robin")
    shown = bench.find("hand-over.text").toPlainText()
    assert "For: Robin" in shown
    assert not any(mark in shown for mark in ("##", "---", "\\"))
    await bench.click("hand-over.copy")
    assert "For: Robin" in QGuiApplication.clipboard().text()


async def test_it_can_be_handed_over_while_no_side_answers(open_window):
    bench = await open_window()
    page = await bench.open("done")
    bench.desk.troubles.add("broken")
    hand_on(page)
    await bench.rest()
    assert bench.find("hand-over").isVisible()
    assert bench.cards() == []


async def test_cards_of_the_page_stay_and_nothing_can_be_saved_before_it_is_gathered(open_window):
    bench = await open_window()
    page = await bench.open("done")
    page.show_findings((sample_values.UNREACHABLE,))
    bench.desk.troubles.add("hanging")
    hand_on(page)
    await asyncio.sleep(0)
    assert not bench.find("hand-over.save").isEnabled()
    assert bench.cards() == ["network-name-unknown"]
    bench.visit.spawn.cancel()
    bench.find("hand-over").reject()
    bench.desk.troubles.discard("hanging")
    hand_on(page)
    await bench.rest()
    assert bench.shell.findChildren(QPushButton, "hand-over.save")[-1].isEnabled()


async def test_what_comes_in_after_the_dialog_was_closed_harms_nothing(open_window):
    bench = await open_window()
    page = await bench.open("done")
    hand_on(page)
    dialog = bench.find("hand-over")
    dialog.reject()
    shiboken6.delete(dialog)
    await bench.rest()
    assert bench.failures == []


async def test_close_changes_nothing(open_window):
    bench = await _dialog(open_window)
    before = len(bench.desk.asked)
    await bench.click("hand-over.close")
    assert len(bench.desk.asked) == before
    assert bench.page.step == "done"


async def test_from_the_end_the_next_person_begins_with_the_proof(open_window, tmp_path):
    bench = await open_window()
    await bench.open("done")
    await bench.click("done.hand-over")
    await bench.click("hand-over.save")
    target = tmp_path / "x.gjw-handover"
    bench.find("done.save").fileSelected.emit(str(target))
    await bench.rest()
    assert read(target.read_bytes()).hand_over.page == "verify"
