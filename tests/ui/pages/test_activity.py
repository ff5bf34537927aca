"""Activity: what is listed, narrowed, sorted, followed, copied and saved; only what is seen is asked for."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from wizard.evidence.activity import ActivityRow, Kind, Sort
from wizard.ui.activity_model import COLUMNS, ActivityModel, answer_words, as_line
from wizard.ui.activity_table import ActivityTable
from wizard.ui.paged_rows import PAGE_ROWS
from wizard.ui.sample_evidence import EXCHANGES
from wizard.ui.saving import SAVING
from wizard.ui.tokens import WINDOW_LEAST

WHAT = COLUMNS.index(Sort.MESSAGE)
_ELSEWHERE = {
    "inventory": "Inventory",
    "jira-get-app": "Get the app in Jira",
    "mention-linked": "Mentioned in the issue",
    "gitlab-jira-integration:project:platform/app": "Set the Jira issue integration of platform/app",
}
"""Ids of what this visit did not do, and their titles."""


async def _activity(open_window):
    bench = await open_window()
    await bench.open("checks")
    bench.shell.go("activity")
    await _settle(bench)
    return bench


async def _settle(bench):
    for _ in range(2):
        await bench.rest()
        bench.shell.repaint()
        bench.shell.findChild(ActivityTable).viewport().repaint()
    await bench.rest()


def _listed(bench):
    model = bench.page.model
    return [model.index(row, WHAT).data() for row in range(model.rowCount())]


async def test_everything_of_the_run_is_listed_in_the_order_of_time(open_window):
    bench = await _activity(open_window)
    listed = _listed(bench)
    assert len(listed) == len(EXCHANGES) + 2
    assert listed[0].startswith("opened")
    assert listed[-1] == "PUT /api/v4/application/settings"
    assert bench.shell.bar.note.text() == "9 rows · recorded in a file"


@pytest.mark.parametrize(
    ("switch", "left"),
    [
        ("activity.writes", ["POST /-/jira_connect/events/installed", "PUT /api/v4/application/settings"]),
        (
            "activity.bad",
            [
                "POST /-/jira_connect/events/installed",
                "waiting host=acme.atlassian.net",
                "GET /-/jira_connect/oauth_application_id (network-timeout)",
            ],
        ),
    ],
)
async def test_a_switch_narrows_the_list(open_window, switch, left):
    bench = await _activity(open_window)
    bench.find(switch).toggle()
    await _settle(bench)
    assert _listed(bench) == left


@pytest.mark.parametrize(
    ("box", "word", "count"),
    [("kind", "Log", 2), ("source", "acme.atlassian.net", 2), ("step", "Browser may call the instance", 1)],
)
async def test_a_list_narrows_the_list(open_window, box, word, count):
    bench = await _activity(open_window)
    chooser = bench.find(f"activity.{box}")
    chooser.setCurrentText(word)
    chooser.activated.emit(chooser.currentIndex())
    await _settle(bench)
    assert len(_listed(bench)) == count


async def test_words_are_looked_for_when_typing_pauses_or_return_is_pressed(open_window):
    bench = await _activity(open_window)
    QTest.keyClicks(bench.find("activity.search"), "serverinfo")
    assert len(_listed(bench)) == 9
    QTest.keyClick(bench.find("activity.search"), Qt.Key.Key_Return)
    await _settle(bench)
    assert _listed(bench) == ["GET /rest/api/3/serverInfo"]


async def test_an_expression_that_cannot_be_used_is_said_and_then_mended(open_window):
    bench = await _activity(open_window)
    bench.find("activity.pattern").toggle()
    search = bench.find("activity.search")
    for wrong, said in (("(", "no complete regular expression"), ("(a+)+", "repeats within a repeat")):
        search.setText(wrong)
        QTest.keyClick(search, Qt.Key.Key_Return)
        await _settle(bench)
        assert said in bench.find("activity.trouble").text()
        assert search.property("wrong")
    search.setText("^PUT .*settings$")
    QTest.keyClick(search, Qt.Key.Key_Return)
    await _settle(bench)
    assert not bench.find("activity.trouble").isVisible()
    assert _listed(bench) == ["PUT /api/v4/application/settings"]


async def test_a_press_on_a_head_sorts_and_another_turns_it_round(open_window):
    bench = await _activity(open_window)
    head = bench.page.table.horizontalHeader()
    slowest = "GET /-/jira_connect/oauth_application_id (network-timeout)"
    head.sectionClicked.emit(COLUMNS.index(Sort.MS))
    await _settle(bench)
    assert _listed(bench)[-1] == slowest
    head.sectionClicked.emit(COLUMNS.index(Sort.MS))
    await _settle(bench)
    assert _listed(bench)[0] == slowest
    assert head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


async def test_what_is_sent_meanwhile_follows(open_window):
    bench = await _activity(open_window)
    later = EXCHANGES[-1].at + 1
    bench.desk.evidence.happen(replace(EXCHANGES[0], at=later, url="https://gitlab.example.com/api/v4/new"))
    await bench.page.grow()
    await _settle(bench)
    assert _listed(bench)[-1] == "GET /api/v4/new"
    assert bench.shell.bar.note.text() == "10 rows · recorded in a file"


async def test_return_shows_the_request_of_a_row_and_a_record_has_none(open_window):
    bench = await _activity(open_window)
    table = bench.page.table
    row = _listed(bench).index("GET /rest/api/3/serverInfo")
    table.setCurrentIndex(bench.page.model.index(row, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    await _settle(bench)
    assert bench.shell.evidence.drawer.exchange == EXCHANGES[2]
    table.setCurrentIndex(bench.page.model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    await _settle(bench)
    assert bench.shell.toast.text.text() == "This is a record of the log; it has no request."


async def test_evidence_that_is_open_goes_along_with_the_rows_and_stays_closed_else(open_window):
    bench = await _activity(open_window)
    table, model = bench.page.table, bench.page.model
    table.setCurrentIndex(model.index(1, 0))
    await _settle(bench)
    assert bench.shell.evidence.drawer is None
    bench.shell.evidence.switch()
    table.setCurrentIndex(model.index(_listed(bench).index("GET /api/v4/user"), 0))
    await _settle(bench)
    assert bench.shell.evidence.drawer.exchange == EXCHANGES[1]


async def test_chosen_rows_are_copied_as_lines(open_window):
    bench = await _activity(open_window)
    bench.page.table.selectAll()
    await bench.click("activity.copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 9
    assert lines[1].split("\t")[1:] == ["200", "GET /api/v4/metadata", "gitlab-version", "gitlab.example.com", "61"]


async def test_a_file_that_cannot_be_written_is_said_and_then_it_can(open_window):
    bench = await _activity(open_window)
    bench.desk.evidence.disk_is_full = True
    await bench.page.save_to(Path("/nowhere/activity.har"), "har")
    assert SAVING in bench.page.notices.about()
    bench.desk.evidence.disk_is_full = False
    await bench.page.save_to(Path("/nowhere/activity.har"), "har")
    assert bench.desk.evidence.saved == [(Path("/nowhere/activity.har"), "har")]
    assert SAVING not in bench.page.notices.about()
    assert bench.shell.toast.text.text() == "9 rows are saved."


async def test_more_detail_ends_by_itself(open_window):
    bench = await _activity(open_window)
    switch = bench.find("activity.detail")
    switch.toggle()
    await _settle(bench)
    assert bench.desk.evidence.level == "debug"
    assert switch.text().startswith("More detail until ")
    switch._back.timeout.emit()
    await _settle(bench)
    assert bench.desk.evidence.level == "info"
    assert not switch.isChecked()


async def test_the_page_listens_only_while_it_is_on_screen(open_window):
    bench = await _activity(open_window)
    listeners = len(bench.desk.evidence._listeners)
    bench.shell.back()
    await _settle(bench)
    assert len(bench.desk.evidence._listeners) == listeners - 1


ROW = ActivityRow(1, 1.5, Kind.EXCHANGE, "info", 200, "check", "host", "GET /", 3.4, False)


def test_a_model_of_a_million_rows_holds_only_what_was_seen():
    model, wanted = ActivityModel(), []
    model.wanted.connect(wanted.append)
    model.begin(1_000_000)
    for number in range(100):
        assert model.index(number * PAGE_ROWS, WHAT).data() == "…"
        model.fill(number, [ROW] * PAGE_ROWS)
    assert wanted == list(range(100))
    assert len(model._pages) <= 40
    assert model.row_at(0) is None
    assert model.row_at(99 * PAGE_ROWS) == ROW


def test_a_page_is_wanted_once_until_it_comes():
    model, wanted = ActivityModel(), []
    model.wanted.connect(wanted.append)
    model.begin(PAGE_ROWS * 2)
    for row in range(20):
        model.index(row, WHAT).data()
    assert wanted == [0]


def test_rows_that_follow_let_the_last_page_be_read_again():
    model = ActivityModel()
    model.begin(1)
    model.fill(0, [ROW])
    model.grow(3)
    assert model.rowCount() == 3
    assert model.row_at(0) is None


def test_a_line_holds_no_character_that_acts():
    assert "\x1b" not in as_line(replace(ROW, message="a\x1b[31m\tb"))


async def test_what_a_row_was_for_is_said_in_words(open_window):
    bench = await _activity(open_window)
    model = bench.page.model
    said = {model.index(row, COLUMNS.index(Sort.STEP)).data() for row in range(model.rowCount())}
    assert "Reachable from GitLab.com" in said
    assert "gitlab-reachable" not in said
    box = bench.find("activity.step")
    assert "Reachable from GitLab.com" in [box.itemText(at) for at in range(box.count())]


async def test_what_no_page_of_this_visit_knows_is_said_in_words_too(open_window):
    bench = await _activity(open_window)
    for step in _ELSEWHERE:
        bench.desk.evidence._put(replace(ROW, step=step), None)
    bench.page.filters.search.setText(ROW.message)
    bench.page.ask_again()
    await _settle(bench)
    model = bench.page.model
    said = {model.index(row, COLUMNS.index(Sort.STEP)).data() for row in range(model.rowCount())}
    assert set(_ELSEWHERE.values()) <= said
    assert not said & set(_ELSEWHERE)
    assert model._word("nothing-of-ours") == "nothing-of-ours"


async def test_evidence_stands_beside_the_rows_and_its_request_line_breaks(open_window):
    bench = await _activity(open_window)
    bench.shell.resize(1000, 660)
    bench.shell.evidence._widen = lambda: None  # a screen without room for a wider window
    bench.page.table.selectRow(bench.page.model.rowCount() - 1)
    bench.page.show_request()
    await _settle(bench)
    drawer = bench.shell.evidence.drawer
    assert bench.shell.stack.geometry().right() <= drawer.geometry().left()
    assert drawer._title.minimumSizeHint().width() < drawer.width()
    assert drawer._title.text().replace("\u200b", "") == "PUT /api/v4/application/settings"
    assert "\u200b" in drawer._title.text()


async def test_the_column_for_is_sorted_by_the_words_that_it_shows(open_window):
    bench = await _activity(open_window)
    bench.page.table.horizontalHeader().sectionClicked.emit(COLUMNS.index(Sort.STEP))
    await _settle(bench)
    model = bench.page.model
    shown = [model.index(row, COLUMNS.index(Sort.STEP)).data() for row in range(model.rowCount())]
    assert shown == sorted(shown, key=str.casefold)
    steps = [row.step for row in map(model.row_at, range(model.rowCount()))]
    assert steps != sorted(steps)


async def test_rows_are_found_by_the_words_that_say_what_they_were_for(open_window):
    bench = await _activity(open_window)
    bench.page.filters.search.setText("site ADMINISTRATOR")
    bench.page.ask_again()
    await _settle(bench)
    assert {row.step for row in map(bench.page.model.row_at, range(bench.page.model.rowCount()))} == {"jira-site-admin"}


async def test_in_a_window_of_common_size_answers_are_whole_and_nothing_lies_beside_the_table(open_window):
    bench = await _activity(open_window)
    bench.shell.resize(1000, 700)
    await _settle(bench)
    table = bench.page.table
    answers = COLUMNS.index(Sort.LEVEL)
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.features = QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.rect = table.visualRect(table.model().index(0, answers))
    inside = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table)
    around = 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, table) + 1)
    assert max(map(table.fontMetrics().horizontalAdvance, answer_words())) <= inside.width() - around
    assert table.horizontalScrollBar().maximum() == 0


async def test_a_narrow_table_goes_without_columns_rather_than_cut_all_of_them(open_window, qtbot):
    bench = await open_window()
    await bench.open("activity")
    shell, table = bench.shell, bench.page.table
    shell.evidence._widen = lambda: None

    def shows(*columns):
        everything = [column for column in COLUMNS if not table.isColumnHidden(COLUMNS.index(column))]
        fits = table.horizontalScrollBar().maximum() == 0
        return everything == list(columns) and fits and table.columnWidth(WHAT) >= least

    least = 20 * table.fontMetrics().horizontalAdvance("0")
    shell.resize(1400, 660)
    qtbot.waitUntil(lambda: shows(*COLUMNS))
    shell.resize(1000, 660)
    shell.evidence.switch()
    qtbot.waitUntil(lambda: shows(Sort.AT, Sort.LEVEL, Sort.MESSAGE, Sort.MS))
    shell.resize(*WINDOW_LEAST)
    qtbot.waitUntil(lambda: shows(Sort.AT, Sort.LEVEL, Sort.MESSAGE))
    shell.evidence.close()
    shell.resize(1400, 660)
    qtbot.waitUntil(lambda: shows(*COLUMNS))


async def test_a_table_without_rows_says_why_and_brings_them_back(open_window):
    bench = await _activity(open_window)
    all_rows = bench.page.model.rowCount()
    assert not bench.page.none.isVisible()
    bench.page.filters.search.setText("no such words")
    bench.page.ask_again()
    await _settle(bench)
    assert bench.page.none.isVisible()
    assert bench.page.none.parts[0].text() == "No row fits what is chosen above."
    await bench.click("activity.all")
    await _settle(bench)
    assert bench.page.model.rowCount() == all_rows
    assert bench.page.filters.search.text() == ""
    assert not bench.page.none.isVisible()


async def test_where_nothing_was_sent_yet_nobody_is_sent_to_the_filters(open_window):
    bench = await open_window()
    bench.desk.evidence.look = _nothing
    bench.shell.go("activity")
    await _settle(bench)
    assert bench.page.none.parts[0].text() == "Nothing was sent or noted yet."
    assert not bench.find("activity.all").isVisible()


async def _nothing(_asked):
    return 0
