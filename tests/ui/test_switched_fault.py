"""A window over a lab with a fault: it opens where the fault shows, says so on every page, and can lift it."""

import asyncio
from dataclasses import replace

import pytest

from wizard.ui import sample_values
from wizard.ui.sample_reproduction import NOT_ADMIN
from wizard.ui.step_state import StepState
from wizard.ui.switched_fault import say_fault_comes, take_up_fault

CARD = "checks.card.jira-site-admin-0"
ANSWERS = sample_values.ANSWERS


async def _settle(bench):
    for _ in range(6):
        await asyncio.sleep(0)
    await bench.rest()


async def _bench(open_window, *troubles):
    bench = await open_window("checks", "switched", *troubles)
    await take_up_fault(bench.shell)
    await _settle(bench)
    return bench


def _bar(bench):
    return bench.find(f"{bench.page.step}.info.lab-fault").text.text()


async def _lift(bench, button="checks.info.lab-fault.0"):
    bench.find(button).click()
    await _settle(bench)


async def test_it_opens_the_page_with_what_the_lab_offers_and_the_finding_is_there(open_window):
    bench = await _bench(open_window)
    assert bench.page.step == "checks"
    assert bench.visit.answers.gitlab.url == ANSWERS.gitlab.url
    assert bench.visit.answers.groups.paths == (ANSWERS.proof.project.rpartition("/")[0],)
    assert bench.visit.state("jira") is StepState.DONE
    assert bench.cards() == [NOT_ADMIN.code]
    assert _bar(bench) == f'In this lab a fault is switched on. People see: "{NOT_ADMIN.message}"'


@pytest.mark.parametrize("button", ["checks.info.lab-fault.0", f"{CARD}.lift"])
async def test_the_fault_is_lifted_from_the_bar_or_from_its_card_and_the_flow_goes_on(open_window, button):
    bench = await _bench(open_window)
    await _lift(bench, button)
    assert _bar(bench).startswith("The fault is lifted.")
    await bench.click("checks.again")
    assert bench.cards() == []
    await bench.press()
    assert bench.page.step == "review"


async def test_the_bar_stands_on_every_page_until_the_fault_is_lifted(open_window):
    bench = await _bench(open_window)
    bench.shell.go("settings")
    assert "a fault is switched on" in _bar(bench)
    await _lift(bench, "settings.info.lab-fault.0")
    bench.shell.back()
    assert _bar(bench).startswith("The fault is lifted.")


async def test_a_fault_that_cannot_be_lifted_is_said_and_can_be_tried_again(open_window):
    bench = await _bench(open_window, "lab gone")
    await _lift(bench)
    assert _bar(bench).startswith("The fault is still on")
    bench.desk.troubles.discard("lab gone")
    await _lift(bench)
    assert _bar(bench).startswith("The fault is lifted.")


@pytest.mark.parametrize(
    ("shown_on", "opened"), [("jira", "jira"), ("apply", "review"), ("verify", "verify"), ("help", "checks")]
)
async def test_it_opens_at_the_page_that_leads_to_the_finding(open_window, shown_on, opened):
    bench = await open_window("switched")
    bench.desk.fault_switch.wish = replace(bench.desk.fault_switch.wish, page=shown_on)
    await take_up_fault(bench.shell)
    await _settle(bench)
    assert bench.page.step == opened


async def test_until_it_opens_the_window_says_what_comes(open_window):
    bench = await open_window("checks", "switched")
    say_fault_comes(bench.visit)
    assert "The lab is starting" in _bar(bench)
    await take_up_fault(bench.shell)
    await _settle(bench)
    assert "a fault is switched on" in _bar(bench)


async def test_without_a_fault_nothing_opens_by_itself(open_window):
    bench = await open_window()
    await take_up_fault(bench.shell)
    assert bench.page.step == "start"
    assert bench.visit.wide.notices == {}
