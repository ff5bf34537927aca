"""What a face may ask about what was sent and answered: hangs on the desk as `evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from wizard.evidence.activity import ActivityRow, Asked, Names
    from wizard.evidence.exchange import Exchange


class Evidence(Protocol):
    def newest(self) -> Sequence[Exchange]:
        """Return the newest exchanges of this run of the program, oldest first."""
        ...

    def listen(self, on_new: Callable[[Sequence[Exchange]], None]) -> Callable[[], None]:
        """Call `on_new` with the exchanges from now on, a few at a time; return what ends it."""
        ...

    async def look(self, asked: Asked) -> int:
        """Return how many exchanges and records of the log are asked for; `page` then gives them in order.

        Raises: PatternWrong.
        """
        ...

    async def grow(self) -> int:
        """Return how many there are now, with those that came since."""
        ...

    async def page(self, first: int, count: int) -> Sequence[ActivityRow]: ...
    async def exchange(self, number: int) -> Exchange | None:
        """Return the exchange of a row; None for a record of the log."""
        ...

    async def names(self) -> Names: ...
    async def save(self, path: Path, form: str) -> int:
        """Write what was asked for last into a file and return how many; form is har (requests only) or jsonl.

        Raises: OSError.
        """
        ...

    def recording(self) -> str:
        """Return where exchanges are written: `file`, `memory` when not, else the name of the error that ended it."""
        ...

    def use_level(self, level: str) -> None:
        """Log from this level on, e.g. `debug`, until the program ends or another level is asked for."""
        ...
