"""Opens the window over a world: what is chosen on the command line, else live."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, cast

from wizard.app.settings import SettingsFile
from wizard.ui.window import start_window

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from contextlib import AbstractAsyncContextManager

    from wizard.domain.answers import Answers
    from wizard.domain.deep_link import DeepLink
    from wizard.domain.world import Mode
    from wizard.journey.desk import SessionDesk
    from wizard.journey.desk_port import Desk
    from wizard.monitor.port import Monitor
    from wizard.ui.tokens import Theme


def open_window(
    *,
    theme: Theme | None = None,
    lab: str | None,
    lab_at: str | None,
    lab_fault: str | None = None,
    link: DeepLink | None = None,
) -> int:
    """Show the window until it is closed and return the exit code. A `theme` goes before the one of the settings.

    `lab_fault` is a wish as another window of this program writes it: its fault is on before anything is asked.
    """
    settings = SettingsFile()
    mode: Mode = "lab" if lab or lab_at else "live"

    @contextlib.asynccontextmanager
    async def desk() -> AsyncIterator[Desk]:
        # Imported in the engine's thread, after the window was painted.
        from wizard.app.commands._world import opened_desk
        from wizard.app.ends import CommandEnded
        from wizard.domain.errors import PortError

        async with contextlib.AsyncExitStack() as stack:
            try:
                opened = await stack.enter_async_context(
                    opened_desk(lab, lab_at, settings=settings, lab_fault=lab_fault)
                )
            except CommandEnded as error:
                raise PortError("lab-not-started", {"why": error.message}) from None
            yield opened

    open_lab = None if mode == "lab" else _open_lab
    comes = lab_fault is not None
    code = start_window(
        desk,
        settings=settings,
        theme=theme,
        mode=mode,
        open_lab=open_lab,
        fault_comes=comes,
        link=link,
        open_monitor=monitor_of_desk,
        watched=lambda desk: cast("SessionDesk", desk).watched,
    )
    return code if not settings.forgets or settings.forget() else 1


def monitor_of_desk(desk: Desk, answers: Answers) -> AbstractAsyncContextManager[Monitor]:
    """Return what gives the monitor of one connection, in the world of this desk."""
    opened = cast("SessionDesk", desk).open_monitor
    if opened is None:
        raise LookupError("this desk watches nothing")
    return opened(answers)


def _open_lab() -> None:
    from wizard.app.second_window import open_lab  # after the first paint, as all that it needs

    open_lab()
