"""A plan of a thousand places: reviewed in groups, applied in a table, gone on with without those that fail, undone."""

import asyncio
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton

from wizard.domain.findings import Severity
from wizard.domain.text import T
from wizard.ui import sample_values
from wizard.ui.plain import PlainLabel
from wizard.ui.sample_integration import BROKEN, place_rows
from wizard.ui.step_state import StepState

_THOUSAND = place_rows(1000)


async def _review(open_window, *troubles, rows=_THOUSAND):
    bench = await open_window(*troubles, rows=rows)
    await bench.open("review")
    return bench


async def test_equal_changes_of_many_places_are_one_row_each_and_all_places_can_be_read(open_window):
    bench = await _review(open_window)
    groups = [one for one in bench.page.findChildren(QFrame) if one.objectName().startswith("review.group-")]
    assert [one.accessibleName() for one in groups] == [
        "Set the Jira issue integration of 100 places",
        "Set the Jira issue integration of 900 places",
    ]
    await bench.click("review.places-2.unfold")
    listed = bench.find("review.places-2.list")
    assert isinstance(listed, QPlainTextEdit)
    assert listed.toPlainText().count("\n") == 899
    assert bench.page.verb() == "Apply 1000 changes"


async def test_two_equal_changes_stand_by_themselves(open_window):
    bench = await _review(open_window, rows=place_rows(3)[1:])
    assert bench.shell.findChild(QFrame, "review.group-1") is None
    assert bench.find(f"review.change.{BROKEN}").accessibleName().endswith("platform/team-01/app-00001")


async def test_a_thousand_changes_are_reviewed_and_shown_without_a_long_stall(open_window):
    bench = await open_window(rows=_THOUSAND)
    began = time.process_time()
    await bench.open("review")
    assert time.process_time() - began < 1.5


async def test_all_places_made_lead_to_the_tasks(open_window):
    bench = await _review(open_window)
    await bench.press()
    page = bench.page
    assert (page.step, page.title()) == ("apply", "The changes are made")
    assert page.rows.count("done") == 1000
    model = page.rows._many.model
    assert model.rowCount() == 1000
    assert [model.data(model.index(0, column)) for column in (0, 1)] == ["platform/team-00/app-00000", "done"]
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_a_place_that_fails_is_told_and_the_others_go_on_without_it(open_window):
    bench = await _review(open_window, "apply")
    await bench.press()
    page = bench.page
    assert page.rows.count("done") == 999
    assert bench.cards() == ["http-403"]
    assert page.title() == "Made, but for 1 place"
    assert page.verb() == "Go on without 1 place"
    assert bench.visit.state("apply") is StepState.ATTENTION
    page.rows._many.model.only("failed")
    assert page.rows._many.model.rowCount() == 1
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_places_that_failed_can_be_tried_again_until_all_are_made(open_window):
    bench = await _review(open_window, "apply")
    await bench.press()
    bench.desk.troubles.clear()
    await bench.click("apply.card-0.again")
    assert bench.page.title() == "The changes are made"
    assert bench.cards() == []


async def _done(bench):
    await bench.press()
    for step in ("by-hand", "verify"):
        bench.visit.mark(step, StepState.DONE)
    bench.shell.go("done")
    await bench.rest()
    return bench.page


async def _say_yes(bench):
    for _ in range(6):
        await asyncio.sleep(0)
    bench.shell.findChildren(QPushButton, "confirm.verb")[-1].click()
    await bench.rest()


async def test_chosen_places_are_undone_and_the_others_stand(open_window):
    bench = await _review(open_window)
    page = await _done(bench)
    view = page.rows._many.view
    view.setFocus()
    for row in (0, 2):
        view.setCurrentIndex(view.model().index(row, 0))
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert page.undo.text() == "Undo what is chosen: 2 changes"
    page.undo.click()
    await _say_yes(bench)
    assert [one for one in bench.desk.asked if one.startswith("undo gitlab")] == [
        f"undo {_THOUSAND[2].id}",
        f"undo {_THOUSAND[0].id}",
    ]
    assert page.rows.count("done") == 998
    assert page.title() != "The set-up is undone"
    assert page.undo.text() == "Undo all: 998 changes"


async def test_all_places_are_undone_together(open_window):
    bench = await _review(open_window, rows=place_rows(12))
    page = await _done(bench)
    page.undo.click()
    await _say_yes(bench)
    assert page.title() == "The set-up is undone"
    assert page.rows.count("undone") == 12


async def test_the_question_of_an_undo_says_once_what_becomes_of_the_passwords(open_window):
    bench = await _review(open_window, rows=place_rows(12))
    page = await _done(bench)
    rows = bench.desk._rows
    for one in list(rows):
        rows[one] = replace(rows[one], condition=T("An undo keeps the password."))
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    (why,) = [one.text() for one in bench.find("confirm").findChildren(PlainLabel) if "Newest first" in one.text()]
    assert why.count("An undo keeps the password.") == 1
    await _say_yes(bench)
    assert page.title() == "The set-up is undone"


@pytest.mark.parametrize("step", ["review", "apply"])
async def test_the_same_finding_at_many_places_is_one_card(open_window, step):
    rows = tuple(replace(row, state="left", finding=sample_values.WRITE_REFUSED) for row in place_rows(30)[1:])
    bench = await open_window(rows=(place_rows(1)[0], *rows))
    await bench.open("review")
    assert bench.cards() == ["http-403"]
    assert "At 29 places: " in bench.find("review.card-0").accessibleName()
    assert bench.page.verb() == "Apply 1 change"


async def test_what_an_undo_leaves_at_many_places_is_one_paragraph_one_card_and_no_part_of_the_count(open_window):
    bench = await _review(open_window, rows=place_rows(40))
    page = await _done(bench)
    needed = replace(sample_values.WRITE_REFUSED, code="undo-integration-password-needed", severity=Severity.WARNING)
    rows = bench.desk._rows
    for one in list(rows)[:30]:
        rows[one] = replace(rows[one], finding=needed)
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    assert bench.find("confirm").windowTitle() == "Undo 10 changes on gitlab.example.com?"
    assert bench.find("confirm.verb").text() == "Undo 10 changes"
    (why,) = [one.text() for one in bench.find("confirm").findChildren(PlainLabel) if "Newest first" in one.text()]
    assert "30 changes stay for now: platform/team-29/app-00029, " in why
    assert why.startswith("Taken back: platform/team-39/app-00039, ")
    assert why.count("\n\n") == 2
    await _say_yes(bench)
    assert bench.cards() == ["undo-integration-password-needed"]
    assert page.title() == "Partly undone"
    for one in list(rows):
        rows[one] = replace(rows[one], finding=None)
    assert page.undo.text() == "Undo what is left: 30 changes"
    page.undo.click()
    await _say_yes(bench)
    assert page.title() == "The set-up is undone"


async def test_what_somebody_else_set_at_many_places_is_overwritten_at_all_of_them_by_one_press(open_window):
    changed = replace(sample_values.WRITE_REFUSED, code="plan-changed-by-other")
    rows = [replace(row, state="left", finding=replace(changed, facts={"change": row.id})) for row in place_rows(4)[1:]]
    bench = await open_window(rows=(place_rows(1)[0], *rows))
    await bench.open("review")
    await bench.click("review.card-0.accept")
    assert [one for one in bench.desk.asked if one.startswith("accept")] == [f"accept {row.id}" for row in rows]
    assert bench.find("review.card-0.accept").text() == "Overwrite 3 places"


async def test_what_people_set_by_hand_is_no_change_that_an_undo_counts(open_window):
    bench = await _review(open_window, rows=place_rows(1))
    page = await _done(bench)
    (row,) = bench.desk._rows.values()
    by_hand = replace(row, id="task:integration-group", request="", reversible=False, state="done", independent=False)
    bench.desk._rows[by_hand.id] = by_hand
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    assert bench.find("confirm.verb").text() == "Undo 1 change"
    await _say_yes(bench)
    assert page.title() == "The set-up is undone"
