"""What can be done about the connection on the page Monitor, below its picture: take away, stop, test branches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.monitor_canary import CanaryChoice
from wizard.ui.monitor_saving import MonitorSaving

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages.monitor import MonitorPage
    from wizard.ui.watching import Connection


class Actions(Flow):
    """Export, Stop watching, and how often a test branch is made; how the last one came out is `canary.last`."""

    def __init__(self, page: MonitorPage, stop: Callable[[], object]) -> None:
        super().__init__()
        self.saving = MonitorSaving(page)
        self.stop = button(tr("Stop watching"), "monitor.stop", stop, "small")
        self.canary = CanaryChoice(page)
        for one in (self.saving.button, self.stop, self.canary):
            self.add(one)

    def follow(self, connection: Connection | None) -> None:
        """Offer what can be done about a connection now."""
        there = connection is not None and connection.monitor is not None
        self.saving.button.setVisible(there)
        self.stop.setVisible(connection is not None)
        self.canary.follow(connection if there and watches_app(connection) else None)


def watches_app(connection: Connection | None) -> bool:
    """Tell whether the app is watched, and not only the Jira issue integration."""
    snapshot = connection.snapshot if connection is not None else None
    return snapshot is None or snapshot.app
