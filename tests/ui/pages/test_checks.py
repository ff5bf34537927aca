from dataclasses import replace

from wizard.domain.findings import Severity
from wizard.ui import sample_values


async def test_all_hold_and_next_leads_to_the_review(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    assert page.lead() == "Nothing is changed. 6 of 7 checks hold; nothing blocks."
    await bench.press()
    assert bench.page.step == "review"


async def test_what_blocks_is_a_card_and_next_leads_to_its_button_instead_of_on(open_window):
    bench = await open_window("checks")
    page = await bench.open("checks")
    assert bench.cards() == ["jira-user-not-site-admin"]
    assert page.lead().endswith("1 blocks this method.")
    await bench.press()
    assert bench.page.step == "checks"
    assert bench.shell.focusWidget() is bench.find("checks.card.jira-site-admin-0.again")


async def test_check_again_asks_that_one_only_and_can_finish(open_window):
    bench = await open_window("checks")
    await bench.open("checks")
    bench.desk.troubles.clear()
    bench.desk.asked.clear()
    await bench.click("checks.card.jira-site-admin-0.again")
    assert [asked for asked in bench.desk.asked if asked.startswith("check ")] == ["check jira-site-admin"]
    assert bench.cards() == []
    await bench.press()
    assert bench.page.step == "review"


async def test_looking_at_an_existing_connection_ends_here(open_window):
    bench = await open_window()
    bench.visit.start_over(check_only=True)
    bench.shell.go("checks")
    await bench.rest()
    closed = []
    bench.shell.closed.connect(lambda: closed.append(True))
    assert bench.page.verb() == "Close"
    await bench.press()
    assert closed == [True]


async def test_who_checks_what_exists_is_told_that_nothing_is_connected(open_window):
    bench = await open_window()
    bench.visit.start_over(check_only=True)
    bench.shell.go("checks")
    await bench.rest()
    page = bench.page
    assert page.lead().endswith("nothing blocks.")
    row = page._lines["first-sync"].shown
    missing = replace(sample_values.TOKEN_ENDS, code="jira-app-missing", severity=Severity.ADVICE)
    page._put(replace(row, findings=(missing,)))
    assert "jira-app-missing" in bench.cards()
    assert page.lead().endswith("the two are not connected: Jira does not have the app.")


async def test_in_a_set_up_advice_is_a_line_and_no_card(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    advice = replace(sample_values.TOKEN_ENDS, code="jira-app-missing", severity=Severity.ADVICE)
    page._put(replace(page._lines["first-sync"].shown, findings=(advice,)))
    assert "jira-app-missing" not in bench.cards()
