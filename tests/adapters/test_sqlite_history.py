import os
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from wizard.adapters.sqlite.history import SqliteHistory
from wizard.domain.errors import StoreFailed
from wizard.domain.monitor_history import Happening, Point, Series

NOON = 1_800_000_000.0
DAY_S = 86_400.0
HERE = "gitlab.example.com -> acme.atlassian.net"
_ROWS_OF_A_YEAR = 1_000_000


@pytest.fixture
async def history(tmp_path: Path):
    made = SqliteHistory(tmp_path / "history.db", days=90, megabytes=256)
    yield made
    await made.close()


def _lag(at: float, worst: float) -> Point:
    return Point(at, Series.LAG, (1.0, 2.0, worst))


async def test_what_was_written_is_read_by_connection_and_series(history):
    await history.add(HERE, [_lag(NOON, 3.0), Point(NOON, Series.COVERAGE, (0.5,))], [Happening(NOON, "started", HERE)])
    await history.add("elsewhere", [_lag(NOON, 9.0)], [])
    assert await history.points(HERE, Series.LAG, 0.0) == (_lag(NOON, 3.0),)
    assert await history.points(HERE, Series.COVERAGE, 0.0) == (Point(NOON, Series.COVERAGE, (0.5,)),)
    assert await history.happenings(HERE, 0.0, 10) == (Happening(NOON, "started", HERE),)
    assert await history.happenings("elsewhere", 0.0, 10) == ()


async def test_happenings_come_newest_first_and_no_more_than_asked(history):
    await history.add(HERE, [], [Happening(NOON + second, "drift", str(second)) for second in range(5)])
    assert [one.subject for one in await history.happenings(HERE, NOON + 1, 2)] == ["4", "3"]


async def test_a_clock_that_was_set_back_writes_the_same_moment_again(history):
    await history.add(HERE, [_lag(NOON, 3.0)], [])
    await history.add(HERE, [_lag(NOON, 4.0)], [])
    assert await history.points(HERE, Series.LAG, 0.0) == (_lag(NOON, 4.0),)


async def test_of_many_points_the_worst_of_each_stretch_is_shown(history):
    await history.add(HERE, [_lag(NOON + second, 500.0 if second == 7_777 else 3.0) for second in range(10_000)], [])
    await history.add(HERE, [Point(NOON + i, Series.COVERAGE, (0.1 if i == 42 else 1.0,)) for i in range(10_000)], [])
    lag = await history.points(HERE, Series.LAG, 0.0)
    assert len(lag) <= 2000
    assert max(one.values[2] for one in lag) == 500.0
    assert [one.at for one in lag] == sorted(one.at for one in lag)
    assert min(one.values[0] for one in await history.points(HERE, Series.COVERAGE, 0.0)) == 0.1


async def test_rows_by_name_are_kept_replaced_and_forgotten(history):
    memory = history.memory(HERE)
    assert await memory.read("rounds") is None
    await memory.write("rounds", b"1")
    await memory.write("rounds", b"2")
    assert await memory.read("rounds") == b"2"
    assert await history.memory("elsewhere").read("rounds") is None
    await memory.forget("rounds")
    assert await memory.read("rounds") is None


async def test_what_is_older_than_chosen_goes(history):
    await history.add(HERE, [_lag(NOON - 91 * DAY_S, 1.0), _lag(NOON, 2.0)], [Happening(NOON - 91 * DAY_S, "gap")])
    await history.trim(NOON)
    assert await history.points(HERE, Series.LAG, 0.0) == (_lag(NOON, 2.0),)
    assert await history.happenings(HERE, 0.0, 10) == ()


async def test_what_is_more_than_chosen_goes_the_oldest_first_and_the_file_shrinks(tmp_path):
    history = SqliteHistory(tmp_path / "history.db", days=90, megabytes=8)
    for part in range(8):
        await history.add(HERE, [_lag(NOON + part * 50_000 + i, 1.0) for i in range(50_000)], [])
    await history.trim(NOON)
    left = await history.points(HERE, Series.LAG, 0.0)
    assert left[0].at > NOON + 50_000
    assert left[-1].at == NOON + 8 * 50_000 - 1
    await history.close()
    assert (tmp_path / "history.db").stat().st_size < 9_000_000


async def test_the_file_is_for_this_user_alone(history):
    await history.add(HERE, [], [])
    assert history.path.stat().st_mode & 0o777 == 0o600


async def test_a_damaged_file_is_set_aside_and_watching_goes_on(tmp_path):
    (tmp_path / "history.db").write_bytes(b"this is no database" * 100)
    history = SqliteHistory(tmp_path / "history.db", days=90, megabytes=8)
    await history.add(HERE, [_lag(NOON, 1.0)], [])
    assert await history.points(HERE, Series.LAG, 0.0) == (_lag(NOON, 1.0),)
    await history.close()
    assert [path for path in tmp_path.iterdir() if "damaged" in path.name]


async def test_a_file_of_a_newer_release_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "history.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    history = SqliteHistory(tmp_path / "history.db", days=90, megabytes=8)
    with pytest.raises(StoreFailed) as failed:
        await history.add(HERE, [], [])
    assert failed.value.code == "store-newer"
    await history.close()


async def test_after_the_end_it_says_so(tmp_path):
    history = SqliteHistory(tmp_path / "history.db", days=90, megabytes=8)
    await history.close()
    with pytest.raises(StoreFailed) as failed:
        await history.add(HERE, [], [])
    assert failed.value.code == "store-closed"


async def test_two_programs_write_the_same_file(tmp_path):
    first, second = (SqliteHistory(tmp_path / "history.db", days=90, megabytes=8) for _ in range(2))
    await first.add(HERE, [_lag(NOON, 1.0)], [])
    await second.add("elsewhere", [_lag(NOON, 2.0)], [])
    await first.add(HERE, [_lag(NOON + 1, 3.0)], [])
    assert len(await second.points(HERE, Series.LAG, 0.0)) == 2
    await first.close()
    await second.close()


_WRITER = """
    import asyncio, sys
    from pathlib import Path
    from wizard.adapters.sqlite.history import SqliteHistory
    from wizard.domain.monitor_history import Point, Series

    async def write():
        history = SqliteHistory(Path(sys.argv[1]), days=90, megabytes=8)
        for second in range(1_000_000):
            await history.add("here", [Point(float(second), Series.LAG, (1.0, 2.0, 3.0))], [])
            await history.memory("here").write("rounds", str(second).encode())
            print(second, flush=True)

    asyncio.run(write())
"""


def _killed_while_writing(path: Path) -> int:
    """Return what a program had said to be written when it was killed."""
    command = [sys.executable, "-c", textwrap.dedent(_WRITER), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ), text=True) as writer:
        assert writer.stdout is not None
        last = next(int(line) for line in writer.stdout if int(line) >= 50)
        writer.kill()
    return last


async def test_what_was_written_before_a_kill_is_there_after_it(tmp_path):
    path = tmp_path / "history.db"
    last = _killed_while_writing(path)
    history = SqliteHistory(path, days=90, megabytes=8)
    points = await history.points("here", Series.LAG, 0.0)
    assert [one.at for one in points[: last + 1]] == [float(second) for second in range(last + 1)]
    kept = await history.memory("here").read("rounds")
    assert kept is not None
    assert int(kept) >= last
    await history.close()


async def test_a_million_rows_are_quick(tmp_path):
    path = tmp_path / "history.db"
    history = SqliteHistory(path, days=730, megabytes=4096)
    await history.add(HERE, [], [])
    with sqlite3.connect(path) as raw:
        rows = ((1, "lag", NOON + 60 * i, 1.0, 2.0, 3.0) for i in range(_ROWS_OF_A_YEAR))
        raw.executemany("INSERT INTO point VALUES (?, ?, ?, ?, ?, ?)", rows)
    raw.close()
    end = NOON + 60 * _ROWS_OF_A_YEAR
    started = time.perf_counter()
    await history.add(HERE, [_lag(end, 9.0)], [Happening(end, "gap")])
    day = await history.points(HERE, Series.LAG, end - DAY_S)
    quick = time.perf_counter() - started
    everything = await history.points(HERE, Series.LAG, 0.0)
    assert (len(day), len(everything) <= 2000, everything[-1].at) == (1441, True, end)
    assert quick < 1.5  # 0.02 s on an idle computer
    await history.close()
