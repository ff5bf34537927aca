"""What is missing, on the page Monitor: the list comes up in the place of the picture, and is asked for by its rows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from wizard.ui.i18n import tr
from wizard.ui.monitor_missing import MissingList
from wizard.ui.paged_rows import PAGE_ROWS
from wizard.ui.spawn import loop_runs
from wizard.ui.watching import PURPOSE

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from wizard.evidence.exchange import Exchange
    from wizard.monitor.values import Missing, Reason
    from wizard.ui.pages.monitor import MonitorPage


class Listing:
    """Opens and fills the list of what is missing; the list itself is made when it is first opened."""

    def __init__(self, page: MonitorPage, put: Callable[[QWidget], object]) -> None:
        """Take the page, and what gives the list its place there."""
        self._page, self._put = page, put

    @cached_property
    def list(self) -> MissingList:
        """The list, in its place on the page."""
        made = MissingList()
        made.hide()
        made.left.connect(self._page.whole_picture)
        made.asked_anew.connect(self._ask)
        made.narrowed.connect(self.open_group)
        made.model.wanted.connect(self._want_rows)
        made.opened.connect(self._open_link)
        made.asked.connect(self._show_request)
        self._put(made)
        return made

    def opened(self) -> bool:
        """Tell whether the list stands in the place of the picture."""
        return "list" in vars(self) and not self.list.isHidden()

    def close(self) -> None:
        """Leave its place to the picture."""
        if self.opened():
            self.list.hide()

    def open_reason(self, reason: Reason) -> None:
        """List what is missing for one reason."""
        self._open(reason=reason)

    def open_group(self, group: str) -> None:
        """List what is missing of one group, or of one project."""
        self._open(group=group)
        self._page.quietly(self._load_projects(group), "projects of a group")

    def _open(self, *, reason: Reason | None = None, group: str = "") -> None:
        connection = self._page.shown()
        if connection is not None:
            self.list.show()
            self.list.begin(reason=reason, group=group, jira=connection.answers.jira.url)
            self._page.refresh()
            self.list.table.setFocus()

    async def _load_projects(self, group: str) -> None:
        found = await self._page.of_monitor(lambda monitor: monitor.projects(group))
        if self.list.group == group:
            self.list.projects.load(found or ())

    def _ask(self) -> None:
        self._page.quietly(self._load(), "what is missing")

    async def _load(self) -> None:
        found = await self._rows_from(0)
        if found is not None:
            rows, total = found
            self.list.load(total, tuple(rows))

    async def _rows_from(self, skip: int) -> tuple[Sequence[Missing], int] | None:
        reason, kind, group = self.list.reason, self.list.kind, self.list.group
        return await self._page.of_monitor(
            lambda monitor: monitor.missing(reason=reason, kind=kind, group=group, limit=PAGE_ROWS, skip=skip)
        )

    def _want_rows(self, number: int) -> None:
        if loop_runs():
            self._page.quietly(self._load_rows(number), "rows on screen")

    async def _load_rows(self, number: int) -> None:
        found = await self._rows_from(number * PAGE_ROWS)
        if found is not None:
            self.list.model.fill(number, found[0])

    def _open_link(self, link: str) -> None:
        from wizard.ui.links import may_open

        connection = self._page.shown()
        if connection is not None and may_open(link, connection.answers) and self._page.visit.open_link(link):
            self._page.said.emit(tr("Opened in the browser."))
        else:
            self._page.said.emit(tr("This address is not opened from here."))

    def _show_request(self, missing: Missing) -> None:
        self._page.quietly(self._find_request(missing), "request of a thing")

    async def _find_request(self, missing: Missing) -> None:
        """Show the newest request that names the thing's issue; else what the monitor sent last."""
        exchange = await self._page.visit.asking.look(lambda desk: newest_about(desk.evidence.newest(), missing))
        if exchange is not None:
            self._page.exchange_wanted.emit(exchange)
        else:
            self._page.evidence.emit(PURPOSE)


def newest_about(exchanges: Sequence[Exchange], missing: Missing) -> Exchange | None:
    """Return the newest exchange that names the key of a thing, or its project; None where none does."""
    words = [word for word in (missing.key, missing.project.replace("/", "%2F"), missing.project) if word]
    for word in words:
        for exchange in reversed(exchanges):
            if any(word in part for part in (exchange.url, exchange.request_body, exchange.response_body)):
                return exchange
    return None
