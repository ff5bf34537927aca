"""What changes on screen is said to a screen reader: quietly what is done, at once what does not work."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.journey import proof_hops
from wizard.journey.values import Mark
from wizard.ui import announce as announcing
from wizard.ui import sample_values

POLITENESS = QAccessible.AnnouncementPoliteness


@pytest.fixture
def said(monkeypatch):
    """Return what is said from now on, with how urgent it is; a screen reader listens."""
    heard = []

    class Listening:
        AnnouncementPoliteness = POLITENESS

        @staticmethod
        def isActive() -> bool:  # noqa: N802 (Qt's name)
            return True

        @staticmethod
        def updateAccessibility(event) -> None:  # noqa: N802 (Qt's name)
            heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(announcing, "QAccessible", Listening)
    return heard


def _finding(severity):
    return Finding("network-timeout", severity, T("GitLab did not answer"), T("Cause."), T("Fix."), "")


async def test_a_page_is_said_by_its_title(open_window, said):
    bench = await open_window()
    said.clear()
    bench.shell.go("help")
    assert said[0] == ("Help", POLITENESS.Polite)


async def test_what_is_done_is_said_quietly(open_window, said):
    bench = await open_window()
    bench.page.said.emit("Copied.")
    assert said[-1] == ("Copied.", POLITENESS.Polite)


async def test_what_does_not_work_is_said_at_once(open_window, said):
    bench = await open_window()
    await bench.open("gitlab")
    bench.page.show_findings((_finding(Severity.BLOCKER),))
    assert said[-1] == ("GitLab did not answer", POLITENESS.Assertive)
    bench.page.show_findings((_finding(Severity.ADVICE),))
    assert said[-1] == ("GitLab did not answer", POLITENESS.Polite)


async def test_a_bar_about_the_page_is_said_by_its_tone(open_window, said):
    bench = await open_window()
    await bench.open("gitlab")
    bench.page.notices.say("one", "error", "It could not be written.")
    assert said[-1] == ("It could not be written.", POLITENESS.Assertive)
    bench.page.notices.say("one", "info", "It is written.")
    assert said[-1] == ("It is written.", POLITENESS.Polite)


async def test_nothing_is_made_where_nobody_listens(open_window, monkeypatch):
    bench = await open_window()
    made = []
    monkeypatch.setattr(announcing.QtGui, "QAccessibleAnnouncementEvent", lambda *given: made.append(given))
    monkeypatch.setattr(announcing.QAccessible, "isActive", lambda: False)
    announcing.announce(bench.shell, "text")
    assert not made


def _heard(qtbot, said, text):
    """Wait until a text is said; fail where it never is, or not quietly."""
    qtbot.waitUntil(lambda: (text, POLITENESS.Polite) in said, timeout=30_000)


async def _waiting_checks(open_window):
    """Return the table of the checks, of which none has answered."""
    bench = await open_window()
    page = await bench.open("checks")
    for row in sample_values.CHECKS:
        page.table.put(replace(row, mark=Mark.WAITING, findings=()))
    return page.table


async def test_a_check_that_ends_is_said_by_its_name(open_window, said, qtbot):
    table = await _waiting_checks(open_window)
    said.clear()
    table.put(replace(table.rows()[1], mark=Mark.RUNNING))
    table.put(replace(table.rows()[1], mark=Mark.OK))
    _heard(qtbot, said, "Certificate: holds")
    assert len(said) == 1


async def test_checks_that_end_together_are_counted_in_one_sentence(open_window, said, qtbot):
    table = await _waiting_checks(open_window)
    said.clear()
    for row, mark in zip(table.rows(), (Mark.OK, Mark.OK, Mark.FAILED, Mark.SKIPPED), strict=False):
        table.put(replace(row, mark=mark))
    _heard(qtbot, said, "4 of 7 checks done, 1 problem")
    assert len(said) == 1


async def test_the_end_of_a_run_is_said_once_and_not_row_by_row_too(open_window, said, qtbot):
    bench = await open_window()
    page = await bench.open("checks")
    page.table.news.ended("GitLab version", "holds")
    said.clear()
    await page._judge()
    assert [text for text, _urgent in said] == [page.lead()]
    assert not page.table.news._moment.isActive()


@pytest.mark.parametrize(("state", "word"), [("done", "done"), ("failed", "failed"), ("unknown", "not known")])
async def test_a_change_that_ends_is_said(open_window, said, qtbot, state, word):
    bench = await open_window()
    page = await bench.open("apply")
    first = page.rows.rows()[0]
    said.clear()
    page.rows.change(replace(first, state="working"))
    page.rows.change(replace(first, state=state))
    _heard(qtbot, said, f"{first.title}: {word}")


async def test_changes_that_end_together_are_counted(open_window, said, qtbot):
    bench = await open_window()
    page = await bench.open("apply")
    first, second = page.rows.rows()[:2]
    page.rows.change(replace(first, state="done"))
    page.rows.change(replace(second, state="failed"))
    _heard(qtbot, said, f"2 of {len(page.rows.rows())} changes done, 1 problem")


async def test_a_task_that_is_seen_done_is_said_and_one_that_still_waits_is_not(open_window, said, qtbot):
    bench = await open_window()
    page = await bench.open("by-hand")
    first, second = page.tasks()[:2]
    said.clear()
    page.take(replace(first, mark=Mark.RUNNING))
    page.take(replace(first, mark=Mark.WAITING))
    page.take(replace(second, mark=Mark.OK))
    _heard(qtbot, said, f"{second.title}: done")
    assert len(said) == 1


async def test_a_step_of_the_test_is_said_when_it_is_passed(open_window, said, qtbot):
    bench = await open_window()
    page = await bench.open("verify")
    first = proof_hops.waiting()[0]
    said.clear()
    page.hops.change(replace(first, mark=Mark.RUNNING))
    page.hops.change(replace(first, mark=Mark.OK, ms=12.0))
    _heard(qtbot, said, f"{first.title}: holds")


async def test_rows_of_a_page_that_is_covered_are_not_said(open_window, said, qtbot):
    bench = await open_window()
    page = await bench.open("apply")
    first, second = page.rows.rows()[:2]
    bench.shell.go("help")
    page.rows.change(replace(first, state="done"))
    said.clear()
    page.rows._news._tell()
    assert said == []
    bench.shell.go("apply")
    page.rows.change(replace(second, state="done"))
    _heard(qtbot, said, f"{second.title}: done")
