"""The evidence of a run: told in handfuls, saved as it is listed, with the log beside the exchanges."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from wizard.adapters.sqlite.activity_index import SqliteActivityIndex
from wizard.evidence.activity import Asked, Kind, PatternWrong
from wizard.evidence.exchange import Exchange
from wizard.evidence.logs import configure
from wizard.evidence.recorder import Recorder
from wizard.evidence.redact import Redactor
from wizard.journey.evidence_desk import RecordedEvidence

ONE = Exchange("", 0, 1.0, "", "GET", "https://gitlab.example.com/api/v4/version", status=200, why="gitlab-version")


@pytest.fixture
async def run(tmp_path: Path) -> AsyncIterator[tuple[RecordedEvidence, Recorder]]:
    """Return the evidence of a run that records and logs below the test's folder."""
    before = structlog.get_config()
    recorder = Recorder(tmp_path)
    recorder.begin("s")
    log = configure(tmp_path / "log.jsonl", Redactor())
    evidence = RecordedEvidence(recorder, log, lambda: SqliteActivityIndex(tmp_path))
    yield evidence, recorder
    await evidence.close()
    recorder.close()
    log.close()
    structlog.configure(**before)


async def test_exchanges_that_come_close_together_are_told_at_once(run):
    evidence, recorder = run
    told: asyncio.Queue[Sequence[Exchange]] = asyncio.Queue()
    end = evidence.listen(told.put_nowait)
    for _ in range(3):
        recorder.keep(ONE)
    assert [one.seq for one in await told.get()] == [1, 2, 3]
    end()
    recorder.keep(ONE)
    assert told.empty()


async def test_records_of_the_log_stand_beside_the_exchanges_whenever_they_come(run):
    evidence, recorder = run
    structlog.get_logger().warning("before", host="a")
    recorder.keep(ONE)
    assert await evidence.look(Asked()) == 2
    structlog.get_logger().warning("after")
    assert await evidence.grow() == 3
    rows = await evidence.page(0, 3)
    assert {row.message for row in rows if row.kind is Kind.LOG} == {"before host=a", "after"}


async def test_the_exchange_of_a_row_is_the_one_that_was_recorded(run):
    evidence, recorder = run
    recorder.keep(ONE)
    await evidence.look(Asked())
    (row,) = await evidence.page(0, 1)
    assert await evidence.exchange(row.number) == recorder.newest()[0]


async def test_what_is_listed_is_what_is_saved(run, tmp_path):
    evidence, recorder = run
    structlog.get_logger().warning("noted")
    for number in range(450):
        recorder.keep(replace(ONE, method="PUT" if number % 2 else "GET"))
    await evidence.look(Asked(writes=True))
    assert await evidence.save(tmp_path / "a.har", "har") == 225
    entries = json.loads((tmp_path / "a.har").read_text())["log"]["entries"]
    assert {entry["request"]["method"] for entry in entries} == {"PUT"}
    await evidence.look(Asked())
    assert await evidence.save(tmp_path / "a.jsonl", "jsonl") == 451
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert len(lines) == 451
    assert [line["message"] for line in lines if "message" in line] == ["noted"]


async def test_an_empty_list_makes_a_whole_file(run, tmp_path):
    evidence, _recorder = run
    await evidence.look(Asked(text="nothing has this"))
    assert await evidence.save(tmp_path / "a.har", "har") == 0
    assert json.loads((tmp_path / "a.har").read_text())["log"]["entries"] == []


async def test_a_place_that_cannot_be_written_is_said_and_another_can(run, tmp_path):
    evidence, recorder = run
    recorder.keep(ONE)
    await evidence.look(Asked())
    with pytest.raises(OSError, match="No such file"):
        await evidence.save(tmp_path / "missing" / "a.har", "har")
    assert await evidence.save(tmp_path / "a.har", "har") == 1


async def test_a_wrong_expression_leaves_the_list_as_it_was(run):
    evidence, recorder = run
    recorder.keep(ONE)
    await evidence.look(Asked())
    with pytest.raises(PatternWrong):
        await evidence.look(Asked(text="(", pattern=True))
    assert len(await evidence.page(0, 5)) == 1


async def test_detail_is_noted_from_the_level_on_that_is_asked_for(run):
    evidence, _recorder = run
    structlog.get_logger().debug("too fine")
    evidence.use_level("debug")
    structlog.get_logger().debug("fine")
    evidence.use_level("info")
    structlog.get_logger().debug("too fine again")
    await evidence.look(Asked())
    assert [row.message for row in await evidence.page(0, 9)] == ["fine"]


async def test_it_says_where_exchanges_are_written(run):
    evidence, recorder = run
    assert evidence.recording() == "file"
    recorder.failure = "OSError"
    assert evidence.recording() == "OSError"
