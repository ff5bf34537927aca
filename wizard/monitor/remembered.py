"""What the rounds remember over a restart: alarms that stand, what was said, what was seen; one row of the memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from wizard.domain.flow_memory import FlowMemory
from wizard.monitor.authors import Author
from wizard.monitor.values import Alarm

_NAME = "rounds"


@dataclass(frozen=True, slots=True)
class Remembered:
    round: int = 0
    alarms: tuple[Alarm, ...] = ()
    said: Mapping[str, int] = field(default_factory=dict)
    """Code of what expires -> the days of the last warning."""
    state: Mapping[str, str] = field(default_factory=dict)
    """What may drift -> how it was seen last."""
    authors: Mapping[str, Author] = field(default_factory=dict)
    """Setting -> who gave it its value, as far as that was asked."""


async def read(memory: FlowMemory) -> Remembered:
    """Return what was remembered; nothing where the row is of another version."""
    data = await memory.read(_NAME)
    if data is None:
        return Remembered()
    try:
        return msgspec.json.decode(data, type=Remembered)
    except msgspec.DecodeError:
        return Remembered()


async def write(memory: FlowMemory, remembered: Remembered) -> None:
    # A fact that is a text itself is a plain one here, and stands beside the others as what it is (Text.within).
    await memory.write(_NAME, msgspec.json.encode(remembered, enc_hook=str))
