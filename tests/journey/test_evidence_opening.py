"""The index of what happened is made when somebody looks: each exchange once, and the engine goes on meanwhile."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from wizard.adapters.sqlite.activity_index import SqliteActivityIndex
from wizard.evidence.activity import ActivityRow, Asked, row_of
from wizard.evidence.exchange import Exchange
from wizard.evidence.logs import LogFile
from wizard.evidence.recorder import Recorder
from wizard.evidence.redact import Redactor
from wizard.journey import evidence_desk
from wizard.journey.evidence_desk import RecordedEvidence

ONE = Exchange("", 0, 1.0, "", "GET", "https://gitlab.example.com/api/v4/version", status=200)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    made = LogFile(tmp_path / "log.jsonl", Redactor())
    yield made
    made.close()


def recorded(folder: Path, count: int) -> None:
    """Write a recording of an earlier start of session `s`."""
    lines = [msgspec.json.encode(replace(ONE, id=f"s-{number}", seq=number, at=number)) for number in range(count)]
    (folder / "s.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))


async def test_what_was_recorded_before_and_what_memory_has_stand_once_each(tmp_path: Path, log: LogFile) -> None:
    recorded(tmp_path, 2500)
    recorder = Recorder(tmp_path)
    recorder.keep(replace(ONE, at=9001.0))
    recorder.begin("s")
    recorder.keep(replace(ONE, at=9002.0))
    evidence = RecordedEvidence(recorder, log, SqliteActivityIndex)
    try:
        assert await evidence.look(Asked()) == 2502
    finally:
        await evidence.close()
        recorder.close()


async def test_what_comes_while_the_index_is_made_stands_in_it_once(tmp_path: Path, log: LogFile) -> None:
    recorded(tmp_path, 2500)
    recorder = Recorder(tmp_path)
    recorder.begin("s")
    evidence = RecordedEvidence(recorder, log, SqliteActivityIndex)
    try:
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(evidence.look(Asked()))
            await asyncio.sleep(0)
            recorder.keep(replace(ONE, at=9001.0))
            assert not looking.done()
        assert looking.result() == 2501
        recorder.keep(replace(ONE, at=9002.0))
        assert await evidence.grow() == 2502
    finally:
        await evidence.close()
        recorder.close()


async def test_a_cut_line_of_the_recording_is_left_out(tmp_path: Path, log: LogFile) -> None:
    recorded(tmp_path, 3)
    with (tmp_path / "s.jsonl").open("ab") as file:
        file.write(b'{"id": "s-4", "seq"')
    recorder = Recorder(tmp_path)
    recorder.begin("s")
    evidence = RecordedEvidence(recorder, log, SqliteActivityIndex)
    try:
        assert await evidence.look(Asked()) == 3
    finally:
        await evidence.close()
        recorder.close()


async def test_no_exchange_of_a_recording_is_read_in_the_loop(
    tmp_path: Path, log: LogFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path, 1200)
    recorder = Recorder(tmp_path)
    recorder.begin("s")
    readers: list[threading.Thread] = []

    def seen(exchange: Exchange) -> ActivityRow:
        readers.append(threading.current_thread())
        return row_of(exchange)

    monkeypatch.setattr(evidence_desk, "row_of", seen)
    evidence = RecordedEvidence(recorder, log, SqliteActivityIndex)
    try:
        assert await evidence.look(Asked()) == len(readers) == 1200
        assert threading.current_thread() not in readers
    finally:
        await evidence.close()
        recorder.close()
