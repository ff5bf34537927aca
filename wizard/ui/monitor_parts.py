"""The parts of the page Monitor below its heading: made by turns, each where it is first asked for, and then shown."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from typing import TYPE_CHECKING

from wizard.ui.layouts import column
from wizard.ui.monitor_actions import Actions
from wizard.ui.monitor_alarms import AlarmCards
from wizard.ui.monitor_connections import ConnectionRow, NothingWatched
from wizard.ui.monitor_listing import Listing
from wizard.ui.monitor_picture import Picture

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from wizard.monitor.values import Snapshot
    from wizard.ui.monitor_charts import Charts
    from wizard.ui.pages.monitor import MonitorPage
    from wizard.ui.watching import Connection

_FROM_ABOVE = ("connections", "nothing", "alarms", "picture", "list", "below", "last")
"""In the order in which one reads them."""


class Parts:
    """Shows how a connection stands, once all that it takes is there.

    All parts made in one turn of the loop would keep the window from answering, and shown one after the other they
    would make it jump. What is seldom wanted, as the list of what is missing, is made when somebody wants it.
    """

    def __init__(self, page: MonitorPage) -> None:
        self._page = page
        self._places = {part: column() for part in _FROM_ABOVE}
        for place in self._places.values():
            page.body.addLayout(place)
        self.connections = ConnectionRow(page.choose)
        self.alarms = AlarmCards(page, page.acknowledge, page.snooze)
        self._put("connections", self.connections)
        self._put("alarms", self.alarms)
        self.listing = Listing(page, partial(self._put, "list"))
        self.filled = self._made = self._coming = False
        """Whether a picture was ever filled, whether all parts are there that it takes, and whether that is under
        way just now."""

    def _put(self, part: str, widget: QWidget) -> None:
        self._places[part].addWidget(widget)

    @cached_property
    def nothing(self) -> NothingWatched:
        """How to begin, where nothing is watched."""
        made = NothingWatched(self._page.watch_session, partial(self._page.wanted.emit, "start"))
        self._put("nothing", made)
        return made

    @cached_property
    def picture(self) -> Picture:
        """How the connection stands."""
        made = Picture(self.listing.open_group, self.listing.open_reason, self._page.ask_times)
        made.hide()
        self._put("picture", made)
        return made

    @cached_property
    def below(self) -> Actions:
        """What can be done about the connection."""
        made = Actions(self._page, self._page.stop_watching)
        made.hide()
        self._put("below", made)
        self._put("last", made.canary.last)
        return made

    def show(self, connection: Connection | None) -> None:
        """Show how a connection stands, or how to begin where there is none."""
        if connection is None or "nothing" in vars(self):
            self.nothing.setVisible(connection is None)
        to_fill = connection is not None and connection.snapshot is not None and not self.filled
        if connection is not None and (to_fill or not self._made):
            self._page.quietly(self._come_together(), "parts of the page")
        elif self._made:
            self._show(connection)

    def _show(self, connection: Connection | None) -> None:
        picture = not self.listing.opened()
        snapshot = connection.snapshot if connection is not None else None
        if snapshot is not None:
            self.picture.load(snapshot)
        self._load_alarms(snapshot)
        self.below.follow(connection)
        self.alarms.setVisible(picture and self.alarms.any())
        self.picture.setVisible(picture and snapshot is not None)
        self.below.setVisible(connection is not None)

    def _load_alarms(self, snapshot: Snapshot | None) -> None:
        self.alarms.load(*((snapshot.alarms, snapshot.findings) if snapshot is not None else ((),)))

    async def _come_together(self) -> None:
        if self._coming:
            return
        self._coming = True
        try:
            await self._by_turns(self._frame, self._charts, self._below)
            self._made = True
            if self._page.snapshot() is not None:
                await self._by_turns(self._groups, self._places_of_integration, self._numbers, self._cards)
                await self.alarms.come_together()
                self.filled = True
        finally:
            self._coming = False
        await asyncio.sleep(0)
        self._page.refresh()

    @staticmethod
    async def _by_turns(*steps: Callable[[], object]) -> None:
        for step in steps:
            await asyncio.sleep(0)
            step()

    def _frame(self) -> Picture:
        return self.picture

    def _charts(self) -> Charts:
        return self.picture.charts

    def _below(self) -> None:
        self.below.follow(self._page.shown())

    def _groups(self) -> None:
        snapshot = self._page.snapshot()
        if snapshot is not None:
            self.picture.groups.load(snapshot.history.groups)

    def _places_of_integration(self) -> None:
        snapshot = self._page.snapshot()
        if snapshot is not None and snapshot.integration is not None:
            self.picture.places.load(snapshot.integration)

    def _numbers(self) -> None:
        snapshot = self._page.snapshot()
        if snapshot is not None:
            self.picture.load(snapshot)

    def _cards(self) -> None:
        self._load_alarms(self._page.snapshot())
