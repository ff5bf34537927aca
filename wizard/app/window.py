"""Opens the window over a world: what is chosen on the command line, else live."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from wizard.app.settings import SettingsFile
from wizard.app.surroundings import without_tokens
from wizard.ui.window import start_window

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.world import Mode
    from wizard.journey.desk_port import Desk
    from wizard.ui.tokens import Theme


def open_window(*, theme: Theme | None = None, lab: str | None, lab_at: str | None) -> int:
    """Show the window until it is closed and return the exit code. A `theme` goes before the one of the settings."""
    settings = SettingsFile()
    mode: Mode = "lab" if lab or lab_at else "live"

    @contextlib.asynccontextmanager
    async def desk() -> AsyncIterator[Desk]:
        # Imported in the engine's thread, after the window was painted.
        from wizard.app.commands._world import opened_desk

        async with opened_desk(lab, lab_at, settings=settings) as opened:
            yield opened

    open_lab = None if mode == "lab" else _open_lab
    code = start_window(desk, settings=settings, theme=theme, mode=mode, open_lab=open_lab)
    return code if not settings.forgets or settings.forget() else 1


def _open_lab() -> None:
    """Open a second window over an embedded lab; nothing of this one is touched."""
    import subprocess  # after the first paint, as all that it needs

    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "wizard.app"]
    subprocess.Popen(  # noqa: S603 (our own program)
        [*program, "--lab"], start_new_session=True, env=without_tokens(os.environ)
    )
