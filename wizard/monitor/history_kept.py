"""The history over a restart: what is expected of each project, in rows of the memory that change by themselves."""

import asyncio
import zlib
from array import array
from collections.abc import Iterable

import msgspec

from wizard.domain.flow import Kind
from wizard.domain.flow_memory import FlowMemory
from wizard.monitor.history_index import HistoryIndex
from wizard.monitor.history_rows import ProjectHistory, Rows

_ROWS = 128
"""Projects are spread over so many; a pass writes those in which something changed."""
_MARK = "history"
_VERSION = 1


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    kind: Kind
    ids: list[str]
    numbers: bytes
    keys: bytes
    """Places in the table of keys."""
    times: bytes


class _Project(msgspec.Struct, frozen=True, array_like=True):
    id: int
    path: str
    url: str
    active_at: float
    read_at: float
    beyond: int
    kinds: list[_Kept]
    branches_beyond: int = 0
    """Last, and with a value where an earlier release wrote the row: it stays readable."""


class _Row(msgspec.Struct, frozen=True, array_like=True):
    keys: list[str]
    projects: list[_Project]


class _Mark(msgspec.Struct, frozen=True):
    version: int
    read_at: float
    groups: tuple[str, ...]


async def keep(
    memory: FlowMemory, index: HistoryIndex, changed: Iterable[int], read_at: float, groups: tuple[str, ...]
) -> None:
    """Write the rows of these projects, then when it was. Raises: StoreFailed."""
    rows: dict[int, list[ProjectHistory]] = {number % _ROWS: [] for number in changed}
    for project in index.in_order():
        if project.id % _ROWS in rows:
            rows[project.id % _ROWS].append(project)
    for number, projects in rows.items():
        await memory.write(f"{_MARK}-{number}", _packed(index, projects))
        await asyncio.sleep(0)
    await memory.write(_MARK, msgspec.json.encode(_Mark(_VERSION, read_at, groups)))


async def take_up(memory: FlowMemory, index: HistoryIndex, groups: tuple[str, ...]) -> float:
    """Fill the index with what was kept for the same groups; return when it was read, 0 for nothing.

    Raises: StoreFailed.
    """
    try:
        mark = msgspec.json.decode(await memory.read(_MARK) or b"{}", type=_Mark)
        if (mark.version, mark.groups) != (_VERSION, groups):
            return 0.0
        for number in range(_ROWS):
            data = await memory.read(f"{_MARK}-{number}")
            if data is not None:
                _unpacked(index, data)
    except (msgspec.DecodeError, zlib.error, IndexError, ValueError):
        return 0.0  # a row of another time: everything is read anew
    return mark.read_at


def _packed(index: HistoryIndex, projects: list[ProjectHistory]) -> bytes:
    places: dict[int, int] = {}
    kept = []
    for one in projects:
        kinds = [
            _Kept(
                kind, rows.ids, rows.numbers.tobytes(),
                array("I", [places.setdefault(key, len(places)) for key in rows.keys]).tobytes(), rows.times.tobytes(),
            )
            for kind, rows in one.kinds.items()
        ]  # fmt: skip
        requests, branches = (one.beyond.get(kind, 0) for kind in (Kind.MERGE_REQUEST, Kind.BRANCH))
        kept.append(_Project(one.id, one.path, one.url, one.active_at, one.read_at, requests, kinds, branches))
    return zlib.compress(msgspec.msgpack.encode(_Row([index.names[key] for key in places], kept)), 1)


def _unpacked(index: HistoryIndex, data: bytes) -> None:
    row = msgspec.msgpack.decode(zlib.decompress(data), type=_Row)
    numbers = [index.number(key) for key in row.keys]
    for one in row.projects:
        project = ProjectHistory(one.id, one.path, one.url, one.active_at, one.read_at)
        past = {Kind.MERGE_REQUEST: one.beyond, Kind.BRANCH: one.branches_beyond}
        project.beyond = {kind: count for kind, count in past.items() if count}
        for kept in one.kinds:
            keys = array("I", [numbers[place] for place in _numbers(kept.keys)])
            project.kinds[kept.kind] = Rows(kept.ids, _numbers(kept.numbers), keys, _numbers(kept.times))
        index.put(project)


def _numbers(data: bytes) -> "array[int]":
    made = array("I")
    made.frombytes(data)
    return made
