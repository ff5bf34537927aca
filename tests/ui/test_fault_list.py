"""A press of the verb where something is wrong: the first fault has the focus, all are listed and said."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from wizard.ui import fault_list
from wizard.ui.fault_list import Fault
from wizard.ui.plain import PlainLabel

MISSING = [
    "The address of the Jira site is missing; enter the one you open Jira with.",
    "The e-mail address is missing; the token works only together with it.",
    "The API token is missing; make one at id.atlassian.com and paste it above.",
]


@pytest.fixture
def heard(monkeypatch) -> list[tuple[str, bool]]:
    """Give what a screen reader is told, and whether at once."""
    told: list[tuple[str, bool]] = []

    def note(_about: QWidget, text: str, *, at_once: bool = False) -> None:
        told.append((text, at_once))

    monkeypatch.setattr(fault_list, "announce", note)
    return told


async def _empty_jira(open_window):
    bench = await open_window(suggest=False, known=False, mode="live")
    page = await bench.open("jira")
    for field in (page.site, page.email):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, " ")
    bench.visit.change("jira", jira_url="", jira_email="")
    await bench.press()
    return bench, page


async def test_all_faults_of_an_empty_page_are_listed_said_and_the_first_has_the_focus(open_window, heard):
    bench, page = await _empty_jira(open_window)
    assert list(bench.shell.faults.told()) == MISSING
    assert bench.shell.focusWidget() is page.site
    assert heard[-1] == (f"3 things are to be mended before this page goes on: {MISSING[0]}", True)


async def test_each_fault_has_the_way_to_its_place_and_is_done_with_when_its_field_is_changed(open_window):
    bench, page = await _empty_jira(open_window)
    await bench.click("faults.1")
    assert bench.shell.focusWidget() is page.email
    QTest.keyClicks(page.email, "dana@example.com")
    assert list(bench.shell.faults.told()) == [MISSING[0], MISSING[2]]
    page.site.setText("acme")
    page.token.edit.setText("ATATT-any")
    assert bench.shell.faults.told() == ()
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_the_page_does_not_move_under_who_types(open_window):
    bench, page = await _empty_jira(open_window)
    bench.shell.layout().activate()
    high = bench.shell.faults.height()
    QTest.keyClicks(page.site, "a")
    QTest.keyClicks(page.email, "d")
    page.token.edit.setText("ATATT-any")
    bench.shell.layout().activate()
    assert bench.shell.faults.height() == high
    said = [one.text() for one in bench.shell.faults.findChildren(PlainLabel)]
    assert "All that was listed is changed; press the button again." in said
    await bench.press()
    assert not bench.shell.faults.isVisible()


async def test_the_list_takes_a_quarter_of_the_window_at_most_and_scrolls(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    page.refuse(*(Fault(f"fault {number}", page.site) for number in range(30)))
    bench.shell.layout().activate()
    assert bench.shell.faults.height() < bench.shell.height() / 3
    assert len(bench.shell.faults.told()) == 30


async def test_one_fault_that_its_field_tells_is_said_and_not_told_twice(open_window, heard):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    await bench.press()
    assert bench.shell.faults.told() == ()
    assert heard == [(bench.page.result.text.text(), True)]


async def test_one_check_that_blocks_is_told_by_its_card_alone_with_its_buttons_in_sight(open_window, heard):
    bench = await open_window("checks")
    await bench.open("checks")
    await bench.press()
    title = "Jira does not count you as an administrator for GitLab"
    assert bench.shell.faults.told() == ()
    assert heard[-1] == (title, True)
    assert bench.shell.focusWidget() is bench.find("checks.card.jira-site-admin-0.again")
    bench.desk.troubles.clear()
    await bench.click("checks.card.jira-site-admin-0.again")
    assert bench.shell.faults.told() == ()
    await bench.press()
    assert bench.page.step == "review"


async def test_the_list_stays_with_its_page(open_window):
    bench, _page = await _empty_jira(open_window)
    bench.shell.go("settings")
    assert bench.shell.faults.told() == ()
    bench.shell.go("jira")
    await bench.press()
    assert list(bench.shell.faults.told()) == MISSING


async def test_what_the_cards_of_the_review_ask_is_named_instead_of_a_passing_notice(open_window):
    bench = await open_window("drift")
    await bench.open("review")
    await bench.press()
    assert bench.shell.faults.told() == ("An application of this name is there, and it is confidential",)
    assert bench.shell.focusWidget() is bench.find("review.card-0.again")
    bench.desk.troubles.clear()
    await bench.click("review.card-0.again")
    assert bench.shell.faults.told() == ()
    await bench.press()
    assert bench.page.step == "apply"
