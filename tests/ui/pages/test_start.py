import asyncio
import json
import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from wizard.documents import hand_over
from wizard.domain.answers import write_answers
from wizard.ui import sample_values
from wizard.ui.plain import PlainLabel


async def test_an_unfinished_set_up_is_offered_first_and_goes_on_where_it_stopped(open_window):
    bench = await open_window(sessions=(sample_values.SESSION,))
    await bench.click("start.resume")
    assert bench.page.step == "by-hand"
    assert bench.visit.answers == sample_values.ANSWERS
    assert bench.visit.session == sample_values.SESSION.id


async def test_return_resumes_an_unfinished_set_up_and_the_card_says_where_it_stopped(open_window):
    bench = await open_window(sessions=(sample_values.SESSION,))
    assert bench.shell.focusWidget() is bench.find("start.resume")
    said = [label.text() for label in bench.find("start.session").findChildren(PlainLabel)]
    assert any("stopped at “By hand”" in text and "Changes made: 3" in text for text in said)


async def test_without_an_unfinished_set_up_there_is_no_resume(open_window):
    bench = await open_window()
    assert bench.shell.findChild(object, "start.resume") is None


async def test_checking_an_existing_connection_leaves_out_everything_that_changes(open_window):
    bench = await open_window()
    await bench.click("start.check")
    assert bench.visit.path() == ("start", "gitlab", "sign-in", "jira", "checks")


async def test_the_honest_line_stands_in_the_bar_and_no_cancel_does(open_window):
    bench = await open_window()
    told = "Nothing is sent anywhere but to the sites you name; a private listing also asks the Marketplace."
    assert bench.shell.bar.note.text() == told
    assert not bench.shell.bar.cancel_button.isVisible()


async def test_the_lab_is_offered_only_where_the_program_can_open_one(open_window):
    bench = await open_window()
    assert bench.shell.findChild(object, "start.lab") is None


def _many(count, **parts):
    first = sample_values.SESSION
    return tuple(
        replace(first, id=f"session-{number}", started_at=first.started_at - number * 3600, **parts)
        for number in range(count)
    )


async def test_all_set_ups_are_in_a_list_newest_first_and_the_undone_and_forgotten_are_not(open_window):
    shuffled = (*_many(40)[::-1], *_many(2, undone=True), *_many(2, forgotten=True))
    bench = await open_window(sessions=shuffled)
    table = bench.find("start.sessions")
    assert not table.isVisible()
    await bench.click("start.all")
    assert table.isVisible()
    assert bench.find("start.all").text() == "Hide the list"
    model = table.model()
    assert model.rowCount() == 40
    ids = [model.at(model.index(row, 0)).id for row in range(40)]
    assert ids == [f"session-{number}" for number in range(40)]
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("gitlab.example.com → acme.atlassian.net. 2026-11-20 ")


async def test_a_set_up_of_the_list_is_resumed_by_return(open_window):
    bench = await open_window(sessions=_many(5))
    await bench.click("start.all")
    table = bench.find("start.sessions")
    table.selectRow(3)
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.visit.session == "session-3"
    assert bench.page.step == "by-hand"


async def test_a_set_up_that_a_command_began_is_resumed_at_the_first_page(open_window, monkeypatch):
    bench = await open_window(sessions=_many(1))

    async def begun_by_a_command(_session):
        return sample_values.ANSWERS, "start"

    monkeypatch.setattr(bench.desk, "resume", begun_by_a_command)
    await bench.click("start.resume")
    assert bench.page.step == "gitlab"
    assert bench.visit.answers == sample_values.ANSWERS


async def test_a_thousand_set_ups_are_loaded_and_one_of_them_resumed(open_window):
    bench = await open_window(sessions=_many(1_000))
    await bench.click("start.all")
    bench.find("start.sessions").selectRow(999)
    await bench.click("start.list.resume")
    assert bench.visit.session == "session-999"


async def test_a_set_up_is_forgotten_after_a_question_that_says_what_stays(open_window):
    bench = await open_window(sessions=_many(2, standing=3))
    await bench.click("start.all")
    bench.find("start.list.forget").click()
    for _ in range(6):
        await asyncio.sleep(0)
    said = [label.text() for label in bench.find("confirm").findChildren(PlainLabel)]
    assert any("3 changes of it stay" in text and "--session session-0" in text for text in said)
    bench.find("confirm.keep").click()
    await bench.rest()
    assert bench.desk.archive.forgotten == []
    bench.find("start.list.forget").click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.shell.findChildren(QDialog, "confirm")[-1].accept()
    await bench.rest()
    assert bench.desk.archive.forgotten == ["session-0"]
    assert bench.find("start.sessions").model().rowCount() == 1


async def test_a_proven_set_up_is_not_offered_as_unfinished_but_stands_in_the_list(open_window):
    bench = await open_window(sessions=_many(1, done=True))
    assert bench.shell.findChild(object, "start.resume") is None
    await bench.click("start.all")
    model = bench.find("start.sessions").model()
    assert model.data(model.index(0, 3)) == "proven"


def _handed(path, page="by-hand", **more):
    one = hand_over.hand_over(sample_values.ANSWERS, page, sample_values.TASKS, None, "link-groups")
    signed = hand_over.signed(one, by="Dana", for_whom="Jira admin", at=0.0, program="p", world="live")
    path.write_bytes(json.dumps({**json.loads(hand_over.write(signed)), **more}).encode())
    return path


async def _read(bench, path):
    """Open a file and wait for the thread that reads it."""
    bench.page.open_file(path)
    await bench.visit.spawn.settled()
    await bench.rest()


async def test_a_hand_over_is_shown_first_and_leads_over_the_own_sign_in_to_its_page(open_window, tmp_path):
    bench = await open_window(mode="live")
    await _read(bench, _handed(tmp_path / "x.gjw-handover", command="rm"))
    assert bench.page.step == "start"
    said = " ".join(label.text() for label in bench.find("start.handed").findChildren(PlainLabel))
    assert "Hand-over from Dana" in said
    assert "Sign in and link 3 groups" in said
    assert "does not know it: command" in said
    await bench.click("start.handed.go-on")
    assert bench.page.step == "sign-in"
    assert bench.visit.answers.gitlab == sample_values.ANSWERS.gitlab
    assert bench.visit.answers.jira.email == ""
    assert bench.visit.after("jira") == "by-hand"


@pytest.mark.parametrize(("mode", "bars"), [("lab", 1), ("live", 0)])
async def test_the_lab_says_that_nothing_real_is_touched(open_window, mode, bars):
    bench = await open_window(mode=mode)
    said = [label.text() for label in bench.page.notices.findChildren(PlainLabel) if "nothing real" in label.text()]
    assert len(said) == bars
    assert ("nothing real" in bench.shell.heading.chip.toolTip()) is bool(bars)


async def test_a_hand_over_that_is_not_wanted_leaves_everything_as_it_was(open_window, tmp_path):
    bench = await open_window(mode="live")
    await _read(bench, _handed(tmp_path / "x.gjw-handover"))
    await bench.click("start.handed.leave")
    assert bench.shell.findChild(object, "start.handed") is None
    await bench.click("start.connect")
    assert bench.visit.answers.gitlab.url == ""
    assert bench.visit.after("jira") == "method"


async def test_a_hand_over_of_the_lab_says_so_in_a_live_window(open_window, tmp_path):
    bench = await open_window(mode="live")
    made = {"at": "", "by": "", "program": "", "world": "lab"}
    await _read(bench, _handed(tmp_path / "x.gjw-handover", made=made))
    said = " ".join(label.text() for label in bench.find("start.handed").findChildren(PlainLabel))
    assert "made in the lab" in said


async def test_a_file_that_cannot_be_taken_says_why_and_another_one_is_opened_then(open_window, tmp_path):
    bench = await open_window(mode="live")
    await _read(bench, _handed(tmp_path / "newer.gjw-handover", format=2))
    assert "Update the program" in bench.find("start.info.file").text.text()
    await _read(bench, tmp_path / "missing.gjw-handover")
    assert "could not be read" in bench.find("start.info.file").text.text()
    await _read(bench, _handed(tmp_path / "x.gjw-handover"))
    assert bench.shell.findChild(object, "start.info.file") is None
    await bench.click("start.handed.go-on")
    assert bench.page.step == "sign-in"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
async def test_a_pipe_is_no_file(open_window, tmp_path):
    os.mkfifo(tmp_path / "pipe.gjw-handover")
    bench = await open_window(mode="live")
    await _read(bench, tmp_path / "pipe.gjw-handover")
    assert "could not be read" in bench.find("start.info.file").text.text()


async def test_an_answers_file_that_is_dropped_fills_in_the_pages(open_window, tmp_path):
    bench = await open_window(mode="live")
    path = tmp_path / "answers.toml"
    path.write_bytes(write_answers(sample_values.ANSWERS))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, nothing = QPointF(50, 50), Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing)
    page = bench.page
    assert page.acceptDrops()
    page.dropEvent(drop)
    await bench.visit.spawn.settled()
    await bench.rest()
    assert bench.page.step == "gitlab"
    assert bench.visit.answers == sample_values.ANSWERS


async def test_an_unknown_key_of_an_answers_file_is_named_and_nothing_is_begun(open_window, tmp_path):
    bench = await open_window(mode="live")
    path = tmp_path / "answers.toml"
    path.write_text("shell = 'rm'\n")
    await _read(bench, path)
    assert bench.page.step == "start"
    assert "shell" in bench.find("start.info.file").text.text()


async def test_the_message_somebody_got_is_explained_without_asking_anybody(open_window):
    bench = await open_window()
    before = list(bench.desk.asked)
    bench.page.message.field.setText("Failed to link group. Please try again.")
    said = " ".join(label.text() for label in bench.find("start.message.0").findChildren(PlainLabel))
    assert "site-admins" in said
    assert bench.desk.asked == before
    await bench.click("start.message.0.help")
    assert (bench.page.step, bench.visit.help_at) == ("help", "jira-user-not-site-admin")
    bench.shell.back()
    bench.page.message.field.setText("zebra crossing")
    assert bench.shell.findChild(object, "start.message.0") is None
    bench.page.message.field.setText("invalid jwt")
    await bench.click("start.message.check")
    assert bench.visit.path() == ("start", "gitlab", "sign-in", "jira", "checks")
