"""Seeing a finding in a lab: who offers it, what is asked before, which lab it is, and what is said when none opens."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from wizard.domain.route import Route
from wizard.ui import sample_values
from wizard.ui.reproducing import learn_faults, wish_for
from wizard.ui.sample_reproduction import INVALID_JWT, NO_NAME, NOT_ADMIN, TOO_LOW

CARD = "checks.card.jira-site-admin-0"
FINDING = sample_values.NO_SITE_ADMIN
ANSWERS = sample_values.ANSWERS


async def _bench(open_window, step="checks", *troubles, mode="live"):
    bench = await open_window(*(troubles or (step,)), mode=mode)
    await learn_faults(bench.visit)
    await bench.open(step)
    return bench


async def _turns():
    for _ in range(6):
        await asyncio.sleep(0)


async def _ask(bench, card=CARD):
    """Press the button of a card and return the dialog that opens."""
    bench.find(f"{card}.lab").click()
    await _turns()
    return bench.shell.findChildren(QWidget, "confirm")[-1]


async def _choose(bench, dialog, which):
    dialog.findChild(QPushButton, f"confirm.{which}").click()
    await _turns()
    await bench.rest()


async def test_a_card_opens_a_lab_with_its_fault_and_leaves_the_set_up_as_it_is(open_window):
    bench = await _bench(open_window)
    dialog = await _ask(bench)
    assert "Nothing real is touched" in dialog.findChildren(QWidget, "")[1].text()
    assert bench.desk.reproduction.opened == []
    await _choose(bench, dialog, "verb")
    (wish,) = bench.desk.reproduction.opened
    assert (wish.route, wish.fault, wish.page) == (ANSWERS.route, NOT_ADMIN.id, "checks")
    assert (bench.page.step, bench.visit.answers, bench.cards()) == ("checks", ANSWERS, [FINDING.code])


async def test_the_lab_has_the_gitlab_version_that_was_seen_at_the_sign_in(open_window):
    bench = await _bench(open_window, "sign-in", "checks")
    await bench.press()
    bench.shell.go("checks")
    await bench.rest()
    await _choose(bench, await _ask(bench), "verb")
    assert bench.desk.reproduction.opened[0].version == bench.visit.learnt.gitlab_signed_in.version == "16.8.2-ee"


async def test_staying_here_opens_nothing_and_it_can_be_asked_again(open_window):
    bench = await _bench(open_window)
    await _choose(bench, await _ask(bench), "keep")
    assert bench.desk.reproduction.opened == []
    await _choose(bench, await _ask(bench), "verb")
    assert len(bench.desk.reproduction.opened) == 1


async def test_where_several_faults_lead_to_a_finding_one_chooses_by_what_people_see(open_window):
    bench = await _bench(open_window, "verify", "proof")
    await bench.press()
    (card,) = [one.objectName() for one in bench.page.findChildren(QWidget) if one.objectName().endswith(".lab")]
    dialog = await _ask(bench, card.removesuffix(".lab"))
    choice = dialog.findChild(QWidget, "confirm.fault")
    words = [choice.itemText(row) for row in range(choice.count())]
    assert words == ["No data in the development panel. (gitlab-push-lost)", "Invalid JWT (jira-invalid-jwt)"]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    await _choose(bench, dialog, "verb")
    (wish,) = bench.desk.reproduction.opened
    assert (wish.fault, wish.page, wish.connected) == (INVALID_JWT.id, "verify", True)


async def test_what_no_fault_brings_about_is_not_offered(open_window):
    bench = await _bench(open_window, "checks", "wire")
    assert bench.cards() == ["tls-chain-incomplete"]
    assert [one for one in bench.shell.findChildren(QPushButton) if one.objectName().endswith(".lab")] == []


async def test_a_lab_offers_no_second_lab(open_window):
    bench = await _bench(open_window, mode="lab")
    assert bench.cards() == [FINDING.code]
    assert bench.shell.findChild(QPushButton, f"{CARD}.lab") is None


async def test_a_lab_that_does_not_open_is_a_card_and_trying_again_can_open_it(open_window):
    bench = await _bench(open_window, "checks", "checks", "no lab")
    await _choose(bench, await _ask(bench), "verb")
    assert sorted(bench.cards()) == [FINDING.code, "lab-window-failed"]
    bench.desk.troubles.discard("no lab")
    bench.find("checks.lab-failed.again").click()
    await _turns()
    await _choose(bench, bench.shell.findChildren(QWidget, "confirm")[-1], "verb")
    assert len(bench.desk.reproduction.opened) == 2
    assert bench.cards() == [FINDING.code]


@pytest.mark.parametrize(
    ("host", "side"),
    [
        ("gitlab.example.com", "gitlab"),
        ("acme.atlassian.net", "jira"),
        ("gitlab.com", "gitlab_com"),
        ("proxy.example.com", ""),
        ("", ""),
    ],
)
def test_the_fault_bites_the_side_that_the_finding_is_about(host, side):
    finding = replace(FINDING, facts={"host": host})
    assert wish_for("gitlab", finding, NO_NAME, ANSWERS).side == side


def test_a_fault_of_one_side_is_not_told_which_one():
    assert wish_for("jira", replace(FINDING, facts={"host": "acme.atlassian.net"}), NOT_ADMIN, ANSWERS).side == ""


@pytest.mark.parametrize(("role", "params"), [("guest", {"role": "guest"}), ("minimal", {})])
def test_a_parameter_is_what_the_facts_say_where_the_fault_knows_it(role, params):
    finding = replace(FINDING, facts={"role": role})
    assert wish_for("checks", finding, TOO_LOW, ANSWERS).params == params


def test_the_lab_is_one_of_the_same_way():
    assert wish_for("checks", FINDING, NOT_ADMIN, ANSWERS.with_(route=Route.MANUAL)).route is Route.MANUAL


@pytest.mark.parametrize(
    ("page", "fault", "connected"),
    [
        ("checks", NOT_ADMIN, False),
        ("by-hand", NOT_ADMIN, True),
        ("checks", replace(NOT_ADMIN, standing=True), True),
    ],
)
def test_the_lab_is_connected_where_the_finding_shows_only_then(page, fault, connected):
    assert wish_for(page, FINDING, fault, ANSWERS).connected is connected
