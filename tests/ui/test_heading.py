"""The top of a page: its title is read whole, however long its words and however narrow the page."""

import pytest

from wizard.ui.heading import Heading


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
