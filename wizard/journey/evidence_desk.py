"""The evidence of one run: what the recorder has, and an index of it that is only made when somebody looks."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from wizard.evidence.activity import ActivityIndex, ActivityRow, Asked, Names, matcher, row_of, row_of_line
from wizard.evidence.exchange import Exchange
from wizard.evidence.logs import LogFile, use_level
from wizard.evidence.recorder import Recorder, read_recording

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
        known: set[tuple[str, float]] = set()
        meanwhile: list[Exchange] = []
        loaded = False

        def take(exchange: Exchange) -> None:
            if loaded:
                index.put([_indexed(exchange)])
            else:
                meanwhile.append(exchange)

        self._ending.append(self._recorder.listen(take))
        end, size = self._log.listen(lambda line: _put_lines(index, (line,)))
        self._ending.append(end)
        await asyncio.to_thread(_load_log, index, self._log.path, size)
        found = await asyncio.to_thread(_read, self._recorder.path)
        for exchange in (*found, *self._recorder.newest(), *meanwhile):
            if (exchange.id, exchange.at) not in known:
                known.add((exchange.id, exchange.at))
                index.put([_indexed(exchange)])
        loaded = True
        return index


def _indexed(exchange: Exchange) -> tuple[ActivityRow, bytes]:
    return row_of(exchange), msgspec.json.encode(exchange)


def _read(path: Path | None) -> Sequence[Exchange]:
    try:
        return read_recording(path) if path is not None else ()
    except OSError:
        return ()


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

    def recording(self) -> str:
        return "memory"

    def use_level(self, level: str) -> None:
        use_level(level)
