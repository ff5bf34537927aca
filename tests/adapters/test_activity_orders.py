"""Every filter and every order of the index, over all its pages, and a disk that is full."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.adapters.sqlite.activity_index import SqliteActivityIndex
from wizard.domain.errors import StoreFailed
from wizard.evidence.activity import ActivityRow, Asked, Kind, Sort

ROW = ActivityRow(0, 1000.0, Kind.EXCHANGE, "info", 200, "gitlab-token", "gitlab.example.com", "GET /a", 5.0, False)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqliteActivityIndex]:
    """Return an index in a folder of the test."""
    made = SqliteActivityIndex(tmp_path)
    yield made
    made.close()


def _rows(count: int) -> list[ActivityRow]:
    dice = random.Random(7)  # noqa: S311 (rows for a test)
    return [
        replace(
            ROW,
            at=1000.0 + number,
            kind=dice.choice(list(Kind)),
            level=dice.choice(("debug", "info", "warning", "error")),
            status=dice.choice((0, 200, 401, 500)),
            step=dice.choice(("", "gitlab-token", "jira-app")),
            source=dice.choice(("gitlab.example.com", "acme.atlassian.net")),
            message=f"{dice.choice(('GET', 'PUT'))} /x/{number}",
            ms=dice.uniform(0, 90),
            writes=dice.random() < 0.3,
        )
        for number in range(count)
    ]


def _told(rows: object) -> list[str]:
    return [row.message for row in rows]


async def _all(index: SqliteActivityIndex, asked: Asked) -> list[ActivityRow]:
    total = await index.look(asked)
    return [row for first in range(0, total, 7) for row in await index.page(first, 7)]


FILTERS = {
    "all": (Asked(), lambda row: True),
    "trouble": (Asked(trouble=True), lambda row: row.level in ("warning", "error")),
    "writes": (Asked(writes=True), lambda row: row.writes),
    "kind": (Asked(kind="log"), lambda row: row.kind is Kind.LOG),
    "source": (Asked(source="acme.atlassian.net"), lambda row: row.source == "acme.atlassian.net"),
    "step": (Asked(step="jira-app"), lambda row: row.step == "jira-app"),
    "words": (Asked(text="PUT /X/1"), lambda row: row.message.startswith("PUT /x/1")),
    "words of the source": (Asked(text="ACME"), lambda row: row.source.startswith("acme")),
    "expression": (Asked(text="/x/1[05]$", pattern=True), lambda row: row.message.endswith(("/10", "/15"))),
    "two at once": (Asked(writes=True, trouble=True), lambda row: row.writes and row.level in ("warning", "error")),
}


@pytest.mark.parametrize("filtered", FILTERS)
async def test_what_is_asked_for_is_what_comes(index, filtered):
    asked, wanted = FILTERS[filtered]
    rows = _rows(40)
    index.put([(row, b"") for row in rows])
    assert _told(await _all(index, asked)) == [row.message for row in rows if wanted(row)]


@pytest.mark.parametrize("sort", [Sort.AT, Sort.STEP, Sort.SOURCE, Sort.MESSAGE, Sort.MS])
async def test_the_order_holds_in_both_directions_over_all_pages(index, sort):
    rows = _rows(40)
    index.put([(row, b"") for row in rows])
    in_order = sorted(rows, key=lambda row: getattr(row, sort.value))
    assert _told(await _all(index, Asked(sort=sort))) == [row.message for row in in_order]
    backwards = await _all(index, Asked(sort=sort, down=True))
    assert [getattr(row, sort.value) for row in backwards] == [getattr(row, sort.value) for row in reversed(in_order)]


async def test_levels_go_from_detail_to_error(index):
    index.put([(replace(ROW, level=level), b"") for level in ("error", "debug", "warning", "info")])
    assert [row.level for row in await _all(index, Asked(sort=Sort.LEVEL))] == ["debug", "info", "warning", "error"]


async def test_what_comes_later_joins_when_it_is_let(index):
    index.put([(ROW, b"")])
    assert await index.look(Asked(text="GET")) == 1
    index.put([(replace(ROW, message="GET /b"), b""), (replace(ROW, message="PUT /c"), b"")])
    assert _told(await index.page(0, 9)) == ["GET /a"]
    assert await index.grow() == 2
    assert _told(await index.page(0, 9)) == ["GET /a", "GET /b"]


async def test_what_comes_later_finds_its_place_in_another_order(index):
    index.put([(replace(ROW, ms=1.0, message="a"), b""), (replace(ROW, ms=9.0, message="b"), b"")])
    await index.look(Asked(sort=Sort.MS, down=True))
    index.put([(replace(ROW, ms=5.0, message="c"), b"")])
    await index.grow()
    assert _told(await index.page(0, 9)) == ["b", "c", "a"]


async def test_behind_a_row_is_what_was_put_there(index):
    index.put([(ROW, b"whole"), (replace(ROW, kind=Kind.LOG), b"")])
    await index.look(Asked())
    first, second = await index.page(0, 2)
    assert await index.behind(first.number) == b"whole"
    assert await index.behind(second.number) == b""


async def test_names_are_those_that_occur(index):
    index.put([(row, b"") for row in _rows(40)])
    names = await index.names()
    assert names.sources == ("acme.atlassian.net", "gitlab.example.com")
    assert names.steps == ("gitlab-token", "jira-app")


async def test_only_the_last_of_many_questions_is_answered(index):
    index.put([(row, b"") for row in _rows(400)])
    counts = await asyncio.gather(*(index.look(Asked(text=text)) for text in ("GET", "PUT", "/x/399")))
    assert counts[-1] == 1
    assert _told(await index.page(0, 5)) == [_rows(400)[399].message]


async def test_a_file_that_cannot_be_written_is_told_as_a_trouble_of_the_store(index):
    await index.look(Asked())
    index._connection.close()
    with pytest.raises(StoreFailed, match="store-failed"):
        await index.look(Asked())
