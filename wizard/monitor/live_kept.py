"""What people did, over a restart: what is still waited for, and until when was looked."""

import msgspec

from wizard.domain.flow_memory import FlowMemory
from wizard.monitor.live_watch import LiveWatch
from wizard.monitor.watched import Watched

_NAME = "live"
_VERSION = 1
_LONGEST_GAP_S = 86_400.0
"""What changed longer ago, while nobody looked, is left to the history."""


class _Kept(msgspec.Struct, frozen=True):
    version: int
    looked_at: float
    watched: list[Watched]
    lags: list[tuple[float, float]]


async def keep(memory: FlowMemory, watch: LiveWatch, now: float) -> None:
    """Write it. Raises: StoreFailed."""
    kept = _Kept(_VERSION, now, list(watch.watched), watch.lags.samples())
    await memory.write(_NAME, msgspec.json.encode(kept))


async def take_up(memory: FlowMemory, watch: LiveWatch, now: float) -> None:
    """Go on where an earlier run stopped. Raises: StoreFailed."""
    try:
        kept = msgspec.json.decode(await memory.read(_NAME) or b"{}", type=_Kept)
    except msgspec.DecodeError:
        return
    if kept.version != _VERSION or kept.looked_at > now:
        return
    watch.since(max(kept.looked_at, now - _LONGEST_GAP_S))
    for one in kept.watched:
        watch.watched.take_up(one)
    for at, seconds in kept.lags:
        watch.lags.add(at, seconds)
