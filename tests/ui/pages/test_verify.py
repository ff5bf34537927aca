import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from wizard.journey.values import Mark
from wizard.ui import sample_values
from wizard.ui.hops import Hops
from wizard.ui.step_state import StepState


async def test_a_branch_that_arrives_is_said_with_its_time_and_next_goes_on(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    await bench.press()
    assert page.title() == "It works"
    assert page.lead() == (
        "A branch named after PLAT-214 was in Jira’s development panel 2.68 s after it was made. "
        "It has been removed again."
    )
    assert len(page.hops.hops()) == len(sample_values.HOPS)
    await bench.press()
    assert bench.page.step == "done"


async def test_a_branch_that_is_lost_names_the_hop_and_running_again_can_finish(open_window):
    bench = await open_window("proof")
    page = await bench.open("verify")
    await bench.press()
    assert bench.cards() == ["proof-not-arrived"]
    assert page.lead() == "The test stopped at “Arrived”."
    bench.desk.troubles.clear()
    await bench.click("verify.card-0.again")
    assert page.title() == "It works"
    assert bench.cards() == []


async def test_each_kind_of_data_is_listed_after_the_test_seen_or_not(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    assert page.kinds.isHidden()
    await bench.press()
    assert bench.find("verify.kind.branches").note.text() == "the branch of the test arrived"
    assert len(sample_values.KINDS) == 6
    assert bench.find("verify.kind.feature-flags")


async def test_a_test_that_is_stopped_says_what_may_be_left_and_can_be_run_again(open_window):
    bench = await open_window("hanging")
    bench.desk.hang_on = "hop proof-arrived"
    page = await bench.open("verify")
    bench.shell.press()
    for _ in range(12):
        await asyncio.sleep(0)
    assert [hop.mark for hop in page.hops.hops()] == [Mark.OK] * 3 + [Mark.WAITING] * 3
    bench.shell.cancel()
    await bench.rest()
    assert bench.visit.spawn.running("verify") == []
    assert not any(hop.mark is Mark.RUNNING for hop in page.hops.hops())
    assert {hop.note.message for hop in page.hops.hops() if hop.mark is Mark.SKIPPED} <= {"stopped"}
    assert bench.desk.asked[-1] == "tidy"
    assert bench.find("verify.info.stopped").text.text() == "The test was stopped. No branch of it is in platform/app."
    bench.desk.troubles.clear()
    await bench.click("verify.info.stopped.0")
    assert page.title() == "It works"
    assert page.notices.about() == ()


async def test_a_test_that_is_left_is_stopped_tidied_up_behind_and_said_on_coming_back(open_window):
    bench = await open_window("hanging")
    bench.desk.hang_on = "hop proof-arrived"
    page = await bench.open("verify")
    bench.shell.press()
    for _ in range(12):
        await asyncio.sleep(0)
    assert page.working()
    bench.shell.go("by-hand")
    await bench.rest()
    assert bench.desk.asked.count("tidy") == 1
    assert bench.visit.state("verify") is StepState.ATTENTION
    bench.shell.go("verify")
    await bench.rest()
    assert not page.working()
    assert bench.find("verify.info.stopped").text.text() == "The test was stopped. No branch of it is in platform/app."
    bench.desk.troubles.clear()
    await bench.click("verify.info.stopped.0")
    assert page.title() == "It works"


async def test_a_doubtful_task_is_one_press_away_from_the_failed_test(open_window, monkeypatch):
    monkeypatch.setattr(sample_values, "NOT_ARRIVED", replace(sample_values.NOT_ARRIVED, task="enter-address"))
    bench = await open_window("proof")
    done = {name: replace(task, mark=Mark.OK) for name, task in bench.desk._tasks.items()}
    bench.desk._tasks = done
    await bench.open("verify")
    await bench.press()
    await bench.click("verify.card-0.task")
    assert bench.page.step == "by-hand"
    assert bench.find("by-hand.task.enter-address")
    bench.desk.troubles.clear()
    await bench.press()
    await bench.press()
    assert bench.page.title() == "It works"


async def test_a_branch_that_could_not_be_removed_is_no_failure_of_the_connection(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    await bench.press()
    proof = bench.visit.learnt.proof
    left = replace(proof.hops[-1], mark=Mark.FAILED, finding=sample_values.NOT_ARRIVED)
    page._take(replace(proof, ok=False, hops=(*proof.hops[:-1], left)))
    assert page.title() == "It works, and one branch is left"
    assert page.lead().endswith("It could not be removed again.")


async def test_a_session_that_was_proven_shows_its_proof_again_without_making_a_branch(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    await bench.press()
    asked = len(bench.desk.asked)
    bench.visit.session = "20261121-090000-0001"
    bench.visit.learnt.proof = None
    page.enter()
    await bench.rest()
    assert page.title() == "It works"
    assert bench.desk.asked[asked:] == ["last proof", "kinds"]


def test_hops_go_on_in_the_next_line_where_it_is_narrow(dressed):
    hops = Hops()
    hops.load(sample_values.HOPS)
    hops.resize(2000, 200)
    assert hops.columns() == 6
    hops.resize(hops.fontMetrics().averageCharWidth() * 13 * 5, 200)
    assert hops.columns() == 3
    hops.resize(40, 200)
    assert hops.columns() == 1


async def test_the_report_is_offered_when_there_is_a_proof(open_window, tmp_path):
    bench = await open_window()
    page = await bench.open("verify")
    assert page.report.isHidden()
    await bench.press()
    bench.shell.findChild(QAction, "verify.report.0").trigger()
    await bench.rest()
    bench.find("verify.save").fileSelected.emit(str(tmp_path / "report.md"))
    bench.find("verify.save").close()
    await bench.rest()
    assert (tmp_path / "report.md").read_text().startswith("# Report of the set-up")


async def test_a_branch_that_a_stopped_test_leaves_is_named_and_removed_on_demand(open_window):
    bench = await open_window("hanging", "branch")
    bench.desk.hang_on = "hop proof-arrived"
    page = await bench.open("verify")
    bench.shell.press()
    for _ in range(12):
        await asyncio.sleep(0)
    bench.shell.cancel()
    await bench.rest()
    said = bench.find("verify.info.stopped").text.text()
    assert said == "The test was stopped. Its branch PLAT-214-connection-proof is still in platform/app."
    bench.desk.troubles.clear()
    await bench.click("verify.info.stopped.1")
    assert bench.find("verify.info.stopped").text.text() == "The test was stopped. No branch of it is in platform/app."
    await bench.press()
    assert page.title() == "It works"


async def test_a_removal_that_hangs_is_stopped_too_and_says_what_may_be_left(open_window):
    bench = await open_window("hanging")
    bench.desk.hang_on = ("hop proof-arrived", "tidy")
    await bench.open("verify")
    bench.shell.press()
    for _ in range(12):
        await asyncio.sleep(0)
    bench.shell.cancel()
    for _ in range(6):
        await asyncio.sleep(0)
    bench.shell.cancel()
    await bench.rest()
    assert bench.visit.spawn.running("verify") == []
    assert (
        "If its branch was made already, it is still in platform/app" in bench.find("verify.info.stopped").text.text()
    )
    bench.desk.troubles.clear()
    await bench.click("verify.info.stopped.0")
    assert bench.page.title() == "It works"


def test_a_hop_that_was_cut_off_says_stopped_and_not_that_it_was_not_asked(dressed):
    hops = Hops()
    hops.load([replace(sample_values.HOPS[0], mark=Mark.RUNNING, ms=None), *sample_values.HOPS[1:]])
    hops.stop()
    hop = hops.findChild(QWidget, f"verify.hop.{sample_values.HOPS[0].name}")
    assert hop.accessibleDescription().endswith("stopped")


async def test_return_runs_the_test_and_then_goes_on_without_a_click(open_window, qtbot):
    bench = await open_window()
    await bench.open("verify")
    qtbot.waitUntil(lambda: bench.shell.focusWidget() is bench.shell.bar.verb_button)
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.title() == "It works"
    qtbot.waitUntil(lambda: bench.shell.focusWidget() is bench.shell.bar.verb_button)
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step == "done"


async def test_before_the_test_no_step_of_it_is_said_to_wait(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    hop = bench.find(f"verify.hop.{page.hops.hops()[0].name}")
    assert not any(label.text() == "waiting" for label in page.hops.findChildren(QLabel))
    assert hop.accessibleDescription() == "not begun"
    await bench.press()
    hop = bench.find(f"verify.hop.{page.hops.hops()[0].name}")
    assert hop.accessibleDescription().startswith("holds")


async def test_the_changes_can_be_undone_from_a_test_that_worked(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    bench.visit.learnt.applied = tuple(replace(row, state="done") for row in sample_values.PLAN_ROWS)
    await bench.press()
    assert page.title() == "It works"
    assert page.undo.isVisible()
