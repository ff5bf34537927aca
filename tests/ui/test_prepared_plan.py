"""A plan that was prepared elsewhere is taken up in the window, shown, and held against what is found."""

import time
from pathlib import Path

import pytest

from wizard.documents import plan_archive
from wizard.ui import sample_values
from wizard.ui.pages.prepare import PLAN
from wizard.ui.sample_prepared import OTHER

ASSUMED = {"gitlab-version": "16.11", "gitlab-proxy-url": ""}
ANSWERS = sample_values.ANSWERS


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    path = tmp_path / "weekend.gjwplan"
    path.write_bytes(plan_archive.write(ANSWERS, ASSUMED, {}))
    return path


async def _read(bench, path: Path) -> None:
    """Open a file on Start and wait for the thread that reads it."""
    bench.page.open_file(path)
    await bench.visit.spawn.settled()
    await bench.rest()


async def _until(bench, holds) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "it did not come"
        await bench.rest(10)


async def test_start_takes_it_up_and_fills_in_its_answers(open_window, prepared: Path):
    bench = await open_window()
    await _read(bench, prepared)
    assert bench.page.step == "gitlab"
    assert bench.visit.answers == ANSWERS
    assert bench.visit.learnt.assumed == ASSUMED
    bench.visit.start_over()
    assert bench.visit.learnt.assumed is None, "another set-up is held against nothing"


async def test_a_file_that_is_damaged_is_said_and_the_right_one_goes(open_window, prepared: Path, tmp_path: Path):
    bench = await open_window()
    damaged = tmp_path / "damaged.gjwplan"
    damaged.write_bytes(b"PK\x03\x04 and nothing more")
    await _read(bench, damaged)
    assert bench.page.step == "start"
    assert "damaged.gjwplan" in bench.find("start.info.file").text.text()
    await _read(bench, prepared)
    assert bench.page.step == "gitlab"


async def test_the_part_plan_shows_what_it_plans_and_leads_online(open_window, prepared: Path, tmp_path: Path):
    bench = await open_window()
    bench.shell.go("prepare")
    bench.page.what.choose(PLAN)
    bench.page.choose(PLAN)
    part = bench.page.parts[PLAN]
    assert not part.go_on.isEnabled()
    part.open(tmp_path / "nowhere.gjwplan")
    await _until(bench, lambda: "cannot be read" in part.result.text.text())
    (tmp_path / "text.gjwplan").write_text("no archive", encoding="utf-8")
    part.open(tmp_path / "text.gjwplan")
    await _until(bench, lambda: "text.gjwplan" in part.result.text.text())
    part.open(prepared)
    await _until(bench, lambda: part.made is not None)
    assert part.version.text() == "16.11"
    assert "are planned" in part.result.text.text()
    await bench.click("prepare.plan.go-on")
    assert bench.page.step == "gitlab"
    assert bench.visit.learnt.assumed == ASSUMED


async def test_another_plan_than_was_prepared_is_a_question_before_anything_is_changed(open_window):
    bench = await open_window()
    bench.desk.held = (OTHER,)
    page = await bench.open("review")
    assert bench.cards() == [], "without a prepared plan nothing is held against it"
    bench.visit.learnt.assumed = ASSUMED
    await bench.click("review.again")
    assert bench.cards() == [OTHER.code]
    await bench.press()
    assert bench.page.step == "review"
    assert not any(asked.startswith("apply") for asked in bench.desk.asked)
    await bench.click("review.card-0.accept")
    assert bench.visit.learnt.as_found
    assert page.verb() == "Apply 3 changes"
    await bench.press()
    assert bench.page.step == "apply"


async def test_where_everything_is_as_assumed_nothing_is_asked(open_window):
    bench = await open_window()
    await bench.open("review")
    bench.visit.learnt.assumed = ASSUMED
    await bench.click("review.again")
    assert bench.cards() == []
    await bench.press()
    assert bench.page.step == "apply"
