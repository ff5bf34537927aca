"""An order of which nobody told how it ended: the window looks again, and sends another only after a question."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from wizard import changes
from wizard.domain.journal import State
from wizard.journey.log import Record
from wizard.journey.unsettled import question
from wizard.journey.values import Plan
from wizard.ui import sample_values

CHANGE = changes.by_id("jira-app-install")
FINDING = question(CHANGE, Record(State.UNKNOWN, {}, 3, sent_at=1_795_316_400.0))
ROW = replace(
    sample_values.PLAN_ROWS[-1], id=CHANGE.id, title=CHANGE.title, request=CHANGE.request, finding=FINDING, side="jira"
)


def _shown(bench, identifier: str) -> list[QPushButton]:
    """Return the button; that of a question which was answered before may still be there, hidden."""
    return [one for one in bench.shell.findChildren(QPushButton, identifier) if one.isVisible()]


async def _answer(bench, verb: str) -> None:
    """Press a button of the question once it is there."""
    async with asyncio.timeout(30):
        while not (asked := _shown(bench, f"confirm.{verb}")):  # noqa: ASYNC110 (Qt shows it)
            await asyncio.sleep(0.01)
    asked[0].click()
    await bench.rest()


@pytest.fixture
async def bench(open_window):
    """Return a window whose plan has such an order until it is given up."""
    made = await open_window()

    async def make_plan(answers):
        given_up = f"accept {CHANGE.id}" in made.desk.asked
        row = replace(ROW, finding=None) if given_up else ROW
        return Plan(answers, (row,), () if given_up else (FINDING,))

    made.desk.make_plan = make_plan
    return made


async def test_review_looks_again_and_orders_only_after_the_question(bench):
    await bench.open("review")
    assert bench.cards() == ["change-unsettled"]
    assert bench.find("review.card-0.accept").text() == "Order it again"
    await bench.click("review.card-0.again")
    assert bench.cards() == ["change-unsettled"]
    bench.find("review.card-0.accept").click()
    await _answer(bench, "keep")
    assert f"accept {CHANGE.id}" not in bench.desk.asked
    bench.find("review.card-0.accept").click()
    await _answer(bench, "verb")
    assert f"accept {CHANGE.id}" in bench.desk.asked
    assert bench.cards() == []


async def test_apply_looks_again_and_orders_only_after_the_question(bench):
    applied = []

    async def apply(plan, on_row):
        given_up = f"accept {CHANGE.id}" in bench.desk.asked
        row = replace(ROW, state="done" if given_up else "failed", finding=None if given_up else FINDING)
        applied.append(row.state)
        on_row(row)
        return (row,)

    async def standing(plan, rows, *, read_back):
        return tuple(replace(row, state="unknown") for row in rows)

    bench.desk.apply, bench.desk.standing = apply, standing
    page = await bench.open("apply")
    page.press()
    await bench.rest()
    assert bench.cards() == ["change-unsettled"]
    assert bench.find("apply.card-0.again").text() == "Look again"
    await bench.click("apply.card-0.again")
    assert applied == ["failed", "failed"]
    bench.find("apply.card-0.order").click()
    await _answer(bench, "keep")
    assert applied == ["failed", "failed"]
    bench.find("apply.card-0.order").click()
    await _answer(bench, "verb")
    assert applied == ["failed", "failed", "done"]
    assert bench.cards() == []
    assert page.title() == "The changes are made"
