import asyncio

from wizard.ui import sample_values
from wizard.ui.status_row import StatusRow


async def _done(bench):
    await bench.desk.resume("x")
    return await bench.open("done")


async def test_it_says_what_comes_next_and_close_closes(open_window):
    bench = await open_window()
    page = await _done(bench)
    assert page._next.text() == "The first sync sends what is there already: 214 projects, about 11 minutes."
    closed = []
    bench.shell.closed.connect(lambda: closed.append(True))
    await bench.press()
    assert closed == [True]


async def test_undo_all_names_object_and_verb_and_keeps_everything_on_esc(open_window):
    bench = await open_window()
    page = await _done(bench)
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    assert bench.find("confirm.verb").text() == "Undo 3 changes"
    assert bench.find("confirm.keep").text() == "Keep them"
    bench.find("confirm").reject()
    await bench.rest()
    assert not any(asked.startswith("undo gitlab") for asked in bench.desk.asked)
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.shell.findChildren(type(bench.find("confirm")), "confirm")[-1].accept()
    await bench.rest()
    assert page.title() == "The set-up is undone"


async def test_what_is_undone_is_not_said_to_be_proven(open_window):
    bench = await open_window()
    await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    page = await _done(bench)
    assert page.findChild(StatusRow, "done.proof") is not None
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.find("confirm").accept()
    await bench.rest()
    assert page.findChild(StatusRow, "done.proof") is None


async def test_forgotten_tokens_are_forgotten_by_the_desk(open_window):
    bench = await open_window()
    page = await _done(bench)
    page.forget.click()
    await bench.rest()
    assert "forget" in bench.desk.asked
    assert not page.forget.isEnabled()


async def test_a_resumed_session_shows_its_proof(open_window):
    bench = await open_window()
    await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    await _done(bench)
    assert bench.find("done.proof").note.text() == "a branch reached the development panel in 3.01 s"


async def test_a_resumed_session_shows_what_was_changed_in_the_order_it_was_made(open_window):
    bench = await open_window()
    page = await _done(bench)
    assert [row.id for row in page.rows.rows()] == [row.id for row in sample_values.PLAN_ROWS]
    assert {row.state for row in page.rows.rows()} == {"done"}
    assert page._what.isVisible()
