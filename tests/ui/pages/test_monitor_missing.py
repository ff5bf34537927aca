"""What Jira does not show: the list, its filters, a million rows, and the one thing with what to do."""

import time

import pytest
from PySide6.QtWidgets import QTableView

from tests.ui.pages.monitor_kit import settle, watched
from wizard.domain.flow import Kind
from wizard.evidence.exchange import Exchange
from wizard.monitor.values import Missing, Reason
from wizard.ui.look import put_on
from wizard.ui.monitor_listing import newest_about
from wizard.ui.monitor_words import REASONS, WHAT_TO_DO
from wizard.ui.paged_rows import PAGE_ROWS
from wizard.ui.sample_monitor import REASONS as COUNTS
from wizard.ui.sample_monitor import SampleMonitor
from wizard.ui.tokens import WINDOW_LEAST


async def _listed(open_window, reason=Reason.KEY_UNKNOWN, monitor=None):
    bench, made = await watched(open_window, "flowing", monitor)
    bench.find(f"monitor.reason.{reason.value}").click()
    await settle(bench)
    return bench, made


def _values(bench):
    return [label.text() for label in bench.page.list.detail._values.values()]


async def test_a_press_on_a_reason_lists_what_is_missing_for_it(open_window):
    bench, _monitor = await _listed(open_window)
    model = bench.page.list.model
    assert model.rowCount() == COUNTS[Reason.KEY_UNKNOWN]
    assert [model.index(row, 3).data() for row in range(2)] == ["UTF-8", "ISO-9001"]
    assert not bench.page.picture.isVisible()


async def test_the_first_thing_is_told_in_full_with_what_to_do(open_window):
    bench, _monitor = await _listed(open_window)
    where, key, why, what, _changed, _seen = _values(bench)
    assert (where, key, why) == ("platform/app · 1", "UTF-8", "key unknown in Jira")
    assert what.startswith("Jira has no project with the letters of this key")


async def test_its_pages_are_opened_at_both_sides(open_window):
    bench, _monitor = await _listed(open_window, Reason.REJECTED)
    await bench.click("monitor.item.gitlab")
    await bench.click("monitor.item.jira")
    assert bench.opened == [
        "https://gitlab.example.com/platform/app/-/merge_requests/1",
        "https://acme.atlassian.net/browse/PLAT-214",
    ]


async def test_a_link_that_leads_elsewhere_is_not_opened(open_window):
    stranger = Missing(Kind.BRANCH, "platform/app", "x", "PLAT-1", Reason.REJECTED, 1.0, 2.0, "https://evil.example/")
    bench, _monitor = await _listed(open_window, Reason.REJECTED, SampleMonitor("flowing", [stranger]))
    await bench.click("monitor.item.gitlab")
    assert bench.opened == []
    assert bench.shell.toast.text.text() == "This address is not opened from here."


async def test_what_is_past_a_limit_is_one_row_with_its_number(open_window):
    past = Missing(Kind.BRANCH, "platform/app", "", "", Reason.BEYOND_LIMIT, 1.0, 2.0, count=31)
    bench, _monitor = await _listed(open_window, Reason.BEYOND_LIMIT, SampleMonitor("flowing", [past]))
    model = bench.page.list.model
    assert [model.index(0, column).data() for column in range(4)] == [
        "Branch", "at least 31 older ones", "platform/app", "–",
    ]  # fmt: skip
    where, key, why, what, _changed, _seen = _values(bench)
    assert (key, why) == ("none", "beyond a limit of the first sync")
    assert where == "platform/app"
    assert "newest 400 merge requests and branches" in what
    assert not bench.find("monitor.item.jira").isVisible()


async def test_a_thing_without_a_key_has_no_page_in_jira(open_window):
    bench, _monitor = await _listed(open_window, Reason.NO_KEY)
    assert not bench.find("monitor.item.jira").isVisible()
    assert _values(bench)[1] == "none"


async def test_filters_narrow_the_list_and_the_group_can_be_dropped(open_window):
    bench, _monitor = await watched(open_window, "flowing")
    bench.find("monitor.group.mobile").click()
    await settle(bench)
    every = bench.page.list.model.rowCount()
    assert bench.find("monitor.filter.group").text() == "Only mobile"
    bench.page.list._pick_kind(Kind.BRANCH)
    await settle(bench)
    assert 0 < bench.page.list.model.rowCount() <= every
    bench.page.list._pick_kind(Kind.FEATURE_FLAG)
    await settle(bench)
    assert bench.page.list.count.text() == "Nothing is missing here."
    bench.page.list._pick_kind(None)
    await bench.click("monitor.filter.group")
    await settle(bench)
    assert bench.page.list.model.rowCount() == sum(COUNTS.values())


async def test_the_whole_picture_comes_back(open_window):
    bench, _monitor = await _listed(open_window)
    await bench.click("monitor.back")
    await settle(bench)
    assert bench.page.picture.isVisible()
    assert not bench.page.list.isVisible()


class _Many:
    """A million things, made when they are looked at."""

    def __len__(self):
        return 1_000_000

    def __getitem__(self, place):
        rows = range(1_000_000)[place]
        return [Missing(Kind.COMMIT, "a/b", f"{row:040x}", "AB-1", Reason.NOT_YET, 1.0, 2.0) for row in rows]


class _Huge(SampleMonitor):
    async def missing(self, *, reason=None, kind=None, group="", limit=1000, skip=0):
        return _Many()[skip : skip + limit], len(_Many())


async def test_a_million_things_are_opened_and_scrolled_without_asking_for_what_is_not_seen(open_window):
    monitor = _Huge("flowing")
    bench, _monitor = await _listed(open_window, Reason.KEY_UNKNOWN, monitor)
    table = bench.page.list.table
    began = time.perf_counter()
    table.scrollToBottom()
    bench.shell.repaint()
    table.viewport().repaint()
    assert time.perf_counter() - began < 0.5
    await settle(bench)
    table.viewport().repaint()
    await settle(bench)
    model = bench.page.list.model
    assert model.rowCount() == 1_000_000
    assert model.row_at(999_999).id == f"{999_999:040x}"
    assert model.row_at(500_000) is None
    assert bench.page.list.count.text() == "1000000 things"


async def test_a_page_of_rows_that_is_not_here_is_asked_for_once(open_window):
    monitor = _Huge("flowing")
    bench, _monitor = await _listed(open_window, Reason.KEY_UNKNOWN, monitor)
    wanted = []
    bench.page.list.model.wanted.connect(wanted.append)
    model = bench.page.list.model
    for row in range(5):
        model.index(30 * PAGE_ROWS + row, 1).data()
    await settle(bench)
    assert wanted == [30]
    assert model.row_at(30 * PAGE_ROWS).id == f"{30 * PAGE_ROWS:040x}"


def _sent(seq, body):
    return Exchange(str(seq), seq, 1.0, "", "POST", "https://acme.atlassian.net/rest/api/3/issue/bulkfetch", (), body)


def test_the_request_of_a_thing_is_the_newest_that_names_its_key():
    missing = Missing(Kind.COMMIT, "a/b", "c0ffee", "AB-7", Reason.NOT_YET, 1.0, 2.0)
    sent = [_sent(1, '["AB-7"]'), _sent(2, '["AB-7","AB-8"]'), _sent(3, '["XY-1"]')]
    found = newest_about(sent, missing)
    assert found is not None
    assert found.seq == 2
    assert newest_about(sent[2:], missing) is None


async def test_the_request_of_a_thing_opens_the_evidence(open_window):
    bench, _monitor = await _listed(open_window)
    await bench.click("monitor.item.request")
    assert bench.shell.evidence.is_open()


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_and_says_what_to_do(reason):
    assert REASONS[reason].message
    assert WHAT_TO_DO[reason].message.endswith(".")


async def test_a_table_too_narrow_for_the_keys_goes_without_them_rather_than_cut_them(open_window, dressed, qtbot):
    bench, _made = await _listed(open_window)
    table = bench.page.findChild(QTableView, "monitor.missing")
    bench.shell.resize(*WINDOW_LEAST)
    put_on(dressed, "light", grow=2)
    try:
        qtbot.waitUntil(lambda: table.isColumnHidden(3))
        assert table.horizontalHeader().length() <= table.viewport().width()
    finally:
        put_on(dressed, "light")
