"""What changes on screen is said to a screen reader: quietly what is done, at once what does not work."""

import pytest
from PySide6.QtGui import QAccessible

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.ui import announce as announcing

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
