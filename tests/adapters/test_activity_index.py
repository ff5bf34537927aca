"""The index of what happened: every row arrives, and every question is answered."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.adapters.sqlite.activity_index import SqliteActivityIndex
from wizard.evidence.activity import ActivityRow, Asked, Kind, Sort


def row(at: float, message: str = "GET /", *, level: str = "info", writes: bool = False) -> ActivityRow:
    return ActivityRow(0, at, Kind.EXCHANGE, level, 200, "gitlab-version", "gitlab.example.com", message, at, writes)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqliteActivityIndex]:
    made = SqliteActivityIndex(tmp_path)
    yield made
    made.close()


async def test_an_interrupt_that_comes_too_late_loses_no_row(index: SqliteActivityIndex) -> None:
    await index.look(Asked())
    connection = index._connection
    assert connection is not None
    late: list[str] = []

    def interrupt(statement: str) -> None:
        if statement.startswith("INSERT INTO happened") and not late:
            late.append(statement)
            connection.interrupt()

    connection.set_trace_callback(interrupt)
    index.put([(row(at), b"x") for at in range(3)])
    assert await index.grow() == 3
    assert late
    assert not connection.in_transaction
    index.put([(row(3.0), b"x")])
    assert await index.grow() == 4


@pytest.mark.parametrize("sort", list(Sort))
async def test_the_other_direction_is_the_same_order_from_its_end(index: SqliteActivityIndex, sort: Sort) -> None:
    index.put([(row(at, f"GET /{at % 3}", level=("info", "error")[at % 2]), b"") for at in range(7)])
    assert await index.look(Asked(sort=sort)) == 7
    up = [one.number for one in await index.page(0, 7)]
    assert await index.look(Asked(sort=sort, down=True)) == 7
    paged = [one.number for first in (0, 3, 6) for one in await index.page(first, 3)]
    assert paged == up[::-1]


async def test_filters_and_words_narrow_the_rows(index: SqliteActivityIndex) -> None:
    index.put([
        (row(1.0, "GET /api/v4/version"), b""),
        (row(2.0, "PUT /api/v4/application/settings", level="error", writes=True), b"raw"),
        (row(3.0, "GET /api/v4/Groups"), b""),
    ])  # fmt: skip
    assert await index.look(Asked(trouble=True)) == 1
    assert await index.look(Asked(writes=True)) == 1
    (found,) = await index.page(0, 5)
    assert await index.behind(found.number) == b"raw"
    assert await index.look(Asked(text="groups")) == 1
    assert await index.look(Asked(text="%")) == 0
    assert await index.look(Asked(text=r"v\d/(version|groups)", pattern=True)) == 2


async def test_rows_that_come_later_join_at_the_end(index: SqliteActivityIndex) -> None:
    index.put([(row(1.0), b"")])
    assert await index.look(Asked()) == 1
    index.put([(row(2.0), b""), (row(0.5), b"")])
    assert await index.grow() == 3
    assert [one.at for one in await index.page(0, 3)] == [1.0, 0.5, 2.0]


async def test_no_question_is_asked_in_the_thread_of_the_loop(index: SqliteActivityIndex) -> None:
    await index.look(Asked())
    connection = index._connection
    assert connection is not None
    threads: list[threading.Thread] = []
    connection.set_trace_callback(lambda _statement: threads.append(threading.current_thread()))
    index.put([(row(1.0), b"")])
    await index.look(Asked(text="GET", sort=Sort.MS))
    await index.page(0, 10)
    await index.names()
    assert threads
    assert threading.current_thread() not in threads


async def test_the_file_is_private_and_goes_with_the_program(tmp_path: Path) -> None:
    made = SqliteActivityIndex(tmp_path)
    await made.look(Asked())
    (path,) = tmp_path.glob("*/activity.db")  # noqa: ASYNC240 (nothing else runs in this loop)
    assert path.stat().st_mode & 0o077 == 0
    made.close()
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 (nothing else runs in this loop)


def files_below(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("on_disk", "files"), [(True, ["activity.db"]), (False, [])])
async def test_who_wants_nothing_recorded_on_disk_gets_the_same_list_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_disk: bool, files: list[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    index = SqliteActivityIndex(on_disk=on_disk)
    index.put([(row(1.0), b"raw")])
    assert await index.look(Asked()) == 1
    assert files_below(tmp_path) == files
    (only,) = await index.page(0, 1)
    assert await index.behind(only.number) == b"raw"
    index.close()
    assert files_below(tmp_path) == []


async def test_what_rows_were_for_is_sorted_and_found_by_its_words(index: SqliteActivityIndex) -> None:
    asked = Asked(sort=Sort.STEP, words={"b-id": "Ärger", "a-id": "zone", "c-id": "Affe"})
    index.put([(replace(row(1.0), step=step), b"") for step in ("a-id", "Middle", "b-id", "c-id", "")])
    await index.look(asked)
    assert [one.step for one in await index.page(0, 9)] == ["", "c-id", "b-id", "Middle", "a-id"]
    index.put([(replace(row(2.0), step="c-id"), b"")])
    await index.grow()
    assert [one.step for one in await index.page(0, 9)] == ["", "c-id", "c-id", "b-id", "Middle", "a-id"]
    await index.look(replace(asked, text="ZONE"))
    assert [one.step for one in await index.page(0, 9)] == ["a-id"]
