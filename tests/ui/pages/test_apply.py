import asyncio

from wizard.ui.step_state import StepState


async def _with_plan(bench):
    await bench.open("review")
    await bench.press()
    return bench.page


async def test_all_changes_made_leads_to_the_tasks(open_window):
    bench = await open_window()
    page = await _with_plan(bench)
    assert page.title() == "The changes are made"
    assert bench.visit.state("apply") is StepState.DONE
    await bench.press()
    assert bench.page.step == "by-hand"


async def test_a_refused_change_stops_and_trying_again_can_finish(open_window):
    bench = await open_window("apply")
    page = await _with_plan(bench)
    assert bench.cards() == ["http-403"]
    assert page.rows.count("done") == 2
    assert page.verb() == "Apply 1 change"
    bench.desk.troubles.clear()
    await bench.click("apply.card-0.again")
    assert page.rows.count("done") == 3
    assert bench.cards() == []


async def test_undo_after_a_failure_asks_first_and_takes_back_what_was_done(open_window):
    bench = await open_window("apply")
    page = await _with_plan(bench)
    bench.find("apply.card-0.undo").click()
    for _ in range(6):
        await asyncio.sleep(0)
    assert bench.find("confirm").windowTitle() == "Undo 2 changes on gitlab.example.com?"
    assert bench.find("confirm.keep").isDefault()
    bench.find("confirm.verb").click()
    await bench.rest()
    assert page.title() == "The changes are undone"
    assert [asked for asked in bench.desk.asked if asked.startswith("undo gitlab")] == [
        "undo gitlab-application-id",
        "undo gitlab-oauth-application",
    ]


async def test_stopping_lets_the_change_it_works_on_end_and_the_verb_goes_on_later(open_window):
    bench = await open_window(turns=6)
    await bench.open("review")
    bench.shell.press()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    page = bench.page
    assert page.verb() == "Stop after this step"
    await bench.press()
    assert 0 < page.rows.count("done") < 3
    await bench.press()
    assert page.rows.count("done") == 3


async def test_closing_while_changes_run_asks_and_esc_keeps_going(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.desk.troubles.add("hanging")
    bench.shell.press()
    for _ in range(3):
        await asyncio.sleep(0)
    bench.shell.close()
    for _ in range(3):
        await asyncio.sleep(0)
    bench.find("confirm").reject()
    for _ in range(3):
        await asyncio.sleep(0)
    assert bench.shell.isVisible()
    bench.shell.cancel()
