"""Giving up an order of which nobody told how it ended: a question of its own, for a second one may do harm."""

from wizard.ui.dialogs import confirm
from wizard.ui.i18n import tr
from wizard.ui.pages._base import Page

UNSETTLED = "change-unsettled"
"""The finding that asks it."""


async def give_up_order(page: Page, change: str) -> bool:
    """Ask whether the first order counts as lost; tell whether it may be ordered again now."""
    with page.questioned():
        sure = await confirm(
            page.window(),
            title=tr("Give up the first order and send another?"),
            why=tr(
                "If the first one comes in after all, Jira and GitLab may keep different secrets, and no data arrives. "
                "Then uninstall the app in Jira and run this set-up again."
            ),
            verb=tr("Order it again"),
            keep=tr("Keep looking"),
        )
    if sure:
        await page.visit.asking.look(lambda desk: desk.accept(change))
    return sure
