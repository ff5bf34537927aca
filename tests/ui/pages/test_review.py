from dataclasses import replace

from wizard.ui import sample_values
from wizard.ui.plain import PlainLabel
from wizard.ui.plan_rows import diff_row


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
    page._accept("gitlab-proxy-url")
    await bench.rest()
    assert "accept gitlab-proxy-url" in bench.desk.asked
    assert bench.cards() == []


async def test_with_nothing_left_to_change_next_leads_past_apply(open_window):
    bench = await open_window()
    await bench.desk.resume("x")
    page = await bench.open("review")
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_an_empty_field_is_said_to_be_empty_and_what_is_made_anew_has_no_before(open_window):
    bench = await open_window()
    await bench.open("review")
    made, field = (replace(row, shown_before=()) for row in sample_values.PLAN_ROWS[:2])
    assert _minus(diff_row(1, made, last=False)) == []
    assert _minus(diff_row(2, field, last=True)) == ["− (empty)"]


def _minus(row):
    return [label.text() for label in row.findChildren(PlainLabel) if label.property("kind") == "minus"]
