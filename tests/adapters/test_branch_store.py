"""The journal of test branches grows for months; what is read of it does not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from wizard.adapters.sqlite import SqliteStore
from wizard.adapters.sqlite.branch_store import BranchStore
from wizard.domain.journal import Row, Session, State

MONTH = Session("202611-canary-0a1b2c3d", 1.0, "live", b"")
MADE, REMOVED = "branch", "branch-removal"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[BranchStore]:
    store = BranchStore(tmp_path / "canary.db")
    await store.begin(MONTH)
    yield store
    await store.close()


async def write(store: BranchStore, kind: str, name: str, *states: State) -> None:
    await store.append_all([Row(MONTH.id, kind, name, state, {"project": 7}) for state in states])


async def fly(store: BranchStore, name: str) -> None:
    """Make a branch and remove it, as the journal sees it."""
    await write(store, MADE, name, State.INTENT, State.SENT, State.ANSWERED, State.CONFIRMED)
    await write(store, REMOVED, name, State.INTENT, State.SENT, State.ANSWERED, State.CONFIRMED)


def said(rows: object) -> list[tuple[str, str, State]]:
    assert isinstance(rows, tuple)
    return [(row.kind, row.subject, row.state) for row in rows]


async def test_of_a_month_of_branches_only_the_one_that_is_left_is_read(store: BranchStore) -> None:
    for number in range(720):
        await fly(store, f"proof-{number}")
    await write(store, MADE, "left", State.INTENT, State.SENT)
    await write(store, REMOVED, "left", State.INTENT, State.UNKNOWN)
    assert said(await store.rows(MONTH.id)) == [
        (MADE, "left", State.INTENT),
        (MADE, "left", State.SENT),
        (REMOVED, "left", State.INTENT),
        (REMOVED, "left", State.UNKNOWN),
    ]


async def test_a_name_that_was_there_before_counts_anew(store: BranchStore) -> None:
    await fly(store, "proof-1")
    await write(store, MADE, "proof-1", State.INTENT)
    assert said(await store.rows(MONTH.id)) == [(MADE, "proof-1", State.INTENT)]


async def test_every_row_stays_in_the_file(store: BranchStore) -> None:
    await fly(store, "proof-1")
    await store.close()
    plain = SqliteStore(store.path)
    assert len(await plain.rows(MONTH.id)) == 8
    await plain.close()


async def test_another_month_is_another_journal(store: BranchStore) -> None:
    await fly(store, "proof-1")
    await store.begin(Session("202612-canary-0a1b2c3d", 2.0, "live", b""))
    await store.append(Row("202612-canary-0a1b2c3d", MADE, "proof-1", State.INTENT))
    assert said(await store.rows(MONTH.id)) == []
    assert len(await store.rows("202612-canary-0a1b2c3d")) == 1
