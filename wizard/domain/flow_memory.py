"""What the flow part of the monitor keeps over a restart: a few named texts of its own shape, for one connection."""

from typing import Protocol


class FlowMemory(Protocol):
    """Rows by name. One row is written whole or not at all; there are no more than a few hundred."""

    async def read(self, name: str) -> bytes | None:
        """Return what was written last under this name; None for nothing."""
        ...

    async def write(self, name: str, data: bytes) -> None: ...
    async def forget(self, name: str) -> None:
        """Remove the row; none is no error."""
        ...
