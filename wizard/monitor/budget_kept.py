"""The requests of the last minute over a restart: the host counts them, whichever process of ours has sent them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

import msgspec

from wizard.domain.errors import StoreFailed
from wizard.domain.flow_memory import FlowMemory

_NAME = "budget"

Ends = Mapping[str, Sequence[float]]
"""Host -> until when each of its requests was under way at the latest, by the clock of the day."""


async def keep(memory: FlowMemory, ends: Ends) -> None:
    """Write it; a disk that is full stops no request."""
    with suppress(StoreFailed):
        await memory.write(_NAME, msgspec.json.encode(ends))


async def kept(memory: FlowMemory) -> Ends:
    """Return what an earlier run sent; nothing where that cannot be read."""
    with suppress(StoreFailed, msgspec.DecodeError):
        return msgspec.json.decode(await memory.read(_NAME) or b"{}", type=dict[str, list[float]])
    return {}
