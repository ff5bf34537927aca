"""Passwords from before that an undo needs: asked for one a user, refused beside the field, gone on without, given."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QScrollArea

from wizard.changes._integration_findings import old_password_needed
from wizard.domain.jira_integration import Scope
from wizard.domain.secret import Secret
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.sample_integration import place_rows

OLD, HOSTILE = "https://jira.acme.example/jira", "<b>dana</b>\u202e@old"
USERS = ("dana", "eve", "dana")


@pytest.fixture
async def made(open_window):
    """A set-up of four places, just made."""
    bench = await open_window(rows=place_rows(4))
    await bench.open("review")
    await bench.press()
    yield bench
    bench.page.rows._many.model.show_changed()


@pytest.fixture
def bench(made):
    """The same, where three of the places wait for the passwords of two users."""
    _wait_for(made, USERS)
    return made


def _wait_for(bench, users, url=OLD):
    rows = bench.desk._rows
    for one, user in zip(list(rows), users, strict=False):
        finding = old_password_needed(Scope("project", rows[one].id.rpartition(":")[2]), url, user)
        rows[one] = replace(rows[one], finding=finding)


async def _turn():
    for _ in range(8):
        await asyncio.sleep(0)


async def _asked(bench):
    bench.find("apply.undo").click()
    await _turn()
    return _question(bench)


def _question(bench):
    return bench.shell.findChildren(QDialog, "confirm")[-1]


def _fields(dialog):
    return [one for one in dialog.findChildren(QLineEdit) if one.objectName().startswith("undo.password-")]


async def _answer(dialog, which):
    dialog.findChild(QPushButton, f"confirm.{which}").click()
    await _turn()


async def test_each_user_has_a_masked_field_named_with_user_and_jira_and_the_first_has_the_focus(bench):
    dialog = await _asked(bench)
    assert dialog.windowTitle() == "The undo needs 2 passwords from before"
    fields = _fields(dialog)
    assert sorted(one.accessibleName() for one in fields) == [
        f"Password or token of dana at {OLD}",
        f"Password or token of eve at {OLD}",
    ]
    assert {one.echoMode() for one in fields} == {QLineEdit.EchoMode.Password}
    assert dialog.focusWidget() is fields[0]
    said = [one.text() for one in dialog.findChildren(PlainLabel)]
    assert "For platform/team-02/app-00002, platform/team-00/app-00000" in said
    assert dialog.findChild(QPushButton, "confirm.verb").isDefault()


async def test_nobodys_password_goes_with_anothers_name_and_the_rest_is_finished_when_its_own_is_given(bench):
    dialog = await _asked(bench)
    (eve,) = [one for one in _fields(dialog) if "eve" in one.accessibleName()]
    eve.setText("  of-eve ")
    await _answer(dialog, "verb")
    assert bench.desk.integration.old_passwords == {(OLD, "eve"): Secret("of-eve")}
    question = _question(bench)
    assert question.windowTitle() == "Undo 2 changes on gitlab.example.com?"
    await _answer(question, "verb")
    await bench.rest()
    assert bench.page.rows.count("undone") == 2
    assert bench.cards() == ["undo-integration-password-needed"]
    card = " ".join(one.text() for one in bench.page.findChildren(PlainLabel))
    assert "Undo again and enter it where the window asks for it" in card
    bench.find("apply.card-0.again").click()
    await _turn()
    dialog = _question(bench)
    (dana,) = _fields(dialog)
    assert "dana" in dana.accessibleName()
    dana.setFocus()
    QTest.keyClicks(dana, "of-dana")
    QTest.keyClick(dana, Qt.Key.Key_Return)
    await _turn()
    await _answer(_question(bench), "verb")
    await bench.rest()
    assert bench.page.title() == "The changes are undone"
    assert bench.desk.integration.old_passwords[OLD, "dana"] == Secret("of-dana")


@pytest.mark.parametrize(("which", "typed"), [("keep", "typed-and-not-wanted"), ("verb", "   ")])
async def test_without_them_those_rows_are_counted_out_and_said_to_stay(bench, which, typed):
    dialog = await _asked(bench)
    _fields(dialog)[0].setText(typed)
    await _answer(dialog, which)
    assert bench.desk.integration.old_passwords == {}
    question = _question(bench)
    assert question.windowTitle() == "Undo 1 change on gitlab.example.com?"
    said = " ".join(one.text() for one in question.findChildren(PlainLabel))
    assert "3 changes stay for now: " in said
    await _answer(question, "keep")


async def test_a_token_of_gitlab_is_refused_beside_its_field_and_all_that_was_typed_stays(bench, qtbot):
    dialog = await _asked(bench)
    first, second = _fields(dialog)
    first.setText("of-the-first")
    second.setText("glpat-abcdefghijklmnop")
    await _answer(dialog, "verb")
    assert _question(bench) is dialog
    assert (first.text(), second.text()) == ("of-the-first", "glpat-abcdefghijklmnop")
    assert "That is a token of GitLab" in " ".join(one.text() for one in dialog.findChildren(PlainLabel))
    assert dialog.focusWidget() is second
    assert [one for one in (first, second) if one.property("wrong")] == [second]
    area, said = dialog.findChild(QScrollArea), dialog.findChild(ResultLine, "undo.password-2-result")
    qtbot.waitUntil(lambda: area.viewport().rect().contains(said.mapTo(area.viewport(), said.rect().center())))
    assert bench.desk.integration.old_passwords == {}
    second.setText("of-the-second")
    await _answer(dialog, "verb")
    assert len(bench.desk.integration.old_passwords) == 2
    await _answer(_question(bench), "keep")


async def test_what_was_given_is_asked_for_again_only_where_the_undo_was_declined_after_it(bench):
    dialog = await _asked(bench)
    for field in _fields(dialog):
        field.setText("with-a-slip")
    await _answer(dialog, "verb")
    await _answer(_question(bench), "keep")
    await bench.rest()
    dialog = await _asked(bench)
    assert [one.text() for one in _fields(dialog)] == ["", ""]
    for field in _fields(dialog):
        field.setText("of-this-user")
    bench.desk.troubles.add("hanging")
    bench.desk.hang_on = "undo plan"
    await _answer(dialog, "verb")
    bench.shell.cancel()
    await bench.rest()
    bench.desk.troubles.clear()
    question = await _asked(bench)
    assert (question.windowTitle(), _fields(question)) == ("Undo 4 changes on gitlab.example.com?", [])
    await _answer(question, "keep")


async def test_where_nothing_waits_no_field_is_there(made):
    dialog = await _asked(made)
    assert (dialog.windowTitle(), _fields(dialog)) == ("Undo 4 changes on gitlab.example.com?", [])
    await _answer(dialog, "keep")


async def test_names_that_a_server_sent_are_shown_as_they_are_and_a_token_without_user_is_named_by_its_jira(bench):
    _wait_for(bench, (HOSTILE, ""))
    dialog = await _asked(bench)
    named = {one.accessibleName() for one in _fields(dialog)}
    assert f"Password or token of <b>dana</b>[U+202E]@old at {OLD}" in named
    assert f"Token at {OLD}" in named
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in dialog.findChildren(PlainLabel))
    await _answer(dialog, "keep")
    await _answer(_question(bench), "keep")
