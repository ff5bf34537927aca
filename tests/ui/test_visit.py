"""The answers so far: what another answer touches, and which steps a way does not need."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from wizard.domain.errors import Unreachable
from wizard.domain.route import Route
from wizard.ui import sample_values
from wizard.ui.page_wide import ENDING, JOURNAL, OFFLINE, PageWide
from wizard.ui.step_state import ICONS, StepState


async def test_the_first_edit_shows_what_another_answer_touches_before_anything_is_changed(open_window):
    bench = await open_window()
    await bench.open("checks")
    bench.shell.go("jira")
    await bench.rest()
    assert bench.shell.findChild(QWidget, "jira.info.touches") is None
    QTest.keyClicks(bench.find("jira.email"), "x")
    bar = bench.find("jira.info.touches")
    assert bar.text.text() == "Another answer here means to look again at: Method, Groups."
    assert bench.visit.state("groups") is StepState.DONE
    bench.visit.change("jira", jira_email="other@example.com")
    assert bench.visit.state("groups") is StepState.ATTENTION


async def test_another_answer_after_apply_touches_what_was_made_and_forgets_plan_and_proof(open_window):
    bench = await open_window()
    await bench.open("done")
    await bench.rest()
    bench.visit.learnt.plan = await bench.desk.make_plan(bench.visit.answers)
    bench.visit.change("groups", groups_paths=("mobile",))
    assert bench.visit.state("apply") is StepState.ATTENTION
    assert bench.visit.learnt.plan is None
    assert bench.visit.learnt.proof is None


async def test_the_own_name_of_who_takes_up_a_hand_over_touches_nothing_and_another_site_does(open_window):
    bench = await open_window()
    handed = sample_values.ANSWERS.with_(jira_email="")
    assert bench.visit.take_over(handed, "by-hand") == "sign-in"
    bench.visit.change("jira", jira_email="robin@example.com")
    assert bench.visit.state("groups") is StepState.DONE
    assert bench.visit.after("jira") == "by-hand"
    bench.visit.change("jira", jira_url="https://other.atlassian.net")
    assert bench.visit.state("groups") is StepState.ATTENTION


async def test_a_hand_over_for_the_review_asks_the_checks_again_and_says_what_the_other_did(open_window):
    bench = await open_window()
    assert bench.visit.take_over(sample_values.ANSWERS.with_(jira_email=""), "review") == "sign-in"
    assert bench.visit.after("jira") == "checks"
    assert bench.visit.after("checks") == "review"
    assert bench.visit.state("checks") is StepState.TO_DO
    assert bench.visit.detail("groups") == "by the other"


async def test_steps_before_changes_that_are_made_stay_ticked_and_say_why_they_do_not_open(open_window):
    bench = await open_window()
    await bench.open("review")
    await bench.press()
    assert bench.page.title() == "The changes are made"
    row = bench.find("rail.groups")
    assert (row.isEnabled(), row._icon()) == (False, ICONS[StepState.DONE])
    assert "Changes are made" in row.toolTip()
    assert "Changes are made" in row.accessibleDescription()
    await bench.press()
    assert bench.page.step == "by-hand"
    assert row.isEnabled()
    assert row._icon() == ICONS[StepState.DONE]


async def test_a_step_that_was_on_screen_opens_from_the_list(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.shell.go("groups")
    await bench.rest()
    await bench.click("rail.review")
    assert bench.page.step == "review"


async def test_a_step_that_the_way_does_not_need_stays_in_the_list_with_its_reason(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.visit.change("gitlab", gitlab_url="https://gitlab.com", route=Route.SAAS)
    assert bench.visit.state("apply") is StepState.NOT_NEEDED
    assert bench.find("rail.apply").toolTip() == "Nothing is changed on GitLab.com: there is nothing to apply."
    assert bench.visit.after("review") == "by-hand"
    bench.visit.change("gitlab", gitlab_url=sample_values.GITLAB, route=Route.MARKETPLACE)
    assert bench.visit.after("review") == "apply"
    assert bench.visit.state("apply") is StepState.LOCKED


async def test_without_an_answer_the_page_says_so_until_there_is_one_again(open_window):
    bench = await open_window("broken")
    page = await bench.open("review")
    assert page.notices.about() == (OFFLINE,)
    bench.desk.troubles.clear()
    await bench.press()
    assert page.notices.about() == ()


async def test_what_is_true_everywhere_follows_to_the_next_page(open_window):
    bench = await open_window()
    await bench.open("jira")
    bench.visit.wide.no_answer(Unreachable("network-timeout", {"host": "gitlab.example.com"}))
    bench.visit.spawn.cancel()
    bench.shell.page._here = True
    bench.shell.page._show_wide()
    assert bench.find(f"jira.info.{OFFLINE}").text.text().startswith("gitlab.example.com does not answer")
    await bench.click(f"jira.info.{OFFLINE}.0")
    assert OFFLINE not in bench.page.notices.about()


@pytest.mark.parametrize(
    "ends, tone, said",
    [
        ("2026-12-05", "", ""),
        ("", "", ""),
        ("2026-11-29", "warn", "The GitLab token ends in 7 days"),
        ("2026-11-22", "warn", "The GitLab token ends today"),
        ("2026-11-21", "error", "The GitLab token ended on 2026-11-21"),
    ],
)
def test_a_sign_in_that_ends_soon_is_said_a_week_before(ends, tone, said):
    wide = PageWide()
    wide.sign_in_ends(ends, date(2026, 11, 22))
    notice = wide.notices.get(ENDING)
    assert (notice.tone if notice else "") == tone
    assert (notice.text if notice else "").startswith(said)


async def test_a_journal_that_was_damaged_is_said_on_every_page(open_window):
    bench = await open_window("journal")
    await bench.visit.wide.look_at_journal(bench.visit.asking)
    assert "it is kept as wizard.db.damaged" in bench.find(f"start.info.{JOURNAL}").text.text()
    await bench.open("jira")
    assert JOURNAL in bench.page.notices.about()


async def test_a_sound_journal_is_not_spoken_of(open_window):
    bench = await open_window()
    await bench.visit.wide.look_at_journal(bench.visit.asking)
    assert JOURNAL not in bench.page.notices.about()
