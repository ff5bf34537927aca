"""The rows of checks: many that come at once are shown a few at a time, so that the window serves others in between."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from wizard.domain.call import Call
from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.journey.values import Mark
from wizard.ui.call_facts import on_card
from wizard.ui.check_table import ROWS_AT_ONCE
from wizard.ui.laid_out import lay_out_all
from wizard.ui.plain import PlainLabel
from wizard.ui.timings import ROWS_PAUSE
from wizard.ui.tokens import ROW_HEIGHT


class Events(QObject):
    """Counts the events of a kind that a widget gets."""

    def __init__(self, watched, kind):
        super().__init__()
        self.count, self._kind = 0, kind
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 (Qt's name)
        self.count += event.type() is self._kind
        return False


def _noted(row, note="seen"):
    return replace(row, note=T(note))


def _steps(page, monkeypatch):
    """Return a list that grows by how many rows were changed each time some are put on the page."""
    steps, put = [], page.table._put_together

    def look(rows):
        some = list(rows)
        steps.append(len(some))
        put(some)

    monkeypatch.setattr(page.table, "_put_together", look)
    return steps


async def test_rows_that_come_together_are_shown_a_few_a_turn(open_window, qtbot, monkeypatch):
    bench = await open_window()
    page = await bench.open("checks")
    rows = [_noted(row) for row in page.table.rows()]
    assert len(rows) > ROWS_AT_ONCE
    steps = _steps(page, monkeypatch)
    for row in rows:
        page.table.take(row)
    qtbot.waitUntil(lambda: page.table.rows() == rows)
    assert max(steps) == ROWS_AT_ONCE


async def test_the_end_of_a_run_shows_its_last_rows_a_few_a_turn(open_window, monkeypatch):
    bench = await open_window()
    page = await bench.open("checks")
    rows = [_noted(row) for row in page.table.rows()]
    steps = _steps(page, monkeypatch)
    for row in rows:
        page.table.take(row)
    await page.table.catch_up()
    assert page.table.rows() == rows
    assert max(steps) == ROWS_AT_ONCE


async def test_rows_that_come_together_change_heading_and_bar_once(open_window, qtbot):
    bench = await open_window()
    page = await bench.open("checks")
    rows, told = [_noted(row) for row in page.table.rows()], []
    page.changed.connect(lambda: told.append(page.table.rows()))
    for row in rows:
        page.table.take(row)
    qtbot.waitUntil(lambda: page.table.rows() == rows)
    assert told == [rows]


async def test_between_rows_that_come_together_the_window_has_time_for_others(open_window, monkeypatch):
    bench = await open_window()
    page = await bench.open("checks")
    pauses, start = [], page.table._look.start
    monkeypatch.setattr(page.table._look, "start", lambda pause: (pauses.append(pause), start(pause)))
    for row in page.table.rows():
        page.table.take(_noted(row))
    page.table._show_some()
    assert pauses[-1] == ROWS_PAUSE
    page.table.show_arrived()


async def test_a_row_that_is_shown_already_costs_nothing(open_window, monkeypatch):
    bench = await open_window()
    page = await bench.open("checks")
    steps = _steps(page, monkeypatch)
    for row in page.table.rows():
        page.table.take(row)
    await page.table.catch_up()
    assert sum(steps) == 0


async def test_the_last_row_of_a_check_is_shown_when_it_goes_to_and_fro(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    row = page.table.rows()[0]
    page.table.take(_noted(row))
    page.table.take(row)
    await page.table.catch_up()
    assert page.table.rows()[0] == row


async def test_a_check_that_is_asked_again_keeps_the_way_to_what_was_asked_before(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    answered = next(row for row in page.table.rows() if row.ms is not None)
    button = bench.find(f"checks.row.{answered.id}.evidence")
    page.table.put(replace(answered, mark=Mark.RUNNING, ms=None))
    assert button.isVisible()
    page.table.put(replace(answered, mark=Mark.SKIPPED, ms=None))
    assert not button.isVisible()


def _waiting_for_the_first(page):
    """Return the rows as they are when the first check keeps all others from being asked."""
    first, *others = page.table.rows()
    return [first, *(replace(row, mark=Mark.SKIPPED, ms=None, after=first.id) for row in others)]


async def test_rows_that_come_back_together_are_laid_out_once(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    asked = page.table.rows()
    for row in _waiting_for_the_first(page):
        page.table.take(row)
    await page.table.catch_up()
    await bench.rest()
    resizes = Events(page.table, QEvent.Type.Resize)
    await page.table.lay_out(tuple(asked))
    assert resizes.count <= 1
    assert all(page.table.lines[row.id].isVisible() for row in asked)


async def test_checks_that_wait_for_one_that_failed_stay_in_its_line_until_it_is_answered_well(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    for row in _waiting_for_the_first(page):
        page.table.take(row)
    await page.table.catch_up()
    first, *others = page.table.rows()

    def all_folded():
        return not any(page.table.lines[row.id].isVisible() for row in others)

    assert all_folded()
    for mark in (Mark.RUNNING, Mark.FAILED, Mark.RUNNING):
        page.table.take(replace(first, mark=mark))
        for row in others:
            page.table.take(replace(row, mark=Mark.WAITING, after=""))
        await page.table.catch_up()
        assert all_folded()
    page.table.take(replace(first, mark=Mark.OK))
    await page.table.catch_up()
    assert all(page.table.lines[row.id].isVisible() for row in others)


async def test_the_names_of_checks_that_wait_are_made_when_they_are_to_be_seen(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    rows = _waiting_for_the_first(page)
    for row in rows:
        page.table.take(row)
    await page.table.catch_up()
    waiting = bench.find(f"checks.waiting.{rows[0].id}")
    before = len(waiting.findChildren(PlainLabel))
    await bench.click(f"checks.waiting.{rows[0].id}.unfold")
    assert len(waiting.findChildren(PlainLabel)) == before + len(rows) - 1
    page.table.put(rows[0])
    assert len(waiting.findChildren(PlainLabel)) == before + len(rows) - 1


async def test_a_row_that_is_asked_again_keeps_its_room_until_it_is_answered(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    row = page.table.rows()[0]
    line = page.table.lines[row.id]

    def height_of(shown):
        page.table.put(shown)
        lay_out_all()
        return line.row.height()

    long = _noted(row, "a note that takes more than the line beside its title " * 6)
    high = height_of(long)
    assert high > ROW_HEIGHT
    assert height_of(replace(long, mark=Mark.RUNNING, note=T(""))) == high
    assert height_of(long) == high
    assert height_of(_noted(row, "short")) < high


async def test_a_row_that_keeps_its_height_does_not_make_the_page_lay_out(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    row = page.table.rows()[0]
    lay_out_all()
    asked = Events(page.table, QEvent.Type.LayoutRequest)
    for shown in (replace(row, mark=Mark.RUNNING, note=T("")), _noted(row)):
        page.table.put(shown)
        lay_out_all()
    assert asked.count == 0
    page.table.put(_noted(row, "a note that takes more than the line beside its title " * 6))
    lay_out_all()
    assert asked.count > 0


def _failed(row, at, said="Nobody answers"):
    call = Call(at=at, method="GET", url="https://gitlab.example.com/api/v4/version")
    finding = Finding(
        "network-refused", Severity.BLOCKER, T(said), T("Nobody listens."), T("Start it."), "-", check=row.id, call=call
    )
    return replace(row, mark=Mark.FAILED, findings=(finding,))


async def test_a_card_comes_back_as_it_is_when_the_same_is_found_again(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    row = page.table.rows()[0]
    line = page.table.lines[row.id]
    page.table.put(_failed(row, 0.0))
    card = line.first_card()
    page.table.put(replace(row, mark=Mark.RUNNING))
    assert line.first_card() is None
    assert not card.isVisible()
    assert line.row.isVisible()
    assert bench.cards() == []
    assert "Nobody answers" not in page.ticket()
    again = _failed(row, 3600.0)
    page.table.put(again)
    assert line.first_card() is card
    assert card.isVisible()
    assert not line.row.isVisible()
    assert card.finding is again.findings[0]
    shown = [label.text() for label in card.findChildren(PlainLabel)]
    assert any(on_card(again.findings[0].call) in text for text in shown)
    await bench.click(f"{card.objectName()}.copy")
    assert "1970-01-01 01:00:00 UTC" in QApplication.clipboard().text()


async def test_another_finding_gets_a_card_of_its_own_and_a_good_answer_takes_it_away(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    row = page.table.rows()[0]
    line = page.table.lines[row.id]
    page.table.put(_failed(row, 0.0))
    before = line.first_card()
    page.table.put(replace(row, mark=Mark.RUNNING))
    page.table.put(_failed(row, 0.0, "It hangs up"))
    assert line.first_card() is not before
    assert line.cards.count() == 1
    page.table.put(replace(row, mark=Mark.RUNNING))
    page.table.put(row)
    assert line.cards.count() == 0
    assert line.row.isVisible()
