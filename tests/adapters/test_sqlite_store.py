import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.adapters.sqlite import SqliteStore
from wizard.domain.errors import StoreFailed
from wizard.domain.journal import Row, Session, State

SESSION = Session("20261121-235901-7f3a", 1.0, "live", b'route = "marketplace"\n')
ROW = Row(SESSION.id, "change", "gitlab-proxy-url", State.INTENT, {"before": None, "after": "https://gitlab.com"})


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(tmp_path / "data" / "wizard.db")
    yield store
    await store.close()


async def test_what_was_written_is_read_back_after_a_restart(store: SqliteStore) -> None:
    await store.begin(SESSION)
    first = await store.append(ROW)
    second = await store.append(Row(SESSION.id, "change", "gitlab-proxy-url", State.SENT))
    await store.close()
    again = SqliteStore(store.path)
    assert await again.sessions("live") == (SESSION,)
    assert await again.rows(SESSION.id) == (first, second)
    assert (first.seq, second.seq, first.data) == (1, 2, ROW.data)
    await again.close()


async def test_sessions_are_listed_newest_first_and_by_world(store: SqliteStore) -> None:
    for number, world in enumerate(("live", "lab:1", "live")):
        await store.begin(Session(f"s{number}", float(number), world, b""))
    assert [session.id for session in await store.sessions("live")] == ["s2", "s0"]
    await store.update(Session("s0", 0.0, "live", b"x", page="review"))
    assert (await store.sessions("live"))[1].page == "review"


async def test_folder_and_files_are_ours_alone(store: SqliteStore) -> None:
    await store.begin(SESSION)
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.path.parent.iterdir()}
    assert set(modes) == {"wizard.db", "wizard.db-wal", "wizard.db-shm", "wizard.db.lock"}
    assert set(modes.values()) == {0o600}


async def test_a_row_is_never_changed_and_never_removed(store: SqliteStore) -> None:
    await store.begin(SESSION)
    await store.append(ROW)
    await store.close()
    connection = sqlite3.connect(store.path)
    for statement in ("UPDATE journal SET state = 'confirmed'", "DELETE FROM journal"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


async def test_a_second_program_is_told_that_the_store_is_in_use(store: SqliteStore) -> None:
    await store.begin(SESSION)
    second = SqliteStore(store.path)
    with pytest.raises(StoreFailed) as refused:
        await second.begin(Session("other", 2.0, "live", b""))
    assert refused.value.code == "store-in-use"
    await second.close()
    await store.close()
    third = SqliteStore(store.path)
    assert len(await third.sessions("live")) == 1
    await third.close()


@pytest.mark.parametrize("damage", ["zeroed header", "random", "torn page", "zero length"])
async def test_a_damaged_file_is_set_aside_and_nothing_is_deleted(store: SqliteStore, damage: str) -> None:
    await store.begin(SESSION)
    await store.append(ROW)
    await store.close()
    whole = store.path.read_bytes()
    broken = {
        "zeroed header": b"\0" * 100 + whole[100:],
        "random": os.urandom(len(whole)),
        "torn page": whole[:4096] + os.urandom(2048) + whole[6144:],
        "zero length": b"",
    }[damage]
    store.path.write_bytes(broken)
    again = SqliteStore(store.path)
    await again.begin(Session("new", 2.0, "live", b""))
    assert [session.id for session in await again.sessions("live")] == ["new"]
    kept = [path for path in store.path.parent.glob("wizard.db.damaged-*") if path.read_bytes() == broken]
    assert len(kept) == (damage != "zero length")
    assert again.set_aside == (kept[0] if kept else None)
    await again.close()


async def test_a_file_of_a_newer_release_is_left_alone(store: SqliteStore) -> None:
    await store.begin(SESSION)
    await store.close()
    connection = sqlite3.connect(store.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    again = SqliteStore(store.path)
    with pytest.raises(StoreFailed) as refused:
        await again.sessions("live")
    assert (refused.value.code, refused.value.facts["version"]) == ("store-newer", "99")
    await again.close()
    assert sqlite3.connect(store.path).execute("SELECT count(*) FROM session").fetchone() == (1,)


async def test_a_full_disk_is_said_and_what_was_written_stays(store: SqliteStore) -> None:
    await store.begin(SESSION)
    kept = await store.append(ROW)
    await store._run(lambda: store._execute("PRAGMA max_page_count = 8", ()))
    with pytest.raises(StoreFailed) as refused:
        await store.append(Row(SESSION.id, "check", "big", State.NOTED, {"text": "x" * 100_000}))
    assert refused.value.code == "store-full"
    assert await store.rows(SESSION.id) == (kept,)


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = SqliteStore(tmp_path / "file" / "wizard.db")
    with pytest.raises(StoreFailed) as refused:
        await store.begin(SESSION)
    assert refused.value.code == "store-failed"
    await store.close()


async def test_a_closed_store_refuses(store: SqliteStore) -> None:
    await store.close()
    await store.close()
    with pytest.raises(StoreFailed) as refused:
        await store.begin(SESSION)
    assert refused.value.code == "store-closed"


async def test_writes_of_many_callers_keep_their_order(store: SqliteStore) -> None:
    await store.begin(SESSION)
    rows = await asyncio.gather(*(store.append(Row(SESSION.id, "check", str(n), State.NOTED)) for n in range(50)))
    assert [row.seq for row in rows] == list(range(1, 51))


async def test_a_cancelled_caller_does_not_tear_what_is_written(store: SqliteStore) -> None:
    await store.begin(SESSION)
    writing = asyncio.get_running_loop().create_task(store.append(ROW))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert [row.subject for row in await store.rows(SESSION.id)] == [ROW.subject]


WRITER = """
import asyncio, sys
from pathlib import Path
from wizard.adapters.sqlite import SqliteStore
from wizard.domain.journal import Row, Session, State
async def write():
    store = SqliteStore(Path(sys.argv[1]))
    await store.begin(Session("s", 1.0, "live", b""))
    for number in range(100_000):
        row = await store.append(Row("s", "change", str(number), State.INTENT, {"pad": "x" * 500}))
        print(row.seq, flush=True)
asyncio.run(write())
"""


def killed_while_writing(path: Path, after: int) -> list[int]:
    """Return the numbers of the rows that a writer was told are stored before it was killed."""
    root = Path(__file__).parents[2]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, cwd=root)
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(after)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")]
    writer.stdout.close()
    writer.wait()
    return acknowledged


@pytest.mark.parametrize("after", [1, 7, 40])
async def test_killed_in_mid_write_every_acknowledged_row_is_there(tmp_path: Path, after: int) -> None:
    path = tmp_path / "wizard.db"
    acknowledged = killed_while_writing(path, after)
    store = SqliteStore(path)
    found = [row.seq for row in await store.rows("s")]
    assert store.set_aside is None
    assert found[: len(acknowledged)] == acknowledged
    assert len(found) - len(acknowledged) <= 1
    await store.close()


async def _at_once(store: SqliteStore, number: int) -> list[Row]:
    """Append rows while the worker is busy, so that they wait for it together."""
    await store.begin(SESSION)
    statements: list[str] = []
    assert store._connection is not None
    store._connection.set_trace_callback(statements.append)
    held = threading.Event()
    appends = [store.append(replace(ROW, subject=f"c{one}")) for one in range(number)]
    working = asyncio.gather(store._run(held.wait), *appends, return_exceptions=True)
    await asyncio.sleep(0)
    held.set()
    done = await working
    store._connection.set_trace_callback(None)
    assert len(statements) == 1, "one sync for all that waited"
    for one in done:
        if isinstance(one, BaseException):
            raise one
    return [one for one in done if isinstance(one, Row)]


async def test_rows_that_wait_together_are_synced_together_in_their_order(store: SqliteStore) -> None:
    rows = await _at_once(store, 6)
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row.subject for row in await store.rows(SESSION.id)] == [f"c{one}" for one in range(6)]


async def test_when_rows_that_waited_together_fail_each_is_told_and_none_is_there(store: SqliteStore) -> None:
    await store.begin(SESSION)
    await store._run(lambda: store._execute("CREATE TRIGGER no BEFORE INSERT ON journal WHEN NEW.subject = 'c3' "
                                            "BEGIN SELECT RAISE(ABORT, 'no'); END", ()))  # fmt: skip
    with pytest.raises(StoreFailed):
        await _at_once(store, 6)
    assert await store.rows(SESSION.id) == ()
    await store.append(ROW)
    assert len(await store.rows(SESSION.id)) == 1


async def test_a_row_that_was_refused_does_not_come_in_with_a_later_one(tmp_path: Path) -> None:
    first, second = (SqliteStore(tmp_path / "data" / "wizard.db") for _ in range(2))
    await first.begin(SESSION)
    with pytest.raises(StoreFailed):
        await second.append(replace(ROW, subject="refused"))
    await first.close()
    await second.append(replace(ROW, subject="later"))
    assert [row.subject for row in await second.rows(SESSION.id)] == ["later"]
    await second.close()


async def test_rows_of_one_caller_come_in_together_or_not_at_all(store: SqliteStore) -> None:
    await store.begin(SESSION)
    await store._run(lambda: store._execute("CREATE TRIGGER no BEFORE INSERT ON journal WHEN NEW.state = 'sent' "
                                            "BEGIN SELECT RAISE(ABORT, 'no'); END", ()))  # fmt: skip
    with pytest.raises(StoreFailed):
        await store.append_all((ROW, replace(ROW, state=State.SENT)))
    assert await store.rows(SESSION.id) == ()
    written = await store.append_all((ROW, replace(ROW, state=State.ANSWERED)))
    assert [(row.seq, row.state) for row in written] == [(1, State.INTENT), (2, State.ANSWERED)]
    assert tuple(written) == await store.rows(SESSION.id)
