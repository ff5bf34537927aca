"""The only place of the window that starts coroutines: named, kept, cancelled with their page, failures reported."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    import asyncio


def loop_runs() -> bool:
    """Tell whether work can be started now; Qt may paint before the loop runs and after it."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class Spawn:
    """Starts work for an owner (a page, a card); the owner's work ends with the owner."""

    def __init__(self, on_failure: Callable[[str, BaseException], None]) -> None:
        self._on_failure = on_failure
        self._kept: dict[asyncio.Task[None], str] = {}

    def __call__(self, work: Coroutine[Any, Any, None], owner: str, name: str) -> asyncio.Task[None]:
        """Start `work` on the running loop."""
        import asyncio

        loop = asyncio.get_running_loop()
        task = loop.create_task(work, name=f"{owner}: {name}")
        self._kept[task] = owner
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._kept.pop(task, None)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self._on_failure(task.get_name(), error)

    def running(self, owner: str = "") -> list[str]:
        """Return the names of what still runs, of one owner or of all."""
        return [task.get_name() for task, of in self._kept.items() if owner in ("", of)]

    def cancel(self, owner: str = "") -> bool:
        """Cancel the owner's work, or all; tells whether there was any."""
        tasks = [task for task, of in self._kept.items() if owner in ("", of)]
        for task in tasks:
            task.cancel()
        return bool(tasks)

    async def settled(self) -> None:
        """Return when nothing runs any more."""
        import asyncio

        while self._kept:
            await asyncio.wait(list(self._kept))
            await asyncio.sleep(0)
