import asyncio
import time
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction

from wizard.domain.answers import read_answers
from wizard.domain.route import Route
from wizard.journey.values import EarlierProof, Mark
from wizard.ui import sample_checks, sample_values
from wizard.ui.proof_words import moment
from wizard.ui.status_row import StatusRow
from wizard.ui.step_state import StepState


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
    assert page.tokens.need.text().startswith("The connection needs none of them.")
    page.undo.click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.find("confirm").accept()
    await bench.rest()
    assert page.findChild(StatusRow, "done.proof") is None
    assert page.findChild(StatusRow, "done.groups") is None
    assert page._next.text().startswith("The groups may still be linked in Jira")
    assert page.tokens.need.text().startswith("The set-up is undone and needs none of them.")


async def test_forgotten_tokens_are_forgotten_by_the_desk(open_window):
    bench = await open_window()
    page = await _done(bench)
    page.tokens.forget.click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.find("confirm").accept()
    await bench.rest()
    assert "forget" in bench.desk.asked
    assert not page.tokens.forget.isEnabled()


async def test_a_resumed_session_shows_its_proof(open_window):
    bench = await open_window()
    await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    await _done(bench)
    assert bench.find("done.proof").note.text() == "a branch reached the development panel in 2.68 s"


async def test_a_test_of_other_answers_is_told_with_its_time_and_leads_back_to_the_test(open_window):
    bench = await open_window()
    proof = await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    bench.desk._proof = None
    bench.desk.earlier = EarlierProof(replace(proof, at=time.time()), ("platform",), ("groups",))
    page = await _done(bench)
    now = moment(bench.desk.earlier.proof.at)
    assert page.title() == "Answers were changed"
    assert page.lead() == f"Proven at {now}, before an answer on Groups changed. To go through again: Verify."
    assert bench.find("done.proof").title.text() == "Not proven"
    said = "a branch reached the development panel in 2.68 s; the groups were platform"
    assert bench.find("done.proof").note.text() == said
    assert page._next.text().startswith("Go through these steps")
    assert bench.visit.state("done") is StepState.ATTENTION
    await bench.press()
    assert bench.page.step == "verify"
    assert bench.page.title() == "Prove it again"
    assert bench.page.lead() == f"Proven at {now}, before an answer on Groups changed."
    assert bench.page.verb() == "Run test"
    await bench.press()
    assert bench.page.title() == "It works"
    bench.desk.earlier = None
    await bench.press()
    assert bench.page.title() == "GitLab and Jira are connected"


async def test_a_proof_says_when_it_was(open_window):
    bench = await open_window()
    bench.desk._proof = replace(await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None), at=1_700_000_000.0)
    await _done(bench)
    assert bench.find("done.proof").note.text().endswith(f"in 2.68 s; tested at {moment(1_700_000_000.0)}")
    assert moment(1_700_000_000.0).startswith("2023-11-1")


async def test_a_resumed_session_shows_what_was_changed_in_the_order_it_was_made(open_window):
    bench = await open_window()
    page = await _done(bench)
    assert [row.id for row in page.rows.rows()] == [row.id for row in sample_values.PLAN_ROWS]
    assert {row.state for row in page.rows.rows()} == {"done"}
    assert page._what.isVisible()


async def test_without_a_proof_it_does_not_say_connected_and_says_where_to_prove_it(open_window):
    bench = await open_window()
    page = await _done(bench)
    assert page.title() == "The set-up is done"
    assert "page Verify" in bench.find("done.proof").note.text()
    await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    page.enter()
    await bench.rest()
    assert page.title() == "GitLab and Jira are connected"


@pytest.mark.parametrize(("mended", "state"), [(True, StepState.DONE), (False, StepState.ATTENTION)])
async def test_what_warned_before_is_asked_again_when_it_is_proven_and_checks_are_done_where_nothing_warns(
    open_window, monkeypatch, mended, state
):
    bench = await open_window("warned")
    await bench.open("checks")
    assert bench.visit.state("checks") is StepState.ATTENTION
    bench.shell.go("verify")
    await bench.rest()
    await bench.press()
    rows = sample_checks.rows(bench.desk.troubles)
    now = tuple(replace(row, mark=Mark.OK, findings=()) for row in rows) if mended else rows
    monkeypatch.setattr(sample_checks, "rows", lambda _troubles: now)
    asked = len(bench.desk.asked)
    await bench.press()
    assert bench.page.step == "done"
    assert [one for one in bench.desk.asked[asked:] if one.startswith("check ")]
    assert bench.visit.state("checks") is state
    assert bench.visit.detail("checks") == ("asked again" if mended else "")


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (Route.MARKETPLACE, "remove the app there by hand"),
        (Route.PROXY, "Switch development mode off"),
        (Route.LEAF, "The app itself stays"),
    ],
)
async def test_after_an_undo_it_says_what_people_still_do_on_their_way(open_window, route, said):
    bench = await open_window()
    page = await _done(bench)
    bench.visit.answers = bench.visit.answers.with_(route=route)
    page._say_what_is_left()
    assert said in page._next.text()


async def test_undo_says_how_many_changes_it_takes_back(open_window):
    bench = await open_window()
    page = await _done(bench)
    assert page.undo.text() == "Undo all: 3 changes"


async def test_changes_that_its_session_did_not_make_are_not_offered_for_undo(open_window):
    bench = await open_window()
    await bench.open("start")
    bench.visit.start_over(sample_values.ANSWERS)
    bench.visit.learnt.applied = tuple(replace(row, state="done") for row in sample_values.PLAN_ROWS)
    bench.shell.go("done")
    await bench.rest()
    assert not bench.find("done.undo").isVisible()
    assert bench.page.rows.rows() == ()


async def test_sites_that_come_back_are_told_and_what_was_changed_there_is_offered_for_undo(open_window, monkeypatch):
    bench = await open_window()
    await bench.open("start")
    bench.visit.start_over(sample_values.ANSWERS)
    await bench.desk.resume("first")
    bench.visit.session = "first"
    said = []
    monkeypatch.setattr(bench.shell._remembering, "_say", said.append)
    for session, page in (("second", "jira"), ("first", "done")):
        bench.desk.session = session
        bench.shell.go(page)
        await bench.rest()
    assert [text.split(":")[0] for text in said] == ["These are other sites", "These are the sites from before"]
    assert bench.visit.session == "first"
    assert bench.find("done.undo").text() == "Undo all: 3 changes"
    bench.find("done.undo").click()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.find("confirm").accept()
    await bench.rest()
    assert bench.page.title() == "The set-up is undone"


async def test_another_group_leads_back_to_the_groups_with_the_chosen_ones(open_window):
    bench = await open_window()
    await _done(bench)
    await bench.click("done.another")
    assert bench.page.step == "groups"
    assert bench.page.model.chosen() == sample_values.ANSWERS.groups.paths


@pytest.mark.parametrize(("choice", "ending", "begins"), [("0", ".md", "# Report"), ("1", ".html", "<!DOCTYPE html>")])
async def test_the_report_is_saved_where_one_chooses_and_tells_what_was_done(
    open_window, tmp_path, choice, ending, begins
):
    bench = await open_window()
    await _done(bench)
    bench.visit.session = "20261120-164200-7f3a"
    bench.shell.findChild(QAction, f"done.report.{choice}").trigger()
    await bench.rest()
    target = tmp_path / f"report{ending}"
    bench.find("done.save").fileSelected.emit(str(target))
    await bench.rest()
    text = target.read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "20261120-164200-7f3a" in text
    assert "Create OAuth application" in text


async def test_a_report_that_cannot_be_made_says_why_and_is_made_on_try_again(open_window):
    bench = await open_window("told")
    await _done(bench)
    bench.shell.findChild(QAction, "done.report.0").trigger()
    await bench.rest()
    assert bench.cards() == ["session-missing"]
    bench.desk.troubles.discard("told")
    await bench.click("done.card-0.again")
    assert bench.find("done.save").isVisible()
    bench.find("done.save").reject()


async def test_the_answers_are_saved_as_the_command_reads_them(open_window, tmp_path):
    bench = await open_window()
    await _done(bench)
    bench.shell.findChild(QAction, "done.report.2").trigger()
    target = tmp_path / "answers.toml"
    bench.find("done.save").fileSelected.emit(str(target))
    await bench.rest()
    assert read_answers(target.read_bytes()) == sample_values.ANSWERS


async def test_on_gitlab_com_it_says_that_nothing_was_changed_there(open_window):
    bench = await open_window()
    page = await _done(bench)
    assert not page._nothing.isVisible()
    bench.visit.change("gitlab", gitlab_url="https://gitlab.com", route=Route.SAAS)
    for step in bench.visit.path()[1:-1]:
        bench.visit.mark(step, StepState.DONE)
    page.enter()
    assert page._nothing.isVisible()


async def test_an_address_that_was_changed_after_the_proof_is_not_said_to_be_connected_until_it_is_gone_through(
    open_window,
):
    bench = await open_window()
    await bench.desk.prove(sample_values.ANSWERS, lambda _hop: None)
    await _done(bench)
    bench.visit.learnt.applied = sample_values.PLAN_ROWS
    await bench.click("rail.gitlab")
    bench.desk.troubles.add("gitlab")
    bench.page.url.setText("https://nothere.example.org")
    await bench.press()
    await bench.click("rail.done")
    page = bench.page
    assert page.title() == "Answers were changed"
    assert "GitLab, Sign-in, Jira" in page.lead()
    assert bench.shell.heading.title.text() == page.title()
    assert bench.find("bar.verb").text() == "Go to GitLab"
    assert bench.find("done.proof").note.text().startswith("the last test was one of other answers")
    assert page.rows.rows() == ()
    assert bench.visit.state("done") is StepState.ATTENTION
    assert bench.page.verb() == "Go to GitLab"
    await bench.press()
    assert bench.page.step == "gitlab"
    bench.desk.troubles.clear()
    await bench.press()
    for step in bench.visit.path()[1:-1]:
        bench.visit.mark(step, StepState.DONE)
    bench.shell.go("done")
    await bench.rest()
    assert bench.page.title() == "GitLab and Jira are connected"
