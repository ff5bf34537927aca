"""Undo from every page after the changes: asked first, counted by place, told how far it came, gone on with later."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from wizard.domain.text import T
from wizard.journey.values import Mark
from wizard.ui import sample_values
from wizard.ui.change_places import changes_on, places_of
from wizard.ui.open_ends import TASKS
from wizard.ui.sample_undo import MODE_ON, app_row
from wizard.ui.step_state import StepState
from wizard.ui.taking_back import STANDING

APPLIED = tuple(replace(row, state="done") for row in sample_values.PLAN_ROWS)


async def _made(bench, step):
    """Open a page with all changes made."""
    await bench.desk.resume("x")
    await bench.open("start")
    bench.visit.start_over(sample_values.ANSWERS)
    bench.visit.learnt.applied = APPLIED
    bench.shell.go(step)
    await bench.rest()
    return bench.page


async def _asked(bench, identifier):
    bench.find(identifier).click()
    for _ in range(6):
        await asyncio.sleep(0)
    return bench.find("confirm")


@pytest.mark.parametrize("step", ["by-hand", "verify"])
async def test_it_is_offered_before_the_proof_keeps_all_on_esc_and_shows_its_rows(open_window, step):
    bench = await open_window()
    await _made(bench, step)
    question, bar = await _asked(bench, f"{step}.undo"), bench.shell.bar
    assert not any(one.isVisible() for one in (bar.verb_button, bar.cancel_button, bar.back_button))
    question.reject()
    await bench.rest()
    assert bar.verb_button.isVisible()
    assert bench.page.step == step
    assert not any(asked.startswith("undo gitlab") for asked in bench.desk.asked)
    bench.find(f"{step}.undo").click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.shell.findChildren(type(bench.find("confirm")), "confirm")[-1].accept()
    await bench.rest()
    assert bench.page.step == "apply"
    assert bench.page.title() == "The changes are undone"
    assert bench.page.rows.count("undone") == 3


async def test_it_is_offered_where_the_changes_were_just_made(open_window):
    bench = await open_window()
    await bench.open("review")
    await bench.press()
    assert bench.page.title() == "The changes are made"
    assert bench.find("apply.undo").isVisible()
    (await _asked(bench, "apply.undo")).accept()
    await bench.rest()
    assert bench.page.title() == "The changes are undone"
    assert not bench.find("apply.undo").isVisible()


async def test_it_is_not_offered_where_nothing_was_made(open_window):
    bench = await open_window()
    await bench.open("by-hand")
    assert not bench.find("by-hand.undo").isVisible()
    await bench.open("verify")
    assert not bench.find("verify.undo").isVisible()
    await bench.open("done")
    assert not bench.find("done.undo").isVisible()


async def test_what_stays_is_said_before_and_the_rest_is_taken_back_after_its_task(open_window):
    bench = await open_window("app", mode="lab")
    page = await _made(bench, "done")
    dialog = await _asked(bench, "done.undo")
    assert dialog.windowTitle() == "Undo 3 changes on gitlab.example.com?"
    assert page.undo.text() == "Undo all: 3 changes"
    said = "An undo takes back only a part of this. Stays for now: Install the app of this GitLab. Uninstalling deletes"
    assert page._stays.text().startswith(said)
    said = " ".join(label.text() for label in dialog.findChildren(type(page._next)))
    assert "Stays for now: Install the app of this GitLab." in said
    assert "development mode is off" in said
    dialog.accept()
    await bench.rest()
    assert page.title() == "Partly undone"
    assert page.undo.text() == "Undo what is left: 1 change"
    assert page.undo.isEnabled()
    assert bench.cards() == ["undo-app-stays"]
    assert page._what.text() == "What was taken back"
    assert page.tokens.need.text().startswith(
        "Not taken back yet: Install the app of this GitLab. To remove it all the same, switch development mode on in "
        "acme.atlassian.net and undo again. That needs a token for GitLab and one for Jira."
    )
    await bench.click("by-hand.jira-development-mode-on.do")
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    again = bench.shell.findChildren(type(dialog), "confirm")[-1]
    assert again.windowTitle() == "Undo 1 change on acme.atlassian.net?"
    again.accept()
    await bench.rest()
    assert page.title() == "The set-up is undone"
    assert not page.undo.isVisible()
    await bench.click("by-hand.jira-development-mode-off.do")
    assert bench.desk._tasks["jira-development-mode-off"].mark is Mark.OK


async def test_after_it_the_steps_that_made_and_proved_are_to_do_and_nothing_is_said_to_work(open_window):
    bench = await open_window()
    await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    page = await _made(bench, "done")
    for step in ("apply", "by-hand", "verify"):
        bench.visit.mark(step, StepState.DONE)
    (await _asked(bench, "done.undo")).accept()
    await bench.rest()
    states = [bench.visit.state(step) for step in ("apply", "by-hand", "verify")]
    assert states == [StepState.TO_DO, StepState.LOCKED, StepState.LOCKED]
    assert not bench.find("rail.by-hand").isEnabled()
    assert not bench.find("rail.verify").isEnabled()
    assert bench.visit.learnt.proof is None
    assert not page.another.isVisible()
    bench.find("done.tokens.revoke").click()
    for _ in range(6):
        await asyncio.sleep(0)
    revoke = bench.shell.findChildren(type(bench.find("confirm")), "confirm")[-1]
    assert not any("undo the set-up later" in one.text() for one in revoke.findChildren(type(page._next)))
    revoke.accept()
    await bench.rest()
    assert bench.visit.state("sign-in") is StepState.TO_DO


async def test_two_sites_are_as_they_were_only_once_what_people_opened_is_closed(open_window):
    bench = await open_window("app", mode="lab")
    await _made(bench, "by-hand")
    await bench.click("by-hand.jira-development-mode-on.do")
    (await _asked(bench, "by-hand.undo")).accept()
    await bench.rest()
    page = bench.page
    assert page.title() == "The changes are undone"
    assert page.lead() == (
        "What this set-up changed on gitlab.example.com and acme.atlassian.net is taken back. "
        "Left by hand: Switch development mode off again."
    )
    page.findChild(QPushButton, "by-hand.jira-development-mode-off.do").click()
    await bench.rest()
    assert page.lead() == "gitlab.example.com and acme.atlassian.net are as they were before."
    assert bench.shell.heading.lead.text() == page.lead()
    assert bench.visit.open_ends.sentences() == ()


async def test_esc_lets_the_change_that_done_takes_back_end_first_and_a_second_one_reads_back(open_window):
    bench = await open_window()
    page = await _made(bench, "done")
    bench.desk.troubles.add("hanging")
    bench.desk.hang_on = "undo gitlab-application-id"
    (await _asked(bench, "done.undo")).accept()
    for _ in range(12):
        await asyncio.sleep(0)
    bench.shell.cancel()
    assert page.working()
    assert "finished first" in bench.find(f"done.info.{STANDING}").text.text()
    bench.desk.troubles.clear()
    bench.shell.cancel()
    await bench.rest()
    said = bench.find(f"done.info.{STANDING}").text.text()
    left = len(await bench.desk.undo_plan())
    assert 0 < left < 3
    assert said == f"Stopped. {left} changes are not taken back yet."
    assert bench.visit.open_ends.sentences()[0].startswith("Not taken back yet: ")
    bench.find(f"done.info.{STANDING}.0").click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.shell.findChildren(type(bench.find("confirm")), "confirm")[-1].accept()
    await bench.rest()
    assert page.title() == "The set-up is undone"
    assert bench.visit.open_ends.sentences() == ()


async def test_a_task_that_the_set_up_needs_no_more_is_open_as_long_as_the_undo_needs_it(open_window):
    bench = await open_window("app", mode="lab")
    look = bench.desk.look_at_task

    async def not_needed(answers, task):
        row = await look(answers, task)
        if task == MODE_ON.id and row.mark is not Mark.OK:
            return replace(row, mark=Mark.OK, note=T("not needed any more: the app is installed"))
        return row

    bench.desk.look_at_task = not_needed
    page = await _made(bench, "done")
    (await _asked(bench, "done.undo")).accept()
    await bench.rest()
    card = bench.find(f"by-hand.task.{MODE_ON.id}")
    said = [label.text() for label in card.findChildren(type(page._next))]
    assert "not yet; the undo needs it" in said
    await bench.click(f"by-hand.{MODE_ON.id}.check")
    assert "Seen done." not in bench.shell.toast.text.text()
    page.findChildren(QPushButton, f"by-hand.{MODE_ON.id}.do")[-1].click()
    await bench.rest()
    assert bench.shell.toast.text.text() == "Seen done. Undo again takes back the rest."
    assert bench.visit.open_ends.sentence(TASKS) == "Left by hand: Switch development mode off again."


def test_changes_are_counted_by_the_site_they_are_on():
    rows = (*APPLIED[:2], app_row(mode_on=True))
    said = changes_on(rows, sample_values.ANSWERS)
    assert said == "2 changes on gitlab.example.com and 1 on acme.atlassian.net"
    assert places_of(rows, sample_values.ANSWERS) == "gitlab.example.com and acme.atlassian.net"
    assert changes_on(rows[:1], sample_values.ANSWERS) == "1 change on gitlab.example.com"


async def test_the_page_waits_for_nobody_while_its_question_waits_for_a_person(open_window):
    bench = await open_window()
    page = await _made(bench, "done")
    dialog = await _asked(bench, "done.undo")
    assert not page.busy._timer.isActive()
    dialog.accept()
    await bench.rest()
    assert page.title() == "The set-up is undone"


async def test_what_was_taken_back_is_told_with_its_values(open_window):
    bench = await open_window()
    page = await _made(bench, "done")
    (await _asked(bench, "done.undo")).accept()
    await bench.rest()
    said = bench.find("done.change.gitlab-proxy-url").note.text()
    assert said.startswith("undone · https://gitlab.com → (empty) · ")
    assert page._what.text() == "What was taken back"
