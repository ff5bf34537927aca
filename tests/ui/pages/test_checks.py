import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QWidget

from wizard.domain.findings import Severity
from wizard.domain.route import Route
from wizard.journey.values import Mark
from wizard.ui import sample_values
from wizard.ui.info_bar import InfoBar
from wizard.ui.plain import PlainLabel
from wizard.ui.step_state import StepState


async def test_all_hold_and_next_leads_to_the_review(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    assert page.lead() == "Nothing is changed. 6 of 7 checks hold; nothing blocks. 1 warns."
    await bench.press()
    assert bench.page.step == "review"


async def test_what_blocks_is_a_card_and_next_leads_to_its_button_instead_of_on(open_window):
    bench = await open_window("checks")
    page = await bench.open("checks")
    assert bench.cards() == ["jira-user-not-site-admin"]
    assert page.lead().endswith("1 blocks this method. 1 warns.")
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


async def test_who_checks_what_exists_reads_advice_as_cards(open_window):
    bench = await open_window()
    bench.visit.start_over(sample_values.ANSWERS, check_only=True)
    bench.shell.go("checks")
    await bench.rest()
    assert bench.cards() == ["gitlab-token-expires-soon"]
    assert bench.page.notices.about() == ("verdict",)


async def test_in_a_set_up_advice_is_a_line_and_no_card(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    advice = replace(sample_values.TOKEN_ENDS, code="jira-app-missing", severity=Severity.ADVICE)
    page.table.put(replace(page.table.lines["first-sync"].shown, findings=(advice,)))
    assert "jira-app-missing" not in bench.cards()


async def _away_and_back(bench, step="groups"):
    bench.shell.go(step)
    await bench.rest()
    bench.desk.asked.clear()
    bench.shell.go("checks")
    await bench.rest()


def _asked(bench):
    return [asked for asked in bench.desk.asked if asked.startswith("check ")]


async def test_coming_back_asks_nothing_anew_and_says_when_it_was_asked(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    page.clock = lambda: datetime(2026, 11, 21, 9, 5)
    await bench.click("checks.again")
    assert page.lead().endswith("; nothing blocks. 1 warns.")
    await _away_and_back(bench)
    assert _asked(bench) == []
    assert page.lead().endswith("; nothing blocks. 1 warns. Asked at 09:05.")
    await bench.press()
    assert bench.page.step == "review"


def _others_in_between(visit):
    visit.mark("checks", StepState.DONE)
    visit.change("groups", groups_paths=("mobile",))
    visit.change("groups", groups_paths=sample_values.ANSWERS.groups.paths)


@pytest.mark.parametrize(
    "newer",
    [
        lambda visit: visit.change("groups", groups_paths=("platform",)),
        lambda visit: visit.change("method", route=Route.MANUAL),
        lambda visit: setattr(visit.learnt, "gitlab_signed_in", sample_values.SIGNED_IN),
        lambda visit: setattr(visit.learnt, "jira_signed_in", sample_values.JIRA_SIGNED_IN),
        lambda visit: setattr(visit.learnt, "applied", sample_values.PLAN_ROWS),
        _others_in_between,
    ],
    ids=["groups", "route", "gitlab", "jira", "applied", "others-in-between"],
)
async def test_what_is_newer_than_the_answers_asks_all_anew(open_window, newer):
    bench = await open_window()
    page = await bench.open("checks")
    newer(bench.visit)
    await _away_and_back(bench)
    assert len(_asked(bench)) == len(sample_values.CHECKS)
    assert "Asked at" not in page.lead()


async def test_a_run_that_fails_as_a_whole_is_a_card_and_next_asks_again(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    bench.desk.troubles.add("broken")
    await bench.click("checks.again")
    assert bench.cards() == ["network-timeout"]
    assert page.verb() == "Run checks"
    assert not any(row.mark in (Mark.RUNNING, Mark.WAITING) for row in page.table.rows())
    bench.desk.troubles.clear()
    await bench.press()
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "review"


async def test_stop_keeps_what_was_answered_and_the_rest_says_that_it_was_not_asked(open_window):
    bench = await open_window("hanging")
    bench.desk.hang_on = "check gitlab-cors"
    bench.visit.start_over(sample_values.ANSWERS)
    bench.shell.go("checks")
    page = bench.page
    for _ in range(40):
        await asyncio.sleep(0)
    assert page.cancel_text() == "Stop"
    bench.shell.cancel()
    assert not page.working()
    marks = [row.mark for row in page.table.rows()]
    assert marks == [Mark.OK] * 3 + [Mark.SKIPPED] * 4
    assert page.table.lines["first-sync"].row.note.text() == "not asked: the run ended before"
    assert page.lead().endswith("3 of 7 checks hold; 4 were not asked.")
    assert bench.visit.state("checks") is StepState.ATTENTION
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.page.step == "checks"
    await bench.press()
    assert bench.page.step == "review"


async def test_stopping_a_single_check_brings_its_last_answer_back(open_window):
    bench = await open_window("checks")
    page = await bench.open("checks")
    bench.desk.troubles.add("hanging")
    bench.find("checks.card.jira-site-admin-0.again").click()
    for _ in range(8):
        await asyncio.sleep(0)
    page.table.show_arrived()
    assert bench.cards() == []
    bench.shell.cancel()
    assert bench.cards() == ["jira-user-not-site-admin"]
    assert page.verb() == "Next"
    bench.desk.troubles.clear()
    await bench.click("checks.card.jira-site-admin-0.again")
    assert bench.cards() == []


async def test_what_waits_for_the_same_check_is_one_line_that_unfolds(open_window):
    bench = await open_window("wire")
    page = await bench.open("checks")
    assert bench.cards() == ["tls-chain-incomplete"]
    waiting = bench.find("checks.waiting.gitlab-certificate")
    assert waiting.accessibleName() == "3 checks wait for “Certificate”"
    assert [check for check, one in page.table.lines.items() if one.isHidden()] == [
        "gitlab-reachable", "gitlab-cors", "first-sync",
    ]  # fmt: skip
    await bench.click("checks.waiting.gitlab-certificate.unfold")
    shown = [label.text() for label in waiting.findChildren(PlainLabel) if label.isVisibleTo(waiting)]
    assert "Browser may call the instance" in shown
    bench.desk.troubles.clear()
    await bench.click("checks.again")
    assert waiting.isHidden()
    assert not any(one.isHidden() for one in page.table.lines.values())
    await bench.press()
    assert bench.page.step == "review"


async def test_what_does_not_block_can_be_skipped_with_a_reason_and_shown_again(open_window):
    bench = await open_window("warned")
    page = await bench.open("checks")
    assert bench.visit.state("checks") is StepState.ATTENTION
    await bench.click("checks.card.gitlab-token-life-0.skip")
    await bench.click("skip.verb")
    assert bench.find("skip.reason").property("wrong")
    bench.find("skip.reason").setText("renewed every Monday")
    await bench.click("skip.verb")
    assert "skip gitlab-token-life gitlab-token-expires-soon: renewed every Monday" in bench.desk.asked
    assert bench.cards() == []
    assert page.table.lines["gitlab-token-life"].row.note.text() == "skipped: renewed every Monday"
    assert bench.visit.state("checks") is StepState.DONE
    await bench.click("checks.row.gitlab-token-life.unskip")
    assert bench.cards() == ["gitlab-token-expires-soon"]
    assert bench.visit.state("checks") is StepState.ATTENTION
    await bench.press()
    assert bench.page.step == "review"


async def test_a_reason_is_no_place_for_a_token(open_window):
    bench = await open_window("warned")
    await bench.open("checks")
    await bench.click("checks.card.gitlab-token-life-0.skip")
    bench.find("skip.reason").setText("glpat-EXAMPLE0123456789")
    await bench.click("skip.verb")
    assert not any(asked.startswith("skip ") for asked in bench.desk.asked)
    bench.find("skip.reason").setText("renewed by a job")
    await bench.click("skip.verb")
    assert bench.cards() == []


async def test_what_was_skipped_on_an_earlier_visit_stays_skipped(open_window):
    bench = await open_window("warned")
    bench.desk.archive.skipped["gitlab-token-life"] = "renewed every Monday"
    bench.desk.session = "20261120-164200-7f3a"
    bench.visit.take_up(bench.desk.session, sample_values.ANSWERS, "checks")
    bench.shell.go("checks")
    await bench.rest()
    assert bench.cards() == []
    assert bench.page.table.lines["gitlab-token-life"].row.note.text() == "skipped: renewed every Monday"


async def test_what_blocks_cannot_be_skipped(open_window):
    bench = await open_window("checks")
    await bench.open("checks")
    assert bench.shell.findChild(QWidget, "checks.card.jira-site-admin-0.skip") is None


async def test_a_card_is_handed_over_to_somebody_who_can_mend_it(open_window):
    bench = await open_window("checks")
    await bench.open("checks")
    await bench.click("checks.card.jira-site-admin-0.hand-over")
    assert "acme.atlassian.net" in bench.find("hand-over.text").toPlainText()
    await bench.click("hand-over.close")
    assert bench.page.step == "checks"


async def test_who_only_looks_gets_a_verdict_and_can_connect_now(open_window):
    bench = await open_window("unconnected")
    bench.visit.start_over(sample_values.ANSWERS, check_only=True)
    bench.shell.go("checks")
    await bench.rest()
    verdict = bench.find("checks.info.verdict")
    assert verdict.text.text() == "The two are not connected. Left to do: Get the app in Jira."
    await bench.click("checks.info.verdict.0")
    assert bench.page.step == "method"
    assert not bench.visit.check_only
    assert bench.visit.state("checks") is StepState.TO_DO
    await bench.press()
    assert bench.page.step == "groups"


async def test_the_verdict_follows_what_is_mended(open_window):
    bench = await open_window("checks")
    bench.visit.start_over(sample_values.ANSWERS, check_only=True)
    bench.shell.go("checks")
    await bench.rest()
    assert bench.find("checks.info.verdict").text.text().startswith("The connection does not hold: 1 check")
    bench.desk.troubles.clear()
    await bench.click("checks.card.jira-site-admin-0.again")
    bars = bench.page.notices
    assert bars.about() == ("verdict",)
    said = [bar.text.text() for bar in bars.findChildren(InfoBar) if not bar.isHidden()]
    assert said[0].startswith("GitLab and Jira are connected")


async def test_the_first_card_that_blocks_is_brought_into_sight_but_not_by_a_single_answer(open_window, qtbot):
    bench = await open_window("checks")
    page = await bench.open("checks")
    seen = []
    page.to_see.connect(seen.append)
    await bench.click("checks.again")
    qtbot.waitUntil(lambda: seen == [page.table.lines["jira-site-admin"]])
    await bench.click("checks.card.jira-site-admin-0.again")
    assert not page._sight.isActive()
    bench.desk.troubles.clear()
    await bench.click("checks.again")
    await bench.press()
    assert bench.page.step == "review"


async def test_what_waited_is_asked_once_its_cause_is_mended(open_window):
    bench = await open_window("wire")
    page = await bench.open("checks")
    bench.desk.troubles.clear()
    bench.desk.asked.clear()
    await bench.click("checks.card.gitlab-certificate-0.again")
    assert "check gitlab-reachable" in _asked(bench)
    assert bench.cards() == []
    assert all(row.mark is not Mark.SKIPPED for row in page.table.rows())
    await bench.press()
    assert bench.page.step == "review"


async def test_what_waited_is_not_asked_while_its_cause_stands(open_window):
    bench = await open_window("wire")
    page = await bench.open("checks")
    bench.desk.asked.clear()
    await bench.click("checks.card.gitlab-certificate-0.again")
    assert _asked(bench) == ["check gitlab-certificate"]
    assert bench.cards() == ["tls-chain-incomplete"]
    bench.desk.troubles.clear()
    await bench.click("checks.again")
    assert page.lead().endswith("nothing blocks. 1 warns.")
