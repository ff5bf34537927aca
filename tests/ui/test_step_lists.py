"""Which steps the list at the left shows, and which of them it opens."""

from tests.ui.pages.integration_kit import come
from wizard.ui.step_state import StepState


async def test_the_integration_alone_shows_no_step_of_the_app(open_window):
    bench = await open_window()
    await come(bench)
    shown = [step for step, row in bench.shell.lists.way.rows.items() if not row.isHidden()]
    assert shown == ["gitlab", "sign-in", "integration", "checks", "review", "apply", "verify", "done"]


async def test_the_step_that_the_verb_would_open_opens_from_the_list_too_from_beside_the_way_as_well(open_window):
    bench = await open_window()
    await bench.open("apply")
    bench.visit.mark("apply", StepState.DONE)
    bench.visit.mark(bench.visit.after("apply"), StepState.TO_DO)
    bench.shell.go("monitor")
    await bench.rest()
    row = bench.shell.lists.way.rows[bench.visit.after("apply")]
    assert row.isEnabled()
    row.click()
    await bench.rest()
    assert bench.page.step == bench.visit.after("apply")


async def test_a_step_that_nobody_has_come_to_says_after_which_it_opens(open_window):
    bench = await open_window()
    await come(bench)
    row = bench.shell.lists.way.rows["review"]
    assert not row.isEnabled()
    assert row.toolTip() == "Opens after “Checks”."


async def test_the_step_where_one_is_keeps_its_mark_below_a_page_beside_the_way(open_window):
    bench = await open_window()
    await come(bench)
    row = bench.shell.lists.way.rows["integration"]
    before = row._icon()
    bench.shell.go("monitor")
    await bench.rest()
    assert (row._icon(), row.isEnabled()) == (before, True)
    assert row.accessibleName() == "Integration, current"
