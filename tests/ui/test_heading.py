"""The top of a page: its title is read whole, however long its words and however narrow the page."""

import pytest
from PySide6.QtCore import QEvent, QObject

from wizard.ui.heading import Heading
from wizard.ui.laid_out import lay_out_all
from wizard.ui.look import put_on


@pytest.fixture
def heading(qtbot):
    made = Heading("lab")
    qtbot.addWidget(made)
    made.resize(1200, 120)
    made.show()
    return made


def _too_narrow_by(pixels, heading):
    """Give the heading less than title, chip and button need in one line."""
    wide = heading.title.fontMetrics().horizontalAdvance(heading.title.text())
    heading.resize(heading.width() - heading._room() + wide - pixels, heading.height())


def test_a_word_that_has_no_room_beside_the_words_of_the_button_takes_them(heading, qtbot):
    heading.change("Einstellungsverwaltung", "")
    _too_narrow_by(30, heading)
    assert heading.evidence_button.text() == ""
    assert heading.evidence_button.accessibleName()
    wide = heading.title.fontMetrics().horizontalAdvance("Einstellungsverwaltung")
    qtbot.waitUntil(lambda: heading.title.width() >= wide)
    heading.resize(1200, 120)
    assert heading.evidence_button.text() == "Requests"


def test_a_title_of_short_words_takes_the_words_of_the_button_before_it_breaks(heading):
    heading.change("GitLab and Jira are connected", "")
    _too_narrow_by(30, heading)
    assert heading.evidence_button.text() == ""
    assert not heading.title.wordWrap()
    _too_narrow_by(30, heading)
    assert heading.title.wordWrap()


class LayoutRequests(QObject):
    """Counts how often a widget is to be laid out."""

    def __init__(self, watched):
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 (Qt's name)
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


async def test_another_count_in_the_lead_does_not_lay_out_the_window(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    bench.shell.heading.change(page.title(), "3 of 22 checks done")
    lay_out_all()
    asked = LayoutRequests(bench.find("shell"))
    bench.shell.heading.change(page.title(), "4 of 22 checks done")
    lay_out_all()
    assert asked.count == 0
    assert bench.shell.heading.lead.text() == "4 of 22 checks done"


def test_larger_text_takes_the_words_of_the_button_without_another_title(heading, dressed, qtbot):
    heading.change("GitLab and Jira are connected", "")
    _too_narrow_by(-30, heading)
    assert heading.evidence_button.text() == "Requests"
    put_on(dressed, "light", grow=2)
    try:
        qtbot.waitUntil(lambda: heading.evidence_button.text() == "")
    finally:
        put_on(dressed, "light")
    qtbot.waitUntil(lambda: heading.evidence_button.text() == "Requests")
