import pytest
from PySide6.QtWidgets import QWidget

from wizard.domain.pause import Pause
from wizard.ui import busy
from wizard.ui.busy import BusyLine, waiting_text
from wizard.ui.laid_out import lay_out_all
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel


@pytest.mark.parametrize(
    "waited_ms, said",
    [
        (100, ""),
        (160, "Looking."),
        (1999, "Looking."),
        (2100, "Looking. 2 s"),
        (10_500, "Still waiting, 10 s: Looking. Cancel ends it."),
    ],
)
def test_the_longer_the_wait_the_more_is_said(waited_ms, said):
    assert waiting_text("Looking.", waited_ms) == said


@pytest.fixture
def made(dressed):
    """Return a line at a clock that the test sets, and what its buttons did."""
    now, did = [0.0], []
    line = BusyLine(
        "gitlab",
        lambda: did.append("retry"),
        lambda: did.append("stop"),
        lambda _line: did.append("seen"),
        lambda: now[0],
    )
    line.begin("Looking.")
    now[0] = 1.0
    yield line, now, did
    line.end()


def pause(seconds, attempt=2, *, read=1, **more):
    return Pause(read, "gitlab.example.com", seconds, attempt, 4, **more)


def test_with_less_motion_the_wait_is_told_in_words_alone(made, monkeypatch):
    line, _now, _did = made
    line.look()
    assert not line._icon.isHidden()
    monkeypatch.setattr(busy, "less_motion", lambda: True)
    line.look()
    assert line._icon.isHidden()
    assert line.text.text() == "Looking."


def test_a_pause_before_the_next_attempt_is_counted_down(made):
    line, now, _did = made
    line.pause(pause(3))
    line.look()
    assert line.text.text() == "Looking. gitlab.example.com: attempt 2 of 4, next in 3 s."
    now[0] = 3.5
    line.look()
    assert line.text.text() == "Looking. 3 s gitlab.example.com: attempt 2 of 4, next in 1 s."
    now[0] = 4.1
    line.look()
    assert line.text.text() == "Looking. 4 s gitlab.example.com: attempt 2 of 4."
    assert line.retry_button.isHidden()
    assert not line.stop_button.isHidden()
    line.pause(pause(0, over=True))
    line.look()
    assert line.text.text() == "Looking. 4 s"
    assert line.stop_button.parentWidget().isHidden()


def test_a_pause_that_the_host_asked_for_is_said_to_be_one(made):
    line, _now, _did = made
    line.pause(pause(9, 3, asked=True))
    line.look()
    assert line.text.text() == "Looking. gitlab.example.com asks for a pause: attempt 3 of 4, next in 9 s."


def test_of_several_pauses_the_longest_is_told_and_each_ends_by_itself(made):
    line, _now, _did = made
    line.pause(pause(3, read=1))
    line.pause(pause(8, 3, read=2))
    line.look()
    assert line.text.text().endswith("attempt 3 of 4, next in 8 s.")
    line.pause(pause(0, 3, read=2, over=True))
    line.look()
    assert line.text.text().endswith("attempt 2 of 4, next in 3 s.")


def test_the_buttons_act_and_a_pause_that_was_ended_is_no_longer_counted(made):
    line, _now, did = made
    line.pause(pause(30))
    line.look()
    line.retry_button.click()
    assert did == ["seen", "retry"]
    assert line.text.text() == "Looking. gitlab.example.com: attempt 2 of 4."
    line.stop_button.click()
    assert did == ["seen", "retry", "stop"]


def test_a_pause_of_another_page_says_nothing_where_nothing_waits(made):
    line, _now, _did = made
    line.end()
    line.pause(pause(30))
    line.begin("Reading.")
    assert line._pauses == {}


def test_where_it_keeps_its_room_nothing_moves_when_it_comes_and_goes(made, qtbot):
    line, _now, _did = made
    page, below = QWidget(), PlainLabel("What stands below.")
    qtbot.addWidget(page)
    inside = column(page)
    inside.addWidget(line)
    inside.addWidget(below)
    inside.addStretch(1)
    line.keep_room()
    page.resize(600, 300)
    with qtbot.waitExposed(page):
        page.show()
    places = []

    def note_place():
        lay_out_all()
        places.append(below.y())

    note_place()
    line.look()
    note_place()
    assert line.text.isVisible()
    line.end()
    note_place()
    assert not line.text.isVisible()
    assert len(set(places)) == 1
    line.setParent(None)


async def test_the_checks_do_not_move_while_they_are_asked(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    lay_out_all()
    high = page.sizeHint().height()
    page.busy.begin("Asking both sides.")
    page.busy._since -= 1
    page.busy.look()
    lay_out_all()
    assert page.busy.text.isVisible()
    assert page.sizeHint().height() == high
    page.busy.end()


async def test_a_page_makes_the_line_when_it_first_waits_and_above_its_cards(open_window):
    bench = await open_window()
    page = bench.page
    assert page.findChild(BusyLine) is None
    page.busy.begin("Opening the set-up.")
    assert page.findChild(BusyLine) is page.busy
    outer = page._outer
    parts = [outer.itemAt(at).widget() or outer.itemAt(at).layout() for at in range(outer.count())]
    assert parts.index(page.touches) < parts.index(page.busy) < parts.index(page.faults)
    page.busy.end()
