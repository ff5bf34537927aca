"""Checks: what follows from another finding stands below its card, and everything has its requests."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.journey.values import Mark
from wizard.ui.finding_card import FindingCard

FOLDED = "checks.effects.gitlab-certificate-0"


def _until_cards(qtbot, page, *codes):
    """Wait until these cards are on screen and no others: what was just made is shown a turn later."""

    def seen():
        shown = [card.finding.code for card in page.findChildren(FindingCard) if card.isVisible()]
        assert shown == list(codes)

    qtbot.waitUntil(seen, timeout=30_000)


def _note(bench, check):
    return bench.find(f"checks.row.{check}").note.text()


async def test_what_follows_is_one_line_below_its_cause_and_unfolds_by_keyboard(open_window, qtbot):
    bench = await open_window("effects")
    page = await bench.open("checks")
    _until_cards(qtbot, page, "tls-chain-incomplete")
    assert bench.find(FOLDED).accessibleName() == "and 2 that follow from it"
    unfold = bench.find(f"{FOLDED}.unfold")
    unfold.setFocus()
    QTest.keyClick(unfold, Qt.Key.Key_Space)
    _until_cards(qtbot, page, "tls-chain-incomplete", "gitlab-unreachable", "gitlab-cors")
    QTest.keyClick(unfold, Qt.Key.Key_Return)
    _until_cards(qtbot, page, "tls-chain-incomplete")


async def test_the_rows_of_what_follows_stay_and_say_from_what(open_window):
    bench = await open_window("effects")
    await bench.open("checks")
    for check in ("gitlab-reachable", "gitlab-cors"):
        assert _note(bench, check) == "follows from “The certificate comes without its chain”"
        assert bench.find(f"checks.row.{check}").isVisible()


async def test_next_leads_to_the_cause_and_a_ticket_names_what_follows_too(open_window):
    bench = await open_window("effects")
    page = await bench.open("checks")
    assert page.lead().endswith("3 block this method. 1 warns.")
    await bench.press()
    assert bench.shell.focusWidget() is bench.find("checks.card.gitlab-certificate-0.again")
    assert "gitlab-cors" in page.ticket()


async def test_when_its_cause_is_mended_it_stands_for_itself_and_can_be_mended_too(open_window, qtbot):
    bench = await open_window("effects")
    page = await bench.open("checks")
    page.table.put(replace(page.table.lines["gitlab-certificate"].shown, mark=Mark.OK, findings=()))
    _until_cards(qtbot, page, "gitlab-unreachable")
    assert bench.find("checks.effects.gitlab-reachable-0").accessibleName() == "and 1 that follows from it"
    bench.desk.troubles.clear()
    await bench.click("checks.again")
    assert bench.cards() == []
    await bench.press()
    assert bench.page.step == "review"


async def test_a_check_that_holds_shows_its_requests_as_one_that_failed_does(open_window):
    bench = await open_window()
    await bench.open("checks")
    shown = bench.find("checks.row.gitlab-version.evidence")
    assert shown.isVisible()
    await bench.click("checks.row.gitlab-version.evidence")
    assert bench.shell.evidence.drawer.exchange.why == "gitlab-version"
    assert "Show the requests of: GitLab version" in shown.accessibleName()


async def test_a_check_that_sent_nothing_offers_no_requests_and_keeps_its_place(open_window):
    bench = await open_window()
    await bench.open("checks")
    assert bench.find("checks.row.first-sync.evidence").isHidden()
    asked, computed = bench.find("checks.row.gitlab-version"), bench.find("checks.row.first-sync")
    assert asked.vantage.geometry().right() == computed.vantage.geometry().right()
