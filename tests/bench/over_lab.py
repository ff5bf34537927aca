"""Runs the window over a running lab for a probe, and prints what the probe measured."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Callable
from typing import Protocol

from wizard.journey.desk_port import Desk
from wizard.ui.window import start_window


class Watching(Protocol):
    """What looks at the window; it begins once the desk is up."""

    desk_is_up: bool


def watch_over_lab(watch: Watching, ready_file: str, numbers: Callable[[], object]) -> None:
    """Open the window, let `watch` close it, print the numbers and end the process with the window's status."""

    @contextlib.asynccontextmanager
    async def desk() -> AsyncIterator[Desk]:
        from wizard.app.commands._world import opened_desk  # in the engine's thread, as the program does

        async with opened_desk(None, ready_file) as opened:
            asyncio.get_running_loop().call_soon(lambda: setattr(watch, "desk_is_up", True))
            yield opened

    status = start_window(desk, mode="lab")
    sys.stdout.write(json.dumps(numbers()))
    sys.exit(status)
