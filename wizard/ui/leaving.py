"""What is asked before the window closes: whoever closes it must know what stays and what ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from PySide6.QtWidgets import QWidget

    from wizard.ui.pages._base import Page
    from wizard.ui.visit import Visit


def _what_stays(visit: Visit, *, done: bool) -> str:
    if visit.mode == "lab":
        return tr("The lab is a world of its own; it ends with this window, and nothing of it can be resumed.")
    if visit.check_only or not visit.answers.gitlab.url:
        return tr("Nothing was changed, and nothing of this is kept.")
    if done:
        return tr("This set-up stays in the list on the start page.")
    return tr("What you decided is kept; Resume on the start page goes on here. A token that is kept in memory is not.")


async def close_at_rest(window: QWidget, visit: Visit, *, done: bool) -> bool:
    """Return whether the window shall close although nothing asks for it; `done` at the end of a set-up."""
    from wizard.ui.dialogs import confirm

    return await confirm(
        window,
        title=tr("Close the set-up?"),
        why=_what_stays(visit, done=done),
        verb=tr("Close"),
        keep=tr("Stay here"),
    )


async def stop_and_close(window: QWidget, visit: Visit, page: Page) -> bool:
    """Return whether the changes shall stop; then they have, and the journal keeps the rest."""
    from wizard.ui.dialogs import confirm

    wanted = await confirm(
        window,
        title=tr("Stop the changes and close?"),
        why=tr("The change it works on is finished first; the journal keeps the rest, and Resume goes on with it."),
        verb=tr("Stop and close"),
        keep=tr("Keep going"),
    )
    if wanted:
        await visit.asking.look(lambda desk: desk.stop_after_this())
        while page.working():
            await visit.wait(0.05)
    return wanted
