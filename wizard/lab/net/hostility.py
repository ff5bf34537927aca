"""A hostile internet: one call in twenty goes wrong. A seed decides which and how, so that a run can be repeated."""

import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from wizard.lab.net.mishaps import Call, answered, delayed, halved, lost
from wizard.lab.net.traffic import Row

SHARE: Final = 0.05
_DELAY_S: Final = 3.0
_RANGE: Final = 2**32


async def _overrun(call: Call) -> None:
    await answered(call, 429, {"retry-after": "1"})


async def _bad_gateway(call: Call) -> None:
    await answered(call, 502)


async def _unavailable(call: Call) -> None:
    await answered(call, 503)


async def _lost_before(call: Call) -> None:
    await lost(call, after_work=False)


async def _lost_after(call: Call) -> None:
    await lost(call, after_work=True)


async def _slow(call: Call) -> None:
    await delayed(call, _DELAY_S)


MISHAPS: Final[Mapping[str, Callable[[Call], Awaitable[None]]]] = {
    "429": _overrun,
    "502": _bad_gateway,
    "503": _unavailable,
    "cut": halved,
    "lost-after": _lost_after,
    "lost-before": _lost_before,
    "slow": _slow,
}


class Hostility:
    """Decides for each call by who sends what for the n-th time: the order of other calls does not matter."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._seen: Counter[tuple[str, ...]] = Counter()

    def mishap(self, row: Row) -> str | None:
        """Return the name of what happens to this call; None for nineteen in twenty."""
        what = (row.vantage, row.host, row.method, row.path.partition("?")[0])
        self._seen[what] += 1
        digest = hashlib.sha256("\n".join((str(self.seed), *what, str(self._seen[what]))).encode()).digest()
        if int.from_bytes(digest[:4]) >= SHARE * _RANGE:
            return None
        return tuple(MISHAPS)[int.from_bytes(digest[4:8]) % len(MISHAPS)]

    def forget(self) -> None:
        """Begin to count anew, as the world does."""
        self._seen.clear()
