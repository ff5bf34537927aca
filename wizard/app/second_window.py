"""Starts a second window over a lab of its own; it lives on when the first one is closed, and needs nothing of it."""

import asyncio
import contextlib
import dataclasses
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from wizard.app.lab_faults import reproducible, written
from wizard.app.lab_process import program
from wizard.app.surroundings import for_our_own
from wizard.domain.errors import PortError
from wizard.domain.lab_fault import LabFault, LabWish
from wizard.domain.route import Route

WATCHED_S = 5.0
"""A window that cannot open ends within this time: no display, a damaged installation."""
_LOOK_EVERY_S = 0.05
_LAST_WORDS = 300
_OWN_JIRA = "server"
"""The world with a Jira of one's own."""


def open_lab() -> None:
    """Open a second window over an embedded lab; nothing of this one is touched."""
    _start(["--lab"], subprocess.DEVNULL)


def arguments_of(wish: LabWish) -> list[str]:
    """Return the words that open the lab of a wish."""
    from wizard.lab import scenarios  # only where somebody asks: most commands need no lab

    route = wish.route if scenarios.of_route(wish.route.value) in scenarios.ALL else Route.MARKETPLACE
    world = _OWN_JIRA if wish.own_jira and route is Route.INTEGRATION else scenarios.of_route(route.value)
    return [f"--lab={world}", f"--lab-fault={written(dataclasses.replace(wish, route=route))}"]


class LabWindows:
    """Implements `wizard.domain.lab_fault.Reproduction`."""

    def faults(self) -> Sequence[LabFault]:
        return reproducible()

    async def open(self, wish: LabWish) -> None:
        with tempfile.TemporaryDirectory(prefix="gitlab-jira-second-", ignore_cleanup_errors=True) as folder:
            said = Path(folder) / "said.txt"
            # A file: a pipe would break under a window that outlives us.
            with said.open("wb") as errors:
                try:
                    window = await asyncio.to_thread(_start, arguments_of(wish), errors.fileno())
                except OSError as error:
                    raise PortError("lab-window-failed", {"why": error.strerror or "-"}) from None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WATCHED_S):
                    while window.poll() is None:  # noqa: ASYNC110 (a process tells nobody of its end)
                        await asyncio.sleep(_LOOK_EVERY_S)
            if window.poll():
                words = said.read_text(errors="replace").strip()[-_LAST_WORDS:]
                raise PortError("lab-window-failed", {"why": words or f"exit code {window.returncode}"})


def _start(words: Sequence[str], errors: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 (our own program)
        [*program(), *words],
        start_new_session=True,
        env=for_our_own(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
