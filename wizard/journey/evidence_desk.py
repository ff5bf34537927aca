"""The evidence of one run: what the recorder has, and an index of it that is only made when somebody looks."""

import asyncio
import collections
import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from wizard.evidence.activity import ActivityIndex, ActivityRow, Asked, Names, matcher, row_of, row_of_line
from wizard.evidence.exchange import Exchange
from wizard.evidence.logs import LogFile, use_level
from wizard.evidence.recorder import KEPT, Recorder
from wizard.journey.evidence_saving import save

_TOGETHER_S = 0.05
"""Exchanges of this time are told at once."""
_BATCH = 500


class RecordedEvidence:
    """Implements `wizard.journey.evidence_port.Evidence`; lives in the engine's loop."""

    def __init__(self, recorder: Recorder, log: LogFile, new_index: Callable[[], ActivityIndex]) -> None:
        self._recorder, self._log, self._new_index = recorder, log, new_index
        self._opening: asyncio.Task[ActivityIndex] | None = None
        self._ending: list[Callable[[], None]] = []

    def newest(self) -> Sequence[Exchange]:
        return self._recorder.newest()

    def listen(self, on_new: Callable[[Sequence[Exchange]], None]) -> Callable[[], None]:
        loop, waiting = asyncio.get_running_loop(), list[Exchange]()

        def tell() -> None:
            together = tuple(waiting)
            waiting.clear()
            on_new(together)

        def take(exchange: Exchange) -> None:
            if not waiting:
                loop.call_later(_TOGETHER_S, tell)
            waiting.append(exchange)

        return self._recorder.listen(take)

    async def look(self, asked: Asked) -> int:
        if asked.pattern:
            matcher(asked.text)
        return await (await self._index()).look(asked)

    async def grow(self) -> int:
        return await (await self._index()).grow()

    async def page(self, first: int, count: int) -> Sequence[ActivityRow]:
        return await (await self._index()).page(first, count)

    async def exchange(self, number: int) -> Exchange | None:
        raw = await (await self._index()).behind(number)
        return msgspec.json.decode(raw, type=Exchange) if raw else None

    async def names(self) -> Names:
        return await (await self._index()).names()

    async def save(self, path: Path, form: str) -> int:
        index = await self._index()
        return await save(index, await index.grow(), path, form)

    def recording(self) -> str:
        return self._recorder.failure or ("memory" if self._recorder.path is None else "file")

    def use_level(self, level: str) -> None:
        use_level(level)

    async def close(self) -> None:
        """End the index where there is one."""
        for end in self._ending:
            end()
        self._ending.clear()
        if self._opening is not None:
            index = await self._opening
            index.close()

    async def _index(self) -> ActivityIndex:
        if self._opening is None:
            self._opening = asyncio.get_running_loop().create_task(self._opened(), name="activity: open")
        return await asyncio.shield(self._opening)

    async def _opened(self) -> ActivityIndex:
        """Make the index of what there is; what comes meanwhile follows."""
        index = self._new_index()
        meanwhile: list[Exchange] = []
        loaded = False

        def take(exchange: Exchange) -> None:
            if loaded:
                index.put([_indexed(exchange)])
            else:
                meanwhile.append(exchange)

        # The recorder writes in this thread: what it writes from now on comes to `take`, and what is before is `size`.
        self._ending.append(self._recorder.listen(take))
        path, remembered = self._recorder.path, self._recorder.newest()
        recorded = _size(path)
        end, size = self._log.listen(lambda line: _put_lines(index, (line,)))
        self._ending.append(end)
        await asyncio.to_thread(_load_log, index, self._log.path, size)
        known = await _load_recording(index, path, recorded)
        index.put([_indexed(one) for one in (*remembered, *meanwhile) if (one.id, one.at) not in known])
        loaded = True
        return index


def _indexed(exchange: Exchange) -> tuple[ActivityRow, bytes]:
    return row_of(exchange), msgspec.json.encode(exchange)


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None else 0
    except OSError:
        return 0


async def _load_recording(index: ActivityIndex, path: Path | None, size: int) -> frozenset[tuple[str, float]]:
    """Put the first `size` bytes of a recording, a batch at a time, none of it in the loop's thread.

    Returns what tells the newest of its exchanges from those that only memory has.
    """
    last: collections.deque[tuple[str, float]] = collections.deque(maxlen=KEPT)
    lines = _lines_of(path, size) if path is not None else iter(())
    while rows := await asyncio.to_thread(_batch, lines, last):
        index.put(rows)
        await index.page(0, 0)  # the index has taken them: what it has yet to take stays small
    return frozenset(last)


def _lines_of(path: Path, size: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError), path.open("rb") as file:
        while size > 0 and (line := file.readline(size)):
            size -= len(line)
            yield line


def _batch(lines: Iterator[bytes], last: collections.deque[tuple[str, float]]) -> list[tuple[ActivityRow, bytes]]:
    rows = []
    for line in itertools.islice(lines, _BATCH):
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):  # a line that was cut
            exchange = msgspec.json.decode(line, type=Exchange)
            last.append((exchange.id, exchange.at))
            rows.append((row_of(exchange), line.strip()))
    return rows


def _load_log(index: ActivityIndex, path: Path, size: int) -> None:
    """Put what the log held when it was listened to."""
    try:
        with path.open("rb") as file:
            lines = file.read(size).decode("utf-8", "replace").splitlines()
    except OSError:
        return
    for first in range(0, len(lines), _BATCH):
        _put_lines(index, lines[first : first + _BATCH])


def _put_lines(index: ActivityIndex, lines: Iterable[str]) -> None:
    rows = [row for row in map(row_of_line, lines) if row is not None]
    index.put([(row, b"") for row in rows])


class NoEvidence:
    """The evidence of a desk that nobody looks at: nothing is indexed."""

    def newest(self) -> Sequence[Exchange]:
        return ()

    def listen(self, on_new: Callable[[Sequence[Exchange]], None]) -> Callable[[], None]:
        return lambda: None

    async def look(self, asked: Asked) -> int:
        return 0

    async def grow(self) -> int:
        return 0

    async def page(self, first: int, count: int) -> Sequence[ActivityRow]:
        return ()

    async def exchange(self, number: int) -> Exchange | None:
        return None

    async def names(self) -> Names:
        return Names()

    async def save(self, path: Path, form: str) -> int:
        return 0

    def recording(self) -> str:
        return "memory"

    def use_level(self, level: str) -> None:
        use_level(level)
