"""Reads that are sent again, in the window: their pauses come to the page that waits, and its button ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.pause import Pause
    from wizard.ui.pages._working import Works
    from wizard.ui.shell import Shell


async def hear_pauses(shell: Shell) -> None:
    """Let the step that one is at, and a page that covers it, say which reads pause; only one that waits shows it."""

    def tell(pause: Pause) -> None:
        for page in {shell.page, shell.way}:
            page.busy.pause(pause)

    hear = shell.visit.asking.relay(tell)
    await shell.visit.asking.look(lambda desk: desk.tell_waits(hear))


def retry_now(page: Works) -> None:
    """End the pauses; the work that waits for them goes on by itself."""
    page.quietly(page.visit.asking.look(lambda desk: desk.retry_now()), "retry now")
