import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from wizard.ui.step_state import StepState
from wizard.ui.taking_back import STANDING


async def _turns(n=4):
    for _ in range(n):
        await asyncio.sleep(0)


async def _with_plan(bench):
    await bench.open("review")
    await bench.press()
    return bench.page


async def test_all_changes_made_leads_to_the_tasks(open_window):
    bench = await open_window()
    page = await _with_plan(bench)
    assert page.title() == "The changes are made"
    assert bench.visit.state("apply") is StepState.DONE
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_a_refused_change_stops_and_trying_again_can_finish(open_window):
    bench = await open_window("apply")
    page = await _with_plan(bench)
    assert bench.cards() == ["http-403"]
    assert page.rows.count("done") == 2
    assert page.verb() == "Apply 1 change"
    bench.desk.troubles.clear()
    await bench.click("apply.card-0.again")
    assert page.rows.count("done") == 3
    assert bench.cards() == []


async def test_undo_after_a_failure_asks_first_and_takes_back_what_was_done(open_window):
    bench = await open_window("apply")
    page = await _with_plan(bench)
    bench.find("apply.card-0.undo").click()
    for _ in range(6):
        await asyncio.sleep(0)
    assert bench.find("confirm").windowTitle() == "Undo 2 changes on gitlab.example.com?"
    assert bench.find("confirm.keep").isDefault()
    bench.find("confirm.verb").click()
    await bench.rest()
    assert page.title() == "The changes are undone"
    assert [asked for asked in bench.desk.asked if asked.startswith("undo gitlab")] == [
        "undo gitlab-application-id",
        "undo gitlab-oauth-application",
    ]


async def test_stopping_lets_the_change_it_works_on_end_and_the_verb_goes_on_later(open_window):
    bench = await open_window(turns=6)
    await bench.open("review")
    bench.shell.press()
    await _turns(12)
    page = bench.page
    assert page.verb() == "Stop after this step"
    await bench.press()
    assert 0 < page.rows.count("done") < 3
    await bench.press()
    assert page.rows.count("done") == 3


async def test_closing_while_changes_run_asks_and_esc_keeps_going(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.desk.troubles.add("hanging")
    bench.desk.hang_on = "apply"
    bench.shell.press()
    await _turns(6)
    bench.shell.close()
    for _ in range(3):
        await asyncio.sleep(0)
    bench.find("confirm").reject()
    for _ in range(3):
        await asyncio.sleep(0)
    assert bench.shell.isVisible()
    bench.shell.cancel()


async def _hanging(bench):
    """Open the page and let its first change hang."""
    await bench.open("review")
    bench.desk.troubles.add("hanging")
    bench.desk.hang_on = "apply"
    bench.shell.press()
    await _turns()
    return bench.page


def _bar(bench):
    return bench.find(f"apply.info.{STANDING}").text.text()


async def test_esc_lets_the_change_end_first_and_a_second_one_ends_its_request_and_reads_back(open_window):
    bench = await open_window()
    page = await _hanging(bench)
    assert page.rows.count("working") == 1
    QTest.keyClick(bench.shell, Qt.Key.Key_Escape)
    assert page.working()
    assert page.verb() == "Stop now"
    bench.desk.troubles.clear()
    QTest.keyClick(bench.shell, Qt.Key.Key_Escape)
    await bench.rest()
    assert bench.desk.asked[-2:] == ["journal", "read back"]
    assert page.rows.count("working") == 0
    assert page.rows.count("done") == 1
    assert _bar(bench) == (
        "Stopped. Made and read back: Create OAuth application. "
        "Not made: Set Jira Connect Application ID, Set Jira Connect Proxy URL."
    )
    assert bench.visit.state("apply") is StepState.FAILED
    await bench.click(f"apply.info.{STANDING}.0")
    assert page.title() == "The changes are made"
    assert page.notices.about() == ()


async def test_what_cannot_be_read_back_is_said_not_to_be_known_and_looking_again_tells(open_window):
    bench = await open_window()
    page = await _hanging(bench)
    bench.shell.cancel()
    bench.desk.troubles.clear()
    bench.desk.troubles.add("read back")
    bench.shell.cancel()
    await bench.rest()
    assert page.rows.count("unknown") == 1
    assert "not known whether it was made: Create OAuth application." in _bar(bench)
    assert bench.cards() == ["network-timeout"]
    bench.desk.troubles.clear()
    await bench.click(f"apply.info.{STANDING}.1")
    assert page.rows.count("unknown") == 0
    await bench.press()
    assert page.rows.count("done") == 3


async def test_cancel_of_a_hung_change_leaves_no_work_of_it(open_window):
    bench = await open_window()
    page = await _hanging(bench)
    bench.shell.cancel()
    bench.desk.hang_on = "read back"
    bench.shell.cancel()
    await _turns()
    assert page.working()
    bench.shell.cancel()
    await _turns()
    assert not page.working()
    assert bench.visit.spawn.running("apply") == []
    assert page.rows.count("unknown") == 1
    bench.desk.troubles.clear()
    await bench.press()
    assert page.rows.count("done") == 3


async def test_the_bar_never_goes_back(open_window):
    bench = await open_window("apply")
    values = []
    await bench.open("review")
    page = bench.shell._page("apply")
    page._bar.valueChanged.connect(values.append)
    await bench.press()
    bench.desk.troubles.clear()
    await bench.click("apply.card-0.again")
    assert values == sorted(values)
    assert values[-1] == page._bar.maximum()


async def test_an_undo_that_is_stopped_says_what_is_left_and_goes_on(open_window):
    bench = await open_window("apply", turns=6)
    page = await _with_plan(bench)
    bench.find("apply.card-0.undo").click()
    await _turns(20)
    bench.find("confirm.verb").click()
    await _turns(5)
    assert page.verb() == "Stop after this step"
    await bench.press()
    assert page.rows.count("undone") == 1
    assert page.verb() == "Undo 1 change"
    bench.find(f"apply.info.{STANDING}.0").click()
    await _turns(20)
    bench.shell.findChildren(QPushButton, "confirm.verb")[-1].click()
    await bench.rest()
    assert page.title() == "The changes are undone"
    assert page.verb() == "Back to the review"


async def test_each_row_says_how_it_was_made_and_leads_to_its_requests(open_window):
    bench = await open_window()
    asked = []
    bench.shell._page("apply").evidence.connect(asked.append)
    await _with_plan(bench)
    assert bench.find("apply.change.gitlab-proxy-url").note.text().startswith("written, read back")
    await bench.click("apply.change.gitlab-proxy-url.evidence")
    assert asked == ["gitlab-proxy-url"]


@pytest.mark.parametrize("trouble", ["", "broken"])
async def test_the_verb_is_never_dead(open_window, trouble):
    bench = await open_window()
    await bench.open("review")
    bench.desk.troubles.add(trouble)
    bench.visit.learnt.plan = None
    bench.shell.go("apply")
    await bench.rest()
    assert bench.page.verb_enabled()
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.page.rows.rows()


async def test_after_a_crash_the_page_says_what_the_journal_does_not_know_and_the_verb_goes_on(open_window):
    bench = await open_window("cut off")
    bench.visit.session = "20261121-090000-0001"
    await bench.open("review")
    bench.visit.session, bench.visit.learnt.plan = "20261121-090000-0001", None
    bench.shell.go("apply")
    await bench.rest()
    assert bench.cards() == ["session-interrupted"]
    await bench.press()
    assert bench.page.title() == "The changes are made"
    assert bench.cards() == []


async def test_a_way_to_requests_is_offered_only_where_somebody_shows_them(open_window):
    bench = await open_window("apply")
    page = bench.shell._page("apply")
    page.evidence.disconnect() if page.shows_requests() else None
    await _with_plan(bench)
    assert bench.shell.findChild(QPushButton, "apply.card-0.evidence") is None
    page.evidence.connect(lambda _about: None)
    await bench.click("apply.card-0.again")
    assert bench.find("apply.card-0.evidence").text() == "Show request"
    bench.desk.troubles.clear()
    await bench.click("apply.card-0.again")
    assert page.title() == "The changes are made"


async def test_what_somebody_else_changed_is_not_said_to_be_as_before(open_window):
    bench = await open_window()
    page = await _with_plan(bench)
    page._taking_back = page._undone = True
    page.rows.change(replace(page.rows.rows()[0], state="left"))
    assert page.lead() == "What somebody else changed since is left as it is on gitlab.example.com."


async def test_with_all_in_place_the_page_says_so_and_leads_on(open_window):
    bench = await open_window("nothing")
    await bench.open("review")
    bench.visit.learnt.plan = None
    bench.shell.go("apply")
    await bench.rest()
    assert bench.page.title() == "Nothing is left to change"
    assert bench.page.lead() == "All that the plan wants is in place on gitlab.example.com."
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_a_plan_made_anew_is_shown_however_one_comes_here_and_none_is_taken_for_made(open_window):
    bench = await open_window()
    page = await _with_plan(bench)
    assert page.verb() == "Next"
    bench.visit.change("jira", jira_url="https://second.atlassian.net")
    await bench.open("review")
    bench.shell.go("apply")
    await bench.rest()
    assert page.rows.count("done") == 0
    assert page.title() == "Nothing is left to change"
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_after_the_changes_return_goes_on(open_window, qtbot):
    bench = await open_window()
    await bench.open("apply", apply_now=True)
    await bench.press()
    qtbot.waitUntil(lambda: bench.shell.focusWidget() is bench.shell.bar.verb_button)
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step == "by-hand"
