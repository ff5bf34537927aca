import asyncio
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction

from wizard.domain.route import Route
from wizard.ui import sample_values
from wizard.ui.plain import PlainLabel
from wizard.ui.plan_rows import diff_row
from wizard.ui.sample_undo import MODE_ON, app_row
from wizard.ui.saving import write
from wizard.ui.step_state import StepState


async def test_the_verb_counts_the_changes_and_nothing_was_applied_before_it(open_window):
    bench = await open_window()
    page = await bench.open("review")
    assert page.verb() == "Apply 3 changes"
    assert page.lead() == "3 changes on gitlab.example.com, each can be undone. Then 3 tasks that only people can do."
    assert not any(asked.startswith("apply") for asked in bench.desk.asked)
    await bench.press()
    assert bench.page.step == "apply"
    assert [asked for asked in bench.desk.asked if asked.startswith("apply")] == [
        "apply gitlab-oauth-application",
        "apply gitlab-application-id",
        "apply gitlab-proxy-url",
    ]


async def test_what_must_be_decided_stops_the_verb_until_it_is(open_window):
    bench = await open_window("drift")
    page = await bench.open("review")
    await bench.press()
    assert bench.page.step == "review"
    assert bench.cards() == ["gitlab-oauth-app-confidential"]
    bench.desk.troubles.clear()
    await bench.click("review.card-0.again")
    assert bench.cards() == []
    await bench.press()
    assert bench.page.step == "apply"
    assert page.step == "review"


async def test_overwriting_another_administrators_value_is_told_to_the_desk(open_window):
    bench = await open_window("drift")
    page = await bench.open("review")
    page._accept(("gitlab-proxy-url",))
    await bench.rest()
    assert "accept gitlab-proxy-url" in bench.desk.asked
    assert bench.cards() == []


async def test_with_nothing_left_to_change_next_leads_past_apply(open_window):
    bench = await open_window()
    await bench.desk.resume("x")
    page = await bench.open("review")
    assert page.verb() == "Go on to the tasks"
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_a_plan_for_gitlab_com_says_that_nothing_is_changed_there(open_window):
    bench = await open_window()
    await bench.desk.resume("x")
    page = await bench.open("review")
    answers = sample_values.ANSWERS.with_(gitlab_url="https://gitlab.com", route=Route.SAAS)
    bench.visit.answers, bench.visit.learnt.plan = answers, replace(bench.visit.learnt.plan, answers=answers)
    assert page.lead().startswith("Nothing is changed on gitlab.com; only the test makes a branch")


async def test_what_changed_since_the_plan_was_read_is_shown_and_accepted_before_anything_is_written(open_window):
    bench = await open_window()
    page = await bench.open("review")
    bench.desk.troubles.add("moved")
    await bench.press()
    assert bench.page.step == "review"
    assert _lines(bench.find("review.drift")) == ["− (empty)", "+ https://proxy.example.com"]
    assert not any(asked.startswith("apply") for asked in bench.desk.asked)
    await bench.click("review.info.drift.0")
    assert page.notices.about() == ()
    await bench.press()
    assert bench.page.step == "apply"


async def test_planning_again_shows_what_is_there_now(open_window):
    bench = await open_window()
    page = await bench.open("review")
    bench.desk.troubles.add("moved")
    await bench.press()
    bench.desk.troubles.clear()
    await bench.click("review.info.drift.1")
    assert page.notices.about() == ()
    await bench.press()
    assert bench.page.step == "apply"


async def test_a_dry_run_reads_only_and_says_that_the_plan_still_holds_or_what_does_not(open_window):
    bench = await open_window()
    page = await bench.open("review")
    asked = len(bench.desk.asked)
    await bench.click("review.dry-run")
    assert bench.desk.asked[asked:] == ["plan"]
    assert "Apply would send 3 writing requests." in bench.find("review.info.dry-run").text.text()
    bench.desk.troubles.add("moved")
    await bench.click("review.dry-run")
    assert page.notices.about() == ("drift",)


async def test_a_plan_that_cannot_be_read_leaves_the_verb_that_reads_it(open_window):
    bench = await open_window("broken")
    page = await bench.open("review")
    assert bench.cards() == ["network-timeout"]
    assert page.verb() == "Read again"
    assert not page.export.isEnabled()
    bench.desk.troubles.clear()
    await bench.press()
    assert page.verb() == "Apply 3 changes"
    assert bench.cards() == []


async def test_requests_are_shown_when_they_are_asked_for(open_window):
    bench = await open_window()
    await bench.open("review")
    assert "POST /api/v4/applications" not in _texts(bench.find("review.plan"))
    await bench.click("review.requests")
    assert "POST /api/v4/applications" in _texts(bench.find("review.plan"))


@pytest.mark.parametrize(
    "number, name, starts", [(0, "plan.json", "{"), (1, "plan.md", "# Plan"), (2, "plan.sh", "#!/usr/bin/env bash")]
)
async def test_the_plan_is_saved_where_a_person_chooses(open_window, tmp_path, number, name, starts):
    bench = await open_window()
    await bench.open("review")
    bench.shell.findChild(QAction, f"review.export.{number}").trigger()
    dialog = bench.find("review.save")
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.close()
    await bench.rest()
    assert (tmp_path / name).read_text().startswith(starts)
    assert bench.shell.toast.told[-1][1] == f"{name} is saved in {tmp_path}."


async def test_a_file_that_cannot_be_written_says_why_and_another_folder_takes_it(open_window, tmp_path):
    bench = await open_window()
    page = await bench.open("review")
    page.quietly(write(page, tmp_path / "none" / "plan.md", "text"), "save")
    await bench.rest()
    assert "No such file or directory" in bench.find("review.info.saving").text.text()
    page.quietly(write(page, tmp_path / "plan.md", "text"), "save")
    await bench.rest()
    assert (tmp_path / "plan.md").read_text() == "text"
    assert page.notices.about() == ()


async def test_an_empty_field_is_said_to_be_empty_and_what_is_made_anew_has_no_before(open_window):
    bench = await open_window()
    await bench.open("review")
    made, field = (replace(row, shown_before=()) for row in sample_values.PLAN_ROWS[:2])
    assert _minus(diff_row(1, made, last=False)) == []
    assert _minus(diff_row(2, field, last=True)) == ["− (empty)"]


def _texts(widget):
    return [label.text() for label in widget.findChildren(PlainLabel)]


def _lines(widget):
    return [text for text in _texts(widget) if text[:2] in ("− ", "+ ")]


def _minus(row):
    return [label.text() for label in row.findChildren(PlainLabel) if label.property("kind") == "minus"]


async def test_the_plan_is_handed_over_to_another_person(open_window):
    bench = await open_window()
    await bench.open("review")
    await bench.click("review.hand-over")
    assert bench.find("hand-over.whom").isEnabled()
    bench.find("hand-over.close").click()


async def test_what_people_did_before_the_changes_is_not_counted_among_what_comes_then(open_window, monkeypatch):
    first, *rest = sample_values.TASKS
    monkeypatch.setattr(sample_values, "TASKS", (replace(first, before=True), *rest))
    bench = await open_window()
    page = await bench.open("review")
    assert page.lead().endswith("Then 2 tasks that only people can do.")
    assert "Before that, by hand" in _texts(page)


async def test_a_rehearsal_says_what_happened_in_the_lab_and_changes_nothing(open_window):
    bench = await open_window(mode="live")
    await bench.open("review")
    await bench.click("review.rehearse")
    assert bench.find("review.info.rehearsal").text.text() == (
        "Rehearsed in a lab on this computer: 3 changes made, 3 tasks done, and the branch was in the panel after "
        "2.68 s. The lab is gone again; nothing outside was touched. The lab played GitLab 18.5.0-ee."
    )
    assert not any(asked.startswith("apply") for asked in bench.desk.asked)
    await bench.press()
    assert bench.page.step == "apply"


@pytest.mark.parametrize(
    "trouble, said",
    [
        (
            "rehearsal",
            "The rehearsal in the lab stopped at: Sign in and link 3 groups. Done until then: 3 changes, 2 tasks.",
        ),
        ("no lab", "There was no rehearsal: The lab did not start."),
    ],
)
async def test_a_rehearsal_that_stops_says_where_and_can_be_repeated(open_window, trouble, said):
    bench = await open_window(trouble, mode="live")
    page = await bench.open("review")
    await bench.click("review.rehearse")
    assert bench.find("review.info.rehearsal").text.text().startswith(said)
    bench.desk.troubles.clear()
    await bench.click("review.rehearse")
    assert bench.find("review.info.rehearsal").text.text().startswith("Rehearsed")
    assert page.verb() == "Apply 3 changes"


async def test_a_rehearsal_says_when_the_lab_could_not_be_of_the_same_version(open_window):
    bench = await open_window(mode="live")
    page = await bench.open("review")
    for own, said in (
        ("16.8.2-ee", "The lab played GitLab 16.8.2-ee."),
        ("21.0.0-ee", "The lab played GitLab 18.5.0-ee; yours is 21.0.0-ee."),
    ):
        bench.visit.learnt.gitlab_signed_in = replace(sample_values.SIGNED_IN, version=own)
        await bench.click("review.rehearse")
        assert bench.find("review.info.rehearsal").text.text().endswith(f"nothing outside was touched. {said}")
    assert page.verb() == "Apply 3 changes"


async def test_in_a_lab_there_is_nothing_to_rehearse(open_window):
    bench = await open_window()
    page = await bench.open("review")
    assert page.rehearse.isHidden()


async def test_the_condition_of_an_undo_is_said_and_a_task_that_was_done_stands_as_done(open_window):
    bench = await open_window("app", mode="lab")
    bench.desk._rows = {**bench.desk._rows, "jira-app-install": app_row(mode_on=True)}
    page = await bench.open("review")
    plan = bench.visit.learnt.plan
    assert page.lead().startswith(
        "3 changes on gitlab.example.com and 1 on acme.atlassian.net, each can be undone, "
        "the last one while development mode is on."
    )
    await bench.desk.do_task(plan.answers, MODE_ON.id)
    await bench.click("review.again")
    row = bench.find(f"review.task.{MODE_ON.id}")
    assert row.note.text() == "seen"


async def test_tasks_that_were_done_are_not_said_to_be_left(open_window):
    bench = await open_window()
    for task in list(bench.desk._tasks):
        await bench.desk.do_task(sample_values.ANSWERS, task)
    page = await bench.open("review")
    assert page.lead().endswith("Then 3 tasks that only people can do.")
    bench.visit.mark("by-hand", StepState.ATTENTION)
    page.enter()
    await bench.rest()
    assert page.lead().endswith("What only people can do is done already.")
    assert bench.shell.heading.lead.text() == page.lead()


async def test_esc_says_that_nothing_was_written(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.desk.troubles.add("hanging")
    bench.shell.press()
    await asyncio.sleep(0)
    bench.shell.cancel()
    assert bench.shell.toast.text.text() == "Cancelled. Only reading was stopped; nothing was written."
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.page.step == "apply"
