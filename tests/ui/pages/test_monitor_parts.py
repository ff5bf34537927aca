"""The parts of the page Monitor come by turns, all at once on screen, and what is seldom wanted when it is wanted."""

import asyncio
import itertools
from dataclasses import replace

from tests.ui.pages.monitor_kit import settle, watched
from wizard.monitor.values import GroupFlow, Light
from wizard.ui.finding_card import FindingCard
from wizard.ui.sample_monitor import FIRST_SYNC, NOTED, RAISED, SampleMonitor, sample_monitor
from wizard.ui.sample_values import ANSWERS

_MADE_ON_THE_WAY = ("picture", "below")


async def _opened(open_window, state="flowing"):
    """Return a window that has watched for a while, at the turn in which the page is opened."""
    bench = await open_window(mode="live")
    bench.visit.watching.use(sample_monitor(SampleMonitor(state)))
    bench.visit.watching.watch(ANSWERS)
    await bench.rest()
    bench.shell.go("monitor")
    return bench


def _made(bench):
    parts = [part for part in _MADE_ON_THE_WAY if part in vars(bench.page.parts)]
    charts = "charts" in vars(bench.page.picture) if "picture" in parts else False
    return [*parts, *(["charts"] if charts else [])]


async def test_the_first_turn_says_how_it_stands_and_makes_nothing_else(open_window):
    bench = await _opened(open_window)
    assert bench.shell.heading.lead.text() == "Data flows. Jira has 99.9 %."
    assert bench.find("monitor.check").isVisible()
    assert _made(bench) == []


async def test_a_turn_makes_one_part_and_all_are_shown_together(open_window):
    bench = await _opened(open_window)
    turns = []
    for _ in range(40):
        await asyncio.sleep(0)
        made = _made(bench)
        seen = bool(made) and bench.page.picture.isVisible()
        turns.append((len(made), seen, seen and bench.find("monitor.export").isVisible()))
    counts = [count for count, _seen, _below in turns]
    assert max(after - before for before, after in itertools.pairwise(counts)) == 1
    assert turns[-1] == (3, True, True)
    assert {below for _count, seen, below in turns if seen} == {True}
    assert {count for count, seen, _below in turns if seen} == {3}


async def test_a_page_that_is_left_on_the_way_comes_together_at_the_next_visit(open_window):
    bench = await _opened(open_window)
    for _ in range(3):
        await asyncio.sleep(0)
    assert 0 < len(_made(bench)) < 3
    bench.shell.go("settings")
    await bench.rest()
    bench.shell.go("monitor")
    await bench.rest()
    assert bench.page.picture.isVisible()
    assert bench.find("monitor.stop").isVisible()


async def test_the_list_its_detail_and_the_table_are_made_when_they_are_wanted(open_window):
    bench, _monitor = await watched(open_window, "flowing")
    listing, charts = bench.page.parts.listing, bench.page.picture.charts
    assert "list" not in vars(listing)
    assert "table" not in vars(charts)
    bench.find("monitor.reason.key-unknown").click()
    assert bench.shell.focusWidget().objectName() == "monitor.missing"
    assert "detail" not in vars(listing.list)
    await settle(bench)
    assert listing.list.detail.isVisible()
    assert "projects" not in vars(listing.list)  # no group was asked for


async def test_more_rows_than_a_few_wait_until_the_list_is_on_screen(open_window, qtbot):
    groups = tuple(GroupFlow(f"group-{number:02d}", Light.OK, 1, 1, 9, 9) for number in range(12))
    monitor = SampleMonitor("flowing")
    monitor.change(history=replace(FIRST_SYNC, groups=groups))
    bench, _monitor = await watched(open_window, monitor=monitor)
    rows = bench.page.picture.groups
    qtbot.waitUntil(lambda: len(rows.buttons()) == 12)
    bench.find("monitor.reason.key-unknown").click()
    monitor.change(history=replace(FIRST_SYNC, groups=tuple(replace(one, path=f"a-{one.path}") for one in groups)))
    await settle(bench)
    assert len(rows.buttons()) == 4
    bench.find("monitor.back").click()
    qtbot.waitUntil(lambda: len(rows.buttons()) == 12)


async def test_the_cards_of_alarms_come_back_after_the_list(open_window):
    bench, _monitor = await watched(open_window, "broken")
    bench.find("monitor.reason.key-unknown").click()
    await settle(bench)
    assert not bench.page.alarms.isVisible()
    await bench.click("monitor.back")
    assert bench.page.alarms.isVisible()


async def test_an_alarm_that_stands_as_it_did_keeps_its_card_when_others_come(open_window):
    bench, monitor = await watched(open_window, "broken")
    (card,) = bench.page.alarms.findChildren(FindingCard)
    others = tuple(replace(RAISED, subject=f"group-{number}") for number in range(3))
    monitor.change(alarms=(RAISED, *others, NOTED))
    bench.page.refresh()
    assert len(bench.page.alarms.findChildren(FindingCard)) == 2  # the others come in their turns
    await settle(bench)
    assert bench.page.alarms.findChildren(FindingCard)[0] is card
    assert bench.cards() == ["flow-live-stopped"] * 4
    assert "Quiet until" in bench.find("monitor.alarm.4.unfold").accessibleName()
