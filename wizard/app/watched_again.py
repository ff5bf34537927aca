"""Which connections the window watched last, beside their history: as answers, which hold no secret."""

import msgspec

from wizard.domain.answers import Answers, AnswersError, read_answers, write_answers
from wizard.domain.errors import StoreFailed
from wizard.domain.flow_memory import FlowMemory

_NAME = "watched"


class WatchedAgain:
    """Implements `wizard.monitor.port.WatchedList`; a disk that is full or gone costs the list and no more."""

    def __init__(self, memory: FlowMemory) -> None:
        self._memory = memory

    async def read(self) -> tuple[Answers, ...]:
        try:
            written = msgspec.json.decode(await self._memory.read(_NAME) or b"[]", type=list[str])
            return tuple(read_answers(one.encode()) for one in written)
        except (StoreFailed, msgspec.DecodeError, AnswersError):
            return ()  # of another version of this program: they are chosen anew

    async def write(self, watched: tuple[Answers, ...]) -> None:
        data = msgspec.json.encode([write_answers(one).decode() for one in watched])
        try:
            await self._memory.write(_NAME, data)
        except StoreFailed:
            return  # the rounds say that nothing can be kept
