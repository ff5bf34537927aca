"""By hand is a step of the integration's way only where a task applies; the review names what follows it."""

from dataclasses import replace

import pytest

from wizard.domain.route import Route
from wizard.ui.sample_integration import BY_HAND, answers_at, place_rows
from wizard.ui.step_state import StepState


def _on_the_instance():
    return answers_at("integration").with_(integration_scope="instance", integration_groups=())


async def _review(open_window, *troubles, answers, rows=()):
    bench = await open_window(*troubles, rows=rows)
    bench.visit.start_over(answers)
    for step in ("gitlab", "sign-in", "integration", "checks"):
        bench.visit.mark(step, StepState.DONE)
    bench.shell.go("review")
    await bench.rest()
    return bench


async def test_with_nothing_left_to_people_the_list_has_no_step_for_it_and_the_changes_lead_to_the_test(open_window):
    bench = await _review(open_window, "no tasks", answers=answers_at("integration"), rows=place_rows(1))
    assert bench.find("rail.by-hand").isHidden()
    await bench.press()
    assert (bench.page.step, bench.page.title()) == ("apply", "The changes are made")
    await bench.press()
    assert bench.page.step == "verify"
    assert bench.find("rail.verify").isVisible()


async def test_with_nothing_left_to_change_the_review_leads_to_the_test(open_window):
    bench = await _review(open_window, "no tasks", "nothing", answers=answers_at("integration"))
    assert bench.page.verb() == "Go on to the test"
    await bench.press()
    assert bench.page.step == "verify"
    assert bench.visit.state("verify") is not StepState.LOCKED


async def test_for_the_instance_the_review_says_that_only_a_task_follows_and_leads_on_to_it(open_window):
    bench = await _review(open_window, "instance", answers=_on_the_instance())
    assert bench.page.lead() == (
        "The program writes nothing on gitlab.example.com, which has no API for this. "
        "Next, by hand: “Set the Jira issue integration for the instance”."
    )
    row = bench.find("rail.by-hand")
    assert not row.isHidden()
    assert "Set the Jira issue integration for the instance" in row.accessibleDescription()
    assert bench.page.verb() == "Go on to the tasks"
    await bench.press()
    assert bench.page.step == "by-hand"
    assert [task.id for task in bench.page.tasks()] == [BY_HAND.id]


@pytest.mark.parametrize(("version", "steps"), [("17.8.0", ("by-hand",)), ("17.9.0", ()), ("", ("by-hand",))])
async def test_groups_are_left_to_people_where_the_version_has_no_api_for_them(open_window, version, steps):
    bench = await open_window()
    bench.visit.start_over(answers_at("integration").with_(integration_scope="group"))
    seen = await bench.desk.sign_in_gitlab("https://gitlab.example.com", None, None)
    bench.visit.learnt.gitlab_signed_in = replace(seen, version=version) if version else None
    assert tuple(step for step in bench.visit.path() if step == "by-hand") == steps


async def test_a_set_up_that_stopped_at_a_step_without_a_task_goes_on_at_the_next_one(open_window):
    bench = await open_window()
    assert bench.visit.take_up("20261121-090000-0001", answers_at("integration"), "by-hand") == "verify"
    assert bench.visit.take_up("20261121-090000-0001", _on_the_instance(), "by-hand") == "by-hand"


async def test_with_the_app_the_step_stays_in_the_list(open_window):
    bench = await open_window()
    bench.visit.start_over(answers_at("checks"))
    assert bench.visit.answers.route is not Route.INTEGRATION
    assert "by-hand" in bench.visit.path()
